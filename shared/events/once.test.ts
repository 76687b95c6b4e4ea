import { describe, expect, it } from 'vitest';
import { Author, id, issued, sha256, type Written } from '../../test/books/record.ts';
import fc from '../../test/property.ts';
import { minor } from '../domain/money.ts';
import { event } from './event-types.ts';
import { fold } from './fold.ts';
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

  it('DU1: a charge that two desktops made by one rule is in the fold once, whoever is heard of first', () => {
    const invoice = id('inv', 1);
    const customer = id('cust', 1);
    const made = onceId({ document: invoice, rule: 'small-difference', period: '2026-01' }, sha256);
    const deduct = event('deduction.made', made, '2026-01-10', {
      target: invoice,
      kind: 'small-difference',
      amount: minor(2),
      customer,
      currency: 'EUR',
      reason: '',
      payment: null,
    });
    const [one, other] = [1, 2].map((device) => new Author(id('dev', device), Date.UTC(2026, 0, 10)));
    const opening = issued({ id: invoice, number: 'INV-1', customer, day: '2026-01-01', total: 100 });
    const commits = [one?.write([opening]), one?.write([deduct]), other?.write([deduct])] as Written[];
    for (const delivered of [commits, [...commits].reverse()]) {
      const { documents, reductions } = fold({ commits: delivered, confirmations: [] });
      expect(Object.keys(reductions)).toEqual([made]);
      expect(documents[invoice]?.rest).toBe(98);
    }
  });
});
