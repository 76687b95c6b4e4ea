/** What a country's law asks of sellers there about e-invoices and about telling its tax authority: data with date and source. */
import type { CurrencyCode, Day } from './money.ts';

/**
 * `receive`: e-invoices of others must be taken in. `send`: what is sold to businesses of the country goes as an e-invoice.
 * `public`: what is sold to public buyers does. `report`: every invoice is told to the authority, which need not answer.
 * `register`: the authority gives the invoice a number, which a person can enter.
 */
export type InvoiceDutyKind = 'receive' | 'send' | 'public' | 'report' | 'register';

export interface InvoiceDuty {
  readonly kind: InvoiceDutyKind;
  /** First day on which it binds. */
  readonly since: Day;
  /** The network, portal or format, as people there call it. */
  readonly system: string;
  readonly source: string;
  /** Binds sellers alone whose turnover of a year is above, in whole units. */
  readonly turnoverAbove?: { readonly amount: number; readonly currency: CurrencyCode };
  /** Binds documents alone whose total without tax is as much, in minor units. */
  readonly documentFrom?: { readonly amount: number; readonly currency: CurrencyCode };
  /** A government has said so; no law does yet. */
  readonly announced?: true;
}

/** Whether it binds anyone on the day. */
export const isInForce = ({ since, announced }: InvoiceDuty, day: Day): boolean =>
  since <= day && announced !== true;
