/** The fields that commits write into one record or draft: what merging by clock is made of (EV4). */

import type { DomainEvent } from '../../../shared/events/event-types.ts';
import { flatFields } from '../../../shared/events/prices.ts';
import type { Seen } from '../../../shared/events/primitives.ts';
import type { RecordTable } from '../../../shared/events/records.ts';
import type { ReadEvent } from '../decode.ts';
import { draftFields } from './drafts.ts';
import { isRecordEvent, RECORD_EVENTS, type RecordEvent } from './records.ts';

export type MergedTable = RecordTable | 'drafts';

type MergingEvent = Extract<DomainEvent, { type: RecordEvent | 'draft.set' }>;

/** The events of a commit that merge by clock: they come out otherwise when its clock changes (EV4). */
export const mergesByClock = (event: DomainEvent): event is MergingEvent =>
  isRecordEvent(event.type) || event.type === 'draft.set';

export const mergedTableOf = ({ type }: MergingEvent): MergedTable =>
  type === 'draft.set' ? 'drafts' : RECORD_EVENTS[type];

export interface MergedWrite {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly seen: Seen;
}

/** What a commit's events write into one record, in their order. */
export function mergedWrites(events: readonly ReadEvent[], table: MergedTable, id: string): MergedWrite[] {
  return events.flatMap(({ event }) => {
    if (!event || event.entity !== id || !mergesByClock(event) || mergedTableOf(event) !== table) return [];
    const fields =
      event.type === 'draft.set' ? draftFields(event.data) : flatFields(table, event.data.fields);
    return [{ fields, seen: event.data.seen ?? {} }];
  });
}
