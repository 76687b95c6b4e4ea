/** A company whose journal is damaged beyond what the books can fill: read only, exported, never written to (JO8). */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodePort } from '../../electron/journal/node-port.ts';
import { FRAME_KIND, type Frame, frameBytes } from '../../shared/journal/frame.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import { value } from '../crash/test-journal.ts';
import { chosen, desk, goOnWith, office, officeForEach, program } from './each-office.ts';
import { type Desk, issue, newId, paymentOf, startProgram } from './harness.ts';

let folder: string;

officeForEach();
beforeEach(async () => {
  folder = join(desk.dataFolder, 'companies', office.company);
  const { id } = await issue(program, office, '100');
  await program.must('payments.post', paymentOf(office, 50_00, [{ target: id, amount: 50_00 }]));
  for (const price of ['20', '30']) await issue(program, office, price);
});

const segment = async (): Promise<string> => {
  const [name = ''] = await readdir(join(folder, 'journal'));
  return join(folder, 'journal', name);
};

function framesOnDisk(): Frame[] {
  const frames: Frame[] = [];
  value(verifyJournal(nodePort(folder), { inspect: (frame) => frames.push(frame) }));
  return frames;
}

/** Closes the program, loses the books, flips a byte in frame `number`, and opens again. */
async function damaged(pick: (frames: readonly Frame[]) => number, at: Desk = desk): Promise<number> {
  await program.app.close();
  desk.databases.clear();
  const frames = framesOnDisk();
  const number = pick(frames);
  const offset = frames
    .slice(0, number - 1)
    .reduce((sum, { payload }) => sum + frameBytes(payload.length), 0);
  const bytes = await readFile(await segment());
  bytes[offset + 40] = (bytes[offset + 40] ?? 0) ^ 1;
  await writeFile(await segment(), bytes);
  goOnWith(await startProgram(at));
  expect((await program.call('companies.open', { id: office.company })).ok).toBe(false);
  return number;
}

const commits = (frames: readonly Frame[]) => frames.filter(({ kind }) => kind === FRAME_KIND.ownCommit);

/** The commit before the last: something stands behind it that is still sound. */
const lateCommit = (frames: readonly Frame[]) => commits(frames).at(-2)?.number ?? 0;

const documents = async () =>
  (
    await program.must('documents.list', {
      search: '',
      customer: null,
      from: null,
      to: null,
      status: 'all',
      sort: 'number',
      direction: 'asc',
      today: '2026-03-02',
      cursor: null,
      limit: 50,
    })
  ).rows;

describe('a damaged company', () => {
  it('JO8: says where the first bad frame is, and up to when everything is proven', async () => {
    const number = await damaged(lateCommit);
    const { company } = await program.must('app.state', {});
    expect(company).toMatchObject({
      state: 'damaged',
      company: { name: 'Ivy Bookbinders' },
      fault: { segment: 'seg-0000000000000001.cfj', number, problem: 'chain' },
      proven: { frames: number - 1, until: Date.parse('2026-03-02T12:00:00Z') },
    });
    expect(program.pushes.at(-1)).toEqual({ type: 'state', company });
  });

  it('JO8: shows what stands before the damage', async () => {
    await damaged(lateCommit);
    const shown = await documents();
    expect(shown.map(({ number, outstanding }) => [number, outstanding])).toContainEqual(['INV-0001', 70_00]);
    expect(await program.must('aging.report', { asOf: '2026-03-02', by: 'due' })).toMatchObject({
      tied: true,
    });
  });

  it('JO8: takes no command, and leaves every byte as it is', async () => {
    await damaged(lateCommit);
    const before = await readFile(await segment());
    const invoice = (await documents())[0]?.id ?? '';
    for (const reply of [
      await program.call('payments.post', paymentOf(office, 10_00, [])),
      await program.call('invoices.void', { commandId: newId(), id: invoice, reason: 'x' }),
      await program.call('companies.rebuildBooks', {}),
    ]) {
      expect(reply).toEqual({ ok: false, error: { kind: 'refused', reason: 'record-damaged' } });
    }
    await program.app.close();
    expect((await readFile(await segment())).equals(before)).toBe(true);
    goOnWith(await startProgram(desk));
  });

  it('JO8: opens again once a whole copy is in its place', async () => {
    const whole = await readFile(await segment());
    const size = (await stat(await segment())).size;
    await damaged(lateCommit);
    await writeFile(await segment(), whole.subarray(0, size));
    expect(await program.call('companies.open', { id: office.company })).toMatchObject({ ok: true });
    expect((await program.must('app.state', {})).company).toMatchObject({ state: 'open' });
    expect(await documents()).toHaveLength(3);
  });

  it('JO8: is refused when not one entry can be read', async () => {
    await damaged(() => 1);
    expect((await program.must('app.state', {})).company).toMatchObject({
      state: 'refused',
      reason: 'corrupt',
    });
  });

  it('JO1: holds its lock, so that no other copy writes meanwhile', async () => {
    await damaged(lateCommit);
    const other = await startProgram({ ...desk, databases: new Map() });
    expect(await other.call('companies.open', { id: office.company })).toMatchObject({
      error: { kind: 'storage', reason: 'in-use' },
    });
    await other.app.close();
  });
});

