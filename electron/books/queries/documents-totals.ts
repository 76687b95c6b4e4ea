/** Count and sums of all documents that a filter shows. */
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import { minor } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { compare } from '../customer-index.ts';
import type { Query } from './context.ts';
import { readTyped } from './document-search.ts';
import { fromOpen, fromRow, gather, isShown, type ListRow, walk } from './documents-list.ts';
import { GATHER_LIMIT } from './keyed-list.ts';

interface CurrencySums {
  total: number;
  outstanding: number;
}

/** Sums a list's rows: credit notes count against invoices, what is void counts nothing (DO4). */
class Totals {
  count = 0;
  private readonly sums = new Map<string, CurrencySums>();

  add(currency: string, count: number, total: number, outstanding: number): void {
    this.count += count;
    const sum = this.sums.get(currency) ?? { total: 0, outstanding: 0 };
    this.sums.set(currency, { total: sum.total + total, outstanding: sum.outstanding + outstanding });
  }

  addRow(row: ListRow, sign = 1): void {
    const signed = row.kind === 'invoice' ? sign : -sign;
    this.add(row.currency, sign, row.void ? 0 : signed * row.total, signed * row.rest);
  }

  output(): OutputOf<'documents.totals'> {
    const sums = [...this.sums].sort(([a], [b]) => compare(a, b));
    return {
      count: this.count,
      sums: sums.map(([currency, { total, outstanding }]) => ({
        currency,
        total: minor(total),
        outstanding: minor(outstanding),
      })),
    };
  }
}

export const documentsTotals: Query<'documents.totals'> = async (input, context) => {
  const { db, memory } = context;
  const typed = input.search.trim() ? readTyped(input.search, memory, 'documents') : undefined;
  const totals = new Totals();
  const gathered = await gather(input, typed, context);
  if (gathered) {
    for (const row of gathered) if (isShown(row, input, typed)) totals.addRow(row);
    return ok(totals.output());
  }
  if (!typed && input.customer === null && input.from === null && input.to === null) {
    for (const { table, kind, currency, count, total, rest } of memory.sums.values()) {
      const sign = kind === 'invoice' ? 1 : -1;
      if (table === 'documents') totals.add(currency, count, sign * total, sign * rest);
    }
    if (input.status === 'paid') {
      // Paid is what is neither open nor void; both are few.
      for (const item of memory.documents.all.values())
        if (item.outstanding > 0) totals.addRow(fromOpen(item), -1);
      for (const row of await db.documents.where('voided').above('').toArray())
        totals.addRow(fromRow(row), -1);
    }
    return ok(totals.output());
  }
  const all: ParsedInputOf<'documents.list'> = {
    ...input,
    sort: 'issueDate',
    direction: 'asc',
    cursor: null,
    limit: GATHER_LIMIT,
  };
  for await (const rows of walk(all, context)) {
    for (const row of rows) if (isShown(row, input, typed)) totals.addRow(row);
  }
  return ok(totals.output());
};
