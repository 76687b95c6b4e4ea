/**
 * An invoice as EN 16931-1 means it, whatever the syntax. Members are named in words; their business terms (BT) and groups
 * (BG) stand beside them. Everything is text as it stands in the file: amounts, prices, quantities and rates are decimals
 * with a point, days are `YYYY-MM-DD`. What is absent is `undefined`, so that a file that is read can be told from one
 * that says nothing.
 */

/** An identifier with the scheme that it is of (ICD, EAS or as the term says). */
export interface Identifier {
  readonly id: string;
  readonly scheme?: string;
}

/** BG-5, BG-8, BG-12, BG-15. */
export interface PostalAddress {
  /** BT-35, BT-50, BT-64, BT-75 */
  readonly line1?: string;
  /** BT-36, BT-51, BT-65, BT-76 */
  readonly line2?: string;
  /** BT-162, BT-163, BT-164, BT-165 */
  readonly line3?: string;
  /** BT-37, BT-52, BT-66, BT-77 */
  readonly city?: string;
  /** BT-38, BT-53, BT-67, BT-78 */
  readonly postcode?: string;
  /** BT-39, BT-54, BT-68, BT-79 */
  readonly region?: string;
  /** BT-40, BT-55, BT-69, BT-80: ISO 3166-1 alpha-2 */
  readonly country?: string;
}

/** BG-6, BG-9. */
export interface ContactPerson {
  /** BT-41, BT-56 */
  readonly name?: string;
  /** BT-42, BT-57 */
  readonly phone?: string;
  /** BT-43, BT-58 */
  readonly email?: string;
}

/** BG-4 (seller) and BG-7 (buyer). */
export interface TradeParty {
  /** BT-27, BT-44 */
  readonly name?: string;
  /** BT-28, BT-45 */
  readonly tradingName?: string;
  /** BT-29, BT-46; those without a scheme first */
  readonly ids: readonly Identifier[];
  /** BT-30, BT-47 */
  readonly legalId?: Identifier;
  /** BT-31, BT-48 */
  readonly vatId?: string;
  /** BT-32 */
  readonly taxNumber?: string;
  /** BT-33 */
  readonly legalForm?: string;
  /** BT-34, BT-49 */
  readonly endpoint?: Identifier;
  readonly address?: PostalAddress;
  readonly contact?: ContactPerson;
}

/** BG-10. */
export interface Payee {
  /** BT-59 */
  readonly name?: string;
  /** BT-60 */
  readonly id?: Identifier;
  /** BT-61 */
  readonly legalId?: Identifier;
}

/** BG-11. */
export interface TaxRepresentative {
  /** BT-62 */
  readonly name?: string;
  /** BT-63 */
  readonly vatId?: string;
  readonly address?: PostalAddress;
}

/** BG-13 with BG-15. */
export interface Delivery {
  /** BT-70 */
  readonly name?: string;
  /** BT-71 */
  readonly location?: Identifier;
  /** BT-72 */
  readonly date?: string;
  readonly address?: PostalAddress;
}

/** BG-14 and BG-26. */
export interface Period {
  /** BT-73, BT-134 */
  readonly start?: string;
  /** BT-74, BT-135 */
  readonly end?: string;
}

/** BG-16, one for each account. */
export interface PaymentInstruction {
  /** BT-81: UNTDID 4461 */
  readonly code?: string;
  /** BT-82 */
  readonly text?: string;
  /** BG-17 */
  readonly account?: { readonly id?: string; readonly name?: string; readonly bic?: string };
  /** BG-18 */
  readonly card?: { readonly number?: string; readonly holder?: string };
}

/** BG-19. */
export interface DirectDebit {
  /** BT-89 */
  readonly mandate?: string;
  /** BT-90 */
  readonly creditorId?: string;
  /** BT-91 */
  readonly account?: string;
}

/** Category and rate as they stand on lines, allowances and in the breakdown: BT-151, BT-152; BT-95, BT-96; BT-118, BT-119. */
export interface VatRate {
  readonly category?: string;
  readonly rate?: string;
}

/** BG-20 and BG-27 (allowances), BG-21 and BG-28 (charges); only those of the document have a tax. */
export interface AllowanceCharge {
  /** BT-92, BT-99, BT-136, BT-141 */
  readonly amount?: string;
  /** BT-93, BT-100, BT-137, BT-142 */
  readonly base?: string;
  /** BT-94, BT-101, BT-138, BT-143 */
  readonly percent?: string;
  /** BT-97, BT-104, BT-139, BT-144 */
  readonly reason?: string;
  /** BT-98, BT-105, BT-140, BT-145 */
  readonly reasonCode?: string;
  readonly vat?: VatRate;
}

/** BG-22. */
export interface DocumentTotals {
  /** BT-106 */
  readonly lines?: string;
  /** BT-107 */
  readonly allowances?: string;
  /** BT-108 */
  readonly charges?: string;
  /** BT-109 */
  readonly withoutVat?: string;
  /** BT-110 */
  readonly vat?: string;
  /** BT-111, in the accounting currency */
  readonly vatInTaxCurrency?: string;
  /** BT-112 */
  readonly withVat?: string;
  /** BT-113 */
  readonly paid?: string;
  /** BT-114 */
  readonly rounding?: string;
  /** BT-115 */
  readonly due?: string;
}

