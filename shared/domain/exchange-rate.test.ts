import { describe, expect, it } from 'vitest';
import { convert, inverseRate, parseRate } from './exchange-rate.ts';
import { minor } from './money.ts';

describe('exchange rates', () => {
  it('MO4: keep ten significant digits and more, however small they are', () => {
    for (const text of ['1', '163.2485912345', '0.00005432109876', '25000.1234567891'])
      expect(parseRate(text)).toMatchObject({ ok: true });
    for (const text of ['0', '-1', '1e3', '', '1,5', '0.0', '1.123456789012345678901'])
      expect(parseRate(text)).toEqual({ ok: false, error: 'not-an-exchange-rate' });
  });

  it('MO3: converts between currencies with other decimals, rounded once', () => {
    expect(convert(minor(1050), 'EUR', 'JPY', '163.2485912345')).toBe(1714);
    expect(convert(minor(1714), 'JPY', 'KWD', '0.0020123456')).toBe(3449);
    expect(convert(minor(-50), 'EUR', 'USD', '1.01')).toBe(-51);
    expect(() => convert(minor(1), 'EUR', 'USD', '0')).toThrow(RangeError);
  });

  it('gives the rate of the way back', () => {
    expect(inverseRate('0.8')).toBe('1.25');
    expect(inverseRate('3')).toBe('0.3333333333333333');
  });
});
