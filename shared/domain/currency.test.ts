import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import {
  currencyCodes,
  exponentOf,
  fromMinor,
  fromMinorShort,
  hasMinorUnit,
  isCurrency,
  roundToMinor,
  toMinor,
} from './currency.ts';
import { decimal } from './decimal.ts';
import { minor } from './money.ts';

describe('currencies', () => {
  it('MO1: takes the decimals from ISO 4217, where Intl is wrong too', () => {
    const exponents = Object.fromEntries(
      ['EUR', 'JPY', 'KWD', 'CLF', 'ISK', 'IQD', 'UYW', 'HUF'].map((c) => [c, exponentOf(c)]),
    );
    expect(exponents).toEqual({ EUR: 2, JPY: 0, KWD: 3, CLF: 4, ISK: 0, IQD: 3, UYW: 4, HUF: 2 });
  });

  it('MO1: refuses what has no minor unit, and knows withdrawn currencies only for reading', () => {
    expect(['USD', 'XAU', 'usd', 'toString', 'HRK'].map(isCurrency)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([hasMinorUnit('HRK'), hasMinorUnit('XTS'), exponentOf('HRK')]).toEqual([true, false, 2]);
    expect(() => exponentOf('XAU')).toThrow(RangeError);
    expect(currencyCodes()).toHaveLength(165);
  });

  it('MO1: turns typed amounts into minor units without rounding', () => {
    expect(toMinor('12.5', 'EUR')).toEqual({ ok: true, value: 1250 });
    expect(toMinor('-0.001', 'KWD')).toEqual({ ok: true, value: -1 });
    expect(toMinor('12.505', 'EUR')).toEqual({ ok: false, error: 'too-many-decimals' });
    expect(toMinor('1.0', 'JPY')).toEqual({ ok: true, value: 1 });
    expect(toMinor('999999999999999', 'EUR')).toEqual({ ok: false, error: 'too-large' });
    expect(toMinor('1', 'XXX')).toEqual({ ok: false, error: 'not-a-currency' });
    expect(toMinor('ten', 'EUR')).toEqual({ ok: false, error: 'not-a-number' });
  });

  it('writes all decimals of the currency, or none that say nothing', () => {
    expect(fromMinor(minor(1250), 'USD')).toBe('12.50');
    expect(fromMinor(minor(-5), 'KWD')).toBe('-0.005');
    expect(fromMinor(minor(1250), 'JPY')).toBe('1250');
    expect(fromMinorShort(minor(1250), 'USD')).toBe('12.5');
    expect(roundToMinor(decimal('0.005'), 'EUR')).toBe(1);
  });

  it('MO1: comes back to the same minor units in every currency', () => {
    const code = fc.constantFrom(...currencyCodes());
    fc.assert(
      fc.property(code, fc.maxSafeInteger(), (currency, amount) => {
        const text = fromMinor(minor(amount), currency);
        const back = toMinor(text, currency);
        // Amounts with more than 15 digits before the point cannot be typed.
        const typable = text.replace(/^-/, '').split('.')[0]?.length ?? 0;
        expect(back).toEqual(
          typable > 15 ? { ok: false, error: 'too-large' } : { ok: true, value: amount + 0 },
        );
      }),
    );
  });
});
