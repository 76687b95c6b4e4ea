/** Sends commits of any device in runs that each end with a signature over their last (SY1, SY7). */
import type { Signature } from '../../shared/wire/commits.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { deliver } from './deliver.ts';
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
  let at = 0;
  let most: number = LIMITS.pushCommits;
  while (at < commits.length) {
    const run = runOf(commits, at, most);
    const first = run[0] as Outgoing;
    const end = run.at(-1) as Outgoing;
    const fitting = signatures.filter(
      ({ sequence }) => sequence >= first.envelope.sequence && sequence <= end.envelope.sequence,
    );
    const own = device === caller.device ? [vouchFor(caller, end)] : [];
    const vouched = [...fitting, ...own].slice(-LIMITS.pushCommits);
    const sequence = first.envelope.sequence;
    if (vouched.length === 0) return { taken: at, failure: { code: 'bad-signature', sequence } };
    const pushed = await deliver({ host, client, files, epoch, author: device, run, signatures: vouched });
    if (!pushed.ok) {
      if (pushed.error.code !== 'too-large' || run.length === 1) return { taken: at, failure: pushed.error };
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
