/** A company moves to another computer and goes on there (DV3, ADR 42). */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import {
  clearDesk,
  type Desk,
  draftFor,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Office,
  type Program,
  startProgram,
} from './harness.ts';

const FILE = 'Ivy-Bookbinders.cfmove';
const ALL = {
  search: '',
  customer: null,
  from: null,
  to: null,
  status: 'all',
  sort: 'number',
  direction: 'asc',
  cursor: null,
  limit: 10,
  today: '2026-03-02',
} as const;
const MOVED_AWAY = { ok: false, error: { kind: 'refused', reason: 'moved-away' } };

let stick: string;
let desks: Desk[];
let programs: Program[];
let old: Program;
let office: Office;

async function start(which: number): Promise<Program> {
  const program = await startProgram(desks[which] as Desk);
  programs[which] = program;
  return program;
}

async function again(which: number): Promise<Program> {
  await programs[which]?.app.close();
  return start(which);
}

/** A computer that has never seen the company; the file that is chosen there lies on the stick. */
async function otherComputer(): Promise<Program> {
  desks.push({ ...(await newDesk()), chosen: stick, file: join(stick, FILE) });
  return start(desks.length - 1);
}

beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'counterfoil-stick-'));
  desks = [{ ...(await newDesk()), chosen: stick, file: join(stick, FILE) }];
  programs = [];
  old = await start(0);
  office = await foundOffice(old);
});
afterEach(async () => {
  for (const program of programs) await program.app.close();
  for (const desk of desks) await clearDesk(desk);
  await rm(stick, { recursive: true, force: true });
});

const folderOf = (which: number): string =>
  join((desks[which] as Desk).dataFolder, 'companies', office.company);
const stateOf = async (program: Program) => (await program.must('app.state', {})).company;
const codeOf = async (program: Program) => (await program.must('moving.code', {})).code;
const moveOut = async (from: Program, to: Program) =>
  from.call('moving.out', { commandId: newId(), code: await codeOf(to) });
const tryToIssue = (program: Program) =>
  program.call('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft: draftFor(office, '9'),
    overrides: [],
  });

/** The bytes of the record on a desk. */
async function journalOf(which: number): Promise<readonly Buffer[]> {
  const folder = join(folderOf(which), 'journal');
  return Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
}

/** Whether the device's key is on a desk. */
async function hasKey(which: number): Promise<boolean> {
  const state = await stateOf(programs[which] as Program);
  const device = state.state === 'open' ? state.device : '';
  const names = await readdir(join((desks[which] as Desk).dataFolder, 'keys'));
  return names.includes(`${device}.json`);
}

async function arrive(program: Program, as: 'moved' | 'copy' = 'moved'): Promise<void> {
  const { file } = await program.must('moving.choose', {});
  expect(file).toMatchObject({ name: 'Ivy Bookbinders', brings: as });
  await program.must('moving.takeOver', { as });
}

describe('a company that moves', () => {
  it('DV3: goes on with the next number on the new computer, as the same device, and its record is sound', async () => {
    for (const price of ['10', '20', '30']) await issue(old, office, price);
    await old.must('drafts.keep', { id: newId(), draft: draftFor(office, '77'), focus: '' });
    const before = await stateOf(old);
    const fresh = await otherComputer();
    expect(await moveOut(old, fresh)).toEqual({ ok: true, value: { written: true } });
    await arrive(fresh);
    const after = await stateOf(fresh);
    expect(after).toMatchObject({ state: 'open', moved: null, company: { name: 'Ivy Bookbinders' } });
    expect(after.state === 'open' && after.device).toBe(before.state === 'open' && before.device);
    expect((await issue(fresh, office, '40')).number).toBe('INV-0004');
    expect((await fresh.must('companies.verify', {})).intact).toBe(true);
    await fresh.app.close();
    expect((await verifyFolder(folderOf(1))).outcome).toBe('sound');
    // The device stays: a start of the program changes nothing of that.
    const next = await start(1);
    await next.must('companies.open', { id: office.company });
    expect((await issue(next, office, '50')).number).toBe('INV-0005');
    expect(await next.must('drafts.list', {})).toHaveLength(1);
  });
});

