/** The shapes of a billing document: what is typed, what is computed, what is issued (rules TX, DO). */
import type { DocumentKind } from './document-kinds.ts';
import type { EInvoiceRequest } from './einvoice-request.ts';
import type { IssuedTerms } from './issued-terms.ts';
import type { CurrencyCode, Day, DecimalString, Minor } from './money.ts';
import type { PaperDesign } from './paper-design.ts';

/** UNTDID 5305 duty or tax category letters that EN 16931 and Peppol know (TX7). */
export type TaxCategory = (typeof TAX_CATEGORIES)[number];
export const TAX_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const;

/**
 * How a tax is computed (TX7): a percentage; a fixed amount for each unit or once for the document; or a percentage
 * that the buyer keeps back and pays to the authority. All but `percent` stay outside EN 16931 documents.
 */
export type TaxKind = (typeof TAX_KINDS)[number];
export const TAX_KINDS = ['percent', 'per-unit', 'per-document', 'withholding'] as const;

/** A share of a tax group: a jurisdiction with its own rate (TX3). */
export interface TaxPart {
  readonly name: string;
  readonly rate: DecimalString;
  /** Under which the tax report counts it (TX10); the part's name unless given. */
  readonly jurisdiction?: string;
}

/**
 * One tax as it stands on a line. `key` is its identity for TX3: two taxes with the same rate but different keys
 * are never merged. `parts` makes it a tax group: one tax for rounding, its shares split afterwards. The taxes of a
 * line are computed in their order: each on the net, and on those before it that have `raisesBase`.
 */
export interface AppliedTax {
  readonly key: string;
  readonly name: string;
  /** Outside EN 16931 documents any letter is taken, as documents of others carry them. */
  readonly category: TaxCategory;
  /** Percent, for example `19` or `8.25`, or below zero; `0` for fixed taxes; of a tax group its parts count. */
  readonly rate: DecimalString;
  readonly reason?: string;
  readonly parts?: readonly TaxPart[];
  /** `percent` unless given. */
  readonly kind?: TaxKind;
  /** Major units per unit or per document, for fixed taxes. */
  readonly amount?: DecimalString;
  /** Tax on tax: stands in the base of the taxes after it. */
  readonly raisesBase?: boolean;
  /** Computed on the net alone, whatever raises the base before it. */
  readonly ignoresRaise?: boolean;
  /** The price includes this tax (TX6); as the document says, unless given. */
  readonly included?: boolean;
  /** Where it is due, for the tax report (TX10). */
  readonly jurisdiction?: string;
}

/**
 * An allowance (reduces) or charge (adds) of a line or of the document: either a percent of its base or an amount
 * in major units (decimal string). The base is the line's quantity × price, or the sum of line nets, unless given.
 * With both, the amount counts (BT-92, BT-136) and the percent only tells where it comes from.
 */
export interface Adjustment {
  readonly kind: 'allowance' | 'charge';
  /** 10 for ten percent. */
  readonly percent?: DecimalString;
  /** Major units; with prices including tax it includes tax too. */
  readonly amount?: DecimalString;
  /** Major units; only with a percent. */
  readonly base?: DecimalString;
  readonly reason?: string;
  /**
   * Only for adjustments of the document: `total` takes it of the total with tax, so that every tax changes by the same
   * share and the net by what is left. Not in EN 16931 documents.
   */
  readonly of?: 'lines' | 'total';
  /** Only for adjustments of the document: the taxes that the amount falls under; spread over the lines' own without it. */
  readonly taxes?: readonly AppliedTax[];
  /** Id of the fee whose rule put it there. */
  readonly fee?: string;
}

