/** i18next with the texts of the page; which language it speaks follows settings, system and company. */
import i18next, { type i18n as I18n } from 'i18next';
import { useSyncExternalStore } from 'react';
import { languages, type Namespace, type TextKey } from './languages.ts';

export type TextParameters = Readonly<Record<string, string | number>>;
/** Looks a text up by key; `{{name}}` is filled from `params`, plurals follow `count`. */
export type Text<Name extends Namespace> = (key: TextKey<Name>, params?: TextParameters) => string;

export const i18n: I18n = i18next.createInstance();

void i18n.init({
  resources: languages,
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'common',
  // Keys are flat: a dot or a colon in one is only a character.
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});

/** By language and namespace: every component gets the same function, and a label is looked up once. */
const known = new Map<string, Text<Namespace>>();

function textIn(language: string, namespace: Namespace): Text<Namespace> {
  const name = `${language} ${namespace}`;
  const before = known.get(name);
  if (before) return before;
  const look = i18n.getFixedT(language, namespace) as unknown as Text<Namespace>;
  const labels = new Map<TextKey<Namespace>, string>();
  const text: Text<Namespace> = (key, params) => {
    if (params) return look(key, params);
    const label = labels.get(key) ?? look(key);
    labels.set(key, label);
    return label;
  };
  known.set(name, text);
  return text;
}

const onLanguage = (listener: () => void): (() => void) => {
  i18n.on('languageChanged', listener);
  return () => i18n.off('languageChanged', listener);
};
const languageNow = (): string => i18n.language;

/** The texts of one namespace, in the language of the moment. */
export function useText<Name extends Namespace>(namespace: Name): Text<Name> {
  return textIn(useSyncExternalStore(onLanguage, languageNow), namespace) as Text<Name>;
}

/** The same outside of components. */
export function textOf<Name extends Namespace>(namespace: Name): Text<Name> {
  return textIn(i18n.language, namespace) as Text<Name>;
}

/** The language that the page speaks: the chosen one or the system's; English in the words of the company's country. */
export function languageFor(chosen: string | null, systemLocale: string, profile: string | null): string {
  const wanted = chosen ?? (systemLocale.toLowerCase().startsWith('de') ? 'de' : 'en');
  if (wanted !== 'en') return wanted;
  if (profile === 'US' || profile === 'IN') return `en-${profile}`;
  if (profile === 'GB' || profile === 'DE') return 'en-GB';
  return systemLocale === 'en-US' || systemLocale === 'en-IN' ? systemLocale : 'en-GB';
}

/** The locale for dates and numbers: the system's when it speaks the page's language, else that language's own. */
export function localeFor(language: string, systemLocale: string): string {
  const base = language.slice(0, 2);
  if (systemLocale.slice(0, 2).toLowerCase() === base) return systemLocale;
  return language === 'de' ? 'de-DE' : language;
}
