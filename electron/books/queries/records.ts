/** Company, customers, items and the small lists: all but whole customers come from memory. */
import { likelyDuplicates } from '../../../shared/domain/duplicate-customer.ts';
import { type Minor, minor } from '../../../shared/domain/money.ts';
import { currentSeries } from '../../../shared/domain/numbering.ts';
import { sortKey } from '../../../shared/domain/sort-key.ts';
import { type AppError, err, ok, type RecordKind } from '../../../shared/errors/index.ts';
import type { CustomerCard } from '../customer-card.ts';
import { compare } from '../customer-index.ts';
import type { Held } from '../held.ts';
import { codeKey } from '../keys.ts';
import type { Memory, SmallTable } from '../memory.ts';
import type { FieldsOf } from '../record-defaults.ts';
import type { Queries, QueryContext } from './context.ts';
import { compareKeys, type Key, pageOfGathered } from './keyed-list.ts';
import { type Opened, sheetsLeft } from './numbered-by.ts';
import { openOn } from './open-on.ts';

export const notFound = (what: RecordKind, id: string): { ok: false; error: AppError } =>
  err({ kind: 'not-found', what, id });

/** A small list by name; archived records last. */
export function sortedRecords<Name extends Exclude<SmallTable, 'company' | 'items' | 'rates' | 'answers'>>(
  memory: Memory,
  name: Name,
): Held<FieldsOf<Name>>[] {
  const rank = ({ id, fields }: Held<{ readonly name: string; readonly archived?: boolean }>): Key => [
    fields.archived ? 1 : 0,
    sortKey(fields.name),
    id,
  ];
  const all: Iterable<Held<FieldsOf<Name>>> = memory.records[name].values();
  return [...all]
    .map((record) => ({ record, key: rank(record) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ record }) => record);
}

/** Series whose opening has arrived, in the order in which they were opened. */
export const openedSeries = (memory: Memory): Opened[] =>
  [...memory.series.values()]
    .filter((row): row is Opened => row.opened !== null)
    .sort((a, b) => a.opened.at - b.opened.at);

interface Balance {
  balance: Minor;
  overdue: number;
}

/** Balance and overdue of every customer with something open, in the customer's own currency. */
async function balances(context: QueryContext): Promise<Map<string, Balance>> {
  const { memory } = context;
  const today = context.today();
  const open = await openOn(today, context);
  const found = new Map<string, Balance>();
  const of = (id: string): Balance => {
    let entry = found.get(id);
    if (!entry) {
      entry = { balance: minor(0), overdue: 0 };
      found.set(id, entry);
    }
    return entry;
  };
  const isOwn = (item: { customer: string; currency: string }) =>
    memory.customers.get(item.customer)?.currency === item.currency;
  for (const item of open.items) {
    if (!isOwn(item)) continue;
    const entry = of(item.customer);
    entry.balance = minor(entry.balance + item.outstanding);
    if (item.dueDate < today) entry.overdue += item.outstanding;
  }
  for (const item of open.credits) {
    if (!isOwn(item)) continue;
    const entry = of(item.customer);
    entry.balance = minor(entry.balance - item.unapplied);
  }
  return found;
}

/** What customers owe together, a block for each currency (MO3); those who owe nothing make none. */
function sumsOf(
  cards: readonly CustomerCard[],
  owed: ReadonlyMap<string, Balance>,
): { currency: string; balance: Minor; overdue: Minor }[] {
  const found = new Map<string, { balance: number; overdue: number }>();
  for (const { id, currency } of cards) {
    const own = owed.get(id);
    if (!own) continue;
    const sum = found.get(currency) ?? { balance: 0, overdue: 0 };
    sum.balance += own.balance;
    sum.overdue += own.overdue;
    found.set(currency, sum);
  }
  return [...found]
    .sort(([one], [other]) => compare(one, other))
    .map(([currency, { balance, overdue }]) => ({
      currency,
      balance: minor(balance),
      overdue: minor(overdue),
    }));
}

const CUSTOMER_KEYS = {
  name: ({ nameKey }: CustomerCard) => nameKey,
  number: ({ numberKey }: CustomerCard) => numberKey,
  city: ({ cityKey }: CustomerCard) => cityKey,
} as const;

const BECAUSE = { name: 'name', email: 'email', 'tax-id': 'taxId' } as const;

type RecordQueries = Queries<
  | 'company.get'
  | 'company.users'
  | 'customers.list'
  | 'customers.get'
  | 'customers.lookalikes'
  | 'customers.nextNumber'
  | 'items.list'
  | 'items.get'
  | 'taxes.list'
  | 'terms.list'
  | 'methods.list'
  | 'series.list'
>;

