/** Closed periods: every close, what one would meet, and what arrived after one (PC1–PC4). */
import type { LookupOutput } from '../../../shared/contract/books-port.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { dayIn } from '../../../shared/domain/day-in.ts';
import { type Day, type Minor, sum } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { ClosedFigures } from '../../../shared/events/closes.ts';
import type { DomainEvent } from '../../../shared/events/event-types.ts';
import { type Close, closeStands, earliestEffect } from '../../../shared/events/periods.ts';
import { compare } from '../customer-index.ts';
import { readEvents } from '../decode.ts';
import { readCommit } from '../log.ts';
import type { Memory } from '../memory.ts';
import { closesAmong, lateAfter, openDay } from '../periods.ts';
import type { CloseRow, LateRow } from '../rows.ts';
import { agingQueries } from './aging.ts';
import type { Queries, QueryContext } from './context.ts';
import { present, userName } from './facts.ts';
import { notFound } from './records.ts';

type Arrival = OutputOf<'periods.compare'>['arrivals'][number];

/** Arrivals that are listed one by one. */
const LISTED = 200;

/** What is owed and what is credit on a day, in each currency, as the aging report of the day has it (AG4). */
async function figuresOn(
  day: Day,
  context: QueryContext,
): Promise<{ readonly tied: boolean; readonly figures: ClosedFigures[] }> {
  const report = await agingQueries['aging.report']({ asOf: day, by: 'due' }, context);
  if (!report.ok) return { tied: false, figures: [] };
  const figures = report.value.sums.map(({ currency, buckets, unapplied }) => ({
    currency,
    owed: sum(buckets),
    credit: unapplied,
  }));
  return { tied: report.value.tied, figures };
}

/** Every other desktop that may write, with the day of its newest entry here. */
function otherDesktops({ records, authors }: Memory, own: string) {
  return [...records.devices.values()]
    .filter(({ id, fields }) => id !== own && !fields.revoked)
    .map(({ id, fields }) => ({ id, name: fields.name, last: authors.get(id)?.recorded ?? null }));
}

/** Whether an entry of a desktop was recorded after a day. */
const isBeyond = ({ records }: Memory, last: number | null, day: Day): boolean => {
  const [company] = records.company.values();
  return last !== null && dayIn(company?.fields.timeZone ?? 'UTC', last) > day;
};

const standing = (row: CloseRow): boolean =>
  closeStands({ reopened: row.reopened !== null, sealed: row.sealed !== null });

function stateOf(row: CloseRow): 'closed' | 'reopened' | 'sealed' {
  if (row.sealed) return 'sealed';
  return row.reopened ? 'reopened' : 'closed';
}

const lateIn = (memory: Memory, row: CloseRow): LateRow[] =>
  [...memory.late.values()].filter((late) => lateAfter([row], late).length > 0);

const TYPES: Partial<Record<DomainEvent['type'], Arrival['type']>> = {
  'document.issued': 'issued',
  'document.voided': 'voided',
  'payment.posted': 'received',
  'payment.voided': 'payment-ended',
  'payment.returned': 'payment-ended',
  'payment.presented': 'presented',
  'refund.made': 'refunded',
  'credit.written': 'written-to-income',
  'allocation.made': 'settled',
  'deduction.made': 'settled',
  'allocation.taken-back': 'taken-back',
  'deduction.taken-back': 'taken-back',
};

/** Where an event's document or payment is found. */
async function subjectOf(event: DomainEvent, { db }: QueryContext) {
  switch (event.type) {
    case 'payment.posted':
    case 'payment.voided':
    case 'payment.returned':
    case 'payment.presented':
      return { table: 'payments', id: event.entity } as const;
    case 'refund.made':
    case 'credit.written': {
      const { kind, id } = event.data.source;
      return { table: kind === 'payment' ? 'payments' : 'documents', id } as const;
    }
    case 'allocation.made':
    case 'deduction.made':
      return { table: 'documents', id: event.data.target } as const;
    case 'allocation.taken-back':
      return { table: 'documents', id: (await db.allocations.get(event.entity))?.target ?? '' } as const;
    case 'deduction.taken-back':
      return { table: 'documents', id: (await db.reductions.get(event.entity))?.subject ?? '' } as const;
    default:
      return { table: 'documents', id: event.entity } as const;
  }
}

async function arrivalOf(
  event: DomainEvent,
  said: Pick<Arrival, 'commit' | 'recorded' | 'actor' | 'device'>,
  context: QueryContext,
): Promise<Arrival | undefined> {
  const type = TYPES[event.type];
  if (!type) return undefined;
  const { table, id } = await subjectOf(event, context);
  const base = { ...said, type, day: event.effective };
  if (table === 'payments') {
    const row = await context.db.payments.get(id);
    const label = row ? [row.methodName, row.reference].filter(Boolean).join(' ') : '';
    return {
      ...base,
      subject: row ? { what: 'payment', id, label } : null,
      kind: null,
      customer: row ? context.memory.customers.nameOf(row.customer) : '',
      amount: row ? { minor: amountIn(event) ?? row.amount, currency: row.currency } : null,
    };
  }
  const row = await context.db.documents.get(id);
  return {
    ...base,
    subject: row ? { what: 'document', id, label: row.number } : null,
    kind: row?.kind ?? null,
    customer: row?.name ?? '',
    amount: row ? { minor: amountIn(event) ?? row.total, currency: row.currency } : null,
  };
}

