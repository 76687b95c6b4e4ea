/**
 * The state of a company as a function of the *set* of its commits and confirmations (EV): slow, in memory, and as plain
 * as it can be said. It is what the books are tested against, and what a digest of them means.
 */
import { type Day, type Minor, minor } from '../domain/money.ts';
import { canonicalJson } from './canonical-json.ts';
import { effectiveClock } from './clock.ts';
import { type Commit, type Confirmation, type Envelope, orderKey, type Sha256, toHex } from './commit.ts';
import { earlierConfirmation } from './confirmation.ts';
import { doubledId } from './doubled-id.ts';
import type { EventOf, EventType } from './event-types.ts';
import { type MergedRecord, mergeFields, revisionOf, valuesOf } from './records.ts';
import { FOREVER, type ReductionFact, restOn, type SourceFact, settle } from './settlement.ts';
import { readEvent } from './upcast.ts';

type Kind = 'company' | 'customers' | 'items' | 'taxes' | 'terms' | 'methods' | 'users' | 'devices';

const RECORDS: { readonly [type: string]: Kind } = {
  'company.set': 'company',
  'customer.set': 'customers',
  'item.set': 'items',
  'tax.set': 'taxes',
  'terms.set': 'terms',
  'method.set': 'methods',
  'user.set': 'users',
  'device.set': 'devices',
};

