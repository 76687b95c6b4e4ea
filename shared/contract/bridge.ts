/** The bridge between page and main process; apart from the contract, so that the preload script carries no schema. */

/** The two names under which the preload script carries everything. */
export const INVOKE = 'counterfoil:invoke';
export const PUSH = 'counterfoil:push';

/** What the preload script gives to the page as `window.counterfoil`. */
export interface Bridge {
  /** Answers a reply as it crossed: `unpackReply` reads it. */
  invoke(channel: string, input: unknown): Promise<unknown>;
  subscribe(listener: (push: unknown) => void): () => void;
}
