import { getCountrySpecifications } from 'ibantools';
import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { containsCardNumber } from './card-number.ts';

/** Numbers that card schemes publish for tests. */
const CARDS = [
  '4111111111111111',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
  '30569309025904',
  '6759649826438453',
];

describe('card numbers', () => {
  it('AL1: finds the cards of every issuer, however they are written', () => {
    expect(CARDS.filter((card) => !containsCardNumber(card))).toEqual([]);
    const written = [
      'Card 4111 1111 1111 1111, 12/28',
      '4111-1111-1111-1111 12 28 123',
      'Visa4111111111111111',
      '4111.1111.1111.1111',
      'ref 12 4111111111111111',
      'AB12 4111111111111111',
      '4111\u00a01111\u00a01111\u00a01111',
    ];
    expect(written.filter((text) => !containsCardNumber(text))).toEqual([]);
  });

  it('AL1: lets account numbers, invoice numbers, phones, dates and amounts pass', () => {
    const harmless = [
      'DE89 3704 0044 0532 0130 00',
      'DE89370400440532013000',
      'GB29 NWBK 6016 1331 9268 19',
      'FR14 2004 1010 0505 0001 3M02 606',
      'INV-2026-0001, INV-2026-0002',
      '+49 170 1234567890',
      '2026-01-01 2026-12-31',
      '4111111111111112',
      '1234567890123456',
      '0000000000000000',
      '1,234,567,890,123.45',
      '',
    ];
    expect(harmless.filter(containsCardNumber)).toEqual([]);
  });

  it('AL1: lets the account numbers of every country pass that has them, whatever digits they hold', () => {
    const countries = Object.entries(getCountrySpecifications()).flatMap(([code, { IBANRegistry, chars }]) =>
      IBANRegistry && chars !== null && chars >= 20 ? [{ code, length: chars }] : [],
    );
    expect(countries.length).toBeGreaterThan(70);
    const refused = countries.filter(({ code, length }) => {
      const account = '4111111111111111'.padStart(length - 4, '0');
      const digits = [...`${account}${code}00`].map((sign) => Number.parseInt(sign, 36)).join('');
      const check = String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
      const groups = `${code}${check}${account}`.replace(/(.{4})(?=.)/g, '$1 ');
      return containsCardNumber(`IBAN ${groups}`) || containsCardNumber(`${code}${check}${account}`);
    });
    expect(refused).toEqual([]);
  });

  it('AL1: notices every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CARDS),
        fc.nat(12),
        fc.integer({ min: 1, max: 9 }),
        (card, offset, change) => {
          const index = card.length - 1 - Math.min(offset, card.length - 5);
          const digit = (Number(card[index]) + change) % 10;
          expect(containsCardNumber(card.slice(0, index) + digit + card.slice(index + 1))).toBe(false);
        },
      ),
    );
  });
});
