import { describe, expect, it } from 'vitest';
import { amountInWords, numberInWords } from './amount-in-words.ts';
import { minor } from './money.ts';

describe('amounts in words', () => {
  it.each([
    [0, 'Zero'],
    [19, 'Nineteen'],
    [20, 'Twenty'],
    [21, 'Twenty One'],
    [100, 'One Hundred'],
    [101, 'One Hundred One'],
    [1000, 'One Thousand'],
    [99_999, 'Ninety Nine Thousand Nine Hundred Ninety Nine'],
    [100_000, 'One Lakh'],
    [12_345_678, 'One Crore Twenty Three Lakh Forty Five Thousand Six Hundred Seventy Eight'],
    [10_000_000_000_000, 'Ten Lakh Crore'],
  ])('%i is %s', (value, words) => {
    expect(numberInWords(value)).toBe(words);
  });

  it('tells rupees and paise in English, also below zero', () => {
    expect(amountInWords(minor(118_060), 'INR', 'en')).toBe(
      'Rupees One Thousand One Hundred Eighty and Sixty Paise Only',
    );
    expect(amountInWords(minor(-100), 'INR', 'en')).toBe('Minus Rupees One Only');
    expect(amountInWords(minor(50), 'INR', 'en')).toBe('Rupees Zero and Fifty Paise Only');
  });

  it.each([
    [123_456, 'EUR', 'de', 'Eintausendzweihundertvierunddreißig Euro und 56/100'],
    [100, 'EUR', 'de', 'Ein Euro und 00/100'],
    [10_100, 'EUR', 'de', 'Einhundertein Euro und 00/100'],
    [10_105, 'NOK', 'de', 'Einhunderteins NOK und 05/100'],
    [100, 'NOK', 'de', 'Ein NOK und 00/100'],
    [100, 'INR', 'de', 'Eine Rupie und 00/100'],
    [-250, 'CHF', 'de', 'Minus zwei Schweizer Franken und 50/100'],
    [0, 'EUR', 'de', 'Null Euro und 00/100'],
    [200_000_100, 'USD', 'de', 'Zwei Millionen ein US-Dollar und 00/100'],
    [123_456, 'GBP', 'en', 'One thousand two hundred and thirty-four pounds and 56/100'],
    [100, 'USD', 'en', 'One US dollar and 00/100'],
    [1_000, 'JPY', 'en', 'One thousand JPY'],
    [1_234, 'KWD', 'en', 'One KWD and 234/1000'],
  ] as const)('%i %s in %s: %s', (amount, currency, language, words) => {
    expect(amountInWords(minor(amount), currency, language)).toBe(words);
  });

  it('writes no ß in Switzerland and Liechtenstein', () => {
    const words = 'Dreissig Schweizer Franken und 00/100';
    expect(['CH', 'LI'].map((region) => amountInWords(minor(3_000), 'CHF', 'de', region))).toEqual([
      words,
      words,
    ]);
    expect(amountInWords(minor(3_000), 'CHF', 'de', 'AT')).toContain('Dreißig');
  });

  it('fits where documents keep it, up to the largest amount', () => {
    for (const language of ['en', 'de'] as const)
      expect(amountInWords(minor(777_777_777_777_777), 'EUR', language).length).toBeLessThanOrEqual(300);
  });
});
