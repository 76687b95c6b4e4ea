import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { booksContract } from '../books/contract.ts';
import { type BooksProgram, bundleMain, type RemoteBooks, startBooksProgram } from '../books/remote-books.ts';
import { smallOffice, TODAY } from '../books/small-office.ts';
import type { BooksMaker } from '../books/suite.ts';

let main: string;
/** One program for all, begun anew where books must be there again after a restart. */
let program: BooksProgram;
const folders: string[] = [];
const open = new Set<RemoteBooks>();

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'books-window-'));
  folders.push(folder);
  return folder;
}

const begin = async (): Promise<void> => {
  program = await startBooksProgram(main, join(freshFolder(), 'profile'));
};

beforeAll(async () => {
  main = await bundleMain();
  folders.push(main);
  await begin();
});

afterEach(async () => {
  for (const books of open) await books.close();
  open.clear();
});

afterAll(async () => {
  await program.quit();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function maker(): BooksMaker<RemoteBooks> {
  const folder = join(freshFolder(), 'session');
  const start = async (): Promise<RemoteBooks> => {
    const books = await program.open(folder);
    open.add(books);
    return books;
  };
  return {
    open: start,
    again: async (books) => {
      await books.close();
      open.clear();
      await program.quit();
      await begin();
      return start();
    },
  };
}

describe('books in their hidden window', () => {
  booksContract(maker);

  it('BO2: when the window dies, what was asked is answered as unavailable, and another window has what was applied', async () => {
    const made = maker();
    const books = await made.open();
    const begun = await books.begin('journal', 'incarnation');
    if (!begun.ok) throw new Error('the books do not begin');
    const { frames } = smallOffice();
    const applied = await books.apply(begun.value.build, frames.slice(0, 100));
    expect(applied).toMatchObject({ ok: true, value: { applied: 100 } });
    const asked = books.query('books.counts', {}, 9_999);
    books.kill();
    expect(await asked).toEqual({ ok: false, error: { kind: 'unavailable', what: 'books' } });
    expect(await books.death).toMatch(/^(killed|port closed)$/);
    expect(await books.state()).toEqual({ ok: false, error: { kind: 'unavailable', what: 'books' } });

    const revived = await made.again(books);
    const state = await revived.state();
    if (!state.ok || state.value.state !== 'ready') throw new Error('the books were lost');
    expect(state.value.applied).toBeLessThanOrEqual(100);
    const rest = await revived.apply(state.value.build, frames.slice(state.value.applied));
    expect(rest).toMatchObject({ ok: true });
    expect(await revived.query('aging.report', { asOf: TODAY, by: 'due' })).toMatchObject({
      ok: true,
      value: { tied: true },
    });
  });
});
