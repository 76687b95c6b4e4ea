import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Books } from '../../shared/contract/books-port.ts';
import { id } from '../books/record.ts';
import { type BooksProgram, bundleMain, type RemoteBooks, startBooksProgram } from '../books/remote-books.ts';
import { smallOffice, TODAY } from '../books/small-office.ts';
import { runs, seed } from '../runs.ts';
import { randomOf } from '../security/random-input.ts';

/** Damaged copies that are tried. */
const RUNS = runs(8);
const FLIPPED = 8;

let main: string;
let program: BooksProgram;
let whole: string;
let answers: readonly unknown[];
/** Removed when the program has ended: while it lives it may write to them again. */
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'books-damaged-'));
  folders.push(folder);
  return folder;
}

/** What screens, commands and a rebuild of the journal would ask first. */
async function ask(books: Books): Promise<unknown[]> {
  const all = {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    cursor: null,
    limit: 200,
  } as const;
  return [
    await books.query('aging.report', { asOf: TODAY, by: 'due' }),
    await books.query('documents.list', { ...all, sort: 'issueDate', direction: 'desc', today: TODAY }),
    await books.query('payments.list', { ...all, sort: 'date', direction: 'desc' }),
    await books.query('customers.list', {
      search: '',
      archived: false,
      sort: 'name',
      direction: 'asc',
      cursor: null,
      limit: 50,
    }),
    await books.query('documents.get', { id: id('inv', 50), today: TODAY }),
    await books.lookup('commit', { id: id('act', 1_000_050) }),
    await books.lookup('series', { device: null }),
    await books.frames(1, 500),
  ];
}

function databaseFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('IndexedDB'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Flips bytes in one file of the database, the larger the file the likelier. */
function damage(folder: string, draw: () => number): string {
  const files = databaseFiles(folder).map((path) => ({ path, bytes: readFileSync(path) }));
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let at = Math.floor(draw() * total);
  const hit = files.find(({ bytes }) => {
    if (at < bytes.length) return true;
    at -= bytes.length;
    return false;
  });
  if (!hit) throw new Error('the books have no files');
  for (let count = 0; count < FLIPPED && at + count < hit.bytes.length; count++) {
    hit.bytes[at + count] = (hit.bytes[at + count] ?? 0) ^ (1 + Math.floor(draw() * 255));
  }
  writeFileSync(hit.path, hit.bytes);
  return `${hit.path.slice(folder.length)} at ${at}`;
}

async function opened<T>(folder: string, use: (books: RemoteBooks) => Promise<T>): Promise<T> {
  const books = await program.open(join(folder, 'session'));
  try {
    return await use(books);
  } finally {
    await books.close();
  }
}

beforeAll(async () => {
  main = await bundleMain();
  whole = mkdtempSync(join(tmpdir(), 'books-whole-'));
  const begin = async () => {
    program = await startBooksProgram(main, mkdtempSync(join(main, 'profile-')));
  };
  await begin();
  await opened(whole, async (books) => {
    const begun = await books.begin('journal', 'incarnation');
    if (!begun.ok) throw new Error('the books do not begin');
    const applied = await books.apply(begun.value.build, smallOffice().frames);
    expect(applied.ok).toBe(true);
  });
  await program.quit();
  await begin();
  answers = await opened(whole, ask);
  // The whole books lie closed from here on, so that they can be copied.
  await program.quit();
  await begin();
});

afterAll(async () => {
  await program.quit();
  for (const folder of [main, whole, ...folders])
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('books whose files were damaged while the program was closed', () => {
  it(`BO1, BO3: the first answer and every later one is right, or is refused (seed ${seed})`, async () => {
    expect(answers.every((answer) => (answer as { ok: boolean }).ok)).toBe(true);
    const draw = randomOf(seed);
    for (let run = 0; run < RUNS; run++) {
      const folder = newFolder();
      cpSync(whole, folder, { recursive: true });
      const where = damage(folder, draw);
      const { state, asked } = await opened(folder, async (books) => ({
        state: await books.state(),
        asked: await ask(books),
      }));
      // Books that were begun anew hold nothing and say so: then the journal builds them again.
      const empty = state.ok && state.value.state === 'empty';
      if (!empty) {
        for (const [index, answer] of asked.entries()) {
          if ((answer as { ok: boolean }).ok) expect(answer, `run ${run}, ${where}`).toEqual(answers[index]);
        }
      }
    }
  });

  it('BO3: a deleted folder leaves empty books, which the journal fills again', async () => {
    await opened(newFolder(), async (books) => {
      expect(await books.state()).toEqual({ ok: true, value: { state: 'empty' } });
      const begun = await books.begin('journal', 'incarnation');
      if (!begun.ok) throw new Error('the books do not begin');
      await books.apply(begun.value.build, smallOffice().frames);
      const [report] = await ask(books);
      expect(report).toEqual(answers[0]);
    });
  });
});