export interface FoldedRecord {
  readonly revision: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FoldedEnd {
  readonly on: Day;
  readonly kind: 'void' | 'return' | 'take-back';
  readonly reason: string;
}

/** An issued document or a payment, with what is left of it when everything known has taken effect. */
export interface FoldedFact {
  readonly kind: 'invoice' | 'creditNote' | 'payment';
  readonly commit: string;
  readonly customer: string;
  readonly currency: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly end: FoldedEnd | null;
  readonly rest: Minor;
  /** Number of a document, reference of a payment. */
  readonly label: string;
  readonly released: boolean;
  readonly archived: string | null;
}

export interface FoldedAllocation {
  readonly source: string;
  readonly target: string;
  readonly asked: Minor;
  readonly amount: Minor;
  readonly cut: Minor;
  readonly from: Day;
  readonly until: Day;
}

export interface FoldedReduction {
  readonly kind: string;
  readonly subject: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly end: FoldedEnd | null;
}

export interface FoldedSeries {
  readonly opened: string | null;
  readonly highest: number;
  readonly lastIssue: Day | null;
}

export interface FoldedDraft extends FoldedRecord {
  readonly discarded: boolean;
  readonly issued: boolean;
}

type Table<Row> = Readonly<Record<string, Row>>;

export interface FoldedState {
  readonly records: Readonly<Record<Kind, Table<FoldedRecord>>>;
  readonly drafts: Table<FoldedDraft>;
  readonly documents: Table<FoldedFact>;
  readonly payments: Table<FoldedFact>;
  readonly allocations: Table<FoldedAllocation>;
  readonly reductions: Table<FoldedReduction>;
  readonly series: Table<FoldedSeries>;
  /** Commits by entity whose events this program cannot read yet (EV7). */
  readonly unread: Table<readonly string[]>;
}

/** One readable event with what its commit says of it. */
interface Said {
  readonly event: EventOf<EventType>;
  readonly index: number;
  readonly commit: string;
  readonly order: string;
  readonly clock: string;
}

interface Input {
  readonly commits: Iterable<Commit>;
  readonly confirmations: Iterable<Confirmation & { readonly id: string }>;
}

/** The whole state. Order and repetition of the input change nothing. */
export function fold({ commits, confirmations }: Input): FoldedState {
  const confirmed = new Map<string, Confirmation>();
  for (const { id, sequence, received } of confirmations) {
    const earlier = earlierConfirmation(confirmed.get(id) ?? null, { sequence, received });
    if (earlier) confirmed.set(id, earlier);
  }
  const byId = new Map<string, Commit>();
  for (const commit of commits) byId.set(commit.envelope.id, commit);

  const said: Said[] = [];
  const unread: Record<string, string[]> = {};
  for (const commit of byId.values()) {
    const { envelope } = commit;
    for (const [index, stored] of commit.events.entries()) {
      const event = readEvent(stored);
      if (event) said.push({ event, index, ...placeOf(envelope, confirmed.get(envelope.id) ?? null) });
      else unread[stored.entity] = [...new Set([...(unread[stored.entity] ?? []), envelope.id])].sort();
    }
  }
  // By id and place in the commit: the order of no account, so that nothing below can lean on the order of delivery.
  said.sort((a, b) => (a.commit !== b.commit ? (a.commit < b.commit ? -1 : 1) : a.index - b.index));
  return { ...foldRecords(said), ...foldSettlement(said), series: foldSeries(said), unread };
}

function placeOf(
  envelope: Envelope,
  confirmation: Confirmation | null,
): Pick<Said, 'commit' | 'order' | 'clock'> {
  return {
    commit: envelope.id,
    order: orderKey(envelope, confirmation),
    clock: effectiveClock(envelope.clock, confirmation?.received ?? null),
  };
}

/** SHA-256 over the state's canonical JSON, hex. Two devices with one digest show the same. */
export function digest(state: FoldedState, sha256: Sha256): string {
  return toHex(sha256(new TextEncoder().encode(canonicalJson(state))));
}

const of = <Type extends EventType>(said: readonly Said[], type: Type) =>
  said.filter((one): one is Said & { readonly event: EventOf<Type> } => one.event.type === type);

function foldRecords(said: readonly Said[]): Pick<FoldedState, 'records' | 'drafts'> {
  const merged: Record<Kind, Record<string, MergedRecord>> = {
    company: {},
    customers: {},
    items: {},
    taxes: {},
    terms: {},
    methods: {},
    users: {},
    devices: {},
  };
  for (const { event, clock, commit } of said) {
    const kind = RECORDS[event.type];
    if (!kind) continue;
    const { fields } = event.data as { readonly fields: Readonly<Record<string, unknown>> };
    merged[kind][event.entity] = mergeFields(merged[kind][event.entity] ?? {}, fields, clock, commit);
  }
  const drafts: Record<string, MergedRecord> = {};
  for (const { event, clock, commit } of of(said, 'draft.set')) {
    const { fields, lines, order } = event.data;
    const named = Object.fromEntries(Object.entries(lines).map(([id, line]) => [`line/${id}`, line]));
    const writes = { ...fields, ...named, ...(order ? { order } : {}) };
    drafts[event.entity] = mergeFields(drafts[event.entity] ?? {}, writes, clock, commit);
  }
  const discarded = new Set(of(said, 'draft.discarded').map(({ event }) => event.entity));
  const issued = new Set(of(said, 'document.issued').flatMap(({ event }) => event.data.draft ?? []));
  const draftIds = [...new Set([...Object.keys(drafts), ...discarded, ...issued])];
  return {
    records: mapValues(merged, (records) => mapValues(records, folded)) as FoldedState['records'],
    drafts: Object.fromEntries(
      draftIds.map((id) => [
        id,
        { ...folded(drafts[id] ?? {}), discarded: discarded.has(id), issued: issued.has(id) },
      ]),
    ),
  };
}

const folded = (record: MergedRecord): FoldedRecord => ({
  revision: revisionOf(record),
  fields: valuesOf(record),
});

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function foldSeries(said: readonly Said[]): FoldedState['series'] {
  const series: Record<string, FoldedSeries> = {};
  const NONE: FoldedSeries = { opened: null, highest: 0, lastIssue: null };
  for (const { event, commit } of of(said, 'series.opened')) {
    const row = series[event.entity] ?? NONE;
    series[event.entity] = { ...row, opened: row.opened ?? commit };
  }
  for (const { event } of of(said, 'document.issued')) {
    const row = series[event.data.series] ?? NONE;
    const { issueDate } = event.data.document;
    series[event.data.series] = {
      ...row,
      highest: Math.max(row.highest, event.data.counter),
      lastIssue: row.lastIssue !== null && row.lastIssue > issueDate ? row.lastIssue : issueDate,
    };
  }
  return series;
}

/** The earliest end that the facts say, of one day the one with the smallest commit id. */
function endsOf(said: readonly Said[]): ReadonlyMap<string, FoldedEnd> {
  const kinds: { readonly [type: string]: FoldedEnd['kind'] } = {
    'document.voided': 'void',
    'payment.voided': 'void',
    'payment.returned': 'return',
    'allocation.taken-back': 'take-back',
    'deduction.taken-back': 'take-back',
  };
  const ends = new Map<string, FoldedEnd>();
  for (const { event } of said) {
    const kind = kinds[event.type];
    if (!kind) continue;
    const known = ends.get(`${spaceOf(event.type)}/${event.entity}`);
    const { reason } = event.data as { readonly reason: string };
    // `said` is sorted by commit id, so an equal day keeps the smaller one.
    if (!known || event.effective < known.on) {
      ends.set(`${spaceOf(event.type)}/${event.entity}`, { on: event.effective, kind, reason });
    }
  }
  return ends;
}

const spaceOf = (type: string): string => type.slice(0, type.indexOf('.'));

/** Claims to one entity id: the first in `said` has it, the others stand under ids of their own (EV5). */
function claims<One extends Said>(said: readonly One[]): Map<string, One> {
  const rows = new Map<string, One>();
  for (const one of said) {
    const { entity } = one.event;
    rows.set(rows.has(entity) ? doubledId(one.commit, one.index) : entity, one);
  }
  return rows;
}

/** As `claims`, for facts whose ids nobody can share by mistake: only the smallest commit id counts. */
function first<One extends Said>(said: readonly One[]): Map<string, One> {
  const rows = new Map<string, One>();
  for (const one of said) if (!rows.has(one.event.entity)) rows.set(one.event.entity, one);
  return rows;
}

type Unsettled = Omit<FoldedFact, 'rest'>;

function factsOf(said: readonly Said[], ends: ReadonlyMap<string, FoldedEnd>) {
  const released = new Set(of(said, 'document.released').map(({ event }) => event.entity));
  const archived = first(of(said, 'document.archived'));
  const documents = new Map<string, Unsettled>();
  for (const [id, { event, commit }] of claims(of(said, 'document.issued'))) {
    const { document } = event.data;
    documents.set(id, {
      kind: document.kind,
      commit,
      customer: document.customerId,
      currency: document.currency,
      amount: document.totals.due,
      from: event.effective,
      end: ends.get(`document/${id}`) ?? null,
      label: document.number,
      released: released.has(id),
      archived: archived.get(id)?.event.data.sha256 ?? null,
    });
  }
  const payments = new Map<string, Unsettled>();
  for (const [id, { event, commit }] of claims(of(said, 'payment.posted'))) {
    const { customer, currency, amount, reference } = event.data;
    const end = ends.get(`payment/${id}`) ?? null;
    const rest = { label: reference, released: false, archived: null };
    payments.set(id, {
      kind: 'payment',
      commit,
      customer,
      currency,
      amount,
      from: event.effective,
      end,
      ...rest,
    });
  }
  return { documents, payments };
}

function reductionsOf(said: readonly Said[], ends: ReadonlyMap<string, FoldedEnd>) {
  const found: Record<
    string,
    FoldedReduction & { readonly table: 'documents' | 'payments'; readonly currency: string | null }
  > = {};
  const made = said.filter(({ event }) => event.type === 'deduction.made' || event.type === 'refund.made');
  for (const [id, { event }] of first(made)) {
    const end = ends.get(`deduction/${id}`) ?? null;
    if (event.type === 'deduction.made') {
      const { target, kind, amount, currency } = (event as EventOf<'deduction.made'>).data;
      found[id] = { kind, subject: target, amount, from: event.effective, end, table: 'documents', currency };
    } else {
      const { source, amount } = (event as EventOf<'refund.made'>).data;
      const table = source.kind === 'payment' ? 'payments' : 'documents';
      found[id] = {
        kind: 'refund',
        subject: source.id,
        amount,
        from: event.effective,
        end,
        table,
        currency: null,
      };
    }
  }
  return found;
}

type Settled = Pick<FoldedState, 'documents' | 'payments' | 'allocations' | 'reductions'>;

function foldSettlement(said: readonly Said[]): Settled {
  const ends = endsOf(said);
  const { documents, payments } = factsOf(said, ends);
  const reductions = reductionsOf(said, ends);
  const subject = (table: 'documents' | 'payments', id: string) =>
    (table === 'documents' ? documents : payments).get(id);
  const factOf = ([id, { amount, from, end }]: readonly [string, Unsettled]): SourceFact => ({
    id,
    amount,
    from,
    until: end?.on ?? FOREVER,
  });

  const reductionFacts: ReductionFact[] = [];
  for (const [id, { kind, subject: of, amount, from, end, table, currency }] of Object.entries(reductions)) {
    const fact = subject(table, of);
    // Deductions are of invoices, refunds of sources; amounts of another currency never meet (MO3).
    if (!fact || (fact.kind === 'invoice') === (kind === 'refund')) continue;
    if (currency !== null && currency !== fact.currency) continue;
    reductionFacts.push({ id, subject: of, amount, from, until: end?.on ?? FOREVER });
  }

  const made = first(of(said, 'allocation.made'));
  const asked = [...made].flatMap(([id, { event, order, index }]) => {
    const { source, target, amount, currency } = event.data;
    const from = subject(source.kind === 'payment' ? 'payments' : 'documents', source.id);
    const to = documents.get(target);
    if (!from || !to || from.kind === 'invoice' || to.kind !== 'invoice') return [];
    if (from.currency !== currency || to.currency !== currency) return [];
    const until = ends.get(`allocation/${id}`)?.on ?? FOREVER;
    const place = `${order}.${String(index).padStart(4, '0')}`;
    return [{ id, source: source.id, target, asked: amount, from: event.effective, until, order: place }];
  });
  const all = [...documents, ...payments];
  const standing = settle({
    sources: all.filter(([, { kind }]) => kind !== 'invoice').map(factOf),
    targets: all.filter(([, { kind }]) => kind === 'invoice').map(factOf),
    reductions: reductionFacts,
    allocations: asked,
  });
  const stands = new Map(standing.map((one) => [one.id, one]));
  const settled = (facts: ReadonlyMap<string, Unsettled>): Record<string, FoldedFact> =>
    Object.fromEntries(
      [...facts].map((entry) => [
        entry[0],
        { ...entry[1], rest: restOn(factOf(entry), reductionFacts, standing, LAST_DAY) },
      ]),
    );
  return {
    documents: settled(documents),
    payments: settled(payments),
    allocations: Object.fromEntries(
      [...made].map(([id, { event }]) => {
        const { source, target, amount } = event.data;
        const none = { amount: minor(0), cut: amount, from: event.effective, until: event.effective };
        const { amount: stood, cut, from, until } = stands.get(id) ?? none;
        return [id, { source: source.id, target, asked: amount, amount: stood, cut, from, until }];
      }),
    ),
    reductions: mapValues(reductions, ({ table: _table, currency: _currency, ...row }) => row),
  };
}

/** The last day before `FOREVER`: everything known has taken effect. */
const LAST_DAY: Day = '9999-12-30';
