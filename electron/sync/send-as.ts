/** Sends commits of any device, with the files that they name, in runs that each end with a signature over their last (SY1, SY7). */
import type { Signature } from '../../shared/wire/commits.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { deliver, deliverShort } from './deliver.ts';
import type { FileSync } from './file-sync.ts';
import type { Outgoing } from './outgoing.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import { vouchFor } from './vouch-for.ts';
import type { WireClient } from './wire-client.ts';

export interface Sending {
  readonly host: SyncHost;
  readonly client: WireClient;
  readonly files: FileSync;
  readonly epoch: string | null;
  readonly device: string;
  /** In the order of the device's sequence, without gaps. */
  readonly commits: readonly Outgoing[];
  readonly signatures: readonly Signature[];
}

/** How many were taken, and what stood in the way of the rest. */
export interface Sent {
  readonly taken: number;
  readonly failure: SyncFailure | undefined;
}

export async function sendAs({
  host,
  client,
  files,
  epoch,
  device,
  commits,
  signatures,
}: Sending): Promise<Sent> {
  const { caller } = host;
  const signed = new Set(signatures.map(({ hash }) => hash));
  let at = 0;
  let most: number = LIMITS.pushCommits;
  while (at < commits.length) {
    const fitting = runOf(commits, at, most);
    const whole = device === caller.device ? fitting : upToSigned(fitting, signed);
    // Nothing that fits is vouched for: more commits do fit without their bodies.
    const run = whole.length > 0 ? whole : toNextSigned(commits.slice(at, at + LIMITS.pushCommits), signed);
    if (run.length === 0)
      return { taken: at, failure: { code: 'bad-signature', sequence: fitting[0]?.envelope.sequence ?? 0 } };
    const waits = await files.bringFor(run);
    if (waits) return { taken: at, failure: waits };
    const first = run[0] as Outgoing;
    const end = run.at(-1) as Outgoing;
    const over = signatures.filter(
      ({ sequence }) => sequence >= first.envelope.sequence && sequence <= end.envelope.sequence,
    );
    const own = device === caller.device ? [vouchFor(caller, end)] : [];
    const vouched = [...over, ...own].slice(-LIMITS.pushCommits);
    const send = whole.length > 0 ? deliver : deliverShort;
    const pushed = await send({ host, client, files, epoch, author: device, run, signatures: vouched });
    if (!pushed.ok) {
      if (pushed.error.code !== 'too-large' || run.length === 1 || send === deliverShort)
        return { taken: at, failure: pushed.error };
      most = Math.ceil(run.length / 2);
      continue;
    }
    const { accepted, stopped } = pushed.value;
    at += accepted.length;
    most = LIMITS.pushCommits;
    if (stopped && (stopped.code !== 'too-large' || accepted.length === 0))
      return { taken: at, failure: stopped };
    // A server that takes nothing and gives no reason would be asked for ever.
    if (accepted.length === 0) return { taken: at, failure: { code: 'unavailable', after: 0 } };
  }
  return { taken: at, failure: undefined };
}

/** A run up to the last of its commits that is signed; empty when none is. */
const upToSigned = (run: readonly Outgoing[], signed: ReadonlySet<string>): readonly Outgoing[] =>
  run.slice(0, run.findLastIndex(({ hash }) => signed.has(hash)) + 1);

/** A run up to the first of its commits that is signed; empty when none is. */
const toNextSigned = (run: readonly Outgoing[], signed: ReadonlySet<string>): readonly Outgoing[] =>
  run.slice(0, run.findIndex(({ hash }) => signed.has(hash)) + 1);

function runOf(commits: readonly Outgoing[], at: number, most: number): readonly Outgoing[] {
  let bytes = 0;
  const run: Outgoing[] = [];
  for (const commit of commits.slice(at, at + most)) {
    bytes += commit.bytes.envelope.length + commit.bytes.body.length;
    if (run.length > 0 && bytes > LIMITS.pushBytes) break;
    run.push(commit);
  }
  return run;
}
