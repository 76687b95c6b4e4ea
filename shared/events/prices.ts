/**
 * Records of prices: exchange rates by year, price lists, fees. What many people may change beside each other (a rate of
 * a day, the price of an item) is a field of its own, so that nobody's change takes another's with it (EV4).
 */
import type { Day } from '../domain/money.ts';
import { MOST_BREAKS } from '../domain/prices-csv.ts';
import { MOST_RATES } from '../domain/rates-csv.ts';
import { zExchangeRate } from './documents.ts';
import { zCurrency, zDay, zDecimal, zId, zLine } from './primitives.ts';
import { z } from './zod.ts';

/** A rate as it was typed or read from a file: one unit of `from` is `rate` units of `to` (MO4). */
export const zKeptRate = z.object({ rate: zExchangeRate, source: zLine(80) });

/** Rates that one commit keeps; `rate: null` takes the rate of that day out. */
export const zRateChanges = z
  .array(
    z.object({
      from: zCurrency,
      to: zCurrency,
      day: zDay,
      rate: zExchangeRate.nullable(),
      source: zLine(80),
    }),
  )
  .min(1)
  .max(MOST_RATES);

/** Rates of one pair of currencies in one calendar year; a day that is `null` was taken out. */
export const rateFields = z.object({
  from: zCurrency,
  to: zCurrency,
  days: z.record(zDay as unknown as z.ZodType<string, string>, zKeptRate.nullable()),
});

/** A price from a quantity on, in major units of the list's currency for one unit of the item. */
export const zPriceBreak = z.object({ least: zDecimal, price: zDecimal });

export const priceListFields = z.object({
  name: zLine(60).refine((name) => name !== '', 'required'),
  currency: zCurrency,
  /** First and last day of issue that it holds for; `null` for no bound. */
  from: zDay.nullable(),
  until: zDay.nullable(),
  /** Whom it is for: these customers, and customers of these groups; for everybody when both are empty. */
  customers: z.array(zId).max(500),
  groups: z.array(zLine(40)).max(50),
  archived: z.boolean(),
  /** By item; an item that is `null` was taken out. */
  prices: z.record(zId, z.array(zPriceBreak).min(1).max(MOST_BREAKS).nullable()),
});

/**
 * A fee that is added by itself: an amount, a share of the sum of lines, or what is missing to a least order value.
 * Amounts are major units of its currency.
 */
export const feeFields = z.object({
  name: zLine(60).refine((name) => name !== '', 'required'),
  kind: z.enum(['flat', 'percent', 'top-up']),
  currency: zCurrency,
  /** Of `flat` the fee, of `top-up` the least order value. */
  amount: zDecimal.nullable(),
  /** Of `percent`. */
  percent: zDecimal.nullable(),
  /** The least that a percent comes to. */
  least: zDecimal.nullable(),
  /** Only for orders whose sum of lines lies below this. */
  below: zDecimal.nullable(),
  /** Only for customers of these groups; for all when empty. */
  groups: z.array(zLine(40)).max(50),
  /** Only where the goods go to one of these countries; everywhere when empty. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'not-a-country')).max(50),
  /** `null`: as the lines, in proportion. */
  tax: zId.nullable(),
  archived: z.boolean(),
});

export type KeptRate = z.output<typeof zKeptRate>;
export interface RateFields {
  readonly from: string;
  readonly to: string;
  readonly days: Readonly<Record<Day, KeptRate>>;
}
export type PriceBreak = z.output<typeof zPriceBreak>;
export type PriceListFields = Omit<z.output<typeof priceListFields>, 'prices'> & {
  readonly prices: Readonly<Record<string, readonly PriceBreak[]>>;
};
export type FeeFields = z.output<typeof feeFields>;

/** Parts of a record whose entries merge each on its own, and how their fields are named there. */
const PARTS: Readonly<Record<string, readonly (readonly [part: string, prefix: string])[]>> = {
  rates: [['days', 'day/']],
  priceLists: [['prices', 'item/']],
  personal: [
    ['entries', 'entry/'],
    ['keys', 'key/'],
    ['erased', 'erased/'],
  ],
};

const partsOf = (table: string) => PARTS[table] ?? [];

/** The name of the part of a record that has one; nothing for other records. */
export const mergedPart = (table: string): string | undefined => partsOf(table)[0]?.[0];

/** The fields that a commit writes, each entry of a part one of its own. */
export function flatFields(
  table: string,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let flat = fields;
  for (const [part, prefix] of partsOf(table)) {
    if (flat[part] === undefined) continue;
    const { [part]: entries, ...rest } = flat;
    const own = Object.entries(entries as object).map(([key, value]) => [`${prefix}${key}`, value]);
    flat = { ...rest, ...Object.fromEntries(own) };
  }
  return flat;
}

/** One field of a record by its name under merge, as an event writes it. */
export function asWritten(table: string, name: string, value: unknown): Readonly<Record<string, unknown>> {
  const named = partsOf(table).find(([, prefix]) => name.startsWith(prefix));
  if (!named) return { [name]: value };
  const [part, prefix] = named;
  return { [part]: { [name.slice(prefix.length)]: value } };
}

/** The way back: values of a merged record with their entries in the parts again, those that were taken out left out. */
export function nestedFields(
  table: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parts = partsOf(table);
  if (parts.length === 0) return values;
  const nested: Record<string, unknown> = {};
  const entries = Object.fromEntries(parts.map(([part]) => [part, {} as Record<string, unknown>]));
  for (const [name, value] of Object.entries(values)) {
    const named = parts.find(([, prefix]) => name.startsWith(prefix));
    if (!named) nested[name] = value;
    else if (value !== null)
      (entries[named[0]] as Record<string, unknown>)[name.slice(named[1].length)] = value;
  }
  return { ...nested, ...entries };
}

/**
 * Id of the record that holds a pair's rates of a year: the same on every desktop, so that rates that two of them read
 * from the same file meet in one record.
 */
export function rateRecordId(from: string, to: string, day: Day): string {
  const letters = [...`${from}${to}`].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  return `0000${day.slice(0, 4)}-0000-8000-8000-${letters}`;
}
