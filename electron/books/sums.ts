/** Counts and sums beside the tables (BO1): moved by the difference in the transaction that moves the rows. */
import { isBilling, isOwed } from '../../shared/domain/document-kinds.ts';
import { HASH_RANGE, rowHash } from './row-hash.ts';
import type { DocumentRow, PaymentRow, SumRow } from './rows.ts';
import { COUNTED_TABLES, type CountedTable } from './schema.ts';
import type { Workspace } from './workspace.ts';

/** What a row adds to its sums; its hash is added where rows move. */
type Figures = Omit<SumRow, 'id' | 'hash'> & { readonly hash?: number };

export const sumId = (table: SumRow['table'], kind: string, currency: string): string =>
  `${table}/${kind}/${currency}`;

export function documentFigures(row: DocumentRow): Figures {
  const { kind, currency, rest, total, end } = row;
  return {
    table: 'documents',
    kind,
    currency,
    count: 1,
    total: end ? 0 : total,
    rest,
    open: rest === 0 ? 0 : 1,
  };
}

export function paymentFigures(row: PaymentRow): Figures {
  const { currency, rest, amount, end } = row;
  return {
    table: 'payments',
    kind: '',
    currency,
    count: 1,
    total: end ? 0 : amount,
    rest,
    open: rest === 0 ? 0 : 1,
  };
}

const monthOf = (day: string): string => day.slice(0, 7);

/** What a document adds to the month's billing: credit notes count against it, what is void counts nothing. */
function billedFigures({ kind, currency, total, end, issue }: DocumentRow): Figures {
  const signed = isOwed(kind) ? total : -total;
  return {
    table: 'billed',
    kind: monthOf(issue),
    currency,
    count: 1,
    total: end ? 0 : signed,
    rest: 0,
    open: 0,
  };
}

function receivedFigures({ currency, amount, end, date }: PaymentRow): Figures {
  return {
    table: 'received',
    kind: monthOf(date),
    currency,
    count: 1,
    total: end ? 0 : amount,
    rest: 0,
    open: 0,
  };
}

const rowFigures = (table: CountedTable): Figures => ({
  table,
  kind: '',
  currency: '',
  count: 1,
  total: 0,
  rest: 0,
  open: 0,
});

const NOTHING = { count: 0, total: 0, rest: 0, open: 0, hash: 0 } as const;

const addHash = (sum: number, hash: number): number => (sum + hash + HASH_RANGE) % HASH_RANGE;

/** Adds figures (or takes them away) into sums by id. */
export function addFigures(sums: Map<string, SumRow>, figures: Figures, sign: 1 | -1): void {
  const { table, kind, currency } = figures;
  const id = sumId(table, kind, currency);
  const sum = sums.get(id) ?? { id, table, kind, currency, ...NOTHING };
  sums.set(id, {
    ...sum,
    hash: addHash(sum.hash, sign * (figures.hash ?? 0)),
    count: sum.count + sign * figures.count,
    total: sum.total + sign * figures.total,
    rest: sum.rest + sign * figures.rest,
    open: sum.open + sign * figures.open,
  });
}

/** Adds a row of any counted table to all sums that it belongs to, or takes it away from them. */
export function moveRow(
  sums: Map<string, SumRow>,
  table: CountedTable,
  row: { readonly id: string },
  sign: 1 | -1,
): void {
  const hash = rowHash(table, row);
  for (const figures of figuresOf(table, row)) addFigures(sums, { ...figures, hash }, sign);
}

function figuresOf(table: CountedTable, row: { readonly id: string }): readonly Figures[] {
  if (table === 'documents') {
    const document = row as DocumentRow;
    return isBilling(document.kind)
      ? [documentFigures(document), billedFigures(document)]
      : [documentFigures(document)];
  }
  if (table === 'payments') {
    const payment = row as PaymentRow;
    return [paymentFigures(payment), receivedFigures(payment)];
  }
  return [rowFigures(table)];
}

/** Moves the sums by what the workspace changed. */
export async function moveSums(work: Workspace): Promise<void> {
  const moved = new Map<string, SumRow>();
  for (const table of COUNTED_TABLES) {
    for (const { before, after } of work.counted(table).changes()) {
      if (before) moveRow(moved, table, before, -1);
      if (after) moveRow(moved, table, after, 1);
    }
  }
  await work.sums.load(moved.keys());
  for (const difference of moved.values()) {
    const sum = work.sums.get(difference.id);
    const { count, total, rest, open, hash } = sum ?? NOTHING;
    work.sums.set({
      ...difference,
      count: count + difference.count,
      total: total + difference.total,
      rest: rest + difference.rest,
      open: open + difference.open,
      hash: addHash(hash, difference.hash),
    });
  }
}
