import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/crash/random.ts';
import { crc32 } from './crc32.ts';

describe('crc32', () => {
  it('gives the check value of IEEE 802.3', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc32(digits, 0, digits.length)).toBe(0xcbf43926);
  });

  it('gives 0 for nothing', () => {
    expect(crc32(new Uint8Array(4), 2, 2)).toBe(0);
  });

  it('looks only between start and end', () => {
    const digits = new TextEncoder().encode('..123456789..');
    expect(crc32(digits, 2, 11)).toBe(0xcbf43926);
  });

  it('agrees with zlib on random bytes', () => {
    const random = seeded(5);
    for (let round = 0; round < 200; round += 1) {
      const bytes = random.bytes(random.below(100));
      expect(crc32(bytes, 0, bytes.length)).toBe(zlibCrc32(bytes));
    }
  });
});
