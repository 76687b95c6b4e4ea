/** Exchange rates that the office keeps, and the one that a document of a day is offered (MO3, MO4). */
import { addDays } from './day.ts';
import { Decimal } from './decimal.ts';
import { parseRate } from './exchange-rate.ts';
import type { CurrencyCode, Day, DecimalString } from './money.ts';

/** One unit of `from` is `rate` units of `to`, on a day, as its source says. */
export interface KeptPairRate {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly day: Day;
  readonly rate: DecimalString;
  readonly source: string;
}

export interface RateProposal {
  readonly rate: DecimalString;
  /** Day of the rate: never later than the day that it was asked for. */
  readonly date: Day;
  readonly source: string;
}

/** The newest rate of a pair within some days up to a day, as it was kept: not turned round. */
export type NewestRate = (
  from: CurrencyCode,
  to: CurrencyCode,
  since: Day,
  until: Day,
) => KeptPairRate | null;

/** A rate older than this is not offered: nobody publishes at longer intervals than a month. */
export const RATE_AGE_DAYS = 31;

const DIGITS = 16;
/** Most decimals that a rate can have on a document. */
const DECIMALS = 20;

const written = (rate: Decimal): DecimalString =>
  rate.toSignificantDigits(DIGITS).toDecimalPlaces(DECIMALS).toFixed();

/**
 * The rate for a document of a day: the newest that is kept of the pair or of the way back (turned round, to sixteen
 * digits), else by way of a third currency whose two rates are of one day and one source. Of one day a rate that was
 * kept goes before one that was turned round, and that before one by a third currency.
 * @param others currencies that a rate may go by way of.
 */
export function proposeRate(
  asked: { readonly from: CurrencyCode; readonly to: CurrencyCode; readonly day: Day },
  newest: NewestRate,
  others: readonly CurrencyCode[],
): RateProposal | null {
  const { from, to, day } = asked;
  if (from === to) return null;
  const since = addDays(day, -RATE_AGE_DAYS);
  const pair = (a: CurrencyCode, b: CurrencyCode): RateProposal | null => {
    const kept = newest(a, b, since, day);
    const back = newest(b, a, since, day);
    if (kept && (!back || kept.day >= back.day))
      return { rate: kept.rate, date: kept.day, source: kept.source };
    if (!back) return null;
    const turned = written(new Decimal(1).dividedBy(back.rate));
    return parseRate(turned).ok ? { rate: turned, date: back.day, source: back.source } : null;
  };
  const direct = pair(from, to);
  let best = direct;
  for (const other of [...others].sort()) {
    if (other === from || other === to) continue;
    const [there, on] = [pair(from, other), pair(other, to)];
    if (!there || !on || there.date !== on.date || there.source !== on.source) continue;
    const rate = written(new Decimal(there.rate).times(on.rate));
    if (parseRate(rate).ok && (best === null || there.date > best.date))
      best = { rate, date: there.date, source: `${there.source} (${other})`.slice(0, 80) };
  }
  return best;
}
