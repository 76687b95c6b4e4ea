/** What the sync asks of a company's keys (DV5): bodies and files sealed as they go out, opened as they come in. */
import type { CommitBytes } from '../../shared/events/commit.ts';
import type { DomainEvent, UnknownEvent } from '../../shared/events/event-types.ts';

/** Events of one commit, with the device that wrote it; somebody has vouched for it. */
export interface VouchedActs {
  readonly device: string;
  readonly events: readonly (DomainEvent | UnknownEvent)[];
}

export interface BodySealing {
  /** Bodies are sealed in this company. */
  readonly on: boolean;
  /** The commit as it goes out; `undefined` while this desktop lacks the newest key. */
  seal(bytes: CommitBytes): CommitBytes | undefined;
  /** The commit as its author wrote it. `no-key`: not readable here yet; `undefined`: it was changed on its way. */
  open(bytes: CommitBytes): CommitBytes | 'no-key' | undefined;
  /** Takes in the keys that the record has brought since; called when everything in it is vouched for. */
  follow(): Promise<void>;
  /** Takes in keys that stand further on in the server's order than this desktop can read. */
  learn(acts: readonly VouchedActs[]): Promise<void>;
  /** Names under which a file may lie sealed at the server, the newest first, with what opens it. */
  names(sha256: string): readonly SealedName[];
}

export interface SealedName {
  readonly name: string;
  seal(plain: Uint8Array): Uint8Array;
  open(sealed: Uint8Array): Uint8Array | undefined;
  /** As `open`, for what has another name than its hash (EV10). */
  unseal(sealed: Uint8Array): Uint8Array | undefined;
}

/** A company whose bodies travel as they are. */
export const NOT_SEALED: BodySealing = {
  on: false,
  seal: (bytes) => bytes,
  open: (bytes) => bytes,
  follow: async () => undefined,
  learn: async () => undefined,
  names: () => [],
};
