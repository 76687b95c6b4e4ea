import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/day.ts';
import fc from '../../../test/property.ts';
import type { SumRow } from '../rows.ts';
import { edgesOf, wholeMonths } from './month-sums.ts';

const days = Array.from({ length: 200 }, (_, index) => addDays('2025-11-10', index));

/** One row of amount 1 on every day, by month. */
function sums(): Map<string, SumRow> {
  const found = new Map<string, SumRow>();
  for (const day of days) {
    const kind = day.slice(0, 7);
    const count = (found.get(kind)?.count ?? 0) + 1;
    found.set(kind, {
      id: kind,
      table: 'billed',
      kind,
      currency: 'EUR',
      count,
      total: count,
      rest: 0,
      open: 0,
      hash: 0,
    });
  }
  return found;
}

describe('sums of days from sums of months', () => {
  it('BO1: whole months and the days at the ends are together every day of the range, once', () => {
    const end = fc.option(fc.constantFrom(...days), { nil: null });
    fc.assert(
      fc.property(end, end, (from, to) => {
        const inRange = (day: string, range: { from: string | null; to: string | null }) =>
          (range.from === null || day >= range.from) && (range.to === null || day <= range.to);
        fc.pre(from === null || to === null || from <= to);
        const whole = wholeMonths({ sums: sums() }, 'billed', from, to).reduce(
          (sum, { count }) => sum + count,
          0,
        );
        const edges = edgesOf(from, to).flatMap((edge) => days.filter((day) => inRange(day, edge)));
        expect(new Set(edges).size).toBe(edges.length);
        expect(whole + edges.length).toBe(days.filter((day) => inRange(day, { from, to })).length);
      }),
    );
  });
});
