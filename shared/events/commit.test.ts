import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  authorHash,
  decodeCommit,
  type Envelope,
  encodeCommit,
  NO_PREVIOUS,
  orderKey,
  packCommit,
  toHex,
  unpackCommit,
} from './commit.ts';
import { event } from './event-types.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const ID = '01900000-0000-7000-8000-000000000001';

const envelope: Envelope = {
  format: 1,
  id: ID,
  company: ID,
  device: ID,
  sequence: 1,
  previous: NO_PREVIOUS,
  clock: '0190000000000000',
  recorded: 1_780_000_000_000,
  offset: -300,
  actor: ID,
  command: 'payments.void',
  keyEpoch: 0,
};
const events = [event('payment.voided', ID, '2026-06-01', { reason: 'typed twice' })];

describe('a commit', () => {
  it('EV1: reads back as it was written, through its packed bytes', () => {
    const packed = packCommit(encodeCommit(envelope, events));
    const bytes = unpackCommit(packed);
    expect(bytes && decodeCommit(bytes)).toEqual({ envelope, events });
  });

  it('EV2: the author hash is SHA-256(envelope ‖ SHA-256(body)) and changes with every byte of both', () => {
    const bytes = encodeCommit(envelope, events);
    const expected = createHash('sha256').update(bytes.envelope).update(sha256(bytes.body)).digest('hex');
    expect(toHex(authorHash(bytes, sha256))).toBe(expected);
    for (const part of ['envelope', 'body'] as const) {
      const changed = bytes[part].slice();
      changed[0] = (changed[0] ?? 0) ^ 1;
      expect(toHex(authorHash({ ...bytes, [part]: changed }, sha256))).not.toBe(expected);
    }
  });

  it('EV7: is not read when a newer program, a sealing key or damage wrote it', () => {
    const bytes = encodeCommit(envelope, events);
    const withEnvelope = (change: object) => encodeCommit({ ...envelope, ...change } as Envelope, events);
    expect(decodeCommit(withEnvelope({ format: 2 }))).toBeUndefined();
    expect(decodeCommit(withEnvelope({ keyEpoch: 1 }))).toBeUndefined();
    expect(decodeCommit({ ...bytes, body: new Uint8Array([0xff, 0x7b]) })).toBeUndefined();
    expect(decodeCommit({ ...bytes, body: new TextEncoder().encode('{}') })).toBeUndefined();
  });

  it('is not split when the lengths do not fit', () => {
    const packed = packCommit(encodeCommit(envelope, events));
    expect(unpackCommit(packed.subarray(0, 3))).toBeUndefined();
    expect(unpackCommit(packed.subarray(0, 40))).toBeUndefined();
  });

  it('EV3: orders confirmed commits by sequence, then pending ones by clock and id', () => {
    const later = { clock: '0190000000000001', id: ID };
    const keys = [
      orderKey(later, { sequence: 2 }),
      orderKey(envelope, { sequence: 10 }),
      orderKey(envelope, null),
      orderKey({ ...envelope, id: '01900000-0000-7000-8000-000000000002' }, null),
      orderKey(later, null),
    ];
    expect([...keys].sort()).toEqual(keys);
  });
});
