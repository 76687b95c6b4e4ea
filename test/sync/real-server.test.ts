/** Three whole main processes and the real server over HTTP, on PGlite and on PostgreSQL: offline work, lost answers, a killed and a restored server. */

import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAdmin } from '../../server/admin/commands.ts';
import { beginEpochs } from '../../server/admin/restore.ts';
import { makePairing } from '../../server/handlers/pairing.ts';
import { eventually } from '../eventually.ts';
import {
  foundOffice,
  issue,
  newDesk,
  newId,
  type Office,
  type Program,
  paymentOf,
  startProgram,
} from '../main/harness.ts';
import {
  embeddedPlace,
  openOffice,
  postgresPlace,
  removePostgres,
  type Office as ServerOffice,
  STORES,
  type StorePlace,
  thePostgres,
} from '../server/office.ts';
import { Desks } from './desks.ts';
import { type CutLine, lineTo } from './node-transport.ts';
import { connectOffice, joinOffice, quiet } from './office-line.ts';
import { shownState } from './shown-state.ts';

let place: StorePlace;
let server: ServerOffice;
let desks: Desks;
let office: Office;

const newPlace = async (kind: (typeof STORES)[number]): Promise<StorePlace> =>
  kind === 'embedded' ? embeddedPlace() : postgresPlace(await thePostgres());

const openServer = async () => openOffice(place, await place.open());

const start = () => desks.startOnLine(() => server.url);

async function openThree(kind: (typeof STORES)[number]): Promise<void> {
  desks = new Desks();
  place = await newPlace(kind);
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
}

afterAll(removePostgres);
afterEach(async () => {
  await desks.clear();
  await server.close();
  place.remove();
});

const [one, two, three] = [0, 1, 2].map((index) => () => desks.programs[index] as Program) as [
  () => Program,
  () => Program,
  () => Program,
];

async function allAlike(): Promise<Awaited<ReturnType<typeof shownState>>> {
  await quiet(...desks.programs);
  const [first, ...others] = await Promise.all(desks.programs.map(shownState));
  for (const other of others) expect(other).toEqual(first);
  return first as Awaited<ReturnType<typeof shownState>>;
}

