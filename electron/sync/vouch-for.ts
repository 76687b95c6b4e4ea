/** The present device's own signature for what it sends (EV2). */
import type { Outgoing } from './outgoing.ts';
import type { Caller } from './wire-client.ts';

const utf8 = new TextEncoder();

/** The device's signature over the last commit of a run: vouches for all before it (EV2). */
export function vouchFor(caller: Caller, last: Pick<Outgoing, 'envelope' | 'hash'>) {
  return {
    device: caller.device,
    sequence: last.envelope.sequence,
    hash: last.hash,
    signature: Buffer.from(caller.key.sign(utf8.encode(last.hash))).toString('base64'),
  };
}