describe('the copy that stays behind', () => {
  it('DV3: is there to be looked at, refuses to write, and cannot be taken back once the file is whole', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    const stands = async (program: Program): Promise<void> => {
      expect(await stateOf(program)).toMatchObject({
        state: 'open',
        moved: { since: expect.any(Number), mayDecide: true },
      });
      const { rows } = await program.must('documents.list', ALL);
      expect(rows.map(({ number }) => number)).toEqual(['INV-0001']);
      expect(await tryToIssue(program)).toEqual(MOVED_AWAY);
      expect(await program.call('moving.takeBack', {})).toEqual({
        ok: false,
        error: { kind: 'refused', reason: 'already-left' },
      });
    };
    await stands(old);
    old = await again(0);
    await old.call('companies.open', { id: office.company });
    await stands(old);
    expect(await hasKey(0)).toBe(false);
  });

  it('DV3: writes nothing into its record, however often it is opened', async () => {
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    const before = await journalOf(0);
    for (let times = 0; times < 2; times += 1) {
      old = await again(0);
      await old.call('companies.open', { id: office.company });
      await tryToIssue(old);
      await old.call('companies.close', {});
    }
    expect(await journalOf(0)).toEqual(before);
  });

  it('DV3: an older copy put back in its place is refused too', async () => {
    await old.app.close();
    const backup = join(stick, 'backup');
    await cp(folderOf(0), backup, { recursive: true });
    old = await start(0);
    await old.must('companies.open', { id: office.company });
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    await old.app.close();
    await rm(folderOf(0), { recursive: true });
    await cp(backup, folderOf(0), { recursive: true });
    (desks[0] as Desk).databases.clear();
    old = await start(0);
    await old.call('companies.open', { id: office.company });
    expect(await tryToIssue(old)).toEqual(MOVED_AWAY);
  });

  it('DV3: can be used again as a new desktop with series of its own, when somebody says so', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    await old.must('moving.goOnAnew', {});
    expect((await issue(old, office, '20')).number).toBe('INV-B-0001');
    await arrive(fresh);
    expect((await issue(fresh, office, '30')).number).toBe('INV-0002');
  });

  it('DV3: copied by hand to another computer it does not keep the series', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    await old.app.close();
    const companies = join((desks[1] as Desk).dataFolder, 'companies');
    await mkdir(companies, { recursive: true });
    await cp(folderOf(0), join(companies, office.company), { recursive: true });
    const clone = await again(1);
    await clone.must('companies.open', { id: office.company });
    expect((await issue(clone, office, '20')).number).toBe('INV-B-0001');
  });
});

describe('the move file', () => {
  it('DV3: opens once, and on no other computer; there it is a copy with series of its own', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    const third = await otherComputer();
    await codeOf(third);
    await moveOut(old, fresh);
    expect(await third.must('moving.choose', {})).toMatchObject({ file: { brings: 'copy' } });
    expect(await third.call('moving.takeOver', { as: 'moved' })).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'moved-elsewhere' },
    });
    await arrive(fresh);
    expect(await fresh.must('moving.choose', {})).toMatchObject({ file: { brings: 'here' } });
    expect((await fresh.call('moving.takeOver', { as: 'moved' })).ok).toBe(false);
    // The folder thrown away and the file opened again: by then the code is another one.
    await issue(fresh, office, '20');
    await fresh.app.close();
    await rm(folderOf(1), { recursive: true });
    (desks[1] as Desk).databases.clear();
    const again1 = await start(1);
    await arrive(again1, 'copy');
    expect((await issue(again1, office, '30')).number).toBe('INV-B-0001');
    await arrive(third, 'copy');
    expect((await issue(third, office, '40')).number).toBe('INV-B-0001');
  });

  it('DV3: cut short, changed, or of another kind opens nowhere, and leaves nothing behind', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    const path = join(stick, FILE);
    const whole = await readFile(path);
    const refused = (reason: string) => ({ ok: false, error: { kind: 'refused', reason } });
    const changed = Buffer.from(whole);
    const at = Math.floor(whole.length / 2);
    changed[at] = (changed[at] ?? 0) ^ 1;
    for (const [bytes, reason] of [
      [whole.subarray(0, whole.length - 1), 'move-unfinished'],
      [whole.subarray(0, at), 'move-unfinished'],
      [Buffer.from('PK\x03\x04 something else'), 'not-a-move-file'],
      [Buffer.alloc(0), 'not-a-move-file'],
    ] as const) {
      await writeFile(path, bytes);
      expect(await fresh.call('moving.choose', {})).toEqual(refused(reason));
    }
    await writeFile(path, changed);
    expect((await fresh.must('moving.choose', {})).file?.brings).toBe('moved');
    expect(await fresh.call('moving.takeOver', { as: 'moved' })).toEqual(refused('move-unfinished'));
    expect(await readdir(join((desks[1] as Desk).dataFolder, 'companies'))).toEqual([]);
    await writeFile(path, whole);
    await arrive(fresh);
    expect((await issue(fresh, office, '20')).number).toBe('INV-0002');
  });

  it('DV3: lost on the way is written again, for the same computer', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    await rm(join(stick, FILE));
    old = await again(0);
    await old.call('companies.open', { id: office.company });
    await old.must('moving.write', {});
    await arrive(fresh);
    expect((await issue(fresh, office, '20')).number).toBe('INV-0002');
  });
});