describe.each(STORES)('three desktops and the real server on %s', (kind) => {
  beforeEach(() => openThree(kind));

  it('AL7, EV6: offline allocations beyond an invoice come together the same everywhere, nothing lost', async () => {
    const sold = await issue(one(), office, '100');
    await allAlike();
    for (const line of desks.lines) line.cut = true;
    for (const program of desks.programs) {
      await program.must('payments.post', paymentOf(office, 80_00, [{ target: sold.id, amount: 80_00 }]));
      await issue(program, office, '10');
    }
    for (const line of desks.lines) line.cut = false;
    for (const program of desks.programs) await program.must('sync.now', {});
    const state = await allAlike();
    expect(state.numbers).toEqual(['INV-0001', 'INV-0002', 'INV-B-0001', 'INV-C-0001']);
    // 240 came in for 120: what does not fit stays as credit.
    expect(state.outstanding[sold.id]).toBe(0);
    expect(state.unapplied).toBe(240_00 - 120_00);
  });

  it('SY1: a lost answer doubles nothing; a killed server takes up where it was', async () => {
    const line = desks.lines[1] as CutLine;
    line.losing = 2;
    await issue(two(), office, '20');
    await two().must('sync.now', {});
    await allAlike();
    await server.close();
    await issue(three(), office, '30');
    await issue(one(), office, '40');
    server = await openServer();
    for (const program of desks.programs) await program.must('sync.now', {});
    const state = await allAlike();
    expect(state.numbers).toEqual(['INV-0001', 'INV-B-0001', 'INV-C-0001']);
  });

  it('SY7: an epoch that begins is followed by everybody, and nothing is fetched twice into the books', async () => {
    await issue(two(), office, '20');
    await allAlike();
    await beginEpochs(server.running.context, null);
    await issue(one(), office, '30');
    for (const program of desks.programs) await program.must('sync.now', {});
    const state = await allAlike();
    expect(state.numbers).toEqual(['INV-0001', 'INV-B-0001']);
  });

  it('SY1: a server that dies in the middle of pushes has each commit once when it is back', async () => {
    await allAlike();
    const work = desks.programs.map(async (program) => {
      for (let count = 0; count < 3; count += 1) await issue(program, office, `${10 + count}`);
    });
    // Pushes are on their way now; those whose answers are lost come again.
    for (const line of desks.lines) line.losing = 1;
    if (kind === 'postgresql') await (await thePostgres()).crash();
    else {
      await server.close();
      server = await openServer();
    }
    await Promise.all(work);
    for (const program of desks.programs) await program.must('sync.now', {});
    const { numbers } = await allAlike();
    expect(numbers).toHaveLength(9);
    expect(new Set(numbers).size).toBe(9);
  });

  it('SY7: a server restored from an older backup gets back what it lost, from whoever has it', async () => {
    await issue(one(), office, '20');
    await allAlike();
    const backup = join(mkdtempSync(join(tmpdir(), 'counterfoil-backup-')), 'monday');
    expect((await runAdmin(server.running.context, ['backup', backup])).ok).toBe(true);
    await issue(two(), office, '30');
    await issue(three(), office, '40');
    await allAlike();
    await server.close();
    place.remove();
    place = await newPlace(kind);
    server = await openServer();
    expect((await runAdmin(server.running.context, ['restore', backup])).ok).toBe(true);
    await issue(three(), office, '50');
    for (const program of desks.programs) await program.must('sync.now', {});
    const { numbers } = await allAlike();
    expect(numbers).toEqual(['INV-0001', 'INV-B-0001', 'INV-C-0001', 'INV-C-0002']);
    rmSync(join(backup, '..'), { recursive: true });
  });

  it('DV3: of two copies of one desktop one goes on as a new device; both numbers stand everywhere', async () => {
    await issue(two(), office, '20');
    await allAlike();
    await two().app.close();
    const desk = await newDesk();
    await cp(desks.desk(1).dataFolder, desk.dataFolder, { recursive: true });
    desks.desks.push(desk);
    const original = await startProgram(desks.desk(1), undefined, {
      transportTo: () => (desks.lines[1] as CutLine).transport,
    });
    desks.programs[1] = original;
    const line = lineTo(() => server.url);
    const clone = await startProgram(desk, undefined, { transportTo: () => line.transport });
    desks.programs.push(clone);
    desks.lines.push(line);
    for (const each of [desks.lines[1] as CutLine, line]) each.cut = true;
    for (const each of [original, clone]) await each.must('companies.open', { id: office.company });
    const first = await issue(original, office, '30');
    const second = await issue(clone, office, '40');
    expect([first.number, second.number]).toEqual(['INV-B-0002', 'INV-B-0002']);
    (desks.lines[1] as CutLine).cut = false;
    await original.must('sync.now', {});
    await quiet(original, one());
    // Now the server knows another history of this device than the clone: it goes on as a new one, which a code lets in.
    line.cut = false;
    await clone.call('sync.now', {});
    await eventually(async () =>
      expect(await clone.must('sync.status', {})).toMatchObject({
        phase: 'stopped',
        problem: 'unknown-device',
      }),
    );
    const { code } = await makePairing(server.running.context, {
      company: office.company,
      role: 'manager',
      confirm: false,
    });
    await connectOffice(clone, code);
    // What it wrote as the old device lies in its journal for good, so journals differ; what they show does not.
    await eventually(async () => {
      const shown = await Promise.all(desks.programs.map(shownState));
      for (const each of shown) {
        expect(each.numbers).toEqual(['INV-B-0001', 'INV-B-0002', 'INV-B-0002']);
        expect(each).toEqual(shown[0]);
      }
    });
    expect((await issue(clone, office, '50')).number).toBe('INV-D-0001');
  });

  it('DV4: what a desktop had recorded before it was shut out waits for a manager, and then stands everywhere', async () => {
    await allAlike();
    const line = desks.lines[1] as CutLine;
    line.cut = true;
    await issue(two(), office, '20');
    const clerk = (await one().must('sync.devices', {})).find(({ user }) => user === 'Noor');
    const device = clerk?.device ?? '';
    await one().must('sync.revoke', { commandId: newId(), device, reason: 'stolen' });
    // Its series end with the last number that is known; what comes late by approval is on the report all the same.
    const notEnded = async () =>
      (await one().must('series.report', { year: null })).series.filter(
        (series) => series.device === device && series.closed?.reason !== 'stolen',
      );
    expect(await notEnded()).toEqual([]);
    line.cut = false;
    await two().must('sync.now', {});
    await eventually(async () =>
      expect(await two().must('sync.status', {})).toMatchObject({ phase: 'stopped', problem: 'revoked' }),
    );
    const held = await eventually(async () => {
      const there = await one().must('sync.devices', {});
      const shut = there.find(({ device }) => device === clerk?.device);
      expect(shut?.state).toBe('revoked');
      expect(shut?.held).toBeGreaterThan(0);
      return shut;
    });
    const approved = await one().must('sync.approve', { device: held?.device ?? '' });
    expect(approved).toEqual({ taken: held?.held });
    await eventually(async () => expect((await shownState(three())).numbers).toEqual(['INV-B-0001']));
    await quiet(one(), three());
    expect(await shownState(three())).toEqual(await shownState(one()));
    expect(await notEnded()).toEqual([]);
    const { series } = await three().must('series.report', { year: null });
    expect(series).toContainEqual(expect.objectContaining({ device, given: 1, missing: 0 }));
  });
});
