/** Payment terms as an issued document carries them (DO3). */
import type { Day, DecimalString, Minor } from './money.ts';

/** A part of what is asked for that is due on a day of its own, in minor units of the document's currency. */
export interface Instalment {
  readonly due: Day;
  readonly amount: Minor;
}

/** Payment terms as printed, with the early discount resolved to a last day and an amount (EP1). */
export interface IssuedTerms {
  readonly name: string;
  readonly text: string;
  readonly discount: {
    readonly percent: DecimalString;
    readonly until: Day;
    readonly amount: Minor;
    /** Tax in the amount, where a granted discount lowers it; absent in documents that did not say. */
    readonly tax?: Minor;
    /** What it is a percent of, where that is not the total. */
    readonly base?: Minor;
    /** A part payment earns its share. */
    readonly part?: 'pro-rata';
  } | null;
  /** Two or more in the order of their days, which add up to what is due; absent where all of it is due on one day (AG3). */
  readonly instalments?: readonly Instalment[];
}
