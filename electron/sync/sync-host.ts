/** What the sync needs of the open company: its record, its device, and a way to take in what others did. */
import type { AppError, Result } from '../../shared/errors/index.ts';
import type { Clock } from '../../shared/events/clock.ts';
import type { CommitBytes } from '../../shared/events/commit.ts';
import type { NamedKey } from '../../shared/events/personal.ts';
import type { NewFrame } from '../../shared/journal/frame.ts';
import type { Reader } from '../commands/command.ts';
import type { JournalHandle } from '../company/journal-handle.ts';
import type { DeviceKey } from '../security/device-key.ts';
import type { BodySealing } from './body-sealing.ts';

/** The files that commits name, by their SHA-256 (EV11). */
export interface HostFiles {
  /** `undefined` when it is not here or damaged. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  has(sha256: string): Promise<boolean>;
  /** Keeps it and answers its hash; `undefined` when it could not be kept. */
  put(bytes: Uint8Array): Promise<string | undefined>;
}

/** Keys of personal data on this desktop (EV10). */
export interface HostKeys {
  /** Ids of those that are here. */
  held(): Promise<readonly string[]>;
  get(key: NamedKey & { readonly id: string }): Promise<Uint8Array | undefined>;
  /** Keeps it when it is the key that the record names. */
  put(bytes: Uint8Array, key: NamedKey & { readonly id: string }): Promise<boolean>;
}

export interface SyncHost extends Reader {
  readonly company: string;
  readonly caller: { readonly device: string; readonly key: DeviceKey };
  /** The record itself, from which the queue is read; there is no second list (SY1). */
  readonly journal: Pick<JournalHandle, 'position' | 'readFrom'>;
  readonly files: HostFiles;
  /** Absent while a record comes for the first time: nobody works with it yet. */
  readonly personal?: HostKeys;
  /** Seals what goes out and opens what comes in (DV5). */
  readonly sealing: BodySealing;
  /** Takes frames into the record in one append, between commands; `seen` are the clocks of commits in them (EV8). */
  receive(frames: readonly NewFrame[], seen: readonly Clock[]): Promise<Result<void, AppError>>;
  /** Writes commits of a former device of this desktop again under the present one: same ids, events and clocks (DV3). */
  reauthor(commits: readonly { readonly bytes: CommitBytes }[]): Promise<Result<void, AppError>>;
  /** The server knows another history of this device: from now on this desktop must be a new one (DV3). */
  disown(): void;
}
