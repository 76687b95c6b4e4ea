import { describe, expect, it } from 'vitest';
import { RULES } from '../../../shared/einvoice/check-einvoice.ts';
import { brokenRuleWords, remedyOf, remedyWords } from './einvoice-words.ts';
import { i18n } from './i18n.ts';
import { en } from './languages.ts';

const words: Readonly<Record<string, string>> = en.einvoice;
const rules = [...RULES.peppol, ...RULES.xrechnung];

describe('broken rules of e-invoices in words', () => {
  it('every rule has a sentence, and every term that it names a name', () => {
    for (const { id, fault, terms } of rules) {
      expect([id, words[`rule.${id}`] ?? words[`fault.${fault}`]]).toEqual([id, expect.any(String)]);
      for (const term of terms)
        expect([id, term, words[`term.${term}`]]).toEqual([id, term, expect.any(String)]);
    }
  });

  it('words for rules and terms belong to rules that there are', () => {
    const ids = new Set(rules.map(({ id }) => `rule.${id}`));
    const terms = new Set(rules.flatMap((rule) => rule.terms.map((term) => `term.${term}`)));
    for (const key of Object.keys(words)) {
      if (key.startsWith('rule.') && !key.startsWith('rule.CF-')) expect(ids).toContain(key);
      if (key.startsWith('term.')) expect(terms).toContain(key);
    }
  });

  it('name the line, what stands there and what should', async () => {
    await i18n.changeLanguage('en');
    const broken = {
      rule: 'PEPPOL-EN16931-R120',
      fault: 'wrong-sum',
      terms: ['BT-131'],
      path: 'lines.1.net',
      found: '51.01',
      expected: '51.00',
    };
    expect(brokenRuleWords(broken)).toBe('Line 2: Net of the line: 51.01 is stated, 51.00 is right.');
    expect(remedyWords(broken)).toBe('Mend it in the line.');
  });

  it('speak German too', async () => {
    await i18n.changeLanguage('de');
    const broken = { rule: 'BR-DE-4', fault: 'missing', terms: ['BT-38'], path: 'seller.address.postcode' };
    expect(brokenRuleWords(broken)).toBe('Es fehlt: Postleitzahl des Verkäufers.');
    await i18n.changeLanguage('en');
  });

  it('send to where the cause is', () => {
    const places = [
      'seller.vatId',
      'payments',
      'buyer.endpoint',
      'vat.0.rate',
      'delivery.date',
      'totals.due',
      'constructor',
    ];
    expect(places.map((path) => remedyOf({ path }))).toEqual([
      'company',
      'bank',
      'customer',
      'taxes',
      'delivery',
      'program',
      'program',
    ]);
  });
});
