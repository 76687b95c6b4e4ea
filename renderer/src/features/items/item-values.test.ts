import { describe, expect, it } from 'vitest';
import { blankItem } from '../../../../shared/contract/blank-records.ts';
import { type ItemRecord, type TaxRecord, taxName, unitsOf } from './item-values.ts';

const item = (unit: string): ItemRecord => ({
  id: unit,
  revision: '1',
  fields: { ...blankItem('x', null), unit },
});
const tax = { id: 't', revision: '1', fields: { name: 'VAT 20 %' } } as unknown as TaxRecord;

describe('blankItem', () => {
  it('takes the company’s usual tax and the typed name', () => {
    expect(blankItem('Paper', 't')).toMatchObject({ name: 'Paper', tax: 't', price: '0', archived: false });
  });
});

describe('taxName', () => {
  it('tells no tax from one that is not known yet', () => {
    expect(taxName([tax], null)).toBeNull();
    expect(taxName(undefined, 't')).toBeUndefined();
    expect(taxName([tax], 't')).toBe('VAT 20 %');
  });
});

describe('unitsOf', () => {
  it('offers each unit once, the most used first', () => {
    expect(unitsOf([item('h'), item('kg'), item('kg'), item('')])).toEqual(['kg', 'h']);
  });
});
