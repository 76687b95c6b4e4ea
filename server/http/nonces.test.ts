import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeNonces } from './nonces.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('nonces', () => {
  it('count once for a device', () => {
    const nonces = makeNonces(100, hash);
    expect(nonces.use('a', 'n', 0)).toBe(true);
    expect(nonces.use('a', 'n', 1)).toBe(false);
    expect(nonces.use('b', 'n', 1)).toBe(true);
  });

  it('are remembered for their life at least, and not for ever', () => {
    for (const born of [0, 50, 99, 100, 101, 150, 199]) {
      const nonces = makeNonces(100, hash);
      nonces.use('a', 'first', 0);
      nonces.use('a', 'n', born);
      for (let now = born; now <= born + 100; now += 10) expect(nonces.use('a', 'n', now)).toBe(false);
      expect(nonces.use('a', 'n', born + 1000)).toBe(true);
    }
  });
});
