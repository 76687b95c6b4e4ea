/** The only door to the main process: typed calls over the bridge that the preload script gives to the page. */
import type { Push } from '../../../shared/contract/app.ts';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { ChannelName, InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import { unpackReply } from '../../../shared/contract/long-answer.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';

declare global {
  interface Window {
    readonly counterfoil: Bridge;
  }
}

/**
 * Calls a channel. Answers the value or an error as data; a bridge that fails altogether answers `unavailable`,
 * after which the same call with the same command id may safely be made again.
 */
export async function invoke<Name extends ChannelName>(
  channel: Name,
  input: InputOf<Name>,
): Promise<Result<OutputOf<Name>, AppError>> {
  try {
    // The router on the other side checks input and output against the channel's schemas.
    const crossed = await window.counterfoil.invoke(channel, input);
    return unpackReply(crossed) as Result<OutputOf<Name>, AppError>;
  } catch {
    return { ok: false, error: { kind: 'unavailable', what: 'company' } };
  }
}

/** Listens to what main pushes; answers the function that stops listening. */
export function subscribe(listener: (push: Push) => void): () => void {
  return window.counterfoil.subscribe((push) => listener(push as Push));
}
