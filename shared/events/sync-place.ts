/** Where a desktop stands with its server, read from the acknowledgements in its journal and from nothing else (SY1, SY3). */
import type { Acknowledgement, Aside, Held, SyncPlace } from './confirmation.ts';

/** The place after one more acknowledgement, in the journal's order. */
export function followPlace(
  place: SyncPlace | null,
  { epoch, cursor, sent, entries, aside, taken, held, brought }: Acknowledgement,
): SyncPlace {
  return {
    epoch,
    cursor: cursor ?? (place?.epoch === epoch ? place.cursor : null),
    sent: sent ?? place?.sent ?? null,
    received: entries.reduce((latest, { received }) => Math.max(latest, received), place?.received ?? 0),
    aside: moved<Aside>(place?.aside ?? [], ({ hash }) => hash, aside?.map(withoutForm), taken),
    held: moved<Held>(place?.held ?? [], ({ id }) => id, held, brought),
  };
}

/** The short form stays in the journal, where a refill finds it: where a desktop stands is read with every page. */
const withoutForm = ({ short: _short, ...aside }: Aside): Aside => aside;

/** A list to which some were added, or said anew, and from which some were taken; mostly nothing is said of it. */
function moved<Entry>(
  before: readonly Entry[],
  keyOf: (entry: Entry) => string,
  added: readonly Entry[] = [],
  gone: readonly string[] = [],
): readonly Entry[] {
  if (added.length === 0 && gone.length === 0) return before;
  const left = new Map(before.map((entry) => [keyOf(entry), entry]));
  for (const key of gone) left.delete(key);
  for (const entry of added) left.set(keyOf(entry), entry);
  return [...left.values()];
}
