/** What the suites of the contract share. */
import { expect } from 'vitest';
import type { Books } from '../../shared/contract/books-port.ts';
import {
  type BooksQueryName,
  contract,
  type OutputOf,
  type ParsedInputOf,
} from '../../shared/contract/contract.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import { smallOffice } from './small-office.ts';

/** Opens empty books of a name of their own; `again` opens those that are there. */
export interface BooksMaker<Made extends Books = Books> {
  open(): Promise<Made>;
  again(books: Made): Promise<Made>;
}

export const value = <T>(result: Result<T, AppError>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const ALL = { search: '', status: 'all', customer: null, from: null, to: null } as const;

/** Asks and checks the answer against the contract's own schema, as the router does. */
export async function ask<Name extends BooksQueryName>(
  books: Books,
  name: Name,
  input: ParsedInputOf<Name>,
): Promise<OutputOf<Name>> {
  const answer = value(await books.query(name, input));
  expect(contract[name].output.safeParse(answer).error).toBeUndefined();
  return answer;
}

export async function filled(
  books: Books,
): Promise<{ build: string; office: ReturnType<typeof smallOffice> }> {
  const { build } = value(await books.begin('journal', 'incarnation'));
  const office = smallOffice();
  for (let at = 0; at < office.frames.length; at += 60)
    value(await books.apply(build, office.frames.slice(at, at + 60)));
  return { build, office };
}

/** All pages of a list, fetched a few rows at a time. */
export async function pages<Row>(
  page: (cursor: string | null) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const got: { rows: Row[]; next: string | null } = await page(cursor);
    rows.push(...got.rows);
    cursor = got.next;
  } while (cursor !== null);
  return rows;
}
