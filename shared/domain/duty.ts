/** What a standing document still owes the law: an authority's word that it counts, or its way to the buyer (DO5). */
import type { IssuedDocument } from './document.ts';
import type { Day } from './money.ts';

export const DUTIES = ['clearance', 'delivery'] as const;
export type Duty = (typeof DUTIES)[number];

/** An authority's word that a document counts, as its portal gave it. */
export interface Cleared {
  readonly number: string;
  readonly acknowledgement: string;
  readonly date: Day;
  /** What the signed code says that the paper must carry; empty for none. */
  readonly code: string;
}

/** The duties that a document is issued with, in the order in which they are to be done. */
export function dutiesOf({ clearance, eInvoice }: Pick<IssuedDocument, 'clearance' | 'eInvoice'>): Duty[] {
  return [
    ...(clearance === undefined ? [] : (['clearance'] as const)),
    ...(eInvoice === undefined ? [] : (['delivery'] as const)),
  ];
}

/** The first duty that is not done; what is void owes nothing. */
export function openDuty(
  duties: readonly Duty[],
  facts: { readonly isVoid: boolean; readonly isCleared: boolean; readonly isDelivered: boolean },
): Duty | undefined {
  if (facts.isVoid) return undefined;
  return duties.find((duty) => !(duty === 'clearance' ? facts.isCleared : facts.isDelivered));
}
