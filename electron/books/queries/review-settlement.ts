/** Settlements that did not fit when they came together (AL7, EV6), and invoices with more credit than they had (DO4). */
import type { ReviewSide } from '../../../shared/contract/review.ts';
import { minor } from '../../../shared/domain/money.ts';
import { billedOf, creditedOf } from '../credited.ts';
import { compare } from '../customer-index.ts';
import type { AllocationRow, DocumentRow, PaymentRow } from '../rows.ts';
import type { QueryContext } from './context.ts';
import { present } from './facts.ts';
import { amount, day, entryOf, type Fact, type Look, text, voidOf, writtenBy } from './review-sides.ts';

const sourceOf = ({ db }: QueryContext, { sourceTable, source }: AllocationRow) =>
  sourceTable === 'payments' ? db.payments.get(source) : db.documents.get(source);

const labelOf = (row: DocumentRow | PaymentRow): string =>
  'number' in row ? row.number : [row.methodName, row.reference].filter((part) => part !== '').join(' ');

const whatOf = (row: DocumentRow | PaymentRow): ReviewSide['what'] =>
  'number' in row ? 'document' : 'payment';

async function sideOf(
  context: QueryContext,
  row: DocumentRow | PaymentRow,
  commit: string,
  facts: readonly Fact[],
  end: ReviewSide['end'] = null,
): Promise<ReviewSide> {
  const { commit: _commit, ...by } = await writtenBy(context, commit);
  return { what: whatOf(row), id: row.id, facts: [...facts], ...by, end };
}

/** What stands beside an allocation on its invoice, or of its source where the invoice had room. */
async function inTheWay(context: QueryContext, allocation: AllocationRow, target: DocumentRow) {
  const source = await sourceOf(context, allocation);
  const ids = target.rest > 0 && source ? source.allocations : target.allocations;
  const rows = present(await context.db.allocations.bulkGet([...ids]));
  return rows
    .filter(({ id, end, amount: stands }) => id !== allocation.id && !end && stands > 0)
    .sort((a, b) => compare(a.order, b.order));
}

/** At most so many of those that were quicker are shown. */
const OTHERS = 5;

/** What was cut, where the rest of the money is now, and what took its place. */
export const cutAllocation: Look = async ([id = ''], context) => {
  const row = await context.db.allocations.get(id);
  const target = row && (await context.db.documents.get(row.target));
  const source = row && (await sourceOf(context, row));
  if (!row || !target || !source || row.end || source.end || (row.cut === 0 && !target.end)) return undefined;
  const { currency, asked, amount: stands, cut, commit } = row;
  const first = await sideOf(
    context,
    source,
    commit,
    [
      text('customer', target.name),
      text('source', labelOf(source)),
      text('invoice', target.number),
      amount('asked', asked, currency),
      amount('stands', target.end ? minor(0) : stands, currency),
      amount('credit', source.rest, currency),
      ...(target.end ? [{ name: 'ended', value: { type: 'day', day: target.end.on } } as const] : []),
    ],
    target.end && { how: 'release', what: 'allocation', id },
  );
  const others: ReviewSide[] = [];
  for (const other of (await inTheWay(context, row, target)).slice(0, OTHERS)) {
    const from = await sourceOf(context, other);
    const to = await context.db.documents.get(other.target);
    if (!from) continue;
    const facts = [
      text('source', labelOf(from)),
      text('invoice', to?.number ?? ''),
      amount('asked', other.asked, currency),
      amount('stands', other.amount, currency),
      amount('credit', from.rest, currency),
    ];
    const giveWay = { how: 'give-way', what: 'allocation', id: other.id } as const;
    others.push(await sideOf(context, from, other.commit, facts, target.end ? null : giveWay));
  }
  const of = `${cut} ${target.end?.on ?? ''}`.trim();
  return entryOf('cut', [id], { of, title: target.name, sides: [first, ...others] });
};

/** More refunded than was there, or more taken off an invoice than it was: facts stand, a person puts it right (EV6). */
export const overdrawn: Look = async ([id = ''], context) => {
  const { db } = context;
  const row = (await db.payments.get(id)) ?? (await db.documents.get(id));
  if (!row || row.end || row.rest >= 0) return undefined;
  const { currency, rest } = row;
  const title = 'number' in row ? row.name : context.memory.customers.nameOf(row.customer);
  const whole = 'number' in row ? row.total : row.amount;
  const own = await sideOf(context, row, row.commit, [
    text('source', labelOf(row)),
    amount('total', whole, currency),
    amount('rest', rest, currency),
  ]);
  const taken = present(await db.reductions.bulkGet([...row.reductions].sort())).filter(({ end }) => !end);
  const others = await Promise.all(
    taken.slice(0, OTHERS).map((one) => {
      const facts = [day('date', one.from), amount('taken', one.amount, currency)];
      return sideOf(context, row, one.commit, facts, { how: 'take-back', what: 'reduction', id: one.id });
    }),
  );
  return entryOf('overdrawn', [id], { of: String(rest), title, sides: [own, ...others] });
};

/** Credit notes of two desktops for one invoice: what is beyond its total is the customer's credit (DO4). */
export const overCredited: Look = async ([id = ''], context) => {
  const row = await context.db.documents.get(id);
  if (!row || row.end) return undefined;
  const shares = new Map(row.creditedBy.map(({ note, amount: share }) => [note, share]));
  const notes = present(await context.db.documents.bulkGet([...shares.keys()].sort())).filter(
    ({ end }) => !end,
  );
  const standing = new Set(notes.map((note) => note.id));
  const { credited } = creditedOf(row, (note) => standing.has(note));
  const billed = billedOf(row);
  if (credited <= billed) return undefined;
  const { currency } = row;
  const own = await sideOf(context, row, row.commit, [
    text('number', row.number),
    amount('total', billed, currency),
    amount('credited', credited, currency),
  ]);
  const others = await Promise.all(
    notes.slice(0, OTHERS).map((note) => {
      const facts = [
        text('number', note.number),
        amount('total', note.total, currency),
        amount('credited', shares.get(note.id) ?? minor(0), currency),
        amount('credit', note.rest, currency),
      ];
      // Once it has left the office the customer holds it: then a debit note takes back what was too much (DO4).
      return sideOf(context, note, note.commit, facts, note.released ? null : voidOf(note));
    }),
  );
  return entryOf('over-credited', [id], { of: String(credited), title: row.name, sides: [own, ...others] });
};
