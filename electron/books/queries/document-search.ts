/** Finding issued documents by what somebody types: number, order number, exact amount, customer (BO5). */

import { typedAmount, typedMinor } from '../amount-text.ts';
import { codeKey, tailKey } from '../keys.ts';
import type { Memory } from '../memory.ts';
import type { BooksDatabase, DocumentRow, SumRow } from '../schema.ts';
import { gatherAll, SEARCH_LIMIT } from './keyed-list.ts';

/** More customers than this are not looked up one by one. */
const CUSTOMER_LIMIT = 200;

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

/** All documents that the text finds, or `undefined` when they are too many to gather. */
export async function searchDocuments(
  db: BooksDatabase,
  typed: Typed,
  limit: number,
): Promise<readonly DocumentRow[] | undefined> {
  if (typed.customers.size > CUSTOMER_LIMIT) return undefined;
  const { code } = typed;
  const lookups: Promise<DocumentRow[]>[] = [];
  if (code !== '') {
    const { documents } = db;
    lookups.push(
      documents
        .where('[numberKey+at]')
        .between([code], [`${code}\uffff`])
        .limit(limit)
        .toArray(),
      documents.where('tail').startsWith(tailKey(code)).limit(limit).toArray(),
      documents.where('orderKey').startsWith(code).limit(limit).toArray(),
    );
  }
  for (const amount of new Set(typed.amounts.values())) {
    const range = db.documents.where('[total+at]').between([amount, Number.NEGATIVE_INFINITY], [amount, []]);
    lookups.push(range.limit(limit).toArray());
  }
  for (const customer of typed.customers) {
    const range = db.documents.where('[customer+issue+at]').between([customer], [customer, []]);
    lookups.push(range.limit(limit).toArray());
  }
  const found = await gatherAll(lookups, SEARCH_LIMIT);
  return found?.filter((row) => documentMatches(row, typed));
}
