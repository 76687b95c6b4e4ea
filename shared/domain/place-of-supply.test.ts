import { describe, expect, it } from 'vitest';
import { isElsewhere, placeOfSupply, regionOf, supplyPlace } from './place-of-supply.ts';

const at = (country: string, region: string, taxId = '') => ({
  address: { lines: [], city: '', postcode: '', region, country },
  taxId,
});
const mumbai = at('IN', 'Maharashtra', '27AAPFU0939F1ZV');

describe('place of supply', () => {
  it('TX10: within the state or beyond it, by name, by code and by GSTIN', () => {
    expect(isElsewhere(mumbai, at('IN', ' maharashtra '))).toBe(false);
    expect(isElsewhere(mumbai, at('IN', '27'))).toBe(false);
    expect(isElsewhere(mumbai, at('IN', 'Karnataka'))).toBe(true);
    expect(isElsewhere(mumbai, at('IN', '', '29AAGCB7383J1Z4'))).toBe(true);
    expect(regionOf(at('IN', '', 'not a GSTIN'))).toBe('');
  });

  it('TX10: what is not known, and other countries, are not elsewhere', () => {
    expect(isElsewhere(mumbai, at('IN', ''))).toBe(false);
    expect(isElsewhere(mumbai, at('DE', 'Bayern'))).toBe(false);
    expect(isElsewhere(at('US', 'TX'), at('US', 'tx'))).toBe(false);
    expect(isElsewhere(at('US', 'TX'), at('US', 'OK'))).toBe(true);
  });

  it('goes to the place of delivery, whose state the buyer’s GSTIN says nothing of', () => {
    const place = supplyPlace(at('IN', 'Goa', '27AAPFU0939F1ZV'), at('IN', 'Kerala').address);
    expect(placeOfSupply(place)).toBe('32 Kerala');
    expect(placeOfSupply(supplyPlace(mumbai, null))).toBe('27 Maharashtra');
    expect(placeOfSupply(at('DE', 'Bayern'))).toBe('');
  });

  it('an export is supplied abroad, whatever country it goes to; a sale over the counter to a stranger is not', () => {
    expect(placeOfSupply(at('DE', 'Bayern'), true)).toBe('96 Other Countries');
    expect(placeOfSupply(at('', ''), true)).toBe('');
    // A special economic zone lies in a state.
    expect(placeOfSupply(mumbai, true)).toBe('27 Maharashtra');
  });

  it('knows territories as they are written', () => {
    expect(regionOf(at('IN', 'Andaman & Nicobar Islands'))).toBe('35');
    expect(placeOfSupply(at('IN', '97'))).toBe('97 Other Territory');
  });
});
