import { describe, expect, it } from 'vitest';
import { lineDiscount, readDiscount, showDiscount, withLineDiscount } from './discount.ts';

const plain = (text: string): string | null => (/^-?\d+(\.\d+)?$/.test(text) ? text : null);
const charge = { kind: 'charge', percent: null, amount: '4', reason: 'freight', tax: null } as const;

describe('a discount typed in one field', () => {
  it('reads a percent, an amount and nothing', () => {
    expect(readDiscount(' 10 % ', plain)).toEqual({ ok: true, percent: '10', amount: null });
    expect(readDiscount('%7.5', plain)).toEqual({ ok: true, percent: '7.5', amount: null });
    expect(readDiscount('12.5', plain)).toEqual({ ok: true, percent: null, amount: '12.5' });
    expect(readDiscount('  ', plain)).toEqual({ ok: true, percent: null, amount: null });
  });

  it('refuses letters, what is below nothing and more than all', () => {
    expect(readDiscount('ten', plain)).toEqual({ ok: false, problem: 'not-a-number' });
    expect(readDiscount('%', plain)).toEqual({ ok: false, problem: 'not-a-number' });
    expect(readDiscount('-3', plain)).toEqual({ ok: false, problem: 'discount-negative' });
    expect(readDiscount('100.01%', plain)).toEqual({ ok: false, problem: 'discount-over-100' });
    expect(readDiscount('100.0%', plain)).toEqual({ ok: true, percent: '100.0', amount: null });
  });

  it('shows what it reads', () => {
    for (const text of ['10%', '12.5', '']) {
      const reading = readDiscount(text, plain);
      expect(
        reading.ok && showDiscount(lineDiscount(withLineDiscount([], reading)), (decimal) => decimal),
      ).toBe(text);
    }
  });

  it('changes only the line’s discount and takes it out at zero', () => {
    const before = withLineDiscount([charge], { percent: '10', amount: null });
    expect(before).toHaveLength(2);
    const after = withLineDiscount(before, { percent: null, amount: '3' });
    expect(lineDiscount(after)).toMatchObject({ percent: null, amount: '3' });
    expect(after).toContainEqual(charge);
    expect(withLineDiscount(after, { percent: '0.00', amount: null })).toEqual([charge]);
  });
});
