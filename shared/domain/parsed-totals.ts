/** A `TotalsInput` after its typed values were read once: checked decimals in place of texts. */
import type { Decimal } from './decimal.ts';
import type { Adjustment, CashRounding, RoundingPolicy } from './document.ts';
import type { TaxRow } from './tax-row.ts';

export interface ParsedAdjustment {
  readonly kind: Adjustment['kind'];
  readonly percent: Decimal | null;
  readonly amount: Decimal | null;
  readonly base: Decimal | null;
  readonly ofTotal: boolean;
  /** `null`: spread over the lines' taxes. */
  readonly taxes: readonly TaxRow[] | null;
}

export interface ParsedLine {
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly baseQuantity: Decimal | null;
  readonly adjustments: readonly ParsedAdjustment[];
  readonly taxes: readonly TaxRow[];
}

export interface ParsedTotalsInput {
  readonly exponent: number;
  readonly isStandard: boolean;
  readonly rounding: RoundingPolicy;
  readonly lines: readonly ParsedLine[];
  readonly adjustments: readonly ParsedAdjustment[];
  readonly prepaid: Decimal;
  readonly roundingAmount: Decimal;
  readonly cash: CashRounding | null;
  readonly accounting: { readonly rate: Decimal; readonly exponent: number } | null;
}
