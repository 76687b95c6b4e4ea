/**
 * What a desktop recorded as the device that it was before (DV2, DV3): a restored or cloned folder, a lost key or a fork
 * made it a new one. Commits that nobody else has are sent on as they are, with their signatures; where the server knows
 * another history of that device, they are written again under the present one, with the same ids: they have happened.
 */

import { FRAME_KIND } from '../../shared/journal/frame.ts';
import type { Signature } from '../../shared/wire/commits.ts';
import type { FileSync } from './file-sync.ts';
import { commitOf, framesFrom, hashOf, type Outgoing, signatureIn } from './outgoing.ts';
import { sendAs } from './send-as.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { WireClient } from './wire-client.ts';

interface Tail {
  readonly commits: Outgoing[];
  readonly signatures: Signature[];
}

/**
 * Brings the unsent tail of former devices to the server. Must be done before the present device's first push, since the
 * acknowledgement of that one moves the end of the queue (SY1). Answers what stood in the way.
 */
export async function bringFormerTail(
  host: SyncHost,
  client: WireClient,
  files: FileSync,
): Promise<SyncFailure | undefined> {
  const sync = await host.lookup('sync', {});
  if (!sync.ok) return { code: 'storage' };
  const { place } = sync.value;
  if (place?.sent?.device === host.caller.device) return undefined;
  const tails = await tailsFrom(host, (place?.sent?.frame ?? 0) + 1);
  if (!tails) return { code: 'storage' };
  if (tails.size === 0) return undefined;
  const epoch = place?.epoch ?? null;
  for (const [device, { commits, signatures }] of tails) {
    const introduced = await introduce(host, client, device);
    if (introduced) return introduced;
    const sent = await sendAs({ host, client, files, epoch, device, commits, signatures });
    if (sent.failure === undefined) continue;
    const { code } = sent.failure;
    // Another history of that device, or commits that nobody signed: they are this desktop's all the same.
    if (code !== 'forked' && code !== 'gap' && code !== 'bad-signature') return sent.failure;
    const again = await host.reauthor(commits.slice(sent.taken));
    if (!again.ok) return { code: 'storage' };
  }
  return undefined;
}

async function tailsFrom(host: SyncHost, frame: number): Promise<Map<string, Tail> | undefined> {
  const tails = new Map<string, Tail>();
  const signatures: Signature[] = [];
  const present = new Set<string>();
  for await (const read of framesFrom(host.journal, frame)) {
    if (!read.ok) return undefined;
    const signature = signatureIn(read.value);
    if (signature) signatures.push(signature);
    const commit = read.value.kind === FRAME_KIND.ownCommit ? commitOf(read.value) : undefined;
    if (!commit) continue;
    const { device, id } = commit.envelope;
    if (device === host.caller.device) {
      present.add(id);
      continue;
    }
    const tail = tails.get(device) ?? { commits: [], signatures: [] };
    tail.commits.push({ ...commit, hash: hashOf(commit.bytes), frame: read.value.number });
    tails.set(device, tail);
  }
  for (const [device, tail] of tails) {
    tail.signatures.push(...signatures.filter((signature) => signature.device === device));
    // What was written again already is not written a third time.
    const left = tail.commits.filter(({ envelope }) => !present.has(envelope.id));
    tail.commits.splice(0, tail.commits.length, ...left);
    if (left.length === 0) tails.delete(device);
  }
  return tails;
}

/** Makes a former device known to the server as an author, where it never was; only a manager's desktop may. */
async function introduce(
  host: SyncHost,
  client: WireClient,
  device: string,
): Promise<SyncFailure | undefined> {
  const { company } = host;
  const [status, devices] = await Promise.all([
    client.call('status', { company }, {}, null),
    host.lookup('devices', {}),
  ]);
  if (!status.ok) return status.error;
  if (!devices.ok) return { code: 'storage' };
  const record = devices.value.find(({ id }) => id === device)?.fields;
  if (status.value.authors.some((author) => author.device === device) || !record) return undefined;
  const { name, publicKey } = record;
  const author = {
    name: name.slice(0, 60),
    role: 'clerk',
    state: 'author',
    publicKey,
    exchangeKey: null,
  } as const;
  const done = await client.call('setDevice', { company, device }, {}, author);
  return done.ok ? undefined : done.error;
}
