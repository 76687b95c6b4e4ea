/** The documents that one series has numbered, read by the beginning of their numbers (NU3, NU6). */

import type { Lookups } from '../../../shared/contract/books-port.ts';
import type { NumberedDocument } from '../../../shared/domain/number-report.ts';
import { formatNumber } from '../../../shared/domain/numbering.ts';
import { accountForPad, lastWordOn, openSheets } from '../../../shared/domain/paper-series.ts';
import { codeKey } from '../keys.ts';
import type { Memory } from '../memory.ts';
import type { DocumentRow, SeriesRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { GATHER_LIMIT, walkIndex } from './keyed-list.ts';

export type Opened = SeriesRow & { readonly opened: NonNullable<SeriesRow['opened']> };

/** Their numbers begin alike, and a digit follows. */
export async function numberedBy(db: BooksDatabase, { id, opened }: Opened): Promise<NumberedDocument[]> {
  const begin = codeKey(`${opened.prefix}${opened.year === null ? '' : `${opened.year}-`}`);
  const found: NumberedDocument[] = [];
  const steps = { index: '[numberKey+at]', direction: 'asc', after: null, first: GATHER_LIMIT } as const;
  const bounds = { from: [`${begin}0`], to: [`${begin}9\uffff`] };
  const keyOf = ({ numberKey, at }: DocumentRow) => [numberKey, at];
  for await (const rows of walkIndex(db.documents, keyOf, { ...steps, ...bounds })) {
    for (const row of rows) {
      if (row.series !== id) continue;
      const { counter, issue: issueDate, end } = row;
      found.push({ id: row.id, counter, issueDate, voided: end && { on: end.on, reason: end.reason } });
    }
  }
  return found;
}

/** The sheet that a document was entered from; `null` for one that a series numbered by itself. */
export const sheetIn = (memory: Memory, { series, counter }: Pick<DocumentRow, 'series' | 'counter'>) =>
  memory.series.get(series)?.opened?.paper ? { series, counter } : null;

/** How many sheets of a pad may still be entered; `null` for a series that is none. */
export async function sheetsLeft(db: BooksDatabase, row: Opened): Promise<number | null> {
  const { paper, first } = row.opened;
  if (!paper) return null;
  const documents = await numberedBy(db, row);
  return openSheets(accountForPad({ first, last: paper.last }, documents, row.sheets));
}

/** What is known of one sheet: see `Lookups.sheet`. */
export async function sheetOf(
  db: BooksDatabase,
  row: Opened,
  counter: number,
): Promise<ReturnType<Lookups['sheet']>> {
  const standing = (await numberedBy(db, row)).filter(({ voided }) => voided === null);
  const told = (one: NumberedDocument | undefined) =>
    one ? { number: formatNumber(row.opened, one.counter), day: one.issueDate } : null;
  const inOrder = standing.toSorted((a, b) => a.counter - b.counter);
  return {
    holder: standing.find((each) => each.counter === counter)?.id ?? null,
    spoilt: lastWordOn(row.sheets, counter)?.reason ?? null,
    before: told(inOrder.findLast((each) => each.counter < counter)),
    after: told(inOrder.find((each) => each.counter > counter)),
  };
}
