import { describe, expect, it } from 'vitest';
import { doubledId } from './doubled-id.ts';
import { zId } from './primitives.ts';

const COMMIT = '019ba534-ce60-7000-8000-000000000001';

describe('doubledId', () => {
  it('EV5: is an id of its own for every claim of a commit, and none that a commit could have', () => {
    const ids = [0, 1, 2, 4095].map((index) => doubledId(COMMIT, index));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) {
      expect(zId.safeParse(id).success).toBe(true);
      expect(id.startsWith('f')).toBe(true);
      expect(id.slice(4)).toBe(COMMIT.slice(4));
    }
  });
});
