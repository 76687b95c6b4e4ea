import { describe, expect, it } from 'vitest';
import { languageFor, localeFor } from './i18n.ts';
import { de, en, type Namespace, overlays } from './languages.ts';

type Words = Readonly<Record<string, string>>;
const namespaces = Object.keys(en) as Namespace[];
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe.each(namespaces)('texts of %s', (namespace) => {
  const english: Words = en[namespace];
  const german: Words = de[namespace];

  it('exist in both languages', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it('say something, with the same values filled in', () => {
    for (const [key, text] of Object.entries(english)) {
      const other = german[key] ?? '';
      expect([key, text !== '' && other !== '']).toEqual([key, true]);
      expect([key, placeholders(other)]).toEqual([key, placeholders(text)]);
    }
  });

  it('have both forms of every plural', () => {
    const keys = new Set(Object.keys(english));
    for (const key of keys) if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
  });

  it('do not shout', () => {
    for (const text of [...Object.values(english), ...Object.values(german)])
      expect(text).not.toMatch(/!|\boops\b/i);
  });
});

describe.each(Object.entries(overlays))('the words of %s', (_, overlay) => {
  it('only replace words that English has, with the same values filled in', () => {
    for (const [namespace, words] of Object.entries(overlay as Record<string, Words>)) {
      const english: Words | undefined = en[namespace as Namespace];
      for (const [key, text] of Object.entries(words)) {
        expect([namespace, key, english?.[key] !== undefined]).toEqual([namespace, key, true]);
        expect(placeholders(text)).toEqual(placeholders(english?.[key] ?? ''));
        expect(text).not.toBe(english?.[key]);
      }
    }
  });
});

describe('which language the page speaks', () => {
  it('is the chosen one, else the system’s, else English', () => {
    expect(languageFor('de', 'en-US', null)).toBe('de');
    expect(languageFor(null, 'de-AT', 'DE')).toBe('de');
    expect(languageFor(null, 'fr-FR', null)).toBe('en-GB');
  });

  it('is the English of the company’s country', () => {
    expect(languageFor('en', 'de-DE', 'US')).toBe('en-US');
    expect(languageFor('en', 'en-US', 'GB')).toBe('en-GB');
    expect(languageFor('en', 'en-US', 'IN')).toBe('en-IN');
  });

  it('writes dates and numbers as the system does when it speaks the same language', () => {
    expect(localeFor('de', 'de-AT')).toBe('de-AT');
    expect(localeFor('de', 'en-US')).toBe('de-DE');
    expect(localeFor('en-GB', 'en-US')).toBe('en-US');
  });
});
