/** What coins there are: the step to which an amount paid in cash is rounded (TX8), by country and currency. */
import { Decimal, round } from './decimal.ts';
import type { CashRounding } from './document.ts';
import { type CurrencyCode, type Minor, minor } from './money.ts';

/**
 * Steps in minor units. Sources: the central banks' and finance ministries' notices on the withdrawal of small coins; in
 * the euro area the 1 and 2 cent coins are rounded away by law or custom in these countries only.
 */
const STEPS: Readonly<Record<string, number>> = {
  'AU AUD': 5,
  'BE EUR': 5,
  'CA CAD': 5,
  'CH CHF': 5,
  'CZ CZK': 100,
  'DK DKK': 50,
  'EE EUR': 5,
  'FI EUR': 5,
  'HU HUF': 500,
  'IE EUR': 5,
  'IL ILS': 10,
  'IT EUR': 5,
  'LI CHF': 5,
  'LT EUR': 5,
  'MY MYR': 5,
  'NL EUR': 5,
  'NO NOK': 100,
  'NZ NZD': 10,
  'SE SEK': 100,
  'SG SGD': 5,
  'SK EUR': 5,
  'ZA ZAR': 10,
};

/** How cash is rounded where the seller is; `null` where there is a coin for every minor unit, or nobody knows. */
export function cashRoundingOf(country: string, currency: CurrencyCode): CashRounding | null {
  const step = STEPS[`${country} ${currency}`];
  return step === undefined ? null : { step, mode: 'half-up' };
}

/** The amount that is handed over, in the same minor units; what it differs by is a deduction of either sign (AL9). */
export function roundCash(amount: Minor, { step, mode }: CashRounding): Minor {
  return minor(round(new Decimal(amount), mode, step).toNumber());
}
