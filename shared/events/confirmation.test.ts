import { describe, expect, it } from 'vitest';
import {
  decodeAcknowledgement,
  encodeAcknowledgement,
  packForeign,
  standingConfirmation,
  unpackForeign,
} from './confirmation.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const commit = new Uint8Array([1, 2, 3]);

describe('confirmations', () => {
  it('JO4: a foreign commit carries sequence, time of receipt and epoch before its own bytes', () => {
    const packed = packForeign({ sequence: 7, received: 1_780_000_000_000, epoch: 'e1' }, commit);
    expect(unpackForeign(packed)).toEqual({
      header: { sequence: 7, received: 1_780_000_000_000, epoch: 'e1' },
      commit,
    });
  });

  it('JO4: an acknowledgement reads back as it was written', () => {
    const acknowledgement = { epoch: 'e1', entries: [{ id: ID, sequence: 7, received: 5 }] };
    expect(decodeAcknowledgement(encodeAcknowledgement(acknowledgement))).toEqual(acknowledgement);
  });

  it('SY3: cursor and end of the queue stand in the acknowledgement itself', () => {
    const acknowledgement = {
      epoch: 'e1',
      entries: [],
      cursor: { sequence: 12, chain: 'ab'.repeat(32) },
      sent: { device: ID, sequence: 4, frame: 9 },
    };
    expect(decodeAcknowledgement(encodeAcknowledgement(acknowledgement))).toEqual(acknowledgement);
  });

  it('EV7: what cannot be read is not guessed', () => {
    expect(unpackForeign(new Uint8Array([1, 0]))).toBeUndefined();
    expect(unpackForeign(new Uint8Array([200, 0, 0, 0, 1]))).toBeUndefined();
    expect(unpackForeign(packForeign({ sequence: 0, received: 1, epoch: '' }, commit))).toBeUndefined();
    expect(decodeAcknowledgement(new Uint8Array([0xff]))).toBeUndefined();
    expect(decodeAcknowledgement(new TextEncoder().encode('{"epoch":1}'))).toBeUndefined();
  });

  it('EV3: of two confirmations the earlier stands, whichever comes first', () => {
    const first = { sequence: 3, received: 10, epoch: 'e1' };
    const second = { sequence: 4, received: 5, epoch: 'e1' };
    const again = { sequence: 3, received: 11, epoch: 'e1' };
    for (const [a, b] of [
      [first, second],
      [second, first],
      [first, again],
      [again, first],
      [null, first],
      [first, null],
    ] as const) {
      expect(standingConfirmation(a, b)).toEqual(first);
    }
    expect(standingConfirmation(null, null)).toBeNull();
  });

  it('SY7: a later epoch of the server stands above an earlier one, whatever the sequences', () => {
    const before = { sequence: 3, received: 10, epoch: 'e1' };
    const restored = { sequence: 9, received: 20, epoch: 'e2' };
    expect(standingConfirmation(before, restored)).toEqual(restored);
    expect(standingConfirmation(restored, before)).toEqual(restored);
  });
});
