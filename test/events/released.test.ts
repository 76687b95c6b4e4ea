/**
 * Real commits of each released format (EV7): they must decode, upcast and fold to the same state for ever. The files
 * are never written again; a new release adds one. Hostnames, keys and ids in them belong to nobody any more.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../electron/security/device-key.ts';
import {
  authorHash,
  type Commit,
  type CommitBytes,
  decodeCommit,
  encodeCommit,
  NO_PREVIOUS,
  packCommit,
  toHex,
  unpackCommit,
} from '../../shared/events/commit.ts';
import { type EventType, eventTypes } from '../../shared/events/event-types.ts';
import { digest, fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { readEvent } from '../../shared/events/upcast.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = new TextEncoder();

type Stored = { readonly envelope: string; readonly body: string } | { readonly signature: string };
const stored = JSON.parse(
  readFileSync(new URL('./released/v1.json', import.meta.url), 'utf8'),
) as readonly Stored[];
const bytes: readonly CommitBytes[] = stored.flatMap((entry) =>
  'envelope' in entry ? [{ envelope: utf8.encode(entry.envelope), body: utf8.encode(entry.body) }] : [],
);
const commits = bytes.map((each) => decodeCommit(each) as Commit);

/** Digest of the state when release 1 was made. */
const DIGEST = '224b0840e9ccb092278b2f1a056dc0a8a752208a25101578e4e255235857ec61';

/** Types that nothing in the first release writes: returns, refunds, quotes, e-invoices, mails and prices came later. */
const NOT_WRITTEN: readonly EventType[] = [
  'review.answered',
  'cheque.placed',
  'credit.written',
  'document.cleared',
  'document.delivered',
  'document.einvoiced',
  'document.mailed',
  'fee.set',
  'personal.erased',
  'personal.set',
  'key.given',
  'key.recipient',
  'quote.answered',
  'rates.set',
  'payment.presented',
  'payment.returned',
  'period.closed',
  'period.reopened',
  'period.sealed',
  'price-list.set',
  'refund.made',
  'series.closed',
  'series.sheets',
];

describe('commits of release 1', () => {
  it('EV7: decode, and every event is readable in its present version', () => {
    expect(commits).toHaveLength(21);
    for (const { events } of commits) for (const event of events) expect(readEvent(event)).toBeDefined();
  });

  it('EV1: are canonical: encoding what was decoded gives the same bytes, packed or not', () => {
    for (const [index, each] of bytes.entries()) {
      const commit = commits[index] as Commit;
      expect(encodeCommit(commit.envelope, commit.events)).toEqual(each);
      expect(unpackCommit(packCommit(each))).toEqual(each);
    }
  });

  it('EV1, EV2: chain without a gap, and the last signature vouches for all before it', () => {
    let previous = NO_PREVIOUS;
    for (const [index, each] of bytes.entries()) {
      expect(commits[index]?.envelope).toMatchObject({ sequence: index + 1, previous });
      previous = toHex(authorHash(each, sha256));
    }
    const last = stored.at(-1) as { readonly signature: string };
    const { hash, signature } = JSON.parse(last.signature) as { hash: string; signature: string };
    const device = commits[0]?.events.find(({ type }) => type === 'device.set')?.data as {
      fields: { publicKey: string };
    };
    expect(hash).toBe(previous);
    expect(verifySignature(device.fields.publicKey, utf8.encode(hash), signature)).toBe(true);
    expect(verifySignature(device.fields.publicKey, utf8.encode(`${hash}0`), signature)).toBe(false);
  });

  it('BO4: fold to the state that they folded to when they were released', () => {
    const state = fold({ commits, confirmations: [] });
    // Tables that came later are empty in what is older than they are.
    const { closes, late, ...known } = state;
    const { rates, priceLists, fees, answers, personal, ...records } = known.records;
    expect([rates, priceLists, fees, answers, personal, closes, late]).toEqual([{}, {}, {}, {}, {}, {}, {}]);
    expect(digest({ ...known, records } as FoldedState, sha256)).toBe(DIGEST);
  });

  it('hold every event type that release 1 writes', () => {
    const held = new Set(commits.flatMap(({ events }) => events.map(({ type }) => type)));
    const missing = (Object.keys(eventTypes) as EventType[]).filter((type) => !held.has(type));
    expect(missing.sort()).toEqual([...NOT_WRITTEN].sort());
  });
});
