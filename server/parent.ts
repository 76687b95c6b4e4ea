/** The desktop that runs this server for its office: Electron's port of a utility process, or Node's channel of a forked one. */
import type { FromServer, ToServer } from '../shared/wire/server-child.ts';

export interface Parent {
  say(message: FromServer): void;
  onMessage(take: (message: ToServer) => void): void;
  /** The desktop is gone. */
  onGone(take: () => void): void;
}

/** Electron's `process.parentPort`, which Node's types do not know. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', take: (event: { readonly data: unknown }) => void): void;
}

/** `null` for a server that nobody's program runs. */
export function findParent(own: NodeJS.Process): Parent | null {
  const { parentPort } = own as NodeJS.Process & { readonly parentPort?: ParentPort };
  if (parentPort)
    return {
      say: (message) => parentPort.postMessage(message),
      onMessage: (take) => parentPort.on('message', ({ data }) => take(data as ToServer)),
      // Electron ends its utility processes itself.
      onGone: () => {},
    };
  if (!own.send) return null;
  return {
    say: (message) => void (own.connected && own.send?.(message)),
    onMessage: (take) => own.on('message', (message) => take(message as ToServer)),
    onGone: (take) => own.on('disconnect', take),
  };
}
