/** Texts that the law wants on a document because of its taxes, from the country profile (TX7, DO3). */
import type { TaxSubtotal } from '../../shared/domain/document.ts';
import type { ProfileCode } from '../../shared/domain/profile.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import type { TaxRecord } from '../../shared/domain/tax-record.ts';

/** India: whether integrated tax is paid on an export or a supply to a special economic zone. */
export const isZeroRatedPaid = (
  rows: readonly TaxSubtotal[],
  taxes: ReadonlyMap<string, TaxRecord>,
): boolean =>
  rows.some(
    ({ key, category }) => category === 'S' && taxes.get(key.split(':')[0] ?? '')?.zeroRated === true,
  );

/** In the order of the tax table, each once; `zeroRated`: that of exports on which tax is paid stands first. */
export function legalTexts(
  code: ProfileCode,
  taxes: readonly TaxSubtotal[],
  language: 'en' | 'de',
  zeroRated = false,
): string[] {
  const { legalTexts: texts, zeroRatedText } = profileOf(code);
  const paid = zeroRated ? (zeroRatedText?.[language] ?? []) : [];
  return [...new Set([paid, taxes.flatMap(({ category }) => texts[category]?.[language] ?? [])].flat())];
}
