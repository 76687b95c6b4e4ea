import { describe, expect, it } from 'vitest';
import { sellerGaps } from './seller-gaps.ts';

const address = { lines: ['1 Quay Street'], city: 'Bristol' };
const nowhere = { lines: [''], city: '' };

describe('what an invoice lacks of its seller', () => {
  it('DO5: is nothing where address and number are there', () => {
    expect(sellerGaps({ address, taxId: 'GB123456789', profile: 'GB' }, 2000)).toEqual([]);
  });

  it('DO5: is the address everywhere, and the number where tax is charged and the law wants it', () => {
    expect(sellerGaps({ address: nowhere, taxId: '', profile: 'IN' }, 2000)).toEqual(['address', 'taxId']);
    expect(sellerGaps({ address: { ...address, city: ' ' }, taxId: '', profile: 'US' }, 2000)).toEqual([
      'address',
    ]);
    expect(sellerGaps({ address, taxId: ' ', profile: 'GB' }, 2000)).toEqual(['taxId']);
    expect(sellerGaps({ address, taxId: '', profile: 'GB' }, 0)).toEqual([]);
    expect(sellerGaps({ address, taxId: '', profile: 'DE' }, 0)).toEqual(['taxId']);
  });
});
