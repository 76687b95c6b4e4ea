/** What the law of the seller's country wants on each printed copy of a document (DO7). */
import type { DocumentKind } from './document-kinds.ts';

/** CGST Rules 2017, rule 48(1): of goods. */
const GOODS = ['Original for Recipient', 'Duplicate for Transporter', 'Triplicate for Supplier'] as const;
/** Rule 48(2). */
const SERVICES = ['Original for Recipient', 'Duplicate for Supplier'] as const;
/** Rule 55(2). */
const CHALLAN = ['Original for Consignee', 'Duplicate for Transporter', 'Triplicate for Consigner'] as const;

/** Codes of services begin so in the Indian tariff. */
const isService = ({ commodityCode = '' }: { readonly commodityCode?: string }): boolean =>
  commodityCode.startsWith('99');

/**
 * One legend a copy, in order; none where the law has none. An Indian invoice over nothing but services has two copies, over
 * goods three.
 * @param lines of the document; without any it counts as one over goods.
 */
export function lawfulLegends(
  profile: string,
  kind: DocumentKind,
  lines: readonly { readonly commodityCode?: string }[],
): readonly string[] {
  if (profile !== 'IN') return [];
  if (kind === 'deliveryNote') return CHALLAN;
  if (kind !== 'invoice') return [];
  return lines.length > 0 && lines.every(isService) ? SERVICES : GOODS;
}
