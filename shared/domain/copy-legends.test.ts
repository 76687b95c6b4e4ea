import { describe, expect, it } from 'vitest';
import { lawfulLegends } from './copy-legends.ts';

const goods = { commodityCode: '903020' };
const service = { commodityCode: '998314' };

describe('legends of copies', () => {
  it('DO7: India wants three of goods, two of services, and names of its own on a challan', () => {
    const three = ['Original for Recipient', 'Duplicate for Transporter', 'Triplicate for Supplier'];
    expect(lawfulLegends('IN', 'invoice', [goods])).toEqual(three);
    expect(lawfulLegends('IN', 'invoice', [service, goods])).toEqual(three);
    expect(lawfulLegends('IN', 'invoice', [{}])).toEqual(three);
    expect(lawfulLegends('IN', 'invoice', [service])).toEqual([
      'Original for Recipient',
      'Duplicate for Supplier',
    ]);
    expect(lawfulLegends('IN', 'deliveryNote', [service])[0]).toBe('Original for Consignee');
  });

  it('nobody wants them of offers and credit notes, or elsewhere', () => {
    expect(lawfulLegends('IN', 'quote', [goods])).toEqual([]);
    expect(lawfulLegends('IN', 'creditNote', [goods])).toEqual([]);
    expect(lawfulLegends('DE', 'invoice', [goods])).toEqual([]);
  });
});
