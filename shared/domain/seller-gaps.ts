/** What an invoice should say of its seller and the company does not have yet. */
import type { Address } from './document.ts';

export interface GapsOf {
  readonly address: Pick<Address, 'lines' | 'city'>;
  readonly taxId: string;
  readonly profile: string;
}

export type SellerGap = 'address' | 'taxId';

/**
 * Where the law wants the number under which the seller is taxed on an invoice: § 14 Abs. 4 Nr. 2 UStG, reg. 14 of the VAT
 * Regulations 1995, rule 46(a) CGST Rules 2017. The United States want none.
 */
const NEEDS_TAX_ID: ReadonlySet<string> = new Set(['DE', 'GB', 'IN']);

/** @param tax what the document charges, in minor units: who charges none in Britain or India may have no number. */
export function sellerGaps({ address, taxId, profile }: GapsOf, tax: number): SellerGap[] {
  const hasAddress = address.lines.some((line) => line.trim() !== '') && address.city.trim() !== '';
  const isTaxed = tax !== 0 || profile === 'DE';
  return [
    ...(hasAddress ? [] : (['address'] as const)),
    ...(taxId.trim() === '' && isTaxed && NEEDS_TAX_ID.has(profile) ? (['taxId'] as const) : []),
  ];
}
