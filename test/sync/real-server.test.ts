/** Three whole main processes and the real server on PGlite over HTTP: offline work, lost answers, a killed and a restored server. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginEpochs } from '../../server/admin/restore.ts';
import { makePairing } from '../../server/handlers/pairing.ts';
import {
  clearDesk,
  type Desk,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Office,
  type Program,
  paymentOf,
  startProgram,
} from '../main/harness.ts';
import { embeddedPlace, openOffice, type Office as ServerOffice, type StorePlace } from '../server/office.ts';
import { type CutLine, lineTo } from './node-transport.ts';
import { connectOffice, joinOffice, quiet } from './office-line.ts';
import { shownState } from './shown-state.ts';

/** PGlite takes seconds to start on a busy machine. */
const PATIENCE = 180_000;

let place: StorePlace;
let server: ServerOffice;
let desks: Desk[];
let programs: Program[];
let lines: CutLine[];
let office: Office;

const openServer = async () => openOffice(place, await place.open());

async function start(): Promise<Program> {
  const desk = await newDesk();
  const line = lineTo(() => server.url);
  const program = await startProgram(desk, undefined, { transportTo: () => line.transport });
  desks.push(desk);
  programs.push(program);
  lines.push(line);
  return program;
}

beforeEach(async () => {
  desks = [];
  programs = [];
  lines = [];
  place = embeddedPlace();
  server = await openServer();
  const manager = await start();
  office = await foundOffice(manager);
  const { code } = await makePairing(server.running.context, {
    company: null,
    role: 'owner',
    confirm: false,
  });
  await connectOffice(manager, code);
  for (const user of ['Noor', 'Sam']) await joinOffice(manager, await start(), user);
}, PATIENCE);
afterEach(async () => {
  for (const program of programs) await program.app.close();
  await server.close();
  for (const desk of desks) await clearDesk(desk);
  place.remove();
}, PATIENCE);

const [one, two, three] = [0, 1, 2].map((index) => () => programs[index] as Program) as [
  () => Program,
  () => Program,
  () => Program,
];

async function allAlike(): Promise<Awaited<ReturnType<typeof shownState>>> {
  await quiet(...programs);
  const [first, ...others] = await Promise.all(programs.map(shownState));
  for (const other of others) expect(other).toEqual(first);
  return first as Awaited<ReturnType<typeof shownState>>;
}

describe('three desktops and the real server', { timeout: PATIENCE }, () => {
  it('AL7, EV6: offline allocations beyond an invoice come together the same everywhere, nothing lost', async () => {
    const sold = await issue(one(), office, '100');
    await allAlike();
    for (const line of lines) line.cut = true;
    for (const program of programs) {
      await program.must('payments.post', paymentOf(office, 80_00, [{ target: sold.id, amount: 80_00 }]));
      await issue(program, office, '10');
    }
    for (const line of lines) line.cut = false;
    for (const program of programs) await program.must('sync.now', {});
    const state = await allAlike();
    expect(state.numbers).toEqual(['INV-0001', 'INV-0002', 'INV-B-0001', 'INV-C-0001']);
    // 240 came in for 120: what does not fit stays as credit.
    expect(state.outstanding[sold.id]).toBe(0);
    expect(state.unapplied).toBe(240_00 - 120_00);
  });

  it('SY1: a lost answer doubles nothing; a killed server takes up where it was', async () => {
    const line = lines[1] as CutLine;
    line.losing = 2;
    await issue(two(), office, '20');
    await two().must('sync.now', {});
    await allAlike();
    await server.close();
    await issue(three(), office, '30');
    await issue(one(), office, '40');
    server = await openServer();
    for (const program of programs) await program.must('sync.now', {});
    const state = await allAlike();
    expect(state.numbers).toEqual(['INV-0001', 'INV-B-0001', 'INV-C-0001']);
  });

  it('SY7: an epoch that begins is followed by everybody, and nothing is fetched twice into the books', async () => {
    await issue(two(), office, '20');
    await allAlike();
    await beginEpochs(server.running.context, null);
    await issue(one(), office, '30');
    for (const program of programs) await program.must('sync.now', {});
    const state = await allAlike();
    expect(state.numbers).toEqual(['INV-0001', 'INV-B-0001']);
  });

  it('DV4: what a desktop had recorded before it was shut out waits for a manager, and then stands everywhere', async () => {
    await allAlike();
    const line = lines[1] as CutLine;
    line.cut = true;
    await issue(two(), office, '20');
    const clerk = (await one().must('sync.devices', {})).find(({ user }) => user === 'Noor');
    await one().must('sync.revoke', { commandId: newId(), device: clerk?.device ?? '' });
    line.cut = false;
    await two().must('sync.now', {});
    await vi.waitFor(
      async () =>
        expect(await two().must('sync.status', {})).toMatchObject({ phase: 'stopped', problem: 'revoked' }),
      { timeout: 30_000 },
    );
    const held = await vi.waitFor(
      async () => {
        const there = await one().must('sync.devices', {});
        const shut = there.find(({ device }) => device === clerk?.device);
        expect(shut?.state).toBe('revoked');
        expect(shut?.held).toBeGreaterThan(0);
        return shut;
      },
      { timeout: 30_000 },
    );
    const approved = await one().must('sync.approve', { device: held?.device ?? '' });
    expect(approved).toEqual({ taken: held?.held });
    await vi.waitFor(async () => expect((await shownState(three())).numbers).toEqual(['INV-B-0001']), {
      timeout: 60_000,
      interval: 200,
    });
    await quiet(one(), three());
    expect(await shownState(three())).toEqual(await shownState(one()));
  });
});
