import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import {
  checkSeries,
  currentSeries,
  firstSeriesOf,
  formatNumber,
  nextNumber,
  numberingYear,
  type Series,
} from './numbering.ts';
import { profileOf } from './profiles.ts';

const series: Series = {
  id: 's',
  device: 'd',
  kind: 'invoice',
  prefix: 'INV-',
  year: 2026,
  width: 4,
  next: 7,
};
const unused = { highest: 6 };

describe('numbers', () => {
  it('NU2: shows prefix, year and padded counter', () => {
    expect(formatNumber(series, 7)).toBe('INV-2026-0007');
    expect(formatNumber({ ...series, year: null }, 12345)).toBe('INV-12345');
  });

  it('NU4: a kind begins with the letters that its country is used to, beside those in use', () => {
    const first = (custom: Parameters<typeof firstSeriesOf>[5], taken: readonly string[] = []) => {
      const plan = firstSeriesOf('quote', series, '2026-03-01', new Set(taken), 1, custom);
      return formatNumber(plan, plan.next);
    };
    expect(first(profileOf('DE').kindPrefixes)).toBe('AN-2026-0001');
    expect(first(profileOf('DE').kindPrefixes, ['AN-'])).toBe('AN2-2026-0001');
    expect(first(profileOf('US').kindPrefixes)).toBe('Q-2026-0001');
  });

  it('NU1: gives the next counter of the series', () => {
    expect(nextNumber(series, '2026-03-01', unused)).toEqual({
      ok: true,
      value: { from: 'series', counter: 7, number: 'INV-2026-0007' },
    });
  });

  it('NU2: opens a successor when the year has turned, and none for a date in the year before', () => {
    const { id: _, ...plan } = { ...series, year: 2027, next: 1 };
    expect(nextNumber(series, '2027-01-01', unused)).toEqual({
      ok: true,
      value: { from: 'successor', successor: plan, counter: 1, number: 'INV-2027-0001' },
    });
    expect(nextNumber(series, '2025-12-31', unused)).toMatchObject({ value: { from: 'series', counter: 7 } });
    expect(nextNumber({ ...series, year: null }, '2031-01-01', unused)).toMatchObject({
      value: { number: 'INV-0007' },
    });
  });

  it('PC5: follows the fiscal year where it does not begin in January', () => {
    expect([
      numberingYear('2026-03-31', 4),
      numberingYear('2026-04-01', 4),
      numberingYear('2026-01-01', 1),
    ]).toEqual([2025, 2026, 2026]);
    const fiscal = { ...series, year: 2025 };
    expect(nextNumber(fiscal, '2026-03-31', unused, 4)).toMatchObject({ value: { number: 'INV-2025-0007' } });
    expect(nextNumber(fiscal, '2026-04-01', unused, 4)).toMatchObject({ value: { number: 'INV-2026-0001' } });
  });

  it('DV3: refuses when the marks know of numbers that the record does not hold', () => {
    expect(nextNumber(series, '2026-03-01', { highest: 7 })).toEqual({
      ok: false,
      error: 'counter-out-of-range',
    });
  });

  it('NU4: allows letters, digits, - and /, up to sixteen characters with the counter', () => {
    const check = (more: Partial<Series>, yearly = false) => {
      const checked = checkSeries({ ...series, ...more }, yearly);
      return checked.ok ? 'ok' : checked.error;
    };
    expect(check({})).toBe('ok');
    expect(check({ prefix: 'A/b-9' })).toBe('ok');
    expect(['INV#', 'RE_', 'Ü', 'A B', '№'].map((prefix) => check({ prefix }))).toEqual(
      Array(5).fill('characters-not-allowed'),
    );
    expect(check({ prefix: 'INVOICES', width: 4 })).toBe('number-too-long');
    expect(check({ year: null }, true)).toBe('year-required');
    expect([check({ next: 0 }), check({ width: 0 }), check({ width: 11 }), check({ next: 1.5 })]).toEqual(
      Array(4).fill('counter-out-of-range'),
    );
    const full = { ...series, prefix: 'INV-ABC', width: 4, next: 10_000 };
    expect(nextNumber(full, '2026-03-01', unused)).toEqual({ ok: false, error: 'series-exhausted' });
  });

  it('NU2: a run of issues leaves no gap and repeats no number', () => {
    const months = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(months, (steps) => {
        let current: Series = { ...series, next: 1 };
        let month = 0;
        const numbers: string[] = [];
        const counters = new Map<number | null, number[]>();
        for (const step of steps) {
          month += step;
          const day = `${2026 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
          const next = nextNumber(current, day, { highest: current.next - 1 });
          if (!next.ok) throw new Error(next.error);
          if (next.value.from === 'successor') current = { id: 's', ...next.value.successor };
          numbers.push(next.value.number);
          counters.set(current.year, [...(counters.get(current.year) ?? []), next.value.counter]);
          current = { ...current, next: next.value.counter + 1 };
        }
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const given of counters.values()) expect(given).toEqual(given.map((_, index) => index + 1));
      }),
    );
  });

  it('NU5, NU2: where a wrong clock has given numbers of a year, its right turn goes on behind them', () => {
    const series = { id: 'a', device: 'd', kind: 'invoice', prefix: 'INV-', width: 4 } as const;
    const others = [{ prefix: 'INV-', year: 2036, next: 4 }];
    const turned = nextNumber({ ...series, year: 2035, next: 9 }, '2036-01-02', { highest: 0 }, 1, others);
    expect(turned).toMatchObject({ ok: true, value: { from: 'successor', number: 'INV-2036-0004' } });
  });

  it('NU5: a closed series numbers nothing more', () => {
    const rows = [
      { kind: 'invoice', year: 2026, closed: null },
      { kind: 'invoice', year: 2036, closed: {} },
    ] as const;
    expect(currentSeries(rows, 'invoice')?.year).toBe(2026);
    expect(currentSeries(rows.slice(1), 'invoice')).toBeNull();
  });
});