/** What the event itself is about, where that is not its document's or payment's whole amount. */
const amountIn = (event: DomainEvent): Minor | undefined =>
  event.type === 'allocation.made' ||
  event.type === 'deduction.made' ||
  event.type === 'refund.made' ||
  event.type === 'credit.written'
    ? event.data.amount
    : undefined;

async function arrivalsIn(late: LateRow, close: Close, context: QueryContext): Promise<Arrival[]> {
  const row = await context.db.commits.get(late.id);
  const commit = row && (await readCommit(context.db, row.number));
  if (!row || !commit) return [];
  const device = context.memory.records.devices.get(row.device)?.fields.name ?? '';
  const said = {
    commit: row.id,
    recorded: row.recorded,
    actor: userName(context.memory, row.actor),
    device,
  };
  const events = readEvents(commit).flatMap(({ event }) => event ?? []);
  const counted = events.filter((event) => (earliestEffect([event]) ?? '9999') <= close.through);
  const arrivals = await Promise.all(counted.map((event) => arrivalOf(event, said, context)));
  return arrivals.flatMap((arrival) => arrival ?? []);
}

/** At most so many allocations are named in one close. */
const NAMED = 10_000;

/** What stands of the allocations of a period that did not fit whole, from what was noted of them (AL7). */
async function cutsThrough(through: Day, { db }: QueryContext): Promise<Record<string, Minor>> {
  const noted = await db.review.where(':id').startsWith('cut/').toArray();
  const rows = present(await db.allocations.bulkGet(noted.flatMap(({ subjects }) => subjects)));
  const cut = rows.filter((row) => row.cut > 0 && row.from <= through);
  return Object.fromEntries(cut.slice(0, NAMED).map(({ id, amount }) => [id, amount]));
}

/** What a close through a day says, on desktop `own`. */
export async function closingOf(
  through: Day,
  own: string,
  context: QueryContext,
): Promise<LookupOutput<'closing'>> {
  const { memory } = context;
  const [{ tied, figures }, cuts] = await Promise.all([
    figuresOn(through, context),
    cutsThrough(through, context),
  ]);
  const known = Object.fromEntries([...memory.authors.values()].map((row) => [row.device, row.sequence]));
  const quiet = otherDesktops(memory, own).filter((desktop) => !isBeyond(memory, desktop.last, through));
  return { known, cuts, figures, tied, quiet: quiet.map(({ id, name }) => ({ id, name })) };
}

export const periodQueries: Queries<'periods.list' | 'periods.check' | 'periods.compare'> = {
  'periods.list': (_input, { memory }) => {
    const nameOf = (device: string) => memory.records.devices.get(device)?.fields.name ?? '';
    const closes = [...memory.closes.values()].flatMap((row) => {
      const { id, closed, reopened, sealed } = row;
      if (!closed) return [];
      const said = (one: { readonly recorded: number; readonly actor: string }) => ({
        recorded: one.recorded,
        actor: userName(memory, one.actor),
      });
      const { through, figures, files, note, recorded } = closed;
      return [
        {
          ...{ id, through, recorded, figures, files, note },
          actor: userName(memory, closed.actor),
          device: nameOf(closed.device),
          state: stateOf(row),
          reopened: reopened && { ...said(reopened), reason: reopened.reason },
          sealed: sealed && said(sealed),
          absent: closed.absent.map(nameOf),
          late: lateIn(memory, row).length,
        },
      ];
    });
    // Of one day what stands comes first.
    const place = ({ through, state }: (typeof closes)[number]) =>
      `${through} ${state === 'reopened' ? 0 : 1}`;
    closes.sort((a, b) => compare(place(b), place(a)) || b.recorded - a.recorded || compare(a.id, b.id));
    return ok({ openFrom: openDay(memory), closes });
  },

  'periods.check': async ({ through }, context) => {
    const { memory } = context;
    const { tied, figures } = await figuresOn(through, context);
    const desktops = otherDesktops(memory, '').map((desktop) => ({
      ...desktop,
      isBeyond: isBeyond(memory, desktop.last, through),
    }));
    return ok({ desktops, tied, figures, unread: memory.rare.unread.size });
  },

  'periods.compare': async ({ id }, context) => {
    const row = context.memory.closes.get(id);
    const [close] = row ? closesAmong([row]) : [];
    if (!row || !close) return notFound('period', id);
    const late = standing(row) ? lateIn(context.memory, row) : [];
    late.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
    const found = await Promise.all(late.slice(0, LISTED).map((one) => arrivalsIn(one, close, context)));
    const { figures } = await figuresOn(close.through, context);
    return ok({ now: figures, arrivals: found.flat().slice(0, LISTED), count: late.length });
  },
};
