import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/domain/money.ts';
import fc from '../../test/property.ts';
import { paperFormat } from './paper-format.ts';

const us = paperFormat('US', 'en');
const british = paperFormat('GB', 'en');
const german = paperFormat('DE', 'de');
const indian = paperFormat('IN', 'en');

describe('paperFormat', () => {
  it('MO1: writes every decimal that the currency has, none, two, three or four', () => {
    expect(british.amount(minor(1_234_567), 'JPY')).toBe('1,234,567');
    expect(british.amount(minor(1_234_567), 'EUR')).toBe('12,345.67');
    expect(british.amount(minor(1_234_567), 'KWD')).toBe('1,234.567');
    expect(british.amount(minor(1_234_567), 'CLF')).toBe('123.4567');
  });

  it('groups rupees in lakh and crore in India, other currencies in thousands', () => {
    expect(indian.amount(minor(1_23_45_678_90), 'INR')).toBe('1,23,45,678.90');
    expect(indian.amount(minor(12_345_678_90), 'USD')).toBe('12,345,678.90');
    expect(british.amount(minor(12_345_678_90), 'INR')).toBe('12,345,678.90');
  });

  it('writes German figures with a comma, and the currency behind them', () => {
    expect(german.amount(minor(-123_456), 'EUR')).toBe('−1.234,56');
    expect(german.money(minor(123_456), 'EUR')).toBe('1.234,56 €');
    expect(german.percent('7.5')).toBe('7,5\u00a0%');
  });

  it('writes German for Switzerland and Liechtenstein as it is written there, and nowhere else', () => {
    for (const region of ['CH', 'LI']) {
      const swiss = paperFormat('DE', 'de', region);
      expect(swiss.amount(minor(-123_450), 'CHF')).toBe('−1’234.50');
      expect(swiss.money(minor(123_450), 'CHF')).toBe('CHF\u00a01’234.50');
      expect(swiss.money(minor(123_450), 'EUR')).toBe('EUR\u00a01’234.50');
      expect(swiss.decimal('1234567.5')).toBe('1’234’567.5');
      expect(swiss.percent('8.1')).toBe('8.1%');
      expect(swiss.day('2026-03-05')).toBe('05.03.2026');
    }
    expect(paperFormat('DE', 'de', 'AT').amount(minor(123_450), 'EUR')).toBe('1.234,50');
    expect(paperFormat('GB', 'en', 'CH').amount(minor(123_450), 'CHF')).toBe('1,234.50');
  });

  it('puts a minus before the symbol and a code apart from the figure', () => {
    expect(us.money(minor(-1250), 'USD')).toBe('−$12.50');
    expect(british.money(minor(1250), 'USD')).toBe('USD 12.50');
    expect(british.money(minor(1250), 'GBP')).toBe('£12.50');
    expect(indian.money(minor(10_000_000), 'INR')).toBe('₹1,00,000.00');
  });

  it('MO2: keeps every typed decimal of a price and pads to the currency', () => {
    expect(us.decimal('0.0123456789', 2)).toBe('0.0123456789');
    expect(us.decimal('1250', 2)).toBe('1,250.00');
    expect(us.decimal('2.500')).toBe('2.5');
    expect(us.decimal('-0.00')).toBe('0');
    expect(german.decimal('1234567.5')).toBe('1.234.567,5');
  });

  it('writes days so that nobody takes the month for the day', () => {
    expect(us.day('2026-03-05')).toBe('Mar 5, 2026');
    expect(british.day('2026-03-05')).toBe('5 Mar 2026');
    expect(german.day('2026-03-05')).toBe('05.03.2026');
  });

  it('loses no digit of any amount (MO5)', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('JPY', 'EUR', 'KWD'), (value, currency) => {
        for (const format of [us, german, indian]) {
          const text = format.amount(minor(value), currency).replace('−', '-');
          expect(Number(text.replace(/[.,]/g, ''))).toBe(value === 0 ? 0 : value);
        }
      }),
    );
  });
});
