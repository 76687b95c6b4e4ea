/** Where a desktop stands with its server, read from the acknowledgements in its journal and from nothing else (SY1, SY3). */
import type { Acknowledgement, Cursor, Sent } from './confirmation.ts';

export interface SyncPlace {
  /** The server's epoch when it last answered; another one means that it was restored from a backup (SY7). */
  readonly epoch: string;
  /** `null` until the first pull of the epoch: everything is asked for again. */
  readonly cursor: Cursor | null;
  readonly sent: Sent | null;
  /** Newest time of the server's clock that a confirmation named, UTC milliseconds (EV8). */
  readonly received: number;
}

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
