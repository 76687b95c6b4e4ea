/** Channels of prices: exchange rates, price lists, fees. */
import { MOST_RATES } from '../domain/rates-csv.ts';
import { zExchangeRate } from '../events/documents.ts';
import { zCurrency, zDay, zId, zLine } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command } from './channel.ts';

const zPair = z.object({ from: zCurrency, to: zCurrency });

/** One unit of `from` is `rate` units of `to`. */
const zPairRate = zPair.extend({ day: zDay, rate: zExchangeRate, source: z.string() });

export const priceChannels = {
  /** Each pair of currencies with its newest rate, and of how many days rates are kept. */
  'rates.pairs': booksQuery(z.object({}), z.array(zPairRate.extend({ count: z.number().int() }))),
  /** The rates of a pair, newest first. */
  'rates.list': booksQuery(zPair, z.array(zPairRate)),
  /** The rate that a document of that day is offered, with the day that it is of; `null` when none is known (MO4). */
  'rates.propose': booksQuery(
    zPair.extend({ day: zDay }),
    z.object({ rate: zExchangeRate, date: zDay, source: z.string() }).nullable(),
  ),
  /** Keeps rates, all of them or none; `rate: null` takes one out. `saved`: how many were new or other than before. */
  'rates.save': command(
    z.object({
      commandId: zId,
      rates: z
        .array(zPair.extend({ day: zDay, rate: zExchangeRate.nullable(), source: zLine(80) }))
        .min(1)
        .max(MOST_RATES),
    }),
    z.object({ saved: z.number().int() }),
  ),
} as const;
