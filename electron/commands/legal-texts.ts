/** Texts that the law wants on a document because of its taxes, from the country profile (TX7, DO3). */
import type { TaxSubtotal } from '../../shared/domain/document.ts';
import type { Destination } from '../../shared/domain/european-union.ts';
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

interface Circumstances {
  /** Where the supply goes. */
  readonly destination: Destination;
  /** India: exports on which tax is paid, whose endorsement stands first. */
  readonly zeroRated?: boolean;
}

/** In the order of the tax table, each once. */
export function legalTexts(
  code: ProfileCode,
  taxes: readonly TaxSubtotal[],
  language: 'en' | 'de',
  { destination, zeroRated = false }: Circumstances,
): string[] {
  const { legalTexts: texts, zeroRatedText } = profileOf(code);
  const paid = zeroRated ? (zeroRatedText?.[language] ?? []) : [];
  const said = taxes.flatMap(({ category }) => {
    const own = texts[category];
    return (own?.[destination] ?? own?.home)?.[language] ?? [];
  });
  return [...new Set([paid, said].flat())];
}
