import { describe, expect, it } from 'vitest';
import { likelyDuplicates, normalizedName } from './duplicate-customer.ts';

const existing = [
  { id: 'a', name: 'The Müller GmbH & Co. KG', email: 'office@mueller.example', taxId: 'DE 123 456 789' },
  { id: 'b', name: 'Smith and Sons Ltd.', email: '', taxId: '' },
  { id: 'c', name: 'Acme Inc', email: 'AP@acme.example', taxId: '' },
];
const nobody = { name: '', email: '', taxId: '' };

describe('likely double customers', () => {
  it('compares names without case, accents, legal form, punctuation and order', () => {
    expect(normalizedName('MULLER')).toBe(normalizedName('The Müller GmbH & Co. KG'));
    expect(normalizedName('Sons & Smith, Limited')).toBe(normalizedName('Smith and Sons Ltd.'));
    expect(normalizedName('A.C.M.E. Inc.')).toBe(normalizedName('ACME'));
    expect(normalizedName('Limited')).toBe('limited');
    expect(normalizedName('Müller')).not.toBe(normalizedName('Müllers'));
    expect(normalizedName('田中商店')).toBe('田中商店');
  });

  it('names the strongest reason, tax id before e-mail before name', () => {
    expect(
      likelyDuplicates({ name: 'Acme', email: 'office@mueller.example', taxId: 'DE123456789' }, existing),
    ).toEqual([
      { id: 'a', because: 'tax-id' },
      { id: 'c', because: 'name' },
    ]);
    expect(likelyDuplicates({ ...nobody, email: 'ap@ACME.example' }, existing)).toEqual([
      { id: 'c', because: 'email' },
    ]);
  });

  it('finds nothing in empty fields, and never the customer itself', () => {
    expect(likelyDuplicates(nobody, existing)).toEqual([]);
    expect(likelyDuplicates({ ...nobody, name: 'Acme Inc', id: 'c' }, existing)).toEqual([]);
  });
});
