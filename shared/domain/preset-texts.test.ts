import { describe, expect, it } from 'vitest';
import { presetIn, taxTextIn } from './preset-texts.ts';
import { PROFILE_CODES, profileOf } from './profiles.ts';

const OTHER = { en: 'de', de: 'en' } as const;

describe('texts that the program supplies, by language of documents', () => {
  it.each(PROFILE_CODES)(
    'DO3: every reason of %s has words in the other language, and comes back',
    (code) => {
      const { taxes, language } = profileOf(code);
      const reasons = taxes.map(({ reason }) => reason).filter((reason) => reason !== '');
      expect(reasons.length).toBeGreaterThan(1);
      for (const reason of reasons) {
        const there = presetIn(reason, OTHER[language]);
        expect([reason, there]).not.toEqual([reason, reason]);
        expect(presetIn(there, language)).toBe(reason);
        expect(presetIn(reason, language)).toBe(reason);
      }
    },
  );

  it.each(['DE', 'GB'] as const)('DO3: every tax of %s has a name in the other language', (code) => {
    const { taxes, language } = profileOf(code);
    for (const { name } of taxes) {
      const there = taxTextIn(name, OTHER[language]);
      expect([name, there]).not.toEqual([name, name]);
      expect(taxTextIn(there, language)).toBe(name);
    }
  });

  it.each(PROFILE_CODES)('DO3: every legal text of %s is there in both', (code) => {
    const { legalTexts, zeroRatedText } = profileOf(code);
    for (const text of [
      ...Object.values(legalTexts).flatMap((by) => Object.values(by)),
      ...(zeroRatedText ? [zeroRatedText] : []),
    ])
      expect([text.en, text.de].filter((each) => each === '')).toEqual([]);
  });

  it('names terms in both, and leaves what the office wrote', () => {
    expect(presetIn('30 Tage netto, 10 Tage 2 % Skonto', 'en')).toBe('30 days, 2% within 10 days');
    expect(presetIn('2/10 net 30', 'de')).toBe('30 Tage netto, 10 Tage 2 % Skonto');
    expect(presetIn('Zahlbar am Hoftor', 'en')).toBe('Zahlbar am Hoftor');
  });

  it('TX11: names value added tax with its rate, as each language writes it', () => {
    expect(taxTextIn('USt 19 %', 'en')).toBe('VAT 19%');
    expect(taxTextIn('USt 7,5 %', 'en')).toBe('VAT 7.5%');
    expect(taxTextIn('VAT 17.5%', 'de')).toBe('USt 17,5 %');
    expect(taxTextIn('VAT 20%', 'en')).toBe('VAT 20%');
    expect(taxTextIn('CGST 9%', 'de')).toBe('CGST 9%');
    expect(taxTextIn('Zero-rated', 'de')).toBe('Nullsatz');
  });
});
