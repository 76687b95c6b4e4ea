/**
 * What a restored server lacks (SY7): before pulling again a desktop sends its own commits that are gone there, then those
 * of others that it holds, with their signatures. Any one full desktop can fill an empty server. Only then does the
 * record turn to the new epoch, so that a refill that was cut is begun again; sending twice does no harm. What could not be
 * sent, or came here while it was sent, is sent when the server is found to lack it.
 */
import {
  decodeAcknowledgement,
  encodeAcknowledgement,
  type SyncPlace,
} from '../../shared/events/confirmation.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import type { Epochs } from '../../shared/wire/primitives.ts';
import type { FileSync } from './file-sync.ts';
import { framesFrom } from './outgoing.ts';
import { give, lackingOf } from './replenishing.ts';
import type { SyncFailure } from './sync-failure.ts';
import { stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import type { WireClient } from './wire-client.ts';

/** Gives the server what it lacks and turns the record to its new epoch. */
export async function refill(
  host: SyncHost,
  client: WireClient,
  files: FileSync,
  epochs: Epochs,
): Promise<Step<SyncFailure>> {
  const { company } = host;
  const [sync, status] = await Promise.all([
    host.lookup('sync', {}),
    client.call('status', { company }, {}, null),
  ]);
  if (!sync.ok) return stepAfter({ code: 'storage' });
  if (!status.ok) return stepAfter(status.error);
  const { epoch } = status.value;
  const { place, authors } = sync.value;
  const given = await give({ host, client, files, epoch }, lackingOf(authors, status.value));
  if (given) return stepAfter(given);
  const bodies = place === null ? false : await everLackedBodies(host);
  if (bodies === undefined) return stepAfter({ code: 'storage' });
  const common = commonPlace(epochs, place?.epoch ?? '');
  // A body that came after the backup is gone there, of commits before it too: all is looked through for these.
  const stays = place?.cursor && place.cursor.sequence <= common && !bodies;
  const turned = encodeAcknowledgement({
    epoch,
    entries: [],
    ...(stays && { cursor: place.cursor }),
    ...goneWith(place, common),
  });
  const stored = await host.receive([{ kind: FRAME_KIND.acknowledgement, payload: turned }], []);
  return stored.ok ? { step: 'more' } : stepAfter({ code: 'storage' });
}

/** What was set aside at places that are gone: it comes again under others, or nobody has it. */
function goneWith(place: SyncPlace | null, common: number): { readonly taken?: string[] } {
  const gone = place?.aside.flatMap(({ sequence, hash }) => (sequence > common ? [hash] : [])) ?? [];
  return gone.length > 0 ? { taken: gone } : {};
}

/** The last place that the epoch has in common with the newest one: all up to there is as it was. */
export function commonPlace(epochs: Epochs, known: string): number {
  const at = epochs.findIndex(({ epoch }) => epoch === known);
  return at < 0 ? 0 : Math.min(Number.MAX_SAFE_INTEGER, ...epochs.slice(at + 1).map(({ after }) => after));
}

/** Whether the server ever had a commit of this record without its body; of one that came damaged that is not known. */
async function everLackedBodies(host: SyncHost): Promise<boolean | undefined> {
  for await (const read of framesFrom(host.journal, 1)) {
    if (!read.ok) return undefined;
    const { kind, payload } = read.value;
    const said = kind === FRAME_KIND.acknowledgement ? decodeAcknowledgement(payload) : undefined;
    if (said?.held || said?.aside?.some(({ why }) => why === 'withheld' || why === 'damaged')) return true;
  }
  return false;
}
