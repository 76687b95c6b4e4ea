/** From what is typed in a draft to what `computeTotals` takes: tax records resolved to the taxes that stand on a line. */
import { cashRoundingOf } from './cash-rounding.ts';
import { fromMinor } from './currency.ts';
import type { Adjustment, AppliedTax, RoundingPolicy, TotalsInput } from './document.ts';
import { type CurrencyCode, type Day, type DecimalString, type Minor, minor } from './money.ts';
import { withoutVat } from './small-business.ts';
import { appliedTaxes, type Certificate, certificateFor, type TaxRecord, taxForPlace } from './tax-record.ts';
import { asInTerritory } from './union-territory.ts';

export interface TypedAdjustment {
  readonly kind: 'allowance' | 'charge';
  readonly percent: DecimalString | null;
  readonly amount: DecimalString | null;
  readonly reason: string;
  readonly tax: string | null;
  readonly fee?: string;
}

export interface TypedLine {
  readonly quantity: DecimalString;
  readonly unitPrice: DecimalString;
  readonly baseQuantity?: DecimalString;
  readonly adjustments: readonly TypedAdjustment[];
  readonly tax: string | null;
  readonly supplyFrom?: Day | null;
  readonly supplyTo?: Day | null;
}

/** The part of a draft that totals depend on. */
export interface TypedDocument {
  readonly currency: CurrencyCode;
  readonly issueDate: Day | null;
  readonly supplyDate: Day | null;
  readonly pricesIncludeTax: boolean;
  readonly cash?: boolean;
  readonly exchange?: { readonly rate: DecimalString } | null;
  readonly lines: readonly TypedLine[];
  readonly adjustments: readonly TypedAdjustment[];
  /** Ids of deposit invoices that it deducts (AL3). */
  readonly deposits?: readonly string[];
}

/** What the taxes of a draft depend on besides the draft. */
export interface SupplyFacts {
  /** Stands for the day of supply where none is typed and the draft has no day of issue either. */
  readonly today: Day;
  /** The customer's (TX10). */
  readonly certificates: readonly Certificate[];
  /** Of the company's books: tax is told in it where the draft has an exchange rate (BT-111). */
  readonly currency: CurrencyCode;
  /** Of the seller: its coins are what cash is rounded to (TX8). */
  readonly country: string;
  /** The customer wants e-invoices: the document is held to EN 16931 where it can be (TX6, TX7). */
  readonly isStandard?: boolean;
  /** The supply goes to another region of the country: taxes give way to those that stand for them there (TX10). */
  readonly isElsewhere?: boolean;
  /** The seller charges no tax as a small business of Germany. */
  readonly isSmallBusiness?: boolean;
  /** The seller is in a union territory of India that has UTGST in the place of SGST. */
  readonly isInTerritory?: boolean;
  /** What stands of deposit invoices in the draft's currency, by id: it counts as paid already (BT-113). */
  readonly deposits?: ReadonlyMap<string, Minor>;
}

/** The day that chooses a line's rates (TX11): its own last day of supply, else the document's, else that of issue. */
export function supplyDay(
  line: Pick<TypedLine, 'supplyFrom' | 'supplyTo'>,
  draft: Pick<TypedDocument, 'issueDate' | 'supplyDate'>,
  today: Day,
): Day {
  return line.supplyTo ?? line.supplyFrom ?? draft.supplyDate ?? draft.issueDate ?? today;
}

/** The quantity that the line's price is for, where it is not for one (TX1). */
export const baseOf = ({ baseQuantity }: Pick<TypedLine, 'baseQuantity'>) =>
  baseQuantity === undefined || baseQuantity === '1' ? {} : { baseQuantity };

function resolveAdjustment(typed: TypedAdjustment): Adjustment {
  return {
    kind: typed.kind,
    ...(typed.percent === null ? {} : { percent: typed.percent }),
    ...(typed.amount === null ? {} : { amount: typed.amount }),
    ...(typed.reason === '' ? {} : { reason: typed.reason }),
    ...(typed.fee === undefined ? {} : { fee: typed.fee }),
  };
}

/** The tax as this seller charges it. */
function asSeller(tax: TaxRecord, facts: SupplyFacts): TaxRecord {
  if (facts.isSmallBusiness) return withoutVat(tax);
  return facts.isInTerritory ? asInTerritory(tax) : tax;
}

/**
 * The draft as input of `computeTotals`. Lines without a tax, and whatever has one that is not in `taxes`, carry none:
 * the checks before issue name them (DO2). A discount or charge of the document without a tax of its own is spread over
 * the lines' taxes. Rates are those of the day of supply (TX11); a certificate in force makes a taxed line exempt (TX10).
 */
export function resolveDraft(
  draft: TypedDocument,
  taxes: ReadonlyMap<string, TaxRecord>,
  rounding: RoundingPolicy,
  facts: SupplyFacts,
): TotalsInput {
  const resolved = new Map<string, AppliedTax[]>();
  const taxesOf = (typed: string | null, day: Day): AppliedTax[] => {
    const id = facts.isElsewhere === undefined ? typed : taxForPlace(typed, facts.isElsewhere, taxes);
    if (id === null) return [];
    const before = resolved.get(id + day);
    if (before) return before;
    const known = taxes.get(id);
    const tax = known && asSeller(known, facts);
    const applied = tax ? appliedTaxes(id, tax, day, certificateFor(facts.certificates, tax, day)) : [];
    resolved.set(id + day, applied);
    return applied;
  };
  const cash = draft.cash ? cashRoundingOf(facts.country, draft.currency) : null;
  const foreign = draft.exchange && draft.currency !== facts.currency ? draft.exchange : null;
  const prepaid = (draft.deposits ?? []).reduce((sum, id) => sum + (facts.deposits?.get(id) ?? 0), 0);
  return {
    ...(prepaid === 0 ? {} : { prepaid: fromMinor(minor(prepaid), draft.currency) }),
    ...(facts.isStandard ? { standard: 'en16931' as const } : {}),
    ...(cash ? { cash } : {}),
    ...(foreign ? { accounting: { currency: facts.currency, rate: foreign.rate } } : {}),
    currency: draft.currency,
    pricesIncludeTax: draft.pricesIncludeTax,
    rounding,
    lines: draft.lines.map((line) => ({
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      ...baseOf(line),
      adjustments: line.adjustments.map(resolveAdjustment),
      taxes: taxesOf(line.tax, supplyDay(line, draft, facts.today)),
    })),
    adjustments: draft.adjustments.map((typed) => ({
      ...resolveAdjustment(typed),
      ...(typed.tax === null ? {} : { taxes: taxesOf(typed.tax, supplyDay({}, draft, facts.today)) }),
    })),
  };
}
