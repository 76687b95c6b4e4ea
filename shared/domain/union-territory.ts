/** In union territories of India without a legislature UTGST stands in the place of SGST (UTGST Act 2017 ss. 1, 7). */
import { type Placed, regionOf } from './place-of-supply.ts';
import type { TaxRecord } from './tax-record.ts';

/**
 * Codes of the territories: Chandigarh, Dadra and Nagar Haveli and Daman and Diu, Lakshadweep, Andaman and Nicobar Islands,
 * Ladakh, Other Territory. Delhi, Puducherry, and Jammu and Kashmir have legislatures, and SGST.
 */
const WITHOUT_LEGISLATURE: ReadonlySet<string> = new Set(['04', '26', '31', '35', '38', '97']);

/** Whether a seller is in one; what it supplies there bears UTGST, what goes out of it IGST. */
export const isInTerritory = (seller: Placed): boolean =>
  seller.address.country === 'IN' && WITHOUT_LEGISLATURE.has(regionOf(seller));

const renamed = (text: string): string => text.replace(/\bSGST\b/g, 'UTGST');

/** The tax as it is called and counted in such a territory; one without a part of the state stays as it is. */
export function asInTerritory(tax: TaxRecord): TaxRecord {
  if (!tax.parts.some(({ jurisdiction }) => jurisdiction === 'SGST')) return tax;
  return {
    ...tax,
    name: renamed(tax.name),
    parts: tax.parts.map((part) =>
      part.jurisdiction === 'SGST' ? { ...part, name: renamed(part.name), jurisdiction: 'UTGST' } : part,
    ),
  };
}
