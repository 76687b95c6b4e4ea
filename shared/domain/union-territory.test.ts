import { describe, expect, it } from 'vitest';
import { profileOf } from './profiles.ts';
import { appliedTaxes, type TaxRecord } from './tax-record.ts';
import { asInTerritory, isInTerritory } from './union-territory.ts';

const seller = (region: string, taxId = '') => ({
  address: { lines: [], city: '', postcode: '', region, country: 'IN' },
  taxId,
});
const preset = (key: string): TaxRecord => {
  const found = profileOf('IN').taxes.find((tax) => tax.key === key);
  if (!found) throw new Error(key);
  return { ...found, elsewhere: found.elsewhere ?? null };
};

describe('union territories of India', () => {
  it('have UTGST where they have no legislature; Delhi, Puducherry, Jammu and Kashmir and the states have SGST', () => {
    for (const region of [
      'Chandigarh',
      'Dadra & Nagar Haveli and Daman & Diu',
      'Lakshadweep',
      'Andaman and Nicobar Islands',
      'Ladakh',
      '97',
    ])
      expect([region, isInTerritory(seller(region))]).toEqual([region, true]);
    for (const region of ['Delhi', 'Puducherry', 'Jammu and Kashmir', 'Maharashtra', ''])
      expect([region, isInTerritory(seller(region))]).toEqual([region, false]);
    expect(isInTerritory(seller('', '04AAPFU0939F1ZV'))).toBe(true);
    const abroad = seller('Chandigarh');
    expect(isInTerritory({ ...abroad, address: { ...abroad.address, country: 'GB' } })).toBe(false);
  });

  it('TX3, TX10: there the half of the state is called and counted UTGST; IGST and the rates stay', () => {
    const on = (tax: TaxRecord) =>
      appliedTaxes('t', tax, '2026-01-01').map(({ key, name, rate, jurisdiction }) => [
        key,
        name,
        rate,
        jurisdiction,
      ]);
    expect(on(asInTerritory(preset('gst18')))).toEqual([
      ['t:cgst', 'CGST 9%', '9', 'CGST'],
      ['t:sgst', 'UTGST 9%', '9', 'UTGST'],
    ]);
    expect(asInTerritory(preset('gst18')).name).toBe('GST 18% (CGST + UTGST)');
    expect(asInTerritory(preset('igst18'))).toEqual(preset('igst18'));
  });
});
