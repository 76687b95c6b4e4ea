/** One step of the push loop: the next run of own commits goes to the server, and how far it has them is noted (SY1). */

import { encodeAcknowledgement } from '../../shared/events/confirmation.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { Epochs } from '../../shared/wire/primitives.ts';
import { deliver } from './deliver.ts';
import type { FileSync } from './file-sync.ts';
import { bringFormerTail } from './former-device.ts';
import { nextRun } from './outgoing.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import { vouchFor } from './vouch-for.ts';
import type { WireClient } from './wire-client.ts';

/** From where to push: behind this own commit, which lies in or before this frame. */
export interface QueueStart {
  readonly sequence: number;
  readonly frame: number;
}

export const WHOLE_QUEUE: QueueStart = { sequence: 0, frame: 0 };

/** Where this device's queue begins, by the newest acknowledgement in the record. */
export async function queueStart(
  host: SyncHost,
): Promise<(QueueStart & { epoch: string | null }) | undefined> {
  const read = await host.lookup('sync', {});
  if (!read.ok) return undefined;
  const { place } = read.value;
  const sent = place?.sent?.device === host.caller.device ? place.sent : WHOLE_QUEUE;
  return { sequence: sent.sequence, frame: sent.frame, epoch: place?.epoch ?? null };
}

export class PushStep {
  private readonly host: SyncHost;
  private readonly client: WireClient;
  /** What this desktop recorded as another device before is with the server (DV3). */
  private broughtFormer = false;
  /** Where the server wants the queue to begin, when that is not where the record says (`gap`). */
  private from: QueueStart | null = null;
  /** Commits that are sent at once: fewer where the line breaks or a proxy takes less. */
  private most: number = LIMITS.pushCommits;

  private readonly files: FileSync;
  private readonly onNewEpoch: (epochs: Epochs) => Promise<Step<SyncFailure>>;

  /** @param onNewEpoch gives a restored server what it lacks before anything else is sent (SY7). */
  constructor(
    host: SyncHost,
    client: WireClient,
    files: FileSync,
    onNewEpoch: (epochs: Epochs) => Promise<Step<SyncFailure>>,
  ) {
    this.files = files;
    this.host = host;
    this.client = client;
    this.onNewEpoch = onNewEpoch;
  }

  async run(): Promise<Step<SyncFailure>> {
    const { host } = this;
    const place = await queueStart(host);
    if (!place) return stepAfter({ code: 'storage' });
    if (!this.broughtFormer) {
      const failure = await bringFormerTail(host, this.client, this.files);
      if (failure) return this.refused(failure, Number.POSITIVE_INFINITY);
      this.broughtFormer = true;
      return { step: 'more' };
    }
    const start = this.from ?? place;
    const { device } = host.caller;
    const run = await nextRun(host.journal, device, start.sequence, start.frame + 1, this.most);
    if (!run.ok) return stepAfter({ code: 'storage' });
    const last = run.value.at(-1);
    if (!last) return { step: 'done' };
    const waits = await this.files.bringFor(run.value);
    if (waits) return stepAfter(waits);
    const pushed = await deliver({
      host,
      client: this.client,
      files: this.files,
      epoch: place.epoch,
      author: device,
      run: run.value,
      signatures: [vouchFor(host.caller, last)],
    });
    if (!pushed.ok)
      return (
        this.shorter(pushed.error, run.value.length) ?? this.refused(pushed.error, last.envelope.sequence)
      );
    this.most = Math.min(LIMITS.pushCommits, 2 * this.most);
    const { epoch, accepted, stopped } = pushed.value;
    const taken = run.value[accepted.length - 1];
    if (taken) {
      // Places come by the pull, with the epoch of each: what the server had already may be of an earlier one (SY7).
      const acknowledgement = encodeAcknowledgement({
        epoch,
        entries: [],
        sent: { device, sequence: taken.envelope.sequence, frame: taken.frame },
      });
      const stored = await host.receive([{ kind: FRAME_KIND.acknowledgement, payload: acknowledgement }], []);
      if (!stored.ok) return stepAfter({ code: 'storage' });
      this.from = null;
    }
    // What comes after those that were taken is asked for by itself: it may fit then.
    if (stopped)
      return taken && stopped.code === 'too-large'
        ? { step: 'more' }
        : this.refused(stopped, last.envelope.sequence);
    // A server that takes nothing and gives no reason would be asked for ever.
    return taken ? { step: 'more' } : stepAfter({ code: 'unavailable', after: 0 });
  }

  /** A run that is too large, or that a line did not carry, is sent in shorter ones; `undefined` when that does not help. */
  private shorter({ code }: SyncFailure, length: number): Step<SyncFailure> | undefined {
    if (length === 1 || (code !== 'too-large' && code !== 'unreachable')) return undefined;
    this.most = Math.ceil(length / 2);
    return code === 'too-large' ? { step: 'more' } : undefined;
  }

  private async refused(failure: SyncFailure, last: number): Promise<Step<SyncFailure>> {
    if (failure.code === 'wrong-epoch') return this.onNewEpoch(failure.epochs);
    if (failure.code === 'gap') {
      // The server lacks commits that were acknowledged (SY7), or has more of this device than the record (DV3).
      if (failure.expected > last + 1) this.host.disown();
      else if (this.from?.sequence !== failure.expected - 1) {
        this.from = { sequence: failure.expected - 1, frame: 0 };
        return { step: 'more' };
      }
    }
    if (failure.code === 'forked') this.host.disown();
    return stepAfter(failure);
  }
}
