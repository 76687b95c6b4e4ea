/**
 * One push of a run of commits (SY1). A single commit that the server, or a proxy before it, finds too large goes without its
 * body, so that those behind it need not wait; the body is brought apart, as a file (SY4).
 */
import { createHash } from 'node:crypto';
import type { Result } from '../../shared/errors/index.ts';
import { bodyHash, type CommitBytes } from '../../shared/events/commit.ts';
import { encodeAcknowledgement } from '../../shared/events/confirmation.ts';
import { readWithheld, withheldBody } from '../../shared/events/withheld-body.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { type Signature, toWireCommit } from '../../shared/wire/commits.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';
import type { FileSync } from './file-sync.ts';
import { type Outgoing, sealedRun } from './outgoing.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { WireClient } from './wire-client.ts';

export interface Delivery {
  readonly host: SyncHost;
  readonly client: WireClient;
  readonly files: FileSync;
  readonly epoch: string | null;
  readonly author: string;
  readonly run: readonly Outgoing[];
  readonly signatures: readonly Signature[];
}

type Delivered = WireOutput<'push'>;

/** Sends a run as it is; `too-large` for more than one commit asks for a shorter run. */
export async function deliver(delivery: Delivery): Promise<Result<Delivered, SyncFailure>> {
  const { host, run } = delivery;
  const outgoing = sealedRun(host.sealing, run);
  if (!outgoing) return { ok: false, error: { code: 'no-key' } };
  const pushed = await push(delivery, outgoing);
  if (pushed.ok || pushed.error.code !== 'too-large' || run.length !== 1) return pushed;
  return deliverShort(delivery);
}

/** Sends a run without bodies, and these apart. Nothing shorter vouches for as many commits of another device (EV2). */
export async function deliverShort(delivery: Delivery): Promise<Result<Delivered, SyncFailure>> {
  const short: CommitBytes[] = [];
  for (const commit of delivery.run) {
    const { envelope, body } = commit.bytes;
    const isHere = readWithheld(body) === undefined;
    const failure = isHere ? await delivery.files.bring(body) : undefined;
    if (failure && failure.code !== 'too-large') return { ok: false, error: failure };
    // Noted first: if the answer to the push is lost, it may be repeated whole, and the server keeps what it has.
    const noted = failure ? await note(delivery, commit) : undefined;
    if (noted) return { ok: false, error: noted };
    const hash = bodyHash(body, (bytes) => createHash('sha256').update(bytes).digest());
    short.push({ envelope, body: withheldBody(hash) });
  }
  return push(delivery, short);
}

/** Notes in the record that the body of a commit is not at the server; answers what kept it from being noted. */
async function note(
  { host, client, epoch }: Delivery,
  { envelope, bytes, frame }: Outgoing,
): Promise<SyncFailure | undefined> {
  const { id, recorded } = envelope;
  const sync = await host.lookup('sync', {});
  if (!sync.ok) return { code: 'storage' };
  // Of the record's own epoch: a refill that is cut here has not turned it to the new one, and is begun again (SY7).
  const known = sync.value.place?.epoch ?? epoch;
  const status =
    known === null ? await client.call('status', { company: host.company }, {}, null) : undefined;
  if (status && !status.ok) return status.error;
  const payload = encodeAcknowledgement({
    epoch: known ?? (status?.value.epoch as string),
    entries: [],
    held: [{ id, frame, bytes: bytes.body.length, recorded }],
  });
  const stored = await host.receive([{ kind: FRAME_KIND.acknowledgement, payload }], []);
  return stored.ok ? undefined : { code: 'storage' };
}

const push = (
  { host: { company }, client, epoch, author, signatures }: Delivery,
  commits: readonly CommitBytes[],
): Promise<Result<WireOutput<'push'>, SyncFailure>> =>
  client.call(
    'push',
    { company },
    {},
    { epoch, author, commits: commits.map(toWireCommit), signatures: [...signatures] },
  );
