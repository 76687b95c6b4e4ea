/** Finding issued documents by what somebody types: number, order number, exact amount, customer (BO5). */

import type { Collection } from 'dexie';
import { typedAmount, typedMinor } from '../amount-text.ts';
import { codeKey, tailKey } from '../keys.ts';
import type { Memory } from '../memory.ts';
import type { DocumentRow, SumRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { type Gathered, gatherAll, SEARCH_LIMIT } from './keyed-list.ts';

/** More customers than this are not looked up one by one. */
export const CUSTOMER_LIMIT = 200;

export interface Typed {
  readonly text: string;
  readonly code: string;
  /** Customers whose name, number, city or address the text finds. */
  readonly customers: ReadonlySet<string>;
  /** Minor units of the typed amount by currency, for the currencies in the books. */
  readonly amounts: ReadonlyMap<string, number>;
}

/** What a typed text may mean. */
export function readTyped(text: string, memory: Memory, table: SumRow['table']): Typed {
  const amounts = new Map<string, number>();
  if (typedAmount(text)) {
    for (const sum of memory.sums.values()) {
      const amount = sum.table === table ? typedMinor(text, sum.currency) : undefined;
      if (amount !== undefined) amounts.set(sum.currency, amount);
    }
  }
  const customers = new Set(memory.customers.find(text).map(({ id }) => id));
  return { text, code: codeKey(text), customers, amounts };
}

/** Keys of a document, wherever it comes from. */
export interface DocumentKeys {
  readonly numberKey: string;
  readonly orderKey?: string;
  readonly customer: string;
  readonly currency: string;
  readonly total: number;
}

export function documentMatches(row: DocumentKeys, typed: Typed): boolean {
  const { code } = typed;
  if (code !== '') {
    if (row.numberKey.startsWith(code) || row.numberKey.endsWith(code)) return true;
    if (row.orderKey?.startsWith(code)) return true;
  }
  return typed.customers.has(row.customer) || typed.amounts.get(row.currency) === row.total;
}

/**
 * So many finds are gathered before a page of the newest is rather looked for among all documents: with n of them and m finds
 * a walk comes upon fifty after 50·n/m.
 */
export const searchLimit = (memory: Pick<Memory, 'sums'>): number =>
  Math.max(SEARCH_LIMIT, Math.ceil(Math.sqrt(50 * documentsIn(memory))));

/** How many documents there are. */
export function documentsIn({ sums }: Pick<Memory, 'sums'>): number {
  let documents = 0;
  for (const { table, count } of sums.values()) if (table === 'documents') documents += count;
  return documents;
}

/**
 * Documents that the text finds, `each` at most for every way of finding them; `undefined` when they are more than `most`.
 * With `sparing` those whose number begins with the text are left out where they are too many, as far as nothing else finds
 * them, and `isSpared` says so.
 */
export async function searchDocuments(
  { documents }: BooksDatabase,
  typed: Typed,
  each: number,
  { most = SEARCH_LIMIT, sparing = false } = {},
): Promise<Gathered<DocumentRow> | undefined> {
  if (typed.customers.size > CUSTOMER_LIMIT) return undefined;
  const { code } = typed;
  const lookups: Collection<DocumentRow, string>[] = [];
  const begun =
    code === '' ? undefined : documents.where('[numberKey+at]').between([code], [`${code}\uffff`]);
  if (begun) {
    if (!sparing) lookups.push(begun);
    lookups.push(
      documents.where('tail').startsWith(tailKey(code)),
      documents.where('orderKey').startsWith(code),
    );
  }
  for (const amount of new Set(typed.amounts.values())) {
    lookups.push(documents.where('[total+at]').between([amount, Number.NEGATIVE_INFINITY], [amount, []]));
  }
  for (const customer of typed.customers) {
    lookups.push(documents.where('[customer+newest+down]').between([customer], [customer, []]));
  }
  const found = await gatherAll(documents, lookups, each, most, sparing ? begun : undefined);
  return found && { ...found, rows: found.rows.filter((row) => documentMatches(row, typed)) };
}
