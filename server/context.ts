/** What the handlers of the wire are given. Nothing of it knows HTTP. */
import type { Result, Role } from '../shared/errors/index.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import type { Database } from './store/database.ts';
import type { FileStore } from './store/file-store.ts';
import type { DeviceState } from './store/records.ts';
import type { Waiters } from './waiters.ts';

export interface Context {
  readonly database: Database;
  readonly files: FileStore;
  readonly waiters: Waiters;
  /** The server's own id. */
  readonly server: string;
  readonly version: string;
  /** SHA-256 of the certificate that this process shows, hex; `null` without one of its own. */
  readonly certificate: string | null;
  /** UTC milliseconds. */
  now(): number;
  /** Random bytes for codes, ids and epochs. */
  random(count: number): Uint8Array;
}

/** The device whose signature a request carries. */
export interface Asker {
  readonly company: string;
  readonly device: string;
  readonly role: Role;
  readonly state: DeviceState;
}

export type Answer<Output> = Promise<Result<Output, Refusal>>;

/** A random id in the form of a UUID, version 4. */
export function newId(random: Context['random']): string {
  const bytes = Uint8Array.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
