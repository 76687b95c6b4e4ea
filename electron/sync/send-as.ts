/** Sends commits of any device in runs that each end with a signature over their last (SY1, SY7). */
import { type Signature, toWireCommit } from '../../shared/wire/commits.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { type Outgoing, sealedRun } from './outgoing.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import { vouchFor } from './vouch-for.ts';
import type { WireClient } from './wire-client.ts';

export interface Sending {
  readonly host: SyncHost;
  readonly client: WireClient;
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

export async function sendAs({ host, client, epoch, device, commits, signatures }: Sending): Promise<Sent> {
  const { company, caller, sealing } = host;
  let at = 0;
  while (at < commits.length) {
    const run = runOf(commits, at);
    const first = run[0] as Outgoing;
    const end = run.at(-1) as Outgoing;
    const fitting = signatures.filter(
      ({ sequence }) => sequence >= first.envelope.sequence && sequence <= end.envelope.sequence,
    );
    const own = device === caller.device ? [vouchFor(caller, end)] : [];
    const vouched = [...fitting, ...own].slice(-LIMITS.pushCommits);
    const sequence = first.envelope.sequence;
    if (vouched.length === 0) return { taken: at, failure: { code: 'bad-signature', sequence } };
    const outgoing = sealedRun(sealing, run);
    if (!outgoing) return { taken: at, failure: { code: 'no-key' } };
    const pushed = await client.call(
      'push',
      { company },
      {},
      { epoch, author: device, commits: outgoing.map(toWireCommit), signatures: vouched },
    );
    if (!pushed.ok) return { taken: at, failure: pushed.error };
    at += pushed.value.accepted.length;
    if (pushed.value.stopped) return { taken: at, failure: pushed.value.stopped };
    // A server that takes nothing and gives no reason would be asked for ever.
    if (pushed.value.accepted.length === 0) return { taken: at, failure: { code: 'unavailable', after: 0 } };
  }
  return { taken: at, failure: undefined };
}

function runOf(commits: readonly Outgoing[], at: number): readonly Outgoing[] {
  let bytes = 0;
  const run: Outgoing[] = [];
  for (const commit of commits.slice(at, at + LIMITS.pushCommits)) {
    bytes += commit.bytes.envelope.length + commit.bytes.body.length;
    if (run.length > 0 && bytes > LIMITS.pushBytes) break;
    run.push(commit);
  }
  return run;
}
