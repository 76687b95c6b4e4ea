import { beforeAll, describe, expect, it } from 'vitest';
import { setFormatLocale } from '../../text/format.ts';
import { i18n, textOf } from '../../text/i18n.ts';
import { decimalWords, partyLines, percentWords, quantityWords } from './received-words.ts';

const t = textOf('einvoice');

beforeAll(async () => {
  await i18n.changeLanguage('en');
  setFormatLocale('en-GB');
});

describe('what a received e-invoice says, in words', () => {
  it('a unit is a word where it is a usual one, nothing for “one”, else its code', () => {
    expect(quantityWords('12.5', 'HUR', t)).toBe('12.5 hours');
    expect(quantityWords('3', 'C62', t)).toBe('3');
    expect(quantityWords('3', 'A11', t)).toBe('3 A11');
    expect(quantityWords(undefined, undefined, t)).toBe('');
  });

  it('figures are written as the reader writes them; what is none stands as it came', () => {
    expect(decimalWords('1234.5', 2)).toBe('1,234.50');
    expect(decimalWords('0.0123456789')).toBe('0.0123456789');
    expect(decimalWords('12,5')).toBe('12,5');
    expect(percentWords({ category: 'S', rate: '8.10' })).toBe('8.1%');
    expect(percentWords({ category: 'AE', rate: '0' })).toBe('0% AE');
    expect(percentWords({ category: 'S', rate: 'many' })).toBe('many %');
  });

  it('a party’s country has its name', () => {
    const address = { line1: 'Quai 1', city: 'Genève', postcode: '1201', country: 'CH' };
    expect(partyLines({ name: 'Lac SA', ids: [], address })).toEqual([
      'Lac SA',
      'Quai 1',
      '1201 Genève',
      'Switzerland',
    ]);
    expect(partyLines({ name: 'Nowhere', ids: [] })).toEqual(['Nowhere']);
  });
});