export const recordQueries: RecordQueries = {
  'company.get': (_input, { memory }) => {
    const [company] = memory.records.company.values();
    return company ? ok(company) : notFound('company', '');
  },
  'company.users': (_input, { memory }) => ok(sortedRecords(memory, 'users')),

  'customers.list': async ({ search, archived, sort, ...request }, context) => {
    const { memory } = context;
    const found = search.trim() ? memory.customers.find(search) : memory.customers.sorted();
    const shown = found.filter((card) => archived || !card.archived);
    const sums = await balances(context);
    const keyOf = (card: CustomerCard): Key => {
      if (sort === 'balance' || sort === 'overdue')
        return [sums.get(card.id)?.[sort] ?? 0, card.nameKey, card.id];
      return [CUSTOMER_KEYS[sort](card), card.nameKey, card.id];
    };
    const page = pageOfGathered(shown, keyOf, request);
    const rows = page.rows.map(({ id, number, name, city, email, currency, archived: isArchived }) => {
      const { balance, overdue } = sums.get(id) ?? { balance: minor(0), overdue: 0 };
      return {
        id,
        number,
        name,
        city,
        email,
        currency,
        balance,
        overdue: minor(overdue),
        archived: isArchived,
      };
    });
    // Pages that follow have nothing new to say of the whole.
    const all = request.cursor === null ? sumsOf(shown, sums) : [];
    return ok({ rows, next: page.next, count: shown.length, sums: all });
  },
  'customers.get': async ({ id }, { db, memory }) => {
    const [customer] = await memory.customersAtHand.read(db, [id]);
    return customer ? ok(customer) : notFound('customer', id);
  },
  'customers.lookalikes': ({ id, name, email, taxId }, { memory }) => {
    const typed = { name, email, taxId, ...(id === null ? {} : { id }) };
    const found = likelyDuplicates(typed, memory.customers.sorted());
    return ok(
      found.slice(0, 10).flatMap((like) => {
        const card = memory.customers.get(like.id);
        if (!card) return [];
        return [
          {
            id: card.id,
            number: card.number,
            name: card.name,
            city: card.city,
            because: BECAUSE[like.because],
          },
        ];
      }),
    );
  },
  /** One more than the highest number, in the same form; the office may type its own. */
  'customers.nextNumber': (_input, { memory }) => {
    let best = { prefix: '', digits: '', value: 9999 };
    for (const { number } of memory.customers.all()) {
      const match = /^(.*?)(\d{1,12})$/.exec(number);
      const value = Number(match?.[2]);
      if (match && value > best.value) best = { prefix: match[1] ?? '', digits: match[2] ?? '', value };
    }
    return ok({ number: best.prefix + String(best.value + 1).padStart(best.digits.length, '0') });
  },

  'items.list': ({ search, archived, ...request }, { memory }) => {
    const words = sortKey(search).split(' ').filter(Boolean);
    const code = codeKey(search);
    const shown = [...memory.records.items.values()].filter(({ fields }) => {
      if (fields.archived && !archived) return false;
      if (code !== '' && codeKey(fields.code).startsWith(code)) return true;
      const text = sortKey(`${fields.name} ${fields.code} ${fields.description}`);
      return words.every((word) => text.includes(word));
    });
    const page = pageOfGathered(shown, ({ id, fields }) => [sortKey(fields.name), id], {
      direction: 'asc',
      ...request,
    });
    return ok({ ...page, count: shown.length });
  },
  'items.get': ({ id }, { memory }) => {
    const item = memory.records.items.get(id);
    return item ? ok(item) : notFound('item', id);
  },
  'taxes.list': (_input, { memory }) => ok(sortedRecords(memory, 'taxes')),
  'terms.list': (_input, { memory }) => ok(sortedRecords(memory, 'terms')),
  'methods.list': (_input, { memory }) => ok(sortedRecords(memory, 'methods')),

  'series.list': async (_input, { db, memory }) => {
    const opened = openedSeries(memory);
    const left = await Promise.all(opened.map((row) => sheetsLeft(db, row)));
    const rows = opened.map((row, index) => {
      const { kind, device, prefix, year, width, first, paper } = row.opened;
      const own = opened
        .filter((each) => each.opened.device === device)
        .map(({ id, opened: of, closed }) => ({ id, ...of, closed }));
      return {
        id: row.id,
        kind,
        device,
        deviceName: memory.records.devices.get(device)?.fields.name ?? '',
        prefix,
        year,
        width,
        next: Math.max(first, row.highest + 1),
        lastIssue: row.lastIssue,
        closed: row.closed && { on: row.closed.on, reason: row.closed.reason },
        current: currentSeries(own, kind)?.id === row.id,
        paper: paper ? { first, last: paper.last, left: left[index] ?? 0 } : null,
      };
    });
    return ok(
      // Of one prefix in the order in which they were opened.
      rows.sort((a, b) => compare(a.kind, b.kind) || compare(a.prefix, b.prefix)),
    );
  },
};
