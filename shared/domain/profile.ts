/** The shape of a country profile: data with date and source, chosen at first run and changeable. */
import type { DateOrder } from './day-input.ts';
import type { RoundingPolicy, TaxCategory } from './document.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { InvoiceDuty } from './invoice-duty.ts';
import type { BackDatingRule } from './issue-day.ts';
import type { CurrencyCode, Day, DecimalString } from './money.ts';
import type { PaymentMethodKind } from './payment-methods.ts';
import type { TaxRecordPart } from './tax-record.ts';
import type { DiscountTax, TermsRecord } from './terms.ts';

export type ProfileCode = 'US' | 'GB' | 'DE' | 'IN';

/** English words that differ between the countries; other languages translate the screen as a whole. */
export interface ProfileWords {
  readonly cheque: string;
  readonly creditNote: string;
  readonly aging: string;
  readonly tax: string;
  readonly taxId: string;
  readonly postcode: string;
  readonly region: string;
}

/** A tax that a new company of this profile begins with; fields as the tax record has them. */
export interface TaxPreset {
  readonly key: string;
  readonly name: string;
  readonly category: TaxCategory;
  /** `several`: each part is a tax of its own; `group`: one tax for rounding, shared out over its parts (TX3). */
  readonly mode: 'single' | 'several' | 'group';
  readonly parts: readonly TaxRecordPart[];
  /** Why there is no tax, where the category requires a reason (TX7). */
  readonly reason: string;
  /** First day of the rate's validity, `null` where it does not matter any more (TX11). */
  readonly validFrom: Day | null;
  readonly validUntil: Day | null;
  readonly jurisdiction?: string;
  /** Key of the tax that takes its place in another state. */
  readonly elsewhere?: string;
  /** India: of exports and supplies to special economic zones on which integrated tax is paid. */
  readonly zeroRated?: boolean;
}

export interface TermsPreset extends Omit<TermsRecord, 'instalments'> {
  readonly key: string;
}

export interface MethodPreset {
  readonly key: string;
  readonly name: string;
  readonly kind: PaymentMethodKind;
}

interface LegalText {
  readonly en: string;
  readonly de: string;
}

/** Texts that the law wants on a document that carries a tax of this category, by where it goes and by language. */
export type LegalTexts = Partial<
  Readonly<
    Record<
      TaxCategory,
      {
        /** At home, and wherever nothing else is said. */
        readonly home?: LegalText;
        /** From one member state of the Union to another. */
        readonly union?: LegalText;
        /** Beyond. */
        readonly abroad?: LegalText;
      }
    >
  >
>;

/** Percentage points above the central bank's base rate, a year. */
type PointsAboveBase = DecimalString | null;

/** What an office of the country usually does, and by law may do, once an invoice is overdue (LC1, DU1); nothing of it by itself. */
export interface AfterDue {
  /** Days after the due date on which each level of reminder is usual. */
  readonly reminderDays: readonly number[];
  /** Interest that the law gives a seller without an agreement; `null` where it gives none. */
  readonly interest: {
    readonly base: string;
    readonly business: PointsAboveBase;
    readonly consumer: PointsAboveBase;
    readonly source: string;
  } | null;
  /**
   * Fixed compensation that businesses owe for each overdue invoice, by its total from `from` on; minor units of the
   * profile's currency.
   */
  readonly compensation: readonly { readonly from: number; readonly amount: number }[];
}

