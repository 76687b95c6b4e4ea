/** Master data: the last writer wins, field by field (EV4). */
import type { EventType } from '../../../shared/events/event-types.ts';
import { flatFields } from '../../../shared/events/prices.ts';
import type { Seen } from '../../../shared/events/primitives.ts';
import { mergeFields, type RecordTable } from '../../../shared/events/records.ts';
import { REVIEWED_TABLES } from '../../../shared/events/review.ts';
import { note } from '../note-review.ts';
import type { RecordRow } from '../rows.ts';
import { type Act, type Happening, withCommit } from './act.ts';

export const RECORD_EVENTS = {
  'company.set': 'company',
  'user.set': 'users',
  'device.set': 'devices',
  'customer.set': 'customers',
  'personal.set': 'personal',
  'personal.erased': 'personal',
  'item.set': 'items',
  'tax.set': 'taxes',
  'terms.set': 'terms',
  'method.set': 'methods',
  'rates.set': 'rates',
  'price-list.set': 'priceLists',
  'fee.set': 'fees',
  'review.answered': 'answers',
} as const satisfies Partial<Record<EventType, RecordTable>>;

export type RecordEvent = keyof typeof RECORD_EVENTS;

export const isRecordEvent = (type: EventType): type is RecordEvent => Object.hasOwn(RECORD_EVENTS, type);

const TOPICS = {
  company: 'company',
  users: 'company',
  devices: 'company',
  customers: 'customers',
  personal: 'personal',
  items: 'items',
  taxes: 'lists',
  terms: 'lists',
  methods: 'lists',
  rates: 'prices',
  priceLists: 'prices',
  fees: 'prices',
  answers: 'review',
} as const;

/**
 * The last write of each device, with this one. Two that did not know of each other are noted (EV4): in vain where they
 * arrive in another order than they were made, or wrote different fields; that is found out when they are looked at.
 */
export function noteWriter(
  act: Act,
  row: RecordRow,
  seen: Seen | undefined,
  table: RecordTable | 'drafts',
): NonNullable<RecordRow['writers']> {
  const { writers = {} } = row;
  const unseen = Object.entries(writers).filter(
    ([device, { sequence }]) => device !== act.device && sequence > (seen?.[device] ?? 0),
  );
  if (unseen.length > 0 && REVIEWED.has(table)) {
    const since = Math.max(act.recorded, ...unseen.map(([, { recorded }]) => recorded));
    note(act.work, 'changed-twice', [table, row.id], since);
  }
  const own = writers[act.device];
  if (own && own.sequence > act.sequence) return writers;
  return { ...writers, [act.device]: { sequence: act.sequence, recorded: act.recorded } };
}

/** Records whose fields people type; of the others the last word is what counts. */
const REVIEWED: ReadonlySet<RecordTable | 'drafts'> = new Set(REVIEWED_TABLES);

export function recordSet(act: Act, { event }: Happening<RecordEvent>): void {
  const table = RECORD_EVENTS[event.type];
  const cache = act.work.records[table];
  const row = cache.get(event.entity) ?? { id: event.entity, merged: {}, history: [] };
  const merged = mergeFields(row.merged, flatFields(table, event.data.fields), act.clock, act.commit);
  const writers = noteWriter(act, row, event.data.seen, table);
  cache.set({ id: row.id, merged, history: withCommit(row.history, act.commit), writers });
  act.work.topics.add(TOPICS[table]);
}
