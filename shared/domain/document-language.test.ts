import { describe, expect, it } from 'vitest';
import type { AppliedTax } from './document.ts';
import { nameIn, taxIn, unitIn, wordingOf } from './document-language.ts';

const applied = (name: string, reason?: string): AppliedTax => ({
  ...{ key: 't', name, category: 'E', rate: '0' },
  ...(reason === undefined ? {} : { reason }),
});

describe('texts of records in the language of a document', () => {
  it('DO3: what the office wrote goes before what the program knows, and that before the one text', () => {
    const names = { en: 'A month', de: '' };
    expect(nameIn({ name: '30 Tage netto', names }, 'en')).toBe('A month');
    expect(nameIn({ name: '30 Tage netto' }, 'en')).toBe('30 days');
    expect(nameIn({ name: '30 days', names }, 'de')).toBe('30 Tage netto');
    expect(nameIn({ name: 'Vier Wochen', names: { en: '', de: '' } }, 'en')).toBe('Vier Wochen');
  });

  it('a unit has the word of the document’s language, whichever was typed; others stay', () => {
    const units = [
      { id: '1', en: 'h', de: 'Std.' },
      { id: '2', en: 'pallet', de: '' },
    ];
    expect(unitIn('Std.', units, 'en')).toBe('h');
    expect(unitIn('h', units, 'de')).toBe('Std.');
    expect(unitIn('Std.', units, 'de')).toBe('Std.');
    expect(unitIn('pallet', units, 'de')).toBe('pallet');
    expect(unitIn('kg', units, 'de')).toBe('kg');
    // A row that is begun and empty on one side is no word for nothing.
    expect(unitIn('', units, 'en')).toBe('');
  });

  it('TX7: a tax has name and reason of the language, and the rest as it is', () => {
    const tax = {
      ...({ name: 'Steuerfrei', category: 'E', mode: 'single', reason: 'Steuerfrei nach § 4 UStG' } as const),
      parts: [{ key: 'a', name: 'Steuerfrei', rate: '0' }],
    };
    expect(taxIn(tax, 'en')).toEqual({ ...tax, name: 'Exempt', reason: 'Exempt under § 4 UStG' });
    const own = { ...tax, names: { en: 'Books', de: '' }, reasons: { en: 'By law', de: '' } };
    expect(taxIn(own, 'en')).toMatchObject({ name: 'Books', reason: 'By law' });
    expect(taxIn(own, 'de')).toMatchObject({ name: 'Steuerfrei', reason: 'Steuerfrei nach § 4 UStG' });
  });

  it('what is said instead stands once, and nothing where nothing differs', () => {
    const recorded = [applied('Ausfuhr', 'Frei'), applied('Ausfuhr', 'Frei'), applied('CGST')];
    const spoken = [applied('Export', 'Free'), applied('Export', 'Free'), applied('CGST')];
    expect(wordingOf(recorded, spoken, 'en')).toEqual([
      { of: 'Ausfuhr', as: 'Export' },
      { of: 'Frei', as: 'Free' },
    ]);
    expect(wordingOf(recorded, recorded, 'de')).toEqual([]);
    // What no record says, as the words of a small business, is in the language all the same.
    const small = [applied('Umsatzsteuerfrei', 'Steuerfrei nach § 19 UStG (Kleinunternehmer)')];
    expect(wordingOf(small, small, 'en')).toHaveLength(2);
  });
});
