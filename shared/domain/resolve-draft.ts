/** From what is typed in a draft to what `computeTotals` takes: tax records resolved to the taxes that stand on a line. */
import { Decimal } from 'decimal.js';
import type { Adjustment, AppliedTax, RoundingPolicy, TaxCategory, TotalsInput } from './document.ts';
import type { CurrencyCode, DecimalString } from './money.ts';

/** A tax as the company keeps it: one tax, several side by side, or a group that is rounded as one (TX3). */
export interface TaxRecord {
  readonly name: string;
  readonly category: TaxCategory;
  readonly mode: 'single' | 'several' | 'group';
  readonly parts: readonly { readonly key: string; readonly name: string; readonly rate: DecimalString }[];
  readonly reason: string;
}

export interface TypedAdjustment {
  readonly kind: 'allowance' | 'charge';
  readonly percent: DecimalString | null;
  readonly amount: DecimalString | null;
  readonly reason: string;
  readonly tax: string | null;
}

export interface TypedLine {
  readonly quantity: DecimalString;
  readonly unitPrice: DecimalString;
  readonly adjustments: readonly TypedAdjustment[];
  readonly tax: string | null;
}

/** The part of a draft that totals depend on. */
export interface TypedDocument {
  readonly currency: CurrencyCode;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly TypedLine[];
  readonly adjustments: readonly TypedAdjustment[];
}

/** The taxes that a tax record puts on a line, keyed so that only the same tax is ever merged (TX3). */
export function appliedTaxes(id: string, tax: TaxRecord): AppliedTax[] {
  const reason = tax.reason === '' ? {} : { reason: tax.reason };
  if (tax.mode === 'several') {
    return tax.parts.map((part) => ({
      key: `${id}:${part.key}`,
      name: part.name,
      category: tax.category,
      rate: part.rate,
      ...reason,
    }));
  }
  const rate = tax.parts.reduce((sum, part) => sum.plus(part.rate), new Decimal(0)).toFixed();
  const group = tax.mode === 'group' ? { parts: tax.parts.map(({ name, rate }) => ({ name, rate })) } : {};
  return [{ key: id, name: tax.name, category: tax.category, rate, ...reason, ...group }];
}

function resolveAdjustment(typed: TypedAdjustment): Adjustment {
  return {
    kind: typed.kind,
    ...(typed.percent === null ? {} : { percent: typed.percent }),
    ...(typed.amount === null ? {} : { amount: typed.amount }),
    ...(typed.reason === '' ? {} : { reason: typed.reason }),
  };
}

/**
 * The draft as input of `computeTotals`. Lines without a tax, and whatever has one that is not in `taxes`, carry none:
 * the checks before issue name them (DO2). A discount or charge of the document without a tax of its own is spread over
 * the lines' taxes.
 */
export function resolveDraft(
  draft: TypedDocument,
  taxes: ReadonlyMap<string, TaxRecord>,
  rounding: RoundingPolicy,
): TotalsInput {
  const resolved = new Map<string, AppliedTax[]>();
  const taxesOf = (id: string | null): AppliedTax[] => {
    if (id === null) return [];
    const known = resolved.get(id);
    if (known) return known;
    const tax = taxes.get(id);
    const applied = tax ? appliedTaxes(id, tax) : [];
    resolved.set(id, applied);
    return applied;
  };
  return {
    currency: draft.currency,
    pricesIncludeTax: draft.pricesIncludeTax,
    rounding,
    lines: draft.lines.map((line) => ({
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      adjustments: line.adjustments.map(resolveAdjustment),
      taxes: taxesOf(line.tax),
    })),
    adjustments: draft.adjustments.map((typed) => ({
      ...resolveAdjustment(typed),
      ...(typed.tax === null ? {} : { taxes: taxesOf(typed.tax) }),
    })),
  };
}
