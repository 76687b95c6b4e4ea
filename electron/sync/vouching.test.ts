import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/errors/index.ts';
import { authorHash, type Envelope, toHex, unpackCommit } from '../../shared/events/commit.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { Author, id } from '../../test/books/record.ts';
import { makeDeviceKey } from '../security/device-key.ts';
import { type Vouched, Vouching } from './vouching.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const secrets = {
  protection: 'file',
  seal: (secret: Uint8Array) => secret,
  open: (sealed: Uint8Array) => sealed,
} as const;

async function newKey() {
  const made = await makeDeviceKey({ read: async () => ok(null), write: async () => ok(undefined) }, secrets);
  if (!made.ok) throw new Error('no key');
  return made.value;
}

type Written = Vouched & { readonly envelope: Envelope };

const discard = (): DomainEvent => event('draft.discarded', id('drft', 1), '2026-01-10', {});

/** A device that writes commits and signs them. */
async function desk(number: number) {
  const device = id('dev', number);
  const author = new Author(device, Date.UTC(2026, 0, 10));
  const key = await newKey();
  const write = (events: DomainEvent[] = [discard()]): Written => {
    const { envelope, packed } = author.write(events);
    const bytes = unpackCommit(packed);
    if (!bytes) throw new Error('not a commit');
    return { envelope, bytes, hash: toHex(authorHash(bytes, sha256)) };
  };
  const sign = ({ envelope, hash }: Written) => ({
    device,
    sequence: envelope.sequence,
    hash,
    signature: Buffer.from(key.sign(new TextEncoder().encode(hash))).toString('base64'),
  });
  const introduce = () =>
    event('device.set', device, '2026-01-10', { fields: { publicKey: key.publicKey, name: 'Desk' } });
  return { device, key, write, sign, introduce };
}

/** Hashes for which nobody vouches. */
const unvouched = (...page: Parameters<Vouching['check']>): readonly string[] => [
  ...new Vouching().check(...page).never,
];

describe('vouching for what a server hands out', () => {
  it('EV2: one signature vouches for all commits of its device before it', async () => {
    const one = await desk(1);
    const commits = [one.write([one.introduce()]), one.write(), one.write()];
    const last = commits[2] as Written;
    expect(unvouched(commits, [one.sign(last)], new Map(), true)).toEqual([]);
  });

  it('EV2: the next page may vouch for the end of one, but not the end of all', async () => {
    const one = await desk(1);
    const known = new Map([[one.device, one.key.publicKey]]);
    const [first, second] = [one.write(), one.write()];
    const vouching = new Vouching();
    expect(vouching.check([first], [], known, false)).toEqual({
      never: new Set(),
      yet: new Set([first.hash]),
    });
    expect(vouching.waiting).toEqual([one.device]);
    expect(vouching.check([second], [one.sign(second)], known, true)).toEqual({
      never: new Set(),
      yet: new Set(),
    });
    expect(vouching.waiting).toEqual([]);
    expect(unvouched([first], [], known, true)).toEqual([first.hash]);
  });

  it('EV2: names the commits that were changed, stand before one cut out, or were signed by somebody else', async () => {
    const one = await desk(1);
    const two = await desk(2);
    const known = new Map([
      [one.device, one.key.publicKey],
      [two.device, two.key.publicKey],
    ]);
    const [first, second, third] = [one.write(), one.write(), one.write()];
    const check = (commits: Vouched[], signature: ReturnType<typeof one.sign>) =>
      unvouched(commits, [signature], known, true);
    expect(check([first, third], one.sign(third))).toEqual([first.hash]);
    expect(check([first], { ...two.sign(first), device: one.device })).toEqual([first.hash]);
    expect(check([first, second], one.sign(first))).toEqual([second.hash]);
    expect(check([first, second, third], one.sign(third))).toEqual([]);
  });

  it('EV7: a signature vouches for commits that this version cannot read, too', async () => {
    const one = await desk(1);
    const unread = one.write();
    const sealed = {
      ...unread,
      bytes: { ...unread.bytes, body: new TextEncoder().encode('of a later version') },
    };
    const known = new Map([[one.device, one.key.publicKey]]);
    expect(unvouched([sealed], [one.sign(sealed)], known, true)).toEqual([]);
    expect(unvouched([sealed], [], known, true)).toEqual([sealed.hash]);
  });

  it('keeps the devices apart, and knows the key of the record before one that a commit brings', async () => {
    const [one, two] = [await desk(1), await desk(2)];
    const known = new Map([[one.device, one.key.publicKey]]);
    const mixed = [one.write(), two.write([two.introduce()]), one.write(), two.write()];
    const [, , last, other] = mixed as [Written, Written, Written, Written];
    const both = [one.sign(last), two.sign(other)];
    expect(unvouched(mixed, both, known, true)).toEqual([]);
    const foreign = new Map([[two.device, one.key.publicKey]]);
    expect(unvouched(mixed, both, foreign, true).length).toBeGreaterThan(0);
  });
});
