import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { lifeOf, type Turn } from './turns.ts';

let made = 0;
const turn = (kind: Turn['kind'], on: string): Turn => {
  made += 1;
  return { kind, on, reason: '', commit: '', order: String(made).padStart(6, '0') };
};

describe('the life of a payment', () => {
  it('AL5: ends with the first return or void, whatever comes after it', () => {
    const returned = turn('return', '2026-03-05');
    const life = lifeOf([turn('void', '2026-03-09'), turn('return', '2026-03-07'), returned]);
    expect(life).toEqual({ end: returned, gaps: [], returns: [{ turn: returned, again: null }] });
  });

  it('AL5: goes on when it is presented again, and can be returned again', () => {
    const [one, two] = [turn('return', '2026-03-05'), turn('return', '2026-03-20')];
    const again = turn('presented', '2026-03-12');
    const gaps = [{ from: '2026-03-05', until: '2026-03-12' }];
    expect(lifeOf([one, again])).toEqual({ end: null, gaps, returns: [{ turn: one, again: '2026-03-12' }] });
    expect(lifeOf([two, again, one])).toMatchObject({ end: two, gaps });
  });

  it('AL5: what was never money, or stands, is not presented again', () => {
    const ended = turn('void', '2026-03-05');
    expect(lifeOf([ended, turn('presented', '2026-03-06')]).end).toBe(ended);
    const returned = turn('return', '2026-03-04');
    expect(lifeOf([returned, ended, turn('presented', '2026-03-06')]).end).toBe(returned);
    expect(lifeOf([turn('presented', '2026-03-06')])).toEqual({ end: null, gaps: [], returns: [] });
  });

  it('EV5: is the same in whatever order the facts come', () => {
    const turns = fc.array(
      fc.record({
        kind: fc.constantFrom('void' as const, 'return' as const, 'return' as const, 'presented' as const),
        on: fc.integer({ min: 1, max: 9 }).map((day) => `2026-03-0${day}`),
      }),
    );
    fc.assert(
      fc.property(turns, fc.infiniteStream(fc.nat()), (given, ranks) => {
        const all = given.map(({ kind, on }) => turn(kind, on));
        const ranked = all.map((one) => ({ one, rank: ranks.next().value ?? 0 }));
        const mixed = ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
        const life = lifeOf(all);
        expect(lifeOf(mixed)).toEqual(life);
        const days = life.gaps.flatMap(({ from, until }) => [from, until]);
        expect(days).toEqual([...days].sort());
      }),
    );
  });
});
