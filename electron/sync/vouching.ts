/**
 * Whether somebody vouches for what a server hands out (EV2): each commit must be signed by its device, or lead by the
 * chain of author hashes to one that is. Commits at a page's end may be vouched for by the next page; until then they are
 * not stored.
 */
import { type CommitBytes, decodeCommit } from '../../shared/events/commit.ts';
import type { Signature } from '../../shared/wire/commits.ts';
import { verifySignature } from '../security/device-key.ts';
import { mayHold } from './glance.ts';

/** One commit of a page; its bytes may be closed to this desktop. */
export interface Vouched {
  readonly envelope: { readonly device: string; readonly previous: string };
  readonly bytes: CommitBytes;
  readonly hash: string;
}

/** For which commits nobody vouches. */
export interface Unvouched {
  /** Nobody will: their device's chain does not go on from them, or nothing comes after this page. */
  readonly never: ReadonlySet<string>;
  /** The next page may. */
  readonly yet: ReadonlySet<string>;
}

/** The last commits of a device, for which nobody has vouched so far. */
interface Run {
  last: string;
  readonly hashes: string[];
}

const utf8 = new TextEncoder();

export class Vouching {
  private readonly open = new Map<string, Run>();

  /** Devices whose last commits nobody has vouched for so far. */
  get waiting(): readonly string[] {
    return [...this.open.keys()];
  }

  /**
   * Takes the next page in the server's order.
   * @param known public key of each device that the record names
   * @param isLast nothing comes after this page: every commit must be vouched for by now
   */
  check(
    commits: readonly Vouched[],
    signatures: readonly Signature[],
    known: ReadonlyMap<string, string>,
    isLast: boolean,
  ): Unvouched {
    const { open } = this;
    const signed = signedHashes(commits, signatures, known);
    const never = new Set<string>();
    const giveUp = (device: string): void => {
      for (const hash of open.get(device)?.hashes ?? []) never.add(hash);
      open.delete(device);
    };
    for (const { envelope, hash } of commits) {
      const { device, previous } = envelope;
      if (open.get(device)?.last !== previous) giveUp(device);
      if (signed.has(`${device}/${hash}`)) {
        open.delete(device);
        continue;
      }
      const run = open.get(device) ?? { last: hash, hashes: [] };
      run.last = hash;
      run.hashes.push(hash);
      open.set(device, run);
    }
    if (isLast) for (const device of [...open.keys()]) giveUp(device);
    return { never, yet: new Set([...open.values()].flatMap(({ hashes }) => hashes)) };
  }
}

/** The commits, by device and hash, over which a device's own signature is there. */
function signedHashes(
  commits: readonly Vouched[],
  signatures: readonly Signature[],
  known: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const keys = new Map(known);
  for (const { bytes } of commits)
    for (const [device, key] of introduced(bytes)) if (!keys.has(device)) keys.set(device, key);
  const signed = new Set<string>();
  for (const { device, hash, signature } of signatures) {
    const key = keys.get(device);
    if (key && verifySignature(key, utf8.encode(hash), signature)) signed.add(`${device}/${hash}`);
  }
  return signed;
}

/** Devices that a commit introduces, with their keys: the founding desktop introduces itself, pairing everybody else. */
export function introduced(bytes: CommitBytes): [string, string][] {
  if (!mayHold(bytes.body, 'device')) return [];
  return (decodeCommit(bytes)?.events ?? []).flatMap(({ type, entity, data }) => {
    if (type !== 'device.set') return [];
    const key = (data as { fields?: { publicKey?: unknown } } | null)?.fields?.publicKey;
    return typeof key === 'string' ? [[entity, key] as [string, string]] : [];
  });
}
