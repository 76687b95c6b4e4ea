/** Texts that the law wants on a document because of its taxes, from the country profile (TX7, DO3). */
import type { TaxSubtotal } from '../../shared/domain/document.ts';
import type { ProfileCode } from '../../shared/domain/profile.ts';
import { profileOf } from '../../shared/domain/profiles.ts';

/** In the order of the tax table, each once. */
export function legalTexts(
  code: ProfileCode,
  taxes: readonly TaxSubtotal[],
  language: 'en' | 'de',
): string[] {
  const texts = profileOf(code).legalTexts;
  return [...new Set(taxes.flatMap(({ category }) => texts[category]?.[language] ?? []))];
}
