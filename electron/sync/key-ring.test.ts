import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMIT_FORMAT, type CommitBytes, encodeCommit, NO_PREVIOUS } from '../../shared/events/commit.ts';
import { event } from '../../shared/events/event-types.ts';
import { readSeal } from '../../shared/events/sealed-body.ts';
import { type ExchangeKey, newExchangeKey, newRecoveryCode, recoveryKey } from '../security/sealing.ts';
import { type KeyEvent, KeyRing, keepHandover } from './key-ring.ts';

const company = '01890000-0000-7000-8000-000000000001';
const [ONE, TWO, THREE] = [1, 2, 3].map((digit) => `01890000-0000-7000-8000-00000000001${digit}`) as [
  string,
  string,
  string,
];
const DAY = '2026-03-02';
const NO_RECORD = { readFrom: async () => ({ ok: true, value: [] }) as const };

let folders: string[];
beforeEach(() => {
  folders = [];
});
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Desk {
  readonly device: string;
  readonly exchange: ExchangeKey;
  readonly folder: string;
  readonly ring: KeyRing;
}

async function desk(device: string, handover?: KeyRing['handover']): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-ring-'));
  folders.push(folder);
  if (handover) await keepHandover(folder, handover);
  const exchange = newExchangeKey();
  const ring = await KeyRing.open({ company, companyFolder: folder, device, exchange, journal: NO_RECORD });
  if (!ring.ok) throw new Error('the ring cannot be read');
  return { device, exchange, folder, ring: ring.value };
}

const dated = (said: readonly KeyEvent[]) =>
  said.map((each) =>
    each.type === 'key.given'
      ? event(each.type, each.entity, DAY, each.data)
      : event(each.type, each.entity, DAY, each.data),
  );

const known = ({ device, exchange }: Desk) => [
  event('device.set', device, DAY, {
    fields: { name: 'x', publicKey: 'x', installId: ONE, prefix: 'B', user: null, revoked: false },
  }),
  event('key.recipient', device, DAY, { kind: 'device', publicKey: exchange.publicKey, retired: false }),
];

const bytes = (text: string) =>
  encodeCommit(
    {
      format: COMMIT_FORMAT,
      ...{ id: THREE, company, device: ONE, sequence: 1, previous: NO_PREVIOUS, clock: '0'.repeat(16) },
      ...{ recorded: 0, offset: 0, actor: ONE, command: 'test', keyEpoch: 0 },
    },
    [event('customer.set', TWO, DAY, { fields: { name: text } })],
    'salt',
  );

/** What a desktop makes of a sealed commit, as plain arrays of bytes. */
function opened({ ring }: Pick<Desk, 'ring'>, sealed: CommitBytes | undefined) {
  const read = sealed && ring.open(sealed);
  return typeof read === 'object' ? { envelope: read.envelope, body: Uint8Array.from(read.body) } : read;
}

/** What the one says reaches the others as it does by the record. */
async function tell(from: Desk, to: readonly Desk[], said: readonly KeyEvent[]): Promise<void> {
  for (const { ring } of [from, ...to]) await ring.learn([{ device: from.device, events: dated(said) }]);
}

async function office() {
  const [one, two] = [await desk(ONE), await desk(TWO)];
  for (const { ring } of [one, two])
    await ring.learn([{ device: ONE, events: [...known(one), ...known(two)] }]);
  return { one, two };
}

