/** i18next with the texts of the page; which language it speaks follows settings, system and company. */
import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { languages, type Namespace, type TextKey } from './languages.ts';

export type TextParameters = Readonly<Record<string, string | number>>;
/** Looks a text up by key; `{{name}}` is filled from `params`, plurals follow `count`. */
export type Text<Name extends Namespace> = (key: TextKey<Name>, params?: TextParameters) => string;

export const i18n: I18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
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
  react: { useSuspense: false },
});

/** The texts of one namespace, in the language of the moment. */
export function useText<Name extends Namespace>(namespace: Name): Text<Name> {
  const { t } = useTranslation(namespace, { i18n });
  return t as unknown as Text<Name>;
}

/** The same outside of components. */
export function textOf<Name extends Namespace>(namespace: Name): Text<Name> {
  return i18n.getFixedT(null, namespace) as unknown as Text<Name>;
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
