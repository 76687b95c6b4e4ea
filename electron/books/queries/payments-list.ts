/** The list of payments and its totals. */
import type { Collection } from 'dexie';
import type { ParsedInputOf } from '../../../shared/contract/contract.ts';
import type { ChequeState } from '../../../shared/contract/payments.ts';
import type { Day } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { Memory } from '../memory.ts';
import type { PaymentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Query, QueryContext } from './context.ts';
import { readTyped, type Typed } from './document-search.ts';
import {
  compareKeys,
  customerBounds,
  GATHER_LIMIT,
  gatherAll,
  type Key,
  newestBounds,
  pageOfGathered,
  pageOfWalk,
  readCursor,
  SEARCH_LIMIT,
  turned,
  walkIndex,
} from './keyed-list.ts';

type Input = ParsedInputOf<'payments.list'>;
type Filter = ParsedInputOf<'payments.totals'>;

const CUSTOMER_LIMIT = 200;

export const paymentStatus = ({ end }: Pick<PaymentRow, 'end'>): 'posted' | 'void' | 'returned' =>
  end === null ? 'posted' : end.kind === 'return' ? 'returned' : 'void';

/** Where a standing payment's cheque is on a day (AL1). */
export function chequeState(
  { cheque, end, from }: Pick<PaymentRow, 'cheque' | 'end' | 'from'>,
  today: Day,
): ChequeState | null {
  if (cheque === null || end !== null) return null;
  return cheque.place === 'in-hand' && from > today ? 'held' : cheque.place;
}

function isFound(row: PaymentRow, typed: Typed): boolean {
  if (typed.code !== '' && row.referenceKey?.startsWith(typed.code)) return true;
  return typed.customers.has(row.customer) || typed.amounts.get(row.currency) === row.amount;
}

/** Payments that the text finds, `each` at most for every way; `undefined` when they are too many to gather. */
export async function searchPayments(
  { payments }: BooksDatabase,
  typed: Typed,
  each: number,
): Promise<readonly PaymentRow[] | undefined> {
  if (typed.customers.size > CUSTOMER_LIMIT) return undefined;
  const lookups: Collection<PaymentRow, string>[] = [];
  if (typed.code !== '') lookups.push(payments.where('referenceKey').startsWith(typed.code));
  for (const amount of new Set(typed.amounts.values())) {
    lookups.push(payments.where('[amount+at]').between([amount, Number.NEGATIVE_INFINITY], [amount, []]));
  }
  for (const customer of typed.customers) {
    lookups.push(payments.where('[customer+newest+down]').between([customer], [customer, []]));
  }
  const found = await gatherAll(payments, lookups, each);
  return found?.rows.filter((row) => isFound(row, typed));
}

const isPlace = (status: Filter['status']): status is 'held' | 'in-hand' | 'banked' =>
  status === 'held' || status === 'in-hand' || status === 'banked';

export function isShown(row: PaymentRow, filter: Filter, typed: Typed | undefined, today: Day): boolean {
  if (filter.customer !== null && row.customer !== filter.customer) return false;
  if (filter.from !== null && row.date < filter.from) return false;
  if (filter.to !== null && row.date > filter.to) return false;
  if (typed && !isFound(row, typed)) return false;
  if (filter.status === 'all') return true;
  if (isPlace(filter.status)) return chequeState(row, today) === filter.status;
  return filter.status === 'void' ? row.end !== null : row.end === null && row.rest !== 0;
}

/** Payments with something left, as rows: few at any time. */
async function openRows({ db, memory }: QueryContext): Promise<PaymentRow[]> {
  const rows = await db.payments.bulkGet([...memory.payments.all.keys()]);
  return rows.filter((row) => row !== undefined);
}

export async function gather(
  filter: Filter,
  typed: Typed | undefined,
  context: QueryContext,
): Promise<readonly PaymentRow[] | undefined> {
  const { payments } = context.db;
  const limit = GATHER_LIMIT + 1;
  const few = (rows: readonly PaymentRow[] | undefined) =>
    rows && rows.length <= GATHER_LIMIT ? rows : undefined;
  if (filter.status === 'unapplied') return openRows(context);
  if (isPlace(filter.status)) {
    const place = filter.status === 'banked' ? 'banked' : 'in-hand';
    const found = few(await payments.where('place').equals(place).limit(limit).toArray());
    if (found) return found;
  }
  if (filter.status === 'void') return payments.where('voided').above('').toArray();
  if (typed) {
    const found = await searchPayments(context.db, typed, SEARCH_LIMIT + 1);
    if (found) return found;
  }
  if (filter.customer !== null) {
    const [lower, upper] = customerBounds(filter.customer, filter.from, filter.to);
    const range = payments.where('[customer+newest+down]').between(lower, upper);
    const found = few(await range.limit(limit).toArray());
    if (found) return found;
  }
  if (filter.from !== null || filter.to !== null) {
    const steps = { index: '[newest+down]', direction: 'asc', after: null, first: limit } as const;
    const keyOf = ({ newest, down }: PaymentRow) => [newest, down];
    const range = walkIndex(payments, keyOf, { ...steps, ...newestBounds(filter.from, filter.to) });
    for await (const rows of range) return few(rows);
  }
  return undefined;
}