describe('the keys of a company (DV5)', () => {
  it('seal nothing before it is switched on, and everything but keys after', async () => {
    const { one, two } = await office();
    expect(one.ring.seal(bytes('Ann'))).toEqual(bytes('Ann'));
    await tell(one, [two], one.ring.begin(recoveryKey(newRecoveryCode())));
    const sealed = one.ring.seal(bytes('Ann'));
    expect(readSeal(sealed?.body ?? new Uint8Array())?.key).toBe(one.ring.current?.id);
    expect(opened(two, sealed)).toEqual(bytes('Ann'));
    expect(two.ring.owed()).toEqual([]);
  });

  it('are taken from nobody who was not introduced, as a server could make somebody up', async () => {
    const { one, two } = await office();
    await tell(one, [two], one.ring.begin(recoveryKey(newRecoveryCode())));
    const before = two.ring.current;
    const stranger = await desk(THREE);
    await stranger.ring.learn([{ device: THREE, events: [...known(stranger), ...known(two)] }]);
    const forged = stranger.ring.begin(recoveryKey(newRecoveryCode()));
    const introducesItself = { device: THREE, events: [...known(stranger), ...dated(forged)] };
    await two.ring.learn([introducesItself]);
    expect(two.ring.current).toEqual(before);
    expect(two.ring.epoch).toBe(1);
    expect(two.ring.owed()).toEqual([]);
  });

  it('of two begun at once count by their id, and are given to whoever lacks one', async () => {
    const { one, two } = await office();
    const [mine, theirs] = [one, two].map(({ ring }) => ring.begin(recoveryKey(newRecoveryCode())));
    await one.ring.learn([{ device: ONE, events: dated(mine ?? []) }]);
    await two.ring.learn([{ device: TWO, events: dated(theirs ?? []) }]);
    await two.ring.learn([{ device: ONE, events: dated(mine ?? []) }]);
    await one.ring.learn([{ device: TWO, events: dated(theirs ?? []) }]);
    expect(one.ring.current).toEqual(two.ring.current);
    // The recovery code of the one lacks the key of the other.
    expect(one.ring.owed()).toHaveLength(2);
    await tell(one, [two], one.ring.owed());
    expect(one.ring.owed()).toEqual([]);
    expect(two.ring.owed()).toEqual([]);
  });

  it('roll when a desktop is shut out: it cannot open what is sealed then', async () => {
    const { one, two } = await office();
    await tell(one, [two], one.ring.begin(recoveryKey(newRecoveryCode())));
    const shut = event('device.set', TWO, DAY, { fields: { revoked: true } });
    for (const { ring } of [one, two]) await ring.learn([{ device: ONE, events: [shut] }]);
    await tell(one, [two], one.ring.rotate());
    expect(one.ring.epoch).toBe(2);
    const sealed = one.ring.seal(bytes('Later'));
    expect(sealed && two.ring.open(sealed)).toBe('no-key');
    expect(two.ring.seal(bytes('From outside'))).toBeUndefined();
    // Nor does it get a key by announcing itself anew.
    await one.ring.learn([{ device: TWO, events: known(two) }]);
    expect(one.ring.owed()).toEqual([]);
  });

  it('open with the recovery code, also when everything else is lost; a replaced code opens nothing newer', async () => {
    const { one } = await office();
    const [first, second] = [newRecoveryCode(), newRecoveryCode()];
    const begun = one.ring.begin(recoveryKey(first));
    await tell(one, [], begun);
    const sealed = one.ring.seal(bytes('Ann'));
    const again = one.ring.begin(recoveryKey(second));
    await tell(one, [], again);
    const later = one.ring.seal(bytes('Bea'));
    const acts = [{ device: ONE, events: [...known(one), ...dated(begun), ...dated(again)] }];
    const read = async (code: string) => {
      const { ring } = await desk(THREE);
      ring.useRecovery(recoveryKey(code));
      await ring.learn(acts);
      return [sealed, later].map((each) => each && ring.open(each) !== 'no-key');
    };
    expect(await read(first)).toEqual([true, false]);
    await tell(one, [], one.ring.owed());
    expect(await read(second)).toEqual([false, true]);
    expect(await read(newRecoveryCode())).toEqual([false, false]);
  });

  it('come with pairing, and stay on the medium', async () => {
    const { one } = await office();
    await tell(one, [], one.ring.begin(recoveryKey(newRecoveryCode())));
    const sealed = one.ring.seal(bytes('Ann'));
    const joined = await desk(THREE, one.ring.handover);
    expect(opened(joined, sealed)).toEqual(bytes('Ann'));
    const { folder: companyFolder, exchange } = joined;
    const again = await KeyRing.open({ company, companyFolder, device: THREE, exchange, journal: NO_RECORD });
    expect(again.ok && opened({ ring: again.value }, sealed)).toEqual(bytes('Ann'));
  });

  it('DV5: a ring that cannot be read is no empty one, under which nothing would be sealed', async () => {
    const { one } = await office();
    await tell(one, [], one.ring.begin(recoveryKey(newRecoveryCode())));
    const { folder: companyFolder, exchange } = one;
    const path = join(companyFolder, 'keys', 'ring.json');
    rmSync(path);
    mkdirSync(path);
    const options = { company, companyFolder, device: ONE, exchange, journal: NO_RECORD };
    expect(await KeyRing.open(options)).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });

  it('name files so that others cannot tell them, and notice what was exchanged', async () => {
    const { one, two } = await office();
    await tell(one, [two], one.ring.begin(recoveryKey(newRecoveryCode())));
    const content = Buffer.from('%PDF-1.7');
    const sha256 = '6d0ac1b9fa7e1bdd2e3b2a7a1f4c7e4c2a3b1c0d9e8f7a6b5c4d3e2f1a0b9c8d';
    const [name] = one.ring.names(sha256);
    expect(two.ring.names(sha256).map((each) => each.name)).toEqual([name?.name]);
    // The content does not have the hash that was asked for.
    expect(name?.open(name.seal(content))).toBeUndefined();
  });
});
