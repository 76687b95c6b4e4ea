/**
 * Whether somebody vouches for what a server hands out (EV2): each commit must be signed by its device, or lead by the
 * chain of author hashes to one that is. Commits at a page's end may be vouched for by the next page.
 */
import type { CommitBytes, Envelope } from '../../shared/events/commit.ts';
import { decodeCommit } from '../../shared/events/commit.ts';
import type { Signature } from '../../shared/wire/commits.ts';
import { verifySignature } from '../security/device-key.ts';

/** One commit of a page. */
export interface Vouched {
  readonly envelope: Envelope;
  readonly bytes: CommitBytes;
  readonly hash: string;
}

const utf8 = new TextEncoder();

export class Vouching {
  /** Devices whose last commit nobody has vouched for yet, with that commit's hash. */
  private open = new Map<string, string>();

  /** Devices whose last commits nobody has vouched for so far. */
  get waiting(): readonly string[] {
    return [...this.open.keys()];
  }

  /** The same standing, for looking ahead. */
  copy(): Vouching {
    const copy = new Vouching();
    copy.open = new Map(this.open);
    return copy;
  }

  /**
   * Takes a page in the server's order. Answers the device whose commits are not vouched for, or nothing.
   * @param known public key of each device that the record names
   * @param isLast nothing comes after this page: every commit must be vouched for by now
   */
  check(
    commits: readonly Vouched[],
    signatures: readonly Signature[],
    known: ReadonlyMap<string, string>,
    isLast: boolean,
  ): string | undefined {
    const keys = new Map(known);
    for (const { bytes } of commits)
      for (const [device, key] of introduced(bytes)) if (!keys.has(device)) keys.set(device, key);
    const signed = new Set<string>();
    for (const { device, hash, signature } of signatures) {
      const key = keys.get(device);
      if (key && verifySignature(key, utf8.encode(hash), signature)) signed.add(`${device}/${hash}`);
    }
    const open = new Map(this.open);
    for (const { envelope, hash } of commits) {
      const { device, previous } = envelope;
      const before = open.get(device);
      if (before !== undefined && before !== previous) return device;
      if (signed.has(`${device}/${hash}`)) open.delete(device);
      else open.set(device, hash);
    }
    const [unsigned] = open.keys();
    if (isLast && unsigned !== undefined) return unsigned;
    this.open = open;
    return undefined;
  }
}

/** Devices that a commit introduces, with their keys: the founding desktop introduces itself, pairing everybody else. */
function introduced(bytes: CommitBytes): [string, string][] {
  const commit = decodeCommit(bytes);
  return (commit?.events ?? []).flatMap(({ type, entity, data }) => {
    if (type !== 'device.set') return [];
    const key = (data as { fields?: { publicKey?: unknown } } | null)?.fields?.publicKey;
    return typeof key === 'string' ? [[entity, key] as [string, string]] : [];
  });
}
