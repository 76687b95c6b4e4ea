/** DV3 with a server: a desktop whose whole disk was set back goes on as a new device, and nothing that it did is lost. */
import { cp, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import {
  clearDesk,
  type Desk,
  foundOffice,
  issue,
  newDesk,
  type Office,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { ModelServer } from './model-server.ts';
import { connectOffice, joinOffice, quiet, SERVER } from './office-line.ts';
import { shownState } from './shown-state.ts';

let server: ModelServer;
let office: Office;
let desks: Desk[];
let manager: Program;
let clerk: Program;

const start = (desk: Desk) => startProgram(desk, undefined, { transportTo: () => server.transport });

beforeEach(async () => {
  server = new ModelServer(Date.now);
  desks = [await newDesk(), await newDesk()];
  manager = await start(desks[0] as Desk);
  office = await foundOffice(manager);
  await connectOffice(manager, server.codeForCompany());
  clerk = await start(desks[1] as Desk);
  await joinOffice(manager, clerk, 'Noor');
});
afterEach(async () => {
  await manager.app.close();
  await clerk.app.close();
  for (const desk of desks) await clearDesk(desk);
});

/** Sets a desktop's whole disk back to what it was before `meanwhile`. */
async function setBack(
  program: Program,
  desk: Desk,
  meanwhile: (program: Program) => Promise<void>,
): Promise<Program> {
  const copy = `${desk.dataFolder}-copy`;
  await program.app.close();
  await cp(desk.dataFolder, copy, { recursive: true });
  const between = await start(desk);
  await between.must('companies.open', { id: office.company });
  await meanwhile(between);
  await between.app.close();
  await rm(desk.dataFolder, { recursive: true });
  await cp(copy, desk.dataFolder, { recursive: true });
  await rm(copy, { recursive: true });
  desk.databases.clear();
  return start(desk);
}

const status = (program: Program) => program.must('sync.status', {});

describe('a desktop that was set back', () => {
  it('DV3: writes nothing more as the old device; its unsent tail comes again, and both numbers stand', async () => {
    clerk = await setBack(clerk, desks[1] as Desk, async (between) => {
      await issue(between, office, '20');
      await quiet(manager, between);
    });
    // Nobody has told it yet: without a line it gives the same number again, to another customer's paper.
    const line = server.transport;
    (server as { transport: unknown }).transport = async () => ({ answered: false, why: 'unreachable' });
    await clerk.must('companies.open', { id: office.company });
    expect((await issue(clerk, office, '99')).number).toBe('INV-B-0001');
    (server as { transport: unknown }).transport = line;
    await clerk.app.close();
    clerk = await start(desks[1] as Desk);
    await clerk.must('companies.open', { id: office.company });
    await eventually(async () =>
      expect(await status(clerk)).toMatchObject({ phase: 'stopped', problem: 'unknown-device' }),
    );
    // A manager's code lets the new device in.
    await clerk.must('sync.connect', { ...SERVER, code: server.codeForCompany() });
    await quiet(manager, clerk);
    const [here, there] = [await shownState(clerk), await shownState(manager)];
    expect(here).toEqual(there);
    expect(here.numbers).toEqual(['INV-B-0001', 'INV-B-0001']);
    expect((await issue(clerk, office, '10')).number).toBe('INV-C-0001');
  });

  it('DV3: a manager’s desktop makes its new device known by itself', async () => {
    manager = await setBack(manager, desks[0] as Desk, async (between) => {
      await issue(between, office, '20');
      await quiet(between, clerk);
    });
    await manager.must('companies.open', { id: office.company });
    await eventually(async () => expect((await issue(manager, office, '30')).number).toMatch(/^INV-C-/));
    await quiet(manager, clerk);
    expect((await shownState(manager)).numbers).toContain('INV-0001');
    expect(await shownState(manager)).toEqual(await shownState(clerk));
  });
});
