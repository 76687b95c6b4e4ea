/** What a customer wants as an e-invoice, and what an issued document carries of it (DO3). */

/** Kinds of e-invoice that can be made; each is a syntax and a specification (`shared/einvoice/formats.ts`). */
export const EINVOICE_FORMATS = [
  'ubl',
  'cii',
  'xrechnung-ubl',
  'xrechnung-cii',
  'peppol',
  'factur-x',
] as const;

export type EInvoiceFormat = (typeof EINVOICE_FORMATS)[number];

/** An electronic address with its scheme of the EAS list; an empty id falls back to the party's e-mail address. */
export interface ElectronicAddress {
  readonly scheme: string;
  readonly id: string;
}

export interface EInvoiceRequest {
  readonly format: EInvoiceFormat;
  /** BT-10, in Germany's public sector the Leitweg-ID; empty for none. */
  readonly buyerReference: string;
  /** BT-49 */
  readonly buyerEndpoint: ElectronicAddress;
  /** BT-34 */
  readonly sellerEndpoint: ElectronicAddress;
}