describe('a move that does not get through', () => {
  it('DV3: can be taken back while its file is not whole, and goes on here with the next number', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    // Nothing can be written where the file should go.
    await mkdir(join(stick, `${FILE}.part`));
    expect(await moveOut(old, fresh)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await stateOf(old)).toMatchObject({ state: 'open', moved: { since: null, mayDecide: true } });
    expect(await tryToIssue(old)).toEqual(MOVED_AWAY);
    // The program ends in between.
    old = await again(0);
    await old.call('companies.open', { id: office.company });
    expect(await tryToIssue(old)).toEqual(MOVED_AWAY);
    await old.must('moving.takeBack', {});
    expect(await stateOf(old)).toMatchObject({ state: 'open', moved: null });
    expect((await issue(old, office, '20')).number).toBe('INV-0002');
    expect((await old.must('companies.verify', {})).intact).toBe(true);
  });

  it('DV3: can be gone through with later, to the computer that was named', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await mkdir(join(stick, `${FILE}.part`));
    await moveOut(old, fresh);
    await rm(join(stick, `${FILE}.part`), { recursive: true });
    old = await again(0);
    await old.call('companies.open', { id: office.company });
    expect(await old.must('moving.write', {})).toEqual({ written: true });
    await arrive(fresh);
    expect((await issue(fresh, office, '20')).number).toBe('INV-0002');
  });

  it('DV3: does not begin with a mistyped code, or when the dialog is closed', async () => {
    const fresh = await otherComputer();
    const code = await codeOf(fresh);
    expect(await codeOf(fresh)).toBe(code);
    const swapped = code.replace(/^(.)(.)/, '$2$1').replace(/^(.)\1/, code.startsWith('00') ? '11' : '00');
    for (const typed of ['', 'ABCDE', swapped, `${code}0`])
      expect(await old.call('moving.out', { commandId: newId(), code: typed })).toEqual({
        ok: false,
        error: { kind: 'invalid', fields: [{ path: 'code', problem: 'not-a-code' }] },
      });
    await old.app.close();
    desks[0] = {
      dataFolder: folderOf(0).split('/companies')[0] as string,
      databases: (desks[0] as Desk).databases,
    };
    old = await start(0);
    await old.must('companies.open', { id: office.company });
    const typed = code.toLowerCase().replaceAll('-', ' ');
    expect(await old.must('moving.out', { commandId: newId(), code: typed })).toEqual({ written: false });
    expect((await issue(old, office, '10')).number).toBe('INV-0001');
  });
});

describe('a device that comes back', () => {
  it('DV3: goes on where the other computer ended; what had stayed here is kept aside', async () => {
    await issue(old, office, '10');
    const fresh = await otherComputer();
    await moveOut(old, fresh);
    await arrive(fresh);
    await issue(fresh, office, '20');
    await rm(join(stick, FILE));
    expect(await moveOut(fresh, old)).toEqual({ ok: true, value: { written: true } });
    expect(await tryToIssue(fresh)).toEqual(MOVED_AWAY);
    await arrive(old);
    expect((await issue(old, office, '30')).number).toBe('INV-0003');
    expect((await readdir(folderOf(0))).filter((name) => name.startsWith('before-'))).toHaveLength(1);
    old = await again(0);
    await old.must('companies.open', { id: office.company });
    expect((await issue(old, office, '40')).number).toBe('INV-0004');
    expect((await old.must('companies.verify', {})).intact).toBe(true);
  });
});
