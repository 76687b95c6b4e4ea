import { describe, expect, it } from 'vitest';
import { meteredQuestion, saysMetered, systemLine } from './metered-line.ts';

describe('a line that is paid by volume', () => {
  it.each([
    ['win32', 'Fixed\r\n', true],
    ['win32', 'Variable', true],
    ['win32', 'Unrestricted\r\n', false],
    ['win32', 'Unknown', false],
    ['linux', 'u 1\n', true],
    ['linux', 'u 3\n', true],
    ['linux', 'u 2\n', false],
    ['linux', 'u 0\n', false],
    ['linux', '', false],
  ])('SY4: on %s the words %j mean %s', (platform, said, metered) => {
    expect(saysMetered(platform, said)).toBe(metered);
  });

  it('SY4: where the system has no word for it, it is said so, and no line counts as one', async () => {
    expect(meteredQuestion('darwin')).toBeNull();
    const line = systemLine('darwin');
    expect([line.tellsMetered, await line.isMetered()]).toEqual([false, false]);
  });
});
