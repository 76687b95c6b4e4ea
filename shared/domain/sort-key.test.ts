import { describe, expect, it } from 'vitest';
import { sortKey } from './sort-key.ts';

describe('sort keys', () => {
  it('BO5: folds case, accents, width, ligatures and blanks', () => {
    expect(
      ['  Ångström  GmbH ', 'Straße', 'ŁÓDŹ', 'Ｗｉｄｅ', 'ﬁne', 'Ærø', 'İstanbul', 'Ψυχή', 'Ёлка'].map(
        sortKey,
      ),
    ).toEqual(['angstrom gmbh', 'strasse', 'lodz', 'wide', 'fine', 'aero', 'istanbul', 'ψυχη', 'елка']);
  });

  it('BO5: keeps the vowel signs of Indian scripts apart', () => {
    expect(sortKey('कि')).not.toBe(sortKey('का'));
    expect(sortKey('مُحَمَّد')).toBe(sortKey('محمد'));
  });
});