export interface CountryProfile {
  readonly code: ProfileCode;
  readonly name: string;
  /** Day on which the data was last looked through. */
  readonly asOf: Day;
  readonly sources: readonly string[];
  /** Shown beside the choice: the profile is an engineer's reading. */
  readonly notice: string;
  readonly language: 'en' | 'de';
  readonly currency: CurrencyCode;
  readonly paper: 'A4' | 'Letter';
  readonly dateOrder: DateOrder;
  readonly words: ProfileWords;
  readonly taxes: readonly TaxPreset[];
  readonly defaultTax: string;
  readonly pricesIncludeTax: boolean;
  readonly rounding: RoundingPolicy;
  readonly terms: readonly TermsPreset[];
  readonly defaultTerms: string;
  readonly methods: readonly MethodPreset[];
  /** Proposed prefix and width; `yearly`: the counter begins again each (fiscal) year (NU2, NU4). */
  readonly series: { readonly prefix: string; readonly width: number; readonly yearly: boolean };
  /** Letters that numbers of other kinds begin with, where the English ones would be strange (NU4). */
  readonly kindPrefixes?: Partial<Readonly<Record<DocumentKind, string>>>;
  /** DO1: until when an issued document can be voided instead of cancelled. */
  readonly voidRule: 'until-released' | 'until-period-closes';
  /** NU5: what happens to an issue date before today. */
  readonly backDating: BackDatingRule;
  /**
   * DO5: hours after an authority registered a document in which it takes the registration back; later, and where `null`, a
   * credit note takes the document back.
   */
  readonly clearanceCancelHours: number | null;
  /** What the law asks about e-invoices and reports, in force or to come. */
  readonly invoiceDuties: readonly InvoiceDuty[];
  /** EP1: whether a granted early discount lowers the tax. */
  readonly earlyDiscountTax: DiscountTax;
  readonly legalTexts: LegalTexts;
  /** India: the endorsement of exports and supplies to special economic zones on which tax is paid. */
  readonly zeroRatedText?: { readonly en: string; readonly de: string };
  /** Payment codes that payers of the country expect on a bill; others are printed where the office asks for them. */
  readonly customarySlips: readonly ('epc' | 'upi')[];
  /** First month of the fiscal year, 1–12 (PC5). */
  readonly fiscalYearStart: number;
  /** Largest rest, in minor units of `currency`, that may be written off while posting (AL8). */
  readonly writeOffTolerance: number;
  /** Largest total with tax, in minor units of `currency`, without the buyer's address (DO2); `null`: no such rule. */
  readonly simplifiedInvoiceLimit: number | null;
  readonly afterDue: AfterDue;
  /** How long issued documents are kept at least, counted from the end of their calendar or fiscal year (AU4). */
  readonly retention: { readonly years: number; readonly source: string };
}

export const ADVISER_NOTICE =
  'An engineer’s reading of the law, not advice. A tax adviser must confirm it before you rely on it.';

/** A tax with one rate. */
export function singleTax(
  key: string,
  name: string,
  category: TaxCategory,
  rate: DecimalString,
  more: { readonly reason?: string; readonly validFrom?: Day } = {},
): TaxPreset {
  const { reason = '', validFrom = null } = more;
  return {
    key,
    name,
    category,
    mode: 'single',
    parts: [{ key, name, rate }],
    reason,
    validFrom,
    validUntil: null,
  };
}

/** The tax with the rates that held from these days on; `rate` of its part holds before the first. */
export function withHistory(tax: TaxPreset, changes: Readonly<Record<Day, DecimalString>>): TaxPreset {
  const later = Object.entries(changes).map(([from, rate]) => ({ from, rate }));
  return { ...tax, parts: tax.parts.map((part) => ({ ...part, changes: later })) };
}

const NO_TERMS = { days: 0, months: 0, day: 1, discountPercent: null, discountDays: 0 } as const;

export function netDays(key: string, name: string, days: number): TermsPreset {
  return { ...NO_TERMS, key, name, kind: 'days', days };
}

export function endOfMonthTerms(key: string, name: string, months: number): TermsPreset {
  return { ...NO_TERMS, key, name, kind: 'end-of-month', months };
}

export function withDiscount(
  terms: TermsPreset,
  discountPercent: DecimalString,
  discountDays: number,
): TermsPreset {
  return { ...terms, discountPercent, discountDays };
}
