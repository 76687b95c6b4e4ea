import { afterEach, describe, expect, it } from 'vitest';
import { profileOf } from '../../../shared/domain/profiles.ts';
import { i18n } from './i18n.ts';
import { presetName, withPresetNames } from './preset-names.ts';

afterEach(() => i18n.changeLanguage('en'));

const words = (code: 'US' | 'GB' | 'IN' | 'DE') => {
  const { terms, taxes, methods } = profileOf(code);
  // A name with a rate, and one that is a proper name, is the same in every language.
  const proper = /\d ?%( |$)|%\)|^UPI$|^NEFT|^ACH|\(example/;
  return [...terms, ...taxes, ...methods]
    .map(({ name }) => name)
    .filter((name) => !proper.test(name) || /Tage|days/.test(name));
};

describe('names of presets', () => {
  it.each(['US', 'GB', 'IN'] as const)('of %s have German words', async (code) => {
    await i18n.changeLanguage('de');
    expect(words(code).length).toBeGreaterThan(8);
    for (const name of words(code)) expect(presetName(name)).not.toBe(name);
  });

  it('of Germany have English words', async () => {
    await i18n.changeLanguage('en-GB');
    const same = ['Reverse Charge (§ 13b)'];
    for (const name of words('DE')) {
      if (!same.includes(name)) expect(presetName(name)).not.toBe(name);
    }
  });

  it('leave every other name, and the rest of the record, alone', async () => {
    await i18n.changeLanguage('de');
    const rows = [
      { id: 'a', fields: { name: 'Cash', kind: 'cash' } },
      { id: 'b', fields: { name: 'Petty cash', kind: 'cash' } },
    ];
    expect(withPresetNames(rows).map(({ fields }) => fields)).toEqual([
      { name: 'Bar', kind: 'cash' },
      { name: 'Petty cash', kind: 'cash' },
    ]);
    await i18n.changeLanguage('en');
    expect(withPresetNames(rows)).toEqual(rows);
  });
});
