import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { setFormatLocale } from '../text/format.ts';
import { readAmount, readDay, readDecimal } from './entry.ts';
import { filterChoices } from './picker.tsx';

beforeEach(() => setFormatLocale('en-GB'));
afterAll(() => setFormatLocale('en-GB'));

describe('amounts as typed', () => {
  it('MO1: are minor units with the decimals of their currency', () => {
    expect(readAmount('12.5', 'GBP')).toEqual({ ok: true, value: 1250 });
    expect(readAmount('1250', 'JPY')).toEqual({ ok: true, value: 1250 });
    expect(readAmount('12.345', 'GBP')).toEqual({ ok: false, error: 'too-many-decimals' });
  });

  it('may be sums', () => {
    expect(readAmount('3*12.5', 'EUR')).toEqual({ ok: true, value: 3750 });
    expect(readDecimal('100-10%')).toEqual({ ok: true, value: '90' });
  });

  it('follow the decimal sign of the locale', () => {
    setFormatLocale('de-DE');
    expect(readAmount('1.234,50', 'EUR')).toEqual({ ok: true, value: 123450 });
    setFormatLocale('en-US');
    expect(readAmount('1,234.50', 'USD')).toEqual({ ok: true, value: 123450 });
  });

  it('say what is wrong with letters and with 10^15', () => {
    expect(readAmount('abc', 'EUR')).toEqual({ ok: false, error: 'not-a-number' });
    expect(readAmount('1000000000000000', 'EUR')).toEqual({ ok: false, error: 'too-large' });
  });
});

describe('days as typed', () => {
  const today = '2026-11-21';

  it('may be short, in the order of the locale', () => {
    expect(readDay('t', today, today)).toEqual({ ok: true, value: today });
    expect(readDay('15.3', today, today)).toEqual({ ok: true, value: '2026-03-15' });
    setFormatLocale('en-US');
    expect(readDay('3/15', today, today)).toEqual({ ok: true, value: '2026-03-15' });
  });

  it('count +30 from the given day, and everything else from today', () => {
    expect(readDay('+30', today, '2026-01-01')).toEqual({ ok: true, value: '2026-01-31' });
    expect(readDay('t', today, '2026-01-01')).toEqual({ ok: true, value: today });
  });

  it('refuse days that do not exist', () => {
    expect(readDay('30.2.2026', today, today)).toEqual({ ok: false, error: 'no-such-day' });
  });
});

describe('choices as typed', () => {
  const choices = [
    { id: '1', label: 'Müller & Söhne', detail: 'K-100 Berlin' },
    { id: '2', label: 'Northwind', detail: 'K-200 Leeds' },
  ];

  it('are found by any part of name, number and city, without accents', () => {
    expect(filterChoices(choices, 'sohne').map(({ id }) => id)).toEqual(['1']);
    expect(filterChoices(choices, 'leeds 200').map(({ id }) => id)).toEqual(['2']);
    expect(filterChoices(choices, 'leeds 100')).toEqual([]);
    expect(filterChoices(choices, '')).toHaveLength(2);
  });
});
