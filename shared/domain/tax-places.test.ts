import { describe, expect, it } from 'vitest';
import { isOutOfPlace, type PlacedTax, proposedTax, readPlace } from './tax-places.ts';

const tax = (name: string, places: string[], more: Partial<PlacedTax> = {}): PlacedTax => ({
  ...{ name, category: 'S', mode: 'single', parts: [{ key: 'a', name, rate: '8' }], reason: '', places },
  ...more,
});
const TAXES = new Map<string, PlacedTax>([
  ['none', tax('No tax', [], { category: 'O' })],
  ['texas', tax('Texas', ['TX'])],
  ['dallas', tax('Dallas', ['75201-75254'])],
  ['downtown', tax('Downtown', ['75202', '10001'])],
  ['old', tax('Old', ['75203'], { archived: true })],
]);
const HOME = { country: 'US', region: 'TX', postcode: '78701' };
const at = (region: string, postcode: string, country = 'US') => ({ country, region, postcode });
const proposed = (id: string | null, place: ReturnType<typeof at> | null) =>
  proposedTax(id, place, HOME, TAXES);

describe('the tax that a place proposes (TX10)', () => {
  it('is that of the ZIP code, else of the range, else of the state, however the state was typed', () => {
    expect(proposed('texas', at('TX', '75202'))).toBe('downtown');
    expect(proposed('texas', at('TX', '75202-0101'))).toBe('downtown');
    expect(proposed('texas', at('TX', '752020101'))).toBe('downtown');
    expect(proposed('texas', at('TX', '75210'))).toBe('dallas');
    expect(proposed('downtown', at(' texas ', '77001'))).toBe('texas');
    expect(proposed('downtown', at('Texas', ''))).toBe('texas');
  });

  it('changes nothing for what is not taxed, for archived taxes, other countries and places that no tax names', () => {
    expect(proposed('none', at('TX', '75202'))).toBe('none');
    expect(proposed(null, at('TX', '75202'))).toBeNull();
    expect(proposed('texas', null)).toBe('texas');
    expect(proposed('downtown', at('', '75203'))).toBe('dallas');
    expect(proposed('texas', at('TX', '75202', 'MX'))).toBe('texas');
    expect(proposed('texas', at('WA', '98101'))).toBe('texas');
  });

  it('a tax is out of place where it names places and the address is in none of them', () => {
    const of = (id: string, place: ReturnType<typeof at>) =>
      isOutOfPlace(TAXES.get(id) ?? tax('', []), place, HOME);
    expect(of('texas', at('TX', '75202'))).toBe(false);
    expect(of('dallas', at('TX', '77001'))).toBe(true);
    expect(of('dallas', at('TX', '75254', 'MX'))).toBe(true);
    expect(of('none', at('WA', '98101'))).toBe(false);
    // Nobody knows where that is: DO2 asks for the address instead.
    expect(of('dallas', at('', ''))).toBe(false);
  });

  it('a place is written one way, and what is none is refused', () => {
    expect(['texas', ' new  york', '75201 – 75254', 'tx', 'SW1A 1AA'].map(readPlace)).toEqual([
      'TX',
      'NY',
      '75201-75254',
      'TX',
      'SW1A 1AA',
    ]);
    expect(['75254-75201', '', 'a place far away', '75*'].map(readPlace)).toEqual([null, null, null, null]);
  });
});