/** A line, typed in major units; quantity and price may be negative. */
export interface TotalsLine {
  readonly quantity: DecimalString;
  /** Net price after any discount of the price itself (BT-146); with prices including tax the price with tax. */
  readonly unitPrice: DecimalString;
  /** The quantity that the unit price is for (BT-149); 1 unless given. */
  readonly baseQuantity?: DecimalString;
  readonly adjustments?: readonly Adjustment[];
  /** Inside EN 16931 exactly one; elsewhere any number, none for what is not taxed at all. */
  readonly taxes: readonly AppliedTax[];
}

export const ROUNDING_SCOPES = ['per-rate', 'per-line', 'per-document'] as const;
export const ROUNDING_MODES = ['half-up', 'half-even', 'down'] as const;

/** How computed amounts are rounded (TX5). `step` is in minor units: 1 for the cent, 5 for 0.05. */
export interface RoundingPolicy {
  readonly scope: (typeof ROUNDING_SCOPES)[number];
  readonly mode: (typeof ROUNDING_MODES)[number];
  readonly step: number;
}

/** Rounding of what is paid in coins (TX8): to a multiple of `step` minor units, ties as the mode says. */
export interface CashRounding {
  readonly step: number;
  readonly mode: RoundingPolicy['mode'];
}

/** How tax is told in the currency of the books (BT-111): one unit of the document's currency is `rate` of it (MO4). */
export interface AccountingRate {
  readonly currency: CurrencyCode;
  /** At least ten significant digits are kept. */
  readonly rate: DecimalString;
  /** Decimals of `currency`; those of ISO 4217 unless given. */
  readonly exponent?: number;
}

/**
 * Everything that `computeTotals` needs; a draft, an issued document and an imported one all have it. Numbers are decimal
 * strings in major units; what comes out are integers of minor units. A credit note is computed like an invoice (DO4).
 */
export interface TotalsInput {
  readonly currency: CurrencyCode;
  /** Decimals of its amounts, as the document carries them; those of ISO 4217 unless given. With 6 they are millionths. */
  readonly exponent?: number;
  /** Holds the document to EN 16931: what that cannot express is refused, and tax = taxable × rate (TX6, TX7). */
  readonly standard?: 'en16931';
  /** Unit prices and adjustments include tax (TX6). */
  readonly pricesIncludeTax?: boolean;
  /** Per rate, half up, to the minor unit, unless given: as EN 16931 has it. */
  readonly rounding?: RoundingPolicy;
  readonly lines: readonly TotalsLine[];
  readonly adjustments?: readonly Adjustment[];
  /** Already paid, in major units (BT-113). */
  readonly prepaid?: DecimalString;
  /** Rounding amount typed by the seller, in major units (BT-114). */
  readonly roundingAmount?: DecimalString;
  /** Only on a document marked "to pay in cash" (TX8). */
  readonly cash?: CashRounding;
  readonly accounting?: AccountingRate;
}

export interface LineTotals {
  /** Line net amount (BT-131); with prices including tax, the line's gross as typed. */
  readonly amount: Minor;
  /** Where the price includes tax: the net behind it. Those of one tax add up to its taxable amount (TX6). */
  readonly net?: Minor;
  readonly allowances: Minor;
  readonly charges: Minor;
}

/** One row of the tax table: taxable amount and tax per (tax, category, rate, reason) (TX3). */
export interface TaxSubtotal {
  readonly key: string;
  readonly name: string;
  readonly category: TaxCategory;
  readonly rate: DecimalString;
  readonly reason?: string;
  readonly taxable: Minor;
  readonly tax: Minor;
  readonly parts?: readonly (TaxPart & { readonly tax: Minor })[];
  /** Absent for a percentage. */
  readonly kind?: Exclude<TaxKind, 'percent'>;
  /** Of a fixed tax: major units per unit or per document. */
  readonly amount?: DecimalString;
  readonly jurisdiction?: string;
}

/** The tax total in the currency of the books (BT-111), in its minor units, and each row's share of it. */
export interface AccountingTax {
  readonly currency: CurrencyCode;
  readonly rate: DecimalString;
  readonly tax: Minor;
  /** In the order of `taxes`. */
  readonly rows: readonly Minor[];
}