describe('what a damaged company gives out', () => {
  const take = (what: 'invoices' | 'payments' | 'customers' | 'open-items' | 'files' | 'commits') =>
    program.must('recovery.export', { what });
  const linesOf = async (name: string) =>
    (await readFile(join(chosen, name), 'utf8')).split(/\r?\n/).filter((line) => line !== '');

  it('JO8: its lists as CSV', async () => {
    await damaged(lateCommit);
    const { length } = await documents();
    expect(length).toBeGreaterThan(0);
    expect(await take('invoices')).toEqual({ saved: true, count: length, missing: 0 });
    expect((await linesOf('invoices.csv'))[1]).toBe(
      'INV-0001,invoice,Alder & Sons,,2026-03-02,2026-04-01,GBP,120.00,70.00,part-paid',
    );
    expect(await take('payments')).toEqual({ saved: true, count: 1, missing: 0 });
    expect((await linesOf('payments.csv'))[1]).toContain(',TRF 1,GBP,50.00,0.00,posted');
    expect(await take('customers')).toEqual({ saved: true, count: 1, missing: 0 });
    expect((await linesOf('customers.csv'))[1]).toMatch(/^Alder,Alder & Sons,Leeds,/);
    expect(await take('open-items')).toMatchObject({ count: length });
  });

  it('JO8: its entries as lines of JSON, in their order', async () => {
    await damaged(lateCommit);
    const { company } = await program.must('app.state', {});
    const proven = company.state === 'damaged' ? company.proven.commits : 0;
    const { count } = await take('commits');
    // One stands behind the damage, as it was written, and is marked.
    expect(count).toBe(proven + 1);
    const entries = (await linesOf('entries.jsonl')).map(
      (line) => JSON.parse(line) as { sequence: number; behindDamage?: boolean; events: { type: string }[] },
    );
    const behind = entries.pop();
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
    expect(behind).toMatchObject({ behindDamage: true, sequence: proven + 2 });
    expect(entries.some(({ behindDamage }) => behindDamage)).toBe(false);
    expect(entries.flatMap(({ events }) => events.map(({ type }) => type))).toContain('document.issued');
  });

  it('EV11: its archived files under their numbers, and how many are damaged', async () => {
    await damaged((frames) => commits(frames).at(-1)?.number ?? 0);
    const all = await take('files');
    expect(all.missing).toBe(0);
    expect(all.count).toBeGreaterThan(0);
    expect(await readdir(chosen)).toContain('INV-0001.pdf');
    for (const name of await readdir(join(folder, 'blobs')))
      await writeFile(join(folder, 'blobs', name), 'x');
    expect(await take('files')).toEqual({ saved: true, count: 0, missing: all.count });
  });

  it('nothing while no company is damaged, and nothing when the dialog is closed', async () => {
    expect(await program.call('recovery.export', { what: 'invoices' })).toEqual({
      ok: false,
      error: { kind: 'unavailable', what: 'company' },
    });
    const { dataFolder, databases } = desk;
    await damaged(lateCommit, { dataFolder, databases });
    for (const what of ['invoices', 'files', 'commits'] as const) {
      expect(await take(what)).toEqual({ saved: false, count: 0, missing: 0 });
    }
  });
});
