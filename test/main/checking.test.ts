/** The whole record under check: what a checkpoint, an audit, a fresh fold and the journal's own proof find, and mend. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowHash } from '../../electron/books/row-hash.ts';
import { BooksDatabase } from '../../electron/books/schema.ts';
import { moveRow } from '../../electron/books/sums.ts';
import { checkpointFrame } from '../../electron/company/checkpoint.ts';
import { PROJECTOR_VERSION } from '../../shared/contract/books-port.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { appendTo, framesIn } from './closed-company.ts';
import {
  type Desk,
  issue,
  leaveOffice,
  type Office,
  openOffice,
  type Program,
  startProgram,
} from './harness.ts';

let desk: Desk;
let program: Program;
let office: Office;
let folder: string;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
  folder = join(desk.dataFolder, 'companies', office.company);
  for (const price of ['10', '20', '30']) await issue(program, office, price);
});
afterEach(() => leaveOffice(desk, program));

async function restart(between: () => Promise<unknown> = async () => {}) {
  await program.app.close();
  await between();
  program = await startProgram(desk);
  return program.call('companies.open', { id: office.company });
}

const check = () => program.must('companies.verify', {});

const warnings = async () => {
  const { company } = await program.must('app.state', {});
  return company.state === 'open' ? company.warnings.filter((one) => one.startsWith('books-')) : [];
};

const owed = async (): Promise<number> =>
  (await program.must('aging.report', { asOf: '2026-03-02', by: 'due' })).sums[0]?.balance ?? 0;

/** Changes the books' rows behind their back. */
async function inBooks(work: (db: BooksDatabase) => Promise<unknown>): Promise<void> {
  const factory = desk.databases.get(folder);
  if (!factory) throw new Error('there are no books');
  const db = new BooksDatabase('books', factory, IDBKeyRange);
  await db.open();
  await work(db);
  db.close();
}

/** Changes a row and moves the sums along, as a wrong fold would: nothing in the books themselves gives it away. */
const foldWrong = (db: BooksDatabase) =>
  db.transaction('rw', db.tables, async () => {
    const [row] = await db.documents.toArray();
    if (!row) throw new Error('there is no document');
    const wrong = { ...row, total: row.total - 100, rest: row.rest - 100 } as typeof row;
    expect(rowHash('documents', wrong)).not.toBe(rowHash('documents', row));
    const sums = new Map((await db.sums.toArray()).map((sum) => [sum.id, sum]));
    moveRow(sums, 'documents', row, -1);
    moveRow(sums, 'documents', wrong, 1);
    await db.documents.put(wrong);
    await db.sums.bulkPut([...sums.values()]);
  });

const framesOnDisk = () => framesIn(folder);

describe('a checkpoint', () => {
  it('JO4: is written at a close after commits, and not again when nothing happened', async () => {
    await restart();
    const frames = framesOnDisk();
    expect(frames.at(-1)?.kind).toBe(FRAME_KIND.checkpoint);
    await restart();
    expect(framesOnDisk()).toHaveLength(frames.length);
    expect(await warnings()).toEqual([]);
  });

  it('BO4: books that differ from it are built anew, and the screen says so', async () => {
    await restart(() => inBooks(foldWrong));
    expect(await owed()).toBe(72_00);
    expect(await warnings()).toEqual(['books-rebuilt']);
    await restart();
    expect(await warnings()).toEqual([]);
  });

  it('BO4: books built anew that still differ are shown as a fault, by the check too', async () => {
    const wrong = { applied: 0, digest: '0'.repeat(64), projectorVersion: PROJECTOR_VERSION };
    await restart(() => appendTo(folder, [checkpointFrame(wrong)]));
    expect(await warnings()).toEqual(['books-differ']);
    expect(await owed()).toBe(72_00);
    const found = await check();
    expect(found).toMatchObject({ intact: false, findings: [{ what: 'checkpoint', mended: false }] });
  });

  it('BO3: of other projections says nothing about these books', async () => {
    const other = { applied: 0, digest: '0'.repeat(64), projectorVersion: PROJECTOR_VERSION + 1 };
    await restart(() => appendTo(folder, [checkpointFrame(other)]));
    expect(await warnings()).toEqual([]);
    expect(await check()).toMatchObject({ intact: true, findings: [] });
  });
});

describe('the check of the record', () => {
  it('AU2, BO4: counts what it has read of a sound record', async () => {
    await restart();
    const found = await check();
    expect(found).toMatchObject({ intact: true, problem: null, findings: [] });
    expect(found.commits).toBeGreaterThan(4);
    expect(found.signatures).toBeGreaterThan(4);
    expect(found.files).toBeGreaterThan(0);
    expect(found.frames).toBe(framesOnDisk().length);
  });

  it('BO4: finds rows that changed, and computes them anew', async () => {
    await restart();
    await inBooks((db) => db.documents.toCollection().modify({ orderNumber: 'changed' }));
    expect(await check()).toMatchObject({
      intact: true,
      findings: [{ what: 'books', detail: 'documents', mended: true }],
    });
    expect(await warnings()).toEqual(['books-rebuilt']);
    expect(await check()).toMatchObject({ intact: true, findings: [] });
  });

  it('BO4: finds books that agree with themselves and not with the record, by a fresh fold', async () => {
    await restart();
    await inBooks(foldWrong);
    // Memory has the right sums still: a fresh start without the checkpoint reads the wrong ones.
    program.killBooks();
    await owed();
    expect(await check()).toMatchObject({ intact: true });
    expect(await owed()).toBe(72_00);
    expect(await warnings()).toEqual(['books-rebuilt']);
  });

  it('EV11: names files that are missing or changed', async () => {
    await restart();
    const names = await readdir(join(folder, 'blobs'));
    expect(names.length).toBeGreaterThan(0);
    await writeFile(join(folder, 'blobs', names[0] ?? ''), 'changed');
    expect(await check()).toMatchObject({
      intact: false,
      findings: [{ what: 'file-damaged', detail: names[0] }],
    });
    await rm(join(folder, 'blobs', names[0] ?? ''));
    expect(await check()).toMatchObject({
      intact: false,
      findings: [{ what: 'file-missing', detail: names[0] }],
    });
  });

  it('stops when the page says so, at whatever step', async () => {
    await restart();
    const company = program.app.services.workspace.company;
    for (const at of ['verify-files', 'verify-books'] as const) {
      const checked = await company?.check((step, work) =>
        work({ report: () => {}, cancelled: step === at }),
      );
      expect(checked).toEqual({ ok: false, error: { kind: 'cancelled' } });
    }
    expect(await check()).toMatchObject({ intact: true });
  });

  it('JO8: names damage in the segment that is being written; the next start mends it', async () => {
    await restart();
    const [name = ''] = await readdir(join(folder, 'journal'));
    const path = join(folder, 'journal', name);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await check()).toMatchObject({ intact: false, findings: [{ what: 'frame', mended: false }] });
    await restart();
    expect(await check()).toMatchObject({ intact: true });
    expect(framesOnDisk().filter(({ kind }) => kind === FRAME_KIND.recovered)).toHaveLength(1);
    expect(await readdir(join(folder, 'quarantine'))).toHaveLength(1);
  });
});
