/** Where a desktop stands with its server, read from the acknowledgements in its journal and from nothing else (SY1, SY3). */
import type { Acknowledgement, SyncPlace } from './confirmation.ts';

/** The place after one more acknowledgement, in the journal's order. */
export function followPlace(
  place: SyncPlace | null,
  { epoch, cursor, sent, entries }: Acknowledgement,
): SyncPlace {
  return {
    epoch,
    cursor: cursor ?? (place?.epoch === epoch ? place.cursor : null),
    sent: sent ?? place?.sent ?? null,
    received: entries.reduce((latest, { received }) => Math.max(latest, received), place?.received ?? 0),
  };
}
