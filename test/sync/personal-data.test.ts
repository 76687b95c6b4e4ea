/** Contact persons and call notes in an office of two desktops: keys travel apart, and an erasure reaches everybody (EV10, AU4). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { newId, type Program } from '../main/harness.ts';
import { type TwoDesktops, twoDesktops, wayTo } from './desks.ts';
import { quiet } from './office-line.ts';

let office: TwoDesktops;

beforeEach(async () => {
  office = await twoDesktops('manager');
});
afterEach(() => office.desks.clear());

const mine = () => office.desks.programs[0] as Program;
const other = () => office.desks.programs[1] as Program;

async function saveCall(program: Program, text: string, id = newId()): Promise<string> {
  const fields = { day: '2026-03-02', who: '', contact: null, text };
  const { customer } = office.office;
  await program.must('personal.saveCall', { commandId: newId(), customer, id, fields });
  return id;
}

const erase = (program: Program) =>
  program.must('personal.erase', { commandId: newId(), customer: office.office.customer, contact: null });

const list = (program: Program) => program.must('personal.list', { customer: office.office.customer });
const textsOf = async (program: Program) =>
  (await list(program)).calls.map(({ fields }) => fields.text).sort();

/** Names of the keys that lie on a desktop. */
function keysOn(desk: number): readonly string[] {
  const { company } = office.office;
  try {
    return readdirSync(join(office.desks.desk(desk).dataFolder, 'companies', company, 'keys', 'personal'));
  } catch {
    return [];
  }
}

const pause = (program: Program, paused: boolean) => program.must('sync.pause', { paused });

/** Both desktops show these call notes, hold so many keys, and so many are at the server. */
async function settles(texts: readonly string[], keys: number): Promise<void> {
  await quiet(mine(), other());
  await eventually(async () => {
    await mine().must('sync.now', {});
    await other().must('sync.now', {});
    expect([await textsOf(mine()), await textsOf(other())]).toEqual([texts, texts]);
    expect([keysOn(0).length, keysOn(1).length, office.server.fileNames.length]).toEqual([keys, keys, keys]);
  });
}

describe('personal data of an office', () => {
  it('EV10: arrives with its key, and an erasure takes the key from every desktop and from the server', async () => {
    await saveCall(mine(), 'wants blue leather');
    await settles(['wants blue leather'], 1);
    await saveCall(other(), 'and ten ledgers');
    await settles(['and ten ledgers', 'wants blue leather'], 1);
    await erase(other());
    await settles([], 0);
    expect(await list(mine())).toMatchObject({ notHere: 0, erased: { on: '2026-03-02', entries: 2 } });
    expect(await list(other())).toEqual(await list(mine()));
  });

  it('EV10: is not here yet while its key has not come, and is once it has', async () => {
    await pause(other(), true);
    await saveCall(mine(), 'wants blue leather');
    await eventually(() => expect(office.server.fileNames).toHaveLength(1));
    await eventually(async () => expect((await mine().must('sync.status', {})).unsent).toBe(0));
    // The desktop that has the key is off, and the server has lost it.
    await mine().app.close();
    office.server.lose(office.server.fileNames);
    await pause(other(), false);
    await eventually(async () => expect(await list(other())).toMatchObject({ calls: [], notHere: 1 }));
    const again = await office.desks.startAgain(0, wayTo(office.server));
    await again.must('companies.open', { id: office.office.company });
    await settles(['wants blue leather'], 1);
  });

  it('AU4: what is written elsewhere at the moment of an erasure is erased with it; what comes after is not', async () => {
    await saveCall(mine(), 'known to both');
    await settles(['known to both'], 1);
    await pause(mine(), true);
    await pause(other(), true);
    await erase(mine());
    await saveCall(other(), 'written without knowing');
    await saveCall(mine(), 'written knowing');
    expect(await textsOf(other())).toEqual(['known to both', 'written without knowing']);
    await pause(mine(), false);
    await pause(other(), false);
    await settles(['written knowing'], 1);
    expect((await list(other())).erased).toEqual({ on: '2026-03-02', entries: 2 });
    await saveCall(other(), 'and goes on');
    await settles(['and goes on', 'written knowing'], 1);
  });

  it('AU4: the first notes of two desktops, each under a key of its own, go with one erasure', async () => {
    await pause(mine(), true);
    await pause(other(), true);
    await saveCall(mine(), 'here');
    await saveCall(other(), 'there');
    await erase(mine());
    await pause(mine(), false);
    await pause(other(), false);
    await settles([], 0);
  });

  it('EV10: two keys of one generation are both kept, and each opens what lies under it', async () => {
    await pause(mine(), true);
    await pause(other(), true);
    await saveCall(mine(), 'here');
    await saveCall(other(), 'there');
    await pause(mine(), false);
    await pause(other(), false);
    await settles(['here', 'there'], 2);
  });

  it('AU4: a server that is restored from before the erasure gives nothing back and is cleared again', async () => {
    await saveCall(mine(), 'wants blue leather');
    await settles(['wants blue leather'], 1);
    const backup = office.server.backup();
    await erase(mine());
    await settles([], 0);
    office.server.restore(backup);
    expect(office.server.fileNames).toHaveLength(1);
    await settles([], 0);
  });

  it('EV10: a key that is not the one of the record is not taken', async () => {
    const { company } = mine().app.services.workspace;
    await saveCall(mine(), 'wants blue leather');
    const known = await company?.keeper.lookup('personalKeys', {});
    const [key] = known?.ok ? known.value.keys : [];
    if (!company || !key) throw new Error('no key is known');
    const { id, subject, generation } = key;
    const secret = Buffer.alloc(32, 7).toString('base64');
    const forged = Buffer.from(JSON.stringify({ id, subject, generation, secret }));
    expect(await company.personal.keys.put(forged, key)).toBe(false);
    expect(await company.personal.keys.put(Buffer.from('nothing'), key)).toBe(false);
    expect(await textsOf(mine())).toEqual(['wants blue leather']);
  });
});
