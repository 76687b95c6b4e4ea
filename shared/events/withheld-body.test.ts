import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorHash, toHex } from './commit.ts';
import { readWithheld, withheldBody } from './withheld-body.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = new TextEncoder();
const body = utf8.encode('{"events":[]}');

describe('a withheld body', () => {
  it('SY4: keeps the author hash, so that chain and signatures hold without the body', () => {
    const envelope = utf8.encode('{"id":"1"}');
    const whole = toHex(authorHash({ envelope, body }, sha256));
    expect(toHex(authorHash({ envelope, body: withheldBody(sha256(body)) }, sha256))).toBe(whole);
    expect(toHex(authorHash({ envelope, body: withheldBody(sha256(envelope)) }, sha256))).not.toBe(whole);
  });

  it('SY4: is not mistaken for a body that is there', () => {
    const held = withheldBody(sha256(body));
    expect(readWithheld(held)).toEqual(new Uint8Array(sha256(body)));
    expect(readWithheld(body)).toBeUndefined();
    expect(readWithheld(held.subarray(1))).toBeUndefined();
    expect(readWithheld(Uint8Array.from([...held.subarray(0, 39), 0, 0]))).toBeUndefined();
    expect(readWithheld(Uint8Array.from([0x44, ...held.subarray(1)]))).toBeUndefined();
  });
});
