/** A company that moves to another computer goes on talking to its server (DV3, ADR 42). */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePairing } from '../../server/handlers/pairing.ts';
import { eventually } from '../eventually.ts';
import { foundOffice, issue, newId, type Program } from '../main/harness.ts';
import { embeddedPlace, openOffice } from '../server/office.ts';
import { Desks, twoDesktops, wayTo } from './desks.ts';
import type { CutLine } from './node-transport.ts';
import { connectOffice, joinOffice, quiet } from './office-line.ts';
import { shownState } from './shown-state.ts';

let stick: string;

beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'counterfoil-stick-'));
});
afterEach(() => rm(stick, { recursive: true, force: true }));

/** From now on files are saved on the stick and chosen there, on every desk. */
function giveStick(desks: Desks): void {
  for (const desk of desks.desks)
    Object.assign(desk, { chosen: stick, file: join(stick, 'Ivy-Bookbinders.cfmove') });
}

async function move(from: Program, to: Program): Promise<void> {
  const { code } = await to.must('moving.code', {});
  expect(await from.must('moving.out', { commandId: newId(), code })).toEqual({ written: true });
  expect((await to.must('moving.choose', {})).file?.brings).toBe('moved');
  await to.must('moving.takeOver', { as: 'moved' });
}

describe('a desktop that moves to another computer', () => {
  it('DV3: goes on syncing there, sends what the old computer had not, and colleagues see one row of numbers', async () => {
    const place = embeddedPlace();
    const server = await openOffice(place, await place.open());
    const desks = new Desks();
    try {
      const start = () => desks.startOnLine(() => server.url);
      const manager = await start();
      const office = await foundOffice(manager);
      const asked = { company: null, role: 'owner', confirm: false } as const;
      await connectOffice(manager, (await makePairing(server.running.context, asked)).code);
      const clerk = await start();
      await joinOffice(manager, clerk, 'Noor');
      await issue(manager, office, '10');
      await quiet(manager, clerk);
      (desks.lines[0] as CutLine).cut = true;
      await issue(manager, office, '20');
      await issue(manager, office, '30');
      const { connected, unsent } = await manager.must('moving.standing', {});
      expect(connected && unsent).toBeGreaterThanOrEqual(2);
      const fresh = await start();
      giveStick(desks);
      await move(manager, fresh);
      expect((await issue(fresh, office, '40')).number).toBe('INV-0004');
      await quiet(fresh, clerk);
      const there = await shownState(clerk);
      expect(await shownState(fresh)).toEqual(there);
      expect(there.numbers).toEqual(['INV-0001', 'INV-0002', 'INV-0003', 'INV-0004']);
      await issue(clerk, office, '50');
      await quiet(fresh, clerk);
      expect((await shownState(fresh)).numbers).toContain('INV-B-0001');
    } finally {
      await desks.clear();
      await server.close();
      place.remove();
    }
  });

  it('DV3: a disk of the old computer from before the move is found out by the server, and becomes a new device', async () => {
    const { desks, server, mine, other, office } = await twoDesktops();
    try {
      const data = desks.desk(0).dataFolder;
      const image = join(stick, 'image');
      await mine.app.close();
      await cp(data, image, { recursive: true });
      const old = await desks.startAgain(0, wayTo(server));
      await old.must('companies.open', { id: office.company });
      const fresh = await desks.start(wayTo(server));
      giveStick(desks);
      await move(old, fresh);
      await issue(fresh, office, '10');
      await quiet(fresh, other);
      await old.app.close();
      await rm(data, { recursive: true });
      await cp(image, data, { recursive: true });
      desks.desk(0).databases.clear();
      const ghost = await desks.startAgain(0, wayTo(server));
      await ghost.must('companies.open', { id: office.company });
      await eventually(async () => expect((await issue(ghost, office, '20')).number).toMatch(/^INV-C-/));
      await quiet(fresh, ghost, other);
      expect(await shownState(ghost)).toEqual(await shownState(fresh));
      // What was written twice under one number stays, and the next number is behind all of them.
      const { numbers } = await shownState(fresh);
      expect(numbers).not.toContain((await issue(fresh, office, '30')).number);
    } finally {
      await desks.clear();
    }
  });
});
