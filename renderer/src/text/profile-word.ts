/** Words that differ between the countries, where the page speaks English; other languages have one word for all. */
import type { CountryProfile, ProfileWords } from '../../../shared/domain/profile.ts';
import { i18n } from './i18n.ts';

/** The country's own word, or `null` in other languages. */
export function profileWord(profile: CountryProfile, word: keyof ProfileWords): string | null {
  return i18n.language.startsWith('en') ? profile.words[word] : null;
}
