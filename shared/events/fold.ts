/**
 * The state of a company as a function of the *set* of its commits and confirmations (EV): slow, in memory, and as plain
 * as it can be said. It is what the books are tested against, and what a digest of them means.
 */
import { canonicalJson } from './canonical-json.ts';
import { effectiveClock } from './clock.ts';
import { type Commit, type Confirmation, type Envelope, orderKey, type Sha256, toHex } from './commit.ts';
import { standingConfirmation } from './confirmation.ts';
import { closesOf, foldPeriods } from './fold-periods.ts';
import { mapValues, of, type Said } from './fold-said.ts';
import { foldSettlement } from './fold-settlement.ts';
import type { FoldedKind, FoldedRecord, FoldedSeries, FoldedState } from './fold-state.ts';
import { type Close, knew, mostOf } from './periods.ts';
import { flatFields } from './prices.ts';
import { type MergedRecord, mergeFields, revisionOf, valuesOf } from './records.ts';
import { readEvent } from './upcast.ts';

const RECORDS: { readonly [type: string]: FoldedKind } = {
  'company.set': 'company',
  'customer.set': 'customers',
  'personal.set': 'personal',
  'personal.erased': 'personal',
  'item.set': 'items',
  'tax.set': 'taxes',
  'terms.set': 'terms',
  'method.set': 'methods',
  'user.set': 'users',
  'device.set': 'devices',
  'rates.set': 'rates',
  'price-list.set': 'priceLists',
  'fee.set': 'fees',
  'review.answered': 'answers',
};

interface Input {
  readonly commits: Iterable<Commit>;
  readonly confirmations: Iterable<Confirmation & { readonly id: string }>;
}

/** The whole state. Order and repetition of the input change nothing. */
export function fold({ commits, confirmations }: Input): FoldedState {
  const confirmed = new Map<string, Confirmation>();
  for (const { id, sequence, received, epoch } of confirmations) {
    confirmed.set(id, standingConfirmation(confirmed.get(id) ?? null, { sequence, received, epoch }));
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
  const closes = closesOf(said);
  return {
    ...foldRecords(said),
    ...foldSettlement(said, mostOf(closes.values())),
    ...foldPeriods(said, closes),
    series: foldSeries(said),
    unread,
  };
}

/** The state that a close saw: of the commits that it knew alone, whatever arrived after it (PC3). */
export function foldAsClosed({ commits, confirmations }: Input, close: Close): FoldedState {
  return fold({ commits: [...commits].filter(({ envelope }) => knew(close, envelope)), confirmations });
}

function placeOf(
  envelope: Envelope,
  confirmation: Confirmation | null,
): Pick<Said, 'commit' | 'device' | 'sequence' | 'order' | 'clock' | 'written'> {
  return {
    commit: envelope.id,
    device: envelope.device,
    sequence: envelope.sequence,
    order: orderKey(envelope, confirmation),
    clock: effectiveClock(envelope.clock, confirmation?.received ?? null),
    written: envelope.clock,
  };
}

/** SHA-256 over the state's canonical JSON, hex. Two devices with one digest show the same. */
export function digest(state: FoldedState, sha256: Sha256): string {
  return toHex(sha256(new TextEncoder().encode(canonicalJson(state))));
}

function foldRecords(said: readonly Said[]): Pick<FoldedState, 'records' | 'drafts'> {
  const merged: Record<FoldedKind, Record<string, MergedRecord>> = {
    company: {},
    customers: {},
    personal: {},
    items: {},
    taxes: {},
    terms: {},
    methods: {},
    users: {},
    devices: {},
    rates: {},
    priceLists: {},
    fees: {},
    answers: {},
  };
  for (const { event, clock, commit } of said) {
    const kind = RECORDS[event.type];
    if (!kind) continue;
    const { fields } = event.data as { readonly fields: Readonly<Record<string, unknown>> };
    merged[kind][event.entity] = mergeFields(
      merged[kind][event.entity] ?? {},
      flatFields(kind, fields),
      clock,
      commit,
    );
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

function foldSeries(said: readonly Said[]): FoldedState['series'] {
  const series: Record<string, FoldedSeries> = {};
  const NONE: FoldedSeries = { opened: null, highest: 0, lastIssue: null };
  for (const { event, commit } of of(said, 'series.opened')) {
    const row = series[event.entity] ?? NONE;
    series[event.entity] = { ...row, opened: row.opened ?? commit };
  }
  for (const { event, commit } of of(said, 'series.closed')) {
    const row = series[event.entity] ?? NONE;
    // The first word on it stands: by it others may have gone on already.
    if (!row.closed) series[event.entity] = { ...row, closed: { commit, last: event.data.last } };
  }
  const words = of(said, 'series.sheets');
  // Words of one clock stay in the order of commits and of their places in them.
  for (const { event, commit } of words.sort((a, b) =>
    a.written < b.written ? -1 : a.written > b.written ? 1 : 0,
  )) {
    const row = series[event.entity] ?? NONE;
    const word = { ...event.data, on: event.effective, commit };
    series[event.entity] = { ...row, sheets: [...(row.sheets ?? []), word] };
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
