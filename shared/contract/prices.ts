/** Channels of prices: exchange rates, price lists, fees. */
import { zExchangeRate } from '../events/documents.ts';
import { feeFields, priceListFields, zPriceBreak, zRateChanges } from '../events/prices.ts';
import { zCurrency, zDay, zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, EVERYBODY, MANAGEMENT } from './channel.ts';
import { recordOf, saveOf } from './record-channels.ts';

const zPair = z.object({ from: zCurrency, to: zCurrency });

/** One unit of `from` is `rate` units of `to`. */
const zPairRate = zPair.extend({ day: zDay, rate: zExchangeRate, source: z.string() });

const zPrices = z.record(zId, z.array(zPriceBreak).readonly());

const zListHead = z.object({ ...priceListFields.omit({ prices: true }).shape });

const zListRow = z.object({
  id: zId,
  revision: z.string(),
  fields: zListHead,
  /** Of how many items it has prices. */
  items: z.number().int(),
});

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
    z.object({ commandId: zId, rates: zRateChanges }),
    z.object({ saved: z.number().int() }),
  ),

  /** Price lists by name, archived ones last. */
  'priceLists.list': booksQuery(z.object({}), z.array(zListRow)),
  'priceLists.get': booksQuery(
    z.object({ id: zId }),
    z.object({ id: zId, revision: z.string(), fields: zListHead.extend({ prices: zPrices }) }),
  ),
  /** The lists that count for a customer in a currency on a day of issue, in their precedence. */
  'priceLists.for': booksQuery(
    z.object({ customer: zId.nullable(), group: z.string().max(40), currency: zCurrency, day: zDay }),
    z.array(
      z.object({
        id: zId,
        name: z.string(),
        from: zDay.nullable(),
        rank: z.enum(['customer', 'group', 'everybody']),
        prices: zPrices,
      }),
    ),
  ),
  /** `prices` holds the items that change; an item that is `null` is taken out. */
  'priceLists.save': { ...saveOf(priceListFields), roles: MANAGEMENT },
  /** Asks for a place with the system's own dialog and writes the list there as CSV. */
  'priceLists.export': command(
    z.object({ commandId: zId, id: zId }),
    z.object({ saved: z.boolean() }),
    EVERYBODY,
  ),

  'fees.list': booksQuery(z.object({}), z.array(recordOf(feeFields))),
  'fees.save': { ...saveOf(feeFields), roles: MANAGEMENT },
} as const;
