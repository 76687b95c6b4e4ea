/** What an office hub needs of its surroundings: a process for the server, and the office's network to be found in. */
import type { FromServer, ToServer } from '../../shared/wire/server-child.ts';

/** A process that runs the server. */
export interface HubProcess {
  send(message: ToServer): void;
  onMessage(take: (message: FromServer) => void): void;
  /** Called once, however it ended. */
  onExit(take: () => void): void;
  /** Ends it without waiting for anything. */
  kill(): void;
}

/** A hub as the network tells of it. */
export interface SeenHub {
  /** Name of the desktop that it runs on. */
  readonly name: string;
  /** Origin at which it answers: `https://192.0.2.7:8471`. */
  readonly address: string;
  /** The first digits of its certificate's fingerprint: by them a desktop finds its own hub again. */
  readonly mark: string;
}

/** The office's network (mDNS). Nothing is opened before it is asked for something. */
export interface HubNetwork {
  /** Tells of a hub until the answer is called. */
  announce(hub: { readonly name: string; readonly port: number; readonly mark: string }): () => void;
  /** Listens for hubs until the answer is called. */
  listen(onSeen: (hub: SeenHub) => void): () => void;
  /** Addresses of this desktop in the office's network. */
  addresses(): readonly string[];
}

export interface HubPorts {
  /** Starts the server with these arguments of its command line. */
  readonly start: (args: readonly string[]) => HubProcess;
  readonly network: HubNetwork;
  /** Interface to listen on: all of them, or this machine alone. */
  readonly host: string;
}

const MARK_DIGITS = 16;

export const markOf = (pin: string): string => pin.slice(0, MARK_DIGITS);
