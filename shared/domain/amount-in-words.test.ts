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

  it('tells rupees and paise, also below zero, and no other currency', () => {
    expect(amountInWords(minor(118_060), 'INR')).toBe(
      'Rupees One Thousand One Hundred Eighty and Sixty Paise Only',
    );
    expect(amountInWords(minor(-100), 'INR')).toBe('Minus Rupees One Only');
    expect(amountInWords(minor(50), 'INR')).toBe('Rupees Zero and Fifty Paise Only');
    expect(amountInWords(minor(100), 'EUR')).toBeNull();
  });
});
