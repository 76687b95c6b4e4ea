import { describe, expect, it } from 'vitest';
import { addressText } from './address-text.ts';

describe('an address as the form shows it', () => {
  it('has a line for each part that is there', () => {
    const address = {
      lines: ['7 Harbour Row', ''],
      city: 'Falmouth',
      postcode: 'TR11 3QY',
      region: '',
      country: 'GB',
    };
    const nameOf = (country: string) => `in ${country}`;
    expect(addressText(address, nameOf)).toBe('7 Harbour Row\nTR11 3QY Falmouth\nin GB');
    const empty = { lines: [], city: '', postcode: '', region: '', country: '' };
    expect(addressText(empty, nameOf)).toBe('');
  });
});
