import { Decimal as Library } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import {
  Decimal,
  decimal,
  formatDecimal,
  isDecimal,
  multiply,
  parseDecimal,
  round,
  roundPercent,
} from './decimal.ts';
import { minor } from './money.ts';

describe('decimal strings', () => {
  it('MO2: accepts 15 digits before and 10 after the point, and says what is wrong with others', () => {
    expect(isDecimal('-123456789012345.0123456789')).toBe(true);
    expect(isDecimal('+0.10')).toBe(true);
    expect(isDecimal('30.00000000000')).toBe(true);
    expect(parseDecimal('1234567890123456')).toEqual({ ok: false, error: 'too-large' });
    expect(parseDecimal('0.12345678901')).toEqual({ ok: false, error: 'too-many-decimals' });
    for (const text of ['', ' ', '1e3', '1,5', '.5', '1.', '--1', '1 000', 'NaN', 'Infinity', '0x10', '٣']) {
      expect(parseDecimal(text), text).toEqual({ ok: false, error: 'not-a-number' });
    }
  });

  it('MO5: multiplies exactly where floating point does not', () => {
    expect(formatDecimal(multiply('0.1', '0.2'))).toBe('0.02');
    const product = multiply('999999999999999.9999999999', '999999999999999.9999999999');
    expect(formatDecimal(product)).toBe('999999999999999999999999800000.00000000000000000001');
  });

  it('formats without exponent, superfluous zeros and negative zero', () => {
    expect(
      ['1.50', '-0', '0.0000000001', '100000000000000'].map((text) => formatDecimal(decimal(text))),
    ).toEqual(['1.5', '0', '0.0000000001', '100000000000000']);
    expect(() => decimal('1.5 EUR')).toThrow(RangeError);
  });

  it('keeps its own precision when the library is configured elsewhere', () => {
    Library.set({ precision: 2 });
    expect(formatDecimal(decimal('1.2345').times(3))).toBe('3.7035');
    Library.set({ defaults: true });
  });
});

describe('rounding', () => {
  const rounded = (text: string, mode: 'half-up' | 'half-even' | 'down', step = 1) =>
    round(decimal(text), mode, step).toNumber();

  it('TX5: takes ties away from zero, to even, or cuts', () => {
    expect(['0.5', '1.5', '2.5', '-0.5', '-2.5'].map((text) => rounded(text, 'half-up'))).toEqual([
      1, 2, 3, -1, -3,
    ]);
    expect(['1.5', '2.5', '-1.5', '-2.5'].map((text) => rounded(text, 'half-even'))).toEqual([2, 2, -2, -2]);
    expect(['0.9', '-0.9', '2.5'].map((text) => rounded(text, 'down') + 0)).toEqual([0, 0, 2]);
  });

  it('TX5: rounds to multiples of a step', () => {
    expect([
      rounded('12.5', 'half-up', 5),
      rounded('12.5', 'half-even', 5),
      rounded('14.9', 'down', 5),
    ]).toEqual([15, 10, 10]);
  });

  it('TX5: three thirds are a whole, and two halves of a tie are a tie, though thirds are cut somewhere', () => {
    const thirds = (of: string) => {
      const third = decimal(of).dividedBy(3);
      return third.plus(third).plus(third);
    };
    expect(thirds('4').toFixed()).toContain('3.999');
    expect(round(thirds('4'), 'down', 1).toNumber()).toBe(4);
    expect(round(thirds('-4'), 'down', 1).toNumber()).toBe(-4);
    expect(thirds('8.5').toFixed()).toContain('8.4999');
    expect(round(thirds('8.5'), 'half-up', 1).toNumber()).toBe(9);
    expect(round(thirds('8.5'), 'half-even', 1).toNumber()).toBe(8);
    expect(round(thirds('85'), 'half-up', 10).toNumber()).toBe(90);
    expect(round(thirds('900719925474099'), 'down', 1).toNumber()).toBe(900719925474099);
  });

  it('agrees with whole-number arithmetic on thousandths', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.constantFrom(1, 5, 10),
        (thousandths, step) => {
          const value = new Decimal(thousandths).dividedBy(1000);
          const unit = 1000 * step;
          const size = Math.abs(thousandths);
          const rest = size % unit;
          const slow = Math.sign(thousandths) * ((size - rest) / unit + (rest * 2 >= unit ? 1 : 0)) * step;
          expect(round(value, 'half-up', step).toNumber() + 0).toBe(slow + 0);
        },
      ),
    );
  });

  it('takes percentages of minor units, half away from zero', () => {
    expect(roundPercent(minor(250), '2')).toBe(5);
    expect(roundPercent(minor(125), '2')).toBe(3);
    expect(roundPercent(minor(-125), '2')).toBe(-3);
  });
});
