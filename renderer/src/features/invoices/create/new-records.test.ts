import { describe, expect, it } from 'vitest';
import { blankItem } from '../../../../../shared/contract/blank-records.ts';
import { contract } from '../../../../../shared/contract/contract.ts';
import { newTax, newTerms, taxFromText, termsFromText } from './new-records.ts';

describe('records created from the invoice form', () => {
  it('reads name and rate of a tax out of one field', () => {
    expect(taxFromText('VAT 7%')).toEqual({ name: 'VAT 7%', rate: '7' });
    expect(taxFromText('MwSt 10,7')).toEqual({ name: 'MwSt 10,7', rate: '10.7' });
    expect(taxFromText('exempt')).toEqual({ name: 'exempt', rate: '' });
  });

  it('reads name and days of terms out of one field', () => {
    expect(termsFromText(' 21 days ')).toEqual({ name: '21 days', days: '21' });
    expect(termsFromText('on receipt')).toEqual({ name: 'on receipt', days: '' });
    expect(contract['terms.save'].input.shape.fields.safeParse(newTerms('21 days', 21)).success).toBe(true);
  });

  it('makes items and taxes that the contract takes', () => {
    const tax = newTax({ name: 'VAT 7%', rate: '7', category: 'S', reason: '' });
    expect(contract['taxes.save'].input.shape.fields.safeParse(tax).success).toBe(true);
    expect(
      contract['items.save'].input.shape.fields.safeParse(blankItem('x'.repeat(500), null)).success,
    ).toBe(true);
  });
});
