import { describe, expect, it } from 'vitest';
import { newEpochName } from './epoch-name.ts';

const at = (time: number) => ({
  now: () => time,
  random: (count: number) => new Uint8Array(count).fill(time),
});

describe('names of epochs', () => {
  it('SY7: a later epoch has the greater name, also when the clock stands or was set back', () => {
    const first = newEpochName(at(1_790_000_000_000), []);
    const second = newEpochName(at(1_790_000_000_000), [first]);
    const third = newEpochName(at(5), [first, second]);
    expect([third, first, second].sort()).toEqual([first, second, third]);
  });

  it('SY7: two restores of one backup are told apart', () => {
    const first = newEpochName(at(7), []);
    expect(newEpochName(at(8), [first])).not.toBe(newEpochName(at(9), [first]));
  });
});