/** BG-23, one row for each category and rate. */
export interface VatBreakdown extends VatRate {
  /** BT-116 */
  readonly taxable?: string;
  /** BT-117 */
  readonly tax?: string;
  /** BT-120 */
  readonly reason?: string;
  /** BT-121: VATEX */
  readonly reasonCode?: string;
}

/** BG-24. */
export interface SupportingDocument {
  /** BT-122 */
  readonly id?: string;
  /** BT-123 */
  readonly description?: string;
  /** BT-124 */
  readonly location?: string;
  /** BT-125, base 64 */
  readonly file?: { readonly content: string; readonly type?: string; readonly name?: string };
}

/** BG-25. */
export interface InvoiceLine {
  /** BT-126 */
  readonly id?: string;
  /** BT-127 */
  readonly note?: string;
  /** BT-128 */
  readonly object?: Identifier;
  /** BT-129 */
  readonly quantity?: string;
  /** BT-130: UNECE Recommendation 20 */
  readonly unit?: string;
  /** BT-131 */
  readonly net?: string;
  /** BT-132 */
  readonly orderLine?: string;
  /** BT-133 */
  readonly accounting?: string;
  readonly period?: Period;
  readonly allowances: readonly AllowanceCharge[];
  readonly charges: readonly AllowanceCharge[];
  /** BT-146 */
  readonly price?: string;
  /** BT-147 */
  readonly priceDiscount?: string;
  /** BT-148 */
  readonly grossPrice?: string;
  /** BT-149 */
  readonly baseQuantity?: string;
  /** BT-150 */
  readonly baseUnit?: string;
  readonly vat?: VatRate;
  /** BT-153 */
  readonly name?: string;
  /** BT-154 */
  readonly description?: string;
  /** BT-155 */
  readonly sellersId?: string;
  /** BT-156 */
  readonly buyersId?: string;
  /** BT-157 */
  readonly standardId?: Identifier;
  /** BT-158, with the scheme of UNTDID 7143 and its version */
  readonly classifications: readonly {
    readonly id: string;
    readonly scheme?: string;
    readonly version?: string;
  }[];
  /** BT-159 */
  readonly origin?: string;
  /** BG-32: BT-160, BT-161 */
  readonly attributes: readonly { readonly name?: string; readonly value?: string }[];
}

/** The whole document: an invoice, or a credit note whose amounts are positive like an invoice's (DO4). */
export interface EInvoice {
  readonly kind: 'invoice' | 'creditNote';
  /** BT-1 */
  readonly number?: string;
  /** BT-2 */
  readonly issueDate?: string;
  /** BT-3: UNTDID 1001 */
  readonly typeCode?: string;
  /** BT-5: ISO 4217 */
  readonly currency?: string;
  /** BT-6 */
  readonly taxCurrency?: string;
  /** BT-7 */
  readonly taxPointDate?: string;
  /** BT-8: 3, 35 or 432 of UNTDID 2005 */
  readonly taxPointCode?: string;
  /** BT-9 */
  readonly dueDate?: string;
  /** BT-10, in Germany's public sector the Leitweg-ID */
  readonly buyerReference?: string;
  /** BT-11 */
  readonly project?: string;
  /** BT-12 */
  readonly contract?: string;
  /** BT-13 */
  readonly order?: string;
  /** BT-14 */
  readonly salesOrder?: string;
  /** BT-15 */
  readonly receivingAdvice?: string;
  /** BT-16 */
  readonly despatchAdvice?: string;
  /** BT-17 */
  readonly tender?: string;
  /** BT-18 */
  readonly object?: Identifier;
  /** BT-19 */
  readonly accounting?: string;
  /** BT-20 */
  readonly paymentTerms?: string;
  /** BG-1: BT-21 (UNTDID 4451) and BT-22 */
  readonly notes: readonly { readonly subject?: string; readonly text: string }[];
  /** BT-23 */
  readonly process?: string;
  /** BT-24 */
  readonly specification?: string;
  /** BG-3: BT-25, BT-26 */
  readonly preceding: readonly { readonly number?: string; readonly date?: string }[];
  readonly seller: TradeParty;
  readonly buyer: TradeParty;
  readonly payee?: Payee;
  readonly representative?: TaxRepresentative;
  readonly delivery?: Delivery;
  readonly period?: Period;
  /** BT-83 */
  readonly remittance?: string;
  readonly payments: readonly PaymentInstruction[];
  readonly debit?: DirectDebit;
  readonly allowances: readonly AllowanceCharge[];
  readonly charges: readonly AllowanceCharge[];
  readonly totals: DocumentTotals;
  readonly vat: readonly VatBreakdown[];
  readonly attachments: readonly SupportingDocument[];
  readonly lines: readonly InvoiceLine[];
}
