/**
 * What a restored server lacks (SY7): before pulling again a desktop sends its own commits that are gone there, then those
 * of others that it holds, with their signatures. Any one full desktop can fill an empty server. Only then does the
 * record turn to the new epoch, so that a refill that was cut is begun again; sending twice does no harm.
 */
import { encodeAcknowledgement } from '../../shared/events/confirmation.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import type { Signature } from '../../shared/wire/commits.ts';
import type { Epochs } from '../../shared/wire/primitives.ts';
import type { FileSync } from './file-sync.ts';
import { commitOf, framesFrom, hashOf, type Outgoing, signatureIn } from './outgoing.ts';
import { sendAs } from './send-as.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import type { WireClient } from './wire-client.ts';

interface Held {
  readonly commits: Outgoing[];
  readonly signatures: Signature[];
}

/** Gives the server what it lacks and turns the record to its new epoch. */
export async function refill(
  host: SyncHost,
  client: WireClient,
  files: FileSync,
  epochs: Epochs,
): Promise<Step<SyncFailure>> {
  const { company, caller } = host;
  const [sync, status] = await Promise.all([
    host.lookup('sync', {}),
    client.call('status', { company }, {}, null),
  ]);
  if (!sync.ok) return stepAfter({ code: 'storage' });
  if (!status.ok) return stepAfter(status.error);
  const { epoch } = status.value;
  const there = new Map(status.value.authors.map(({ device, sequence }) => [device, sequence]));
  const lacking = new Map<string, number>();
  for (const { device, sequence } of sync.value.authors) {
    const has = there.get(device) ?? 0;
    if (sequence > has) lacking.set(device, has);
  }
  const held = await collect(host, lacking);
  if (!held) return stepAfter({ code: 'storage' });
  // One's own first: they are what nobody else may hold.
  const order = [...held.keys()].sort((a, b) => Number(b === caller.device) - Number(a === caller.device));
  for (const device of order) {
    const { commits, signatures } = held.get(device) as Held;
    const { failure } = await sendAs({ host, client, files, epoch, device, commits, signatures });
    if (failure && (device === caller.device || !PASSED.has(failure.code))) return stepAfter(failure);
  }
  const { place } = sync.value;
  const common = commonPlace(epochs, place?.epoch ?? '');
  const cursor = place?.cursor && place.cursor.sequence <= common ? { cursor: place.cursor } : {};
  const turned = encodeAcknowledgement({ epoch, entries: [], ...cursor });
  const stored = await host.receive([{ kind: FRAME_KIND.acknowledgement, payload: turned }], []);
  return stored.ok ? { step: 'more' } : stepAfter({ code: 'storage' });
}

/** The last place that the epoch has in common with the newest one: all up to there is as it was. */
export function commonPlace(epochs: Epochs, known: string): number {
  const at = epochs.findIndex(({ epoch }) => epoch === known);
  return at < 0 ? 0 : Math.min(Number.MAX_SAFE_INTEGER, ...epochs.slice(at + 1).map(({ after }) => after));
}

/** The commits of devices behind what the server has of each, with the signatures over them, from the whole record. */
async function collect(
  host: SyncHost,
  lacking: ReadonlyMap<string, number>,
): Promise<Map<string, Held> | undefined> {
  const held = new Map<string, Held>();
  const of = (device: string): Held => {
    const known = held.get(device) ?? { commits: [], signatures: [] };
    held.set(device, known);
    return known;
  };
  if (lacking.size === 0) return held;
  for await (const read of framesFrom(host.journal, 1)) {
    if (!read.ok) return undefined;
    const signature = signatureIn(read.value);
    if (signature && signature.sequence > (lacking.get(signature.device) ?? Number.POSITIVE_INFINITY))
      of(signature.device).signatures.push(signature);
    const commit = commitOf(read.value);
    const from = commit && lacking.get(commit.envelope.device);
    if (!commit || from === undefined) continue;
    const { commits } = of(commit.envelope.device);
    // A commit that came both ways lies here twice; only the next in line is taken.
    if (commit.envelope.sequence === from + commits.length + 1)
      commits.push({ ...commit, hash: hashOf(commit.bytes), frame: read.value.number });
  }
  return held;
}

/** What is in the way of another device's commits is its own desktop's matter, or a manager's; the refill goes on. */
const PASSED: ReadonlySet<SyncFailure['code']> = new Set([
  'unknown-author',
  'forked',
  'revoked',
  'bad-signature',
  'gap',
  'not-allowed',
]);
