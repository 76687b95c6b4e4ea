import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id, sha256 } from '../../test/books/record.ts';
import { onceId, standingOnce } from './once.ts';
import { zId } from './primitives.ts';

const text = fc.string({ maxLength: 12 });
const key = fc.record({ document: text, rule: text, period: text });

describe('exactly once', () => {
  it('DU1: one document, rule and period have one id, any other has another', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const same =
          one.document === other.document && one.rule === other.rule && one.period === other.period;
        expect(onceId(one, sha256) === onceId(other, sha256)).toBe(same);
        expect(zId.safeParse(onceId(one, sha256)).success).toBe(true);
      }),
    );
    const parts = { document: 'a', rule: 'bc', period: '' };
    expect(onceId(parts, sha256)).not.toBe(onceId({ document: 'ab', rule: 'c', period: '' }, sha256));
  });

  it('DU1: two desktops that made it stand with one, whatever arrives first and however often', () => {
    const making = fc.record({
      entity: fc.nat(3).map((n) => id('once', n)),
      commit: fc.nat(20).map((n) => id('act', n)),
    });
    fc.assert(
      fc.property(fc.array(making, { maxLength: 20 }), fc.array(fc.nat()), (made, keys) => {
        const shuffled = [...made, ...made]
          .map((one, index) => ({ one, rank: keys[index % Math.max(1, keys.length)] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        const standing = standingOnce(made);
        expect(standingOnce(shuffled)).toEqual(standing);
        expect(standing.size).toBe(new Set(made.map(({ entity }) => entity)).size);
      }),
    );
  });
});