/** All totals of a document, in minor units of its currency (TX1–TX6). */
export interface Totals {
  readonly lines: readonly LineTotals[];
  /**
   * Each document adjustment as it was computed, in the input's order, never negative for a positive base. Of one that
   * is taken of the total with tax, the part that falls on the lines.
   */
  readonly adjustments: readonly Minor[];
  /** BT-106 */
  readonly sumOfLines: Minor;
  /** BT-107 */
  readonly allowances: Minor;
  /** BT-108 */
  readonly charges: Minor;
  /** BT-109 */
  readonly withoutTax: Minor;
  readonly taxes: readonly TaxSubtotal[];
  /** BT-110 */
  readonly tax: Minor;
  /** BT-112 */
  readonly withTax: Minor;
  /** BT-113 */
  readonly prepaid: Minor;
  /** BT-114: as typed, what TX6 leaves inside EN 16931, and what cash is rounded by. */
  readonly rounding: Minor;
  /** BT-115, less what the buyer withholds. */
  readonly due: Minor;
  /** Taxes that the buyer keeps back and pays to the authority; absent where there are none. */
  readonly withholdings?: readonly TaxSubtotal[];
  readonly withheld?: Minor;
  /** BT-111; absent without a rate. */
  readonly accounting?: AccountingTax;
}

export interface Address {
  readonly lines: readonly string[];
  readonly city: string;
  readonly postcode: string;
  readonly region: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Seller or buyer as printed on an issued document (DO3). */
export interface Party {
  readonly name: string;
  readonly contact: string;
  readonly address: Address;
  readonly taxId: string;
  readonly registration: string;
  readonly email: string;
  readonly phone: string;
}

export interface DocumentLine extends TotalsLine {
  readonly id: string;
  readonly itemId: string | null;
  readonly description: string;
  readonly unit: string;
  /** Code of goods or services as the country's law wants it printed: HSN or SAC in India. */
  readonly commodityCode?: string;
  readonly adjustments: readonly Adjustment[];
  /** First (or only) and last day of supply, where they are not the document's (TX11, BT-134, BT-135). */
  readonly supplyFrom?: Day;
  readonly supplyTo?: Day;
  /** Where the price comes from: a list, the item (`list` is `null`), or typed (`null`). */
  readonly priceFrom?: {
    readonly list: string | null;
    readonly name: string;
    readonly from: Day | null;
    readonly least: DecimalString;
  } | null;
}

/** A code that a banking app reads, and the reference that the payer is to name. */
export interface PaymentSlip {
  readonly kind: 'epc' | 'swiss' | 'upi';
  /** What the code says; what is printed beside it is read from it. */
  readonly payload: string;
  readonly reference: string;
}

/** What a credit note takes back (DO4): from invoices, each with its share of the total, or for a period; and why. */
export interface Credits {
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string;
    readonly issueDate: Day;
    /** Share of the credit note's total that this invoice gets, in minor units of its currency. */
    readonly amount: Minor;
  }[];
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly reason: string;
}

/** Another document that one stands on, as it is printed. */
export interface NamedDocument {
  readonly id: string;
  readonly number: string;
  readonly issueDate: Day;
}

/** What a document is about: the offer that a deposit is asked for, the invoices that a debit note raises; and why. */
export interface About {
  readonly documents: readonly NamedDocument[];
  readonly reason: string;
}

/** A deposit invoice that an invoice deducts, with its tax, so that nothing is taxed twice (AL3). */
export interface DeductedDeposit extends NamedDocument {
  /** What was paid on it, with tax; minor units of the document's currency. */
  readonly amount: Minor;
  /** What of that was taxed, and the tax, per row of its tax table. */
  readonly taxes: readonly TaxSubtotal[];
}

