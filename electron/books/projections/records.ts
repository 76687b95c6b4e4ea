/** Master data: the last writer wins, field by field (EV4). */
import type { EventType } from '../../../shared/events/event-types.ts';
import { flatFields } from '../../../shared/events/prices.ts';
import { mergeFields } from '../../../shared/events/records.ts';
import type { RecordTable } from '../schema.ts';
import { type Act, type Happening, withCommit } from './act.ts';

export const RECORD_EVENTS = {
  'company.set': 'company',
  'user.set': 'users',
  'device.set': 'devices',
  'customer.set': 'customers',
  'item.set': 'items',
  'tax.set': 'taxes',
  'terms.set': 'terms',
  'method.set': 'methods',
  'rates.set': 'rates',
  'price-list.set': 'priceLists',
  'fee.set': 'fees',
} as const satisfies Partial<Record<EventType, RecordTable>>;

export type RecordEvent = keyof typeof RECORD_EVENTS;

export const isRecordEvent = (type: EventType): type is RecordEvent => Object.hasOwn(RECORD_EVENTS, type);

const TOPICS = {
  company: 'company',
  users: 'company',
  devices: 'company',
  customers: 'customers',
  items: 'items',
  taxes: 'lists',
  terms: 'lists',
  methods: 'lists',
  rates: 'prices',
  priceLists: 'prices',
  fees: 'prices',
} as const;

export function recordSet(act: Act, { event }: Happening<RecordEvent>): void {
  const table = RECORD_EVENTS[event.type];
  const cache = act.work.records[table];
  const row = cache.get(event.entity) ?? { id: event.entity, merged: {}, history: [] };
  const merged = mergeFields(row.merged, flatFields(table, event.data.fields), act.clock, act.commit);
  cache.set({ id: row.id, merged, history: withCommit(row.history, act.commit) });
  act.work.topics.add(TOPICS[table]);
}
