import { describe, expect, it } from 'vitest';
import { typedMinor } from './amount-text.ts';

describe('typedMinor', () => {
  it('BO5: reads an amount as people type it, with a point or a comma, grouped or not', () => {
    const typed = ['119', '119.00', '119,00', '1,234.50', '1.234,50', "1'234.50", '1 234.5', '12345'];
    expect(typed.map((text) => typedMinor(text, 'EUR'))).toEqual([
      11_900, 11_900, 11_900, 123_450, 123_450, 123_450, 123_450, 1_234_500,
    ]);
  });

  it('MO1: takes the decimals from the currency', () => {
    expect(typedMinor('119', 'JPY')).toBe(119);
    expect(typedMinor('119.5', 'JPY')).toBeUndefined();
    expect(typedMinor('1.234', 'KWD')).toBe(1_234_000);
    expect(typedMinor('0.234', 'KWD')).toBe(234);
  });

  it('is undefined for what is no amount, no currency, or beyond the safe integers', () => {
    for (const text of ['', 'abc', '12-13', '1.2.3', '-5']) expect(typedMinor(text, 'EUR')).toBeUndefined();
    expect(typedMinor('5', 'ZZZ')).toBeUndefined();
    expect(typedMinor('999999999999999', 'EUR')).toBeUndefined();
  });
});