/** The money that a receipt is given for. */
export interface ReceivedMoney {
  readonly id: string;
  readonly date: Day;
  readonly method: string;
  readonly reference: string;
  /** Only of a post-dated cheque: its own day, before which it pays nothing (AL1). */
  readonly postDated?: Day;
}

/** The money that was given back, and out of which credit (AL6). */
export interface GivenBack extends ReceivedMoney {
  readonly source: { readonly kind: 'payment' | 'creditNote'; readonly id: string };
}

/** What of an invoice a correction notice puts right, without new money (DO6); what is absent stays. */
export interface Corrected {
  readonly orderNumber?: string;
  readonly contact?: string;
  /** From the notice's day on the invoice ages by it. */
  readonly dueDate?: Day;
  /** Any other text. */
  readonly text?: string;
}

/** A document as it left the draft: it carries all that it shows and never changes (DO1, DO3). */
export interface IssuedDocument {
  readonly kind: DocumentKind;
  readonly number: string;
  /** Only on a credit note. */
  readonly credits?: Credits;
  /** Not on credit notes: those have `credits`. */
  readonly about?: About;
  /** Only on the invoice that ends an order, and on the credit note over all of it; `totals.prepaid` is their sum (BT-113). */
  readonly deposits?: readonly DeductedDeposit[];
  /** A delivery note may leave its prices to the invoice. */
  readonly hidesAmounts?: boolean;
  /** Only on a receipt. */
  readonly payment?: ReceivedMoney;
  /** Only on the confirmation of a refund. */
  readonly refund?: GivenBack;
  /** Only on a correction notice; the invoice is what it is about. */
  readonly corrects?: Corrected;
  readonly currency: CurrencyCode;
  readonly issueDate: Day;
  /** Of several instalments that of the first. */
  readonly dueDate: Day;
  readonly supplyDate: Day | null;
  /** First day of a period of supply that ends on `supplyDate` (BT-73, BT-74). */
  readonly supplyFrom?: Day;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly orderNumber: string;
  readonly seller: Party & {
    readonly website: string;
    readonly bankDetails: readonly string[];
    readonly logo: string | null;
  };
  readonly buyer: Party;
  readonly shipTo: Address | null;
  /** What the buyer wants to find on it (BT-10), where it was typed for this document. */
  readonly buyerReference?: string;
  /** Region whose tax is due, as the country's law wants it printed (TX10). */
  readonly placeOfSupply?: string;
  /** The amount due in words, where the profile prints it. */
  readonly amountInWords?: string;
  readonly pricesIncludeTax: boolean;
  readonly rounding: RoundingPolicy;
  /** Decimals of the currency when it was issued; documents of the first release have none. */
  readonly exponent?: number;
  /** Held to EN 16931 when it was computed. */
  readonly standard?: 'en16931';
  readonly cash?: CashRounding;
  /** One unit of the document's currency is `rate` units of the books' currency, with day and source (MO4). */
  readonly exchange?: {
    readonly currency: CurrencyCode;
    readonly rate: DecimalString;
    readonly date: Day;
    readonly source: string;
  };
  readonly lines: readonly DocumentLine[];
  readonly adjustments: readonly Adjustment[];
  readonly totals: Totals;
  readonly terms: IssuedTerms;
  readonly notes: string;
  readonly footer: string;
  readonly legalTexts: readonly string[];
  /** The words and formats of the paper: profile (US, GB, DE, IN) and language (en, de). */
  readonly profile: string;
  readonly language: string;
  readonly paper: 'A4' | 'Letter';
  /** Version of the template that renders it; the same version gives the same bytes for ever. */
  readonly template: string;
  readonly design?: PaperDesign;
  /** Only on documents that ask for money, where the office has slips. */
  readonly slip?: PaymentSlip;
  /** Where the customer wanted an e-invoice when it was issued. */
  readonly eInvoice?: EInvoiceRequest;
  /** An authority must register it before it counts (DO5): `irn`, the Invoice Registration Portal of India. */
  readonly clearance?: 'irn';
}
