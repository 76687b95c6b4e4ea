/**
 * Finds hubs in the office's network: for a person who joins, and for a desktop whose hub has got another address since. It
 * listens only while somebody asks.
 */

import type { ServerPlace } from '../sync/server-address.ts';
import type { LoopSurroundings } from '../sync/sync-loop.ts';
import type { Transport } from '../sync/wire-client.ts';
import { type HubNetwork, markOf, type SeenHub } from './hub-ports.ts';

/** How long it goes on listening after the last question, milliseconds. */
const ATTENTION = 20_000;
/** How long a call waits for its hub to be heard of, milliseconds. */
const PATIENCE = 3_000;

export class HubFinder {
  private readonly network: HubNetwork;
  private readonly around: LoopSurroundings;
  private readonly seen = new Map<string, SeenHub>();
  private readonly waiting = new Set<() => void>();
  private stop: (() => void) | null = null;
  private cancelRest: (() => void) | null = null;

  constructor(network: HubNetwork, around: LoopSurroundings) {
    this.network = network;
    this.around = around;
  }

  /** Hubs that were heard of; asking makes it listen for more. */
  found(): readonly SeenHub[] {
    this.listen();
    return [...this.seen.values()];
  }

  /** The address of the hub with this certificate, as the network tells it now; `null` when nothing is heard of it. */
  async addressOf(pin: string, signal: AbortSignal): Promise<string | null> {
    this.seen.delete(markOf(pin));
    this.listen();
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.waiting.delete(look);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const look = () => this.seen.has(markOf(pin)) && done();
      const cancel = this.around.later(PATIENCE, done);
      signal.addEventListener('abort', done);
      this.waiting.add(look);
    });
    return this.seen.get(markOf(pin))?.address ?? null;
  }

  /** A way to a server that is looked for in the network where it does not answer; only the pinned certificate is taken. */
  lineTo(place: ServerPlace, transportTo: (place: ServerPlace) => Transport): Transport {
    const usual = transportTo(place);
    if (place.pin === '') return usual;
    let moved: { readonly address: string; readonly line: Transport } | null = null;
    return async (request, signal) => {
      const answer = await (moved?.line ?? usual)(request, signal);
      if (answer.answered || answer.why !== 'unreachable' || signal.aborted) return answer;
      const address = await this.addressOf(place.pin, signal);
      if (address === null || address === (moved?.address ?? place.address)) return answer;
      moved = { address, line: transportTo({ ...place, address }) };
      return moved.line(request, signal);
    };
  }

  close(): void {
    this.cancelRest?.();
    this.cancelRest = null;
    this.stop?.();
    this.stop = null;
    this.seen.clear();
  }

  private listen(): void {
    this.cancelRest?.();
    this.cancelRest = this.around.later(ATTENTION, () => this.close());
    this.stop ??= this.network.listen((hub) => {
      this.seen.set(hub.mark, hub);
      for (const look of [...this.waiting]) look();
    });
  }
}