const KEYS: { readonly [Sort in Input['sort']]: (row: PaymentRow, memory: Memory) => Key } = {
  // Turned round, as its index is: the newest first is what everybody asks for.
  date: (row) => [row.newest, row.down],
  amount: (row) => [row.amount, row.at],
  unapplied: (row) => [row.rest, row.newest, row.down],
  customer: (row, memory) => [
    memory.customers.get(row.customer)?.nameKey ?? '',
    row.customer,
    row.newest,
    row.down,
  ],
};

export async function* walk(input: Input, context: QueryContext): AsyncIterable<readonly PaymentRow[]> {
  const { sort, direction, limit } = input;
  const { db, memory } = context;
  const after = readCursor(input.cursor);
  const keyOf = (row: PaymentRow) => KEYS[sort](row, memory);
  const first = limit + 1;
  switch (sort) {
    case 'date':
    case 'amount': {
      const bounds = sort === 'date' ? newestBounds(input.from, input.to) : {};
      const index = sort === 'date' ? '[newest+down]' : '[amount+at]';
      yield* walkIndex(db.payments, keyOf, { index, direction, after, first, ...bounds });
      return;
    }
    case 'unapplied':
      yield* walkUnapplied(input, context);
      return;
    case 'customer': {
      const sign = direction === 'asc' ? 1 : -1;
      const own = (row: PaymentRow): Key => [row.customer, row.newest, row.down];
      const cards =
        direction === 'asc' ? memory.customers.sorted() : [...memory.customers.sorted()].reverse();
      for (const { id, nameKey } of cards) {
        if (after && sign * compareKeys([nameKey, id], after.slice(0, 2)) < 0) continue;
        const position = after?.[1] === id ? after.slice(1) : null;
        const steps = {
          index: '[customer+newest+down]',
          direction,
          after: position,
          from: [id],
          to: [id],
          first,
        };
        yield* walkIndex(db.payments, own, steps);
      }
    }
  }
}

/** What is used up has a rest of 0 and lies between what is overdrawn and what has something left. */
async function* walkUnapplied(input: Input, context: QueryContext): AsyncIterable<readonly PaymentRow[]> {
  const { direction, limit } = input;
  const after = readCursor(input.cursor);
  const sign = direction === 'asc' ? 1 : -1;
  const keyOf = (row: PaymentRow) => KEYS.unapplied(row, context.memory);
  const open = await openRows(context);
  const left = open.filter((row) => after === null || sign * compareKeys(keyOf(row), after) > 0);
  left.sort((a, b) => sign * compareKeys(keyOf(a), keyOf(b)));
  yield left.filter(({ rest }) => sign * rest < 0);
  const rest = after?.[0];
  if (typeof rest !== 'number' || sign * rest <= 0) {
    const start = rest === 0 ? (after?.slice(1) ?? null) : null;
    const own = (row: PaymentRow): Key => [row.newest, row.down];
    const steps = { index: '[newest+down]', direction, after: start, first: limit + 1 };
    for await (const rows of walkIndex(context.db.payments, own, steps))
      yield rows.filter((row) => row.rest === 0);
  }
  yield left.filter(({ rest }) => sign * rest > 0);
}

export const paymentsList: Query<'payments.list'> = async (asked, context) => {
  const input = asked.sort === 'date' ? { ...asked, direction: turned(asked.direction) } : asked;
  const { memory } = context;
  const typed = input.search.trim() ? readTyped(input.search, memory, 'payments') : undefined;
  const today = context.today();
  const matches = (row: PaymentRow) => isShown(row, input, typed, today);
  const keyOf = (row: PaymentRow) => KEYS[input.sort](row, memory);
  const gathered = await gather(input, typed, context);
  const page = gathered
    ? pageOfGathered(gathered.filter(matches), keyOf, input)
    : await pageOfWalk(walk(input, context), matches, keyOf, input.limit);
  const rows = page.rows.map((row) => {
    const { id, date, customer, methodName, reference, currency, amount, rest } = row;
    const customerName = memory.customers.nameOf(customer);
    const status = paymentStatus(row);
    return {
      id,
      date,
      customer,
      customerName,
      methodName,
      reference,
      currency,
      amount,
      unapplied: rest,
      status,
      cheque: chequeState(row, today),
    };
  });
  return ok({ rows, next: page.next });
};
