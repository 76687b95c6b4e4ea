import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import {
  creditorReference,
  isCreditorReference,
  isQrReference,
  qrReference,
  spacedReference,
} from './creditor-reference.ts';

const number = fc.stringMatching(/^[0-9A-Z/-]{1,16}$/);

describe('references of payment slips', () => {
  it('carry check digits that hold, whatever the number', () => {
    fc.assert(
      fc.property(number, (text) => {
        const creditor = creditorReference(text);
        expect(creditor === null || isCreditorReference(creditor)).toBe(true);
        expect(isQrReference(qrReference(text) ?? '')).toBe(true);
      }),
    );
  });

  it('QR references of two numbers differ, leading zeros and all', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        expect(qrReference(one) === qrReference(other)).toBe(one === other);
      }),
    );
    expect(qrReference('0')).not.toBe(qrReference('00'));
  });

  it('a QR reference with two digits changed places is none', () => {
    expect(isQrReference('21 00000 00003 13947 14300 09017')).toBe(true);
    expect(isQrReference('21 00000 00003 13947 14300 09071')).toBe(false);
  });

  it('are printed in groups', () => {
    expect(spacedReference('RF18539007547034')).toBe('RF18 5390 0754 7034');
    expect(spacedReference('210000000003139471430009017')).toBe('21 00000 00003 13947 14300 09017');
  });

  it('are none for numbers that they cannot hold', () => {
    expect(creditorReference('--')).toBeNull();
    expect(creditorReference('A'.repeat(22))).toBeNull();
    expect(qrReference('A'.repeat(17))).toBeNull();
    expect(qrReference('Ä1')).toBeNull();
  });
});
