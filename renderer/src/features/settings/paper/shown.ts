/** What of the office's paper is chosen, and on which document it is shown meanwhile. */
import type { OutputOf } from '../../../../../shared/contract/contract.ts';

export type Fields = OutputOf<'company.get'>['fields'];

/** What of the company is chosen here. */
export interface Paper {
  readonly paperLook: NonNullable<Fields['paperLook']>;
  readonly paperTexts: NonNullable<Fields['paperTexts']>;
  readonly paperFields: NonNullable<Fields['paperFields']>;
  readonly footers: NonNullable<Fields['footers']>;
  readonly unitWords: NonNullable<Fields['unitWords']>;
  readonly paperCopies: NonNullable<Fields['paperCopies']>;
  /** The total is told in words too. */
  readonly amountInWords: boolean;
}
/** The document that the preview shows, and whose texts are edited. */
export interface Shown {
  readonly kind: (typeof PAPER_KINDS)[number];
  readonly language: Fields['language'];
}

export const PAPER_KINDS = [
  'invoice',
  'creditNote',
  'quote',
  'proForma',
  'depositInvoice',
  'charge',
] as const;
