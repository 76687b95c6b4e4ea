/** Aging of what is owed (AG1, AG3, AG4). Ages are calendar days; amounts minor units of the row's currency. */
import { dayNumber } from './day.ts';
import { type CurrencyCode, type Day, type Minor, minor } from './money.ts';

/** Upper ends of the buckets after the first: 1–30, 31–60, 61–90, over 90. */
export const DEFAULT_WIDTHS: readonly number[] = [30, 60, 90];

export type AgingBy = 'due' | 'issue';

export interface AgingItem {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly issueDate: Day;
  readonly dueDate: Day;
  readonly outstanding: Minor;
}

export interface AgingCredit {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly unapplied: Minor;
}

export interface AgingRow {
  readonly customer: string;
  readonly currency: CurrencyCode;
  /** By due date: current, then one for each width, then older. By issue date there is no "current". */
  readonly buckets: readonly Minor[];
  /** Unapplied credit, in a column of its own and positive (AG3). */
  readonly unapplied: Minor;
  /** Σ buckets − unapplied. */
  readonly balance: Minor;
}

/** Days since the due date: 0 on the day itself, negative before (AG1). */
export function ageOf(asOf: Day, dueDate: Day): number {
  return dayNumber(asOf) - dayNumber(dueDate);
}

/** Index of the bucket by due date: 0 is current (due today or later), the last is older than every width. */
export function bucketOf(age: number, widths: readonly number[] = DEFAULT_WIDTHS): number {
  return age <= 0 ? 0 : 1 + bucketByIssue(age, widths);
}

/** Index of the bucket by issue date: 0 is 0–30 days, the last is older than every width. */
export function bucketByIssue(age: number, widths: readonly number[] = DEFAULT_WIDTHS): number {
  let bucket = 0;
  while (bucket < widths.length && age > (widths[bucket] ?? 0)) bucket += 1;
  return bucket;
}

export interface AgingOptions {
  readonly by: AgingBy;
  readonly widths?: readonly number[];
}

interface OpenRow {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly buckets: number[];
  unapplied: number;
}

/**
 * A row for each customer and currency with something open or only credit, in the order in which they first appear.
 * One pass; days repeat, so each is counted once: 30,000 open items take a few milliseconds.
 * @throws RangeError when a sum leaves the safe integers.
 */
export function ageReport(
  openItems: Iterable<AgingItem>,
  credits: Iterable<AgingCredit>,
  asOf: Day,
  { by, widths = DEFAULT_WIDTHS }: AgingOptions,
): AgingRow[] {
  const rows = new Rows(by === 'due' ? widths.length + 2 : widths.length + 1);
  const today = dayNumber(asOf);
  const bucketOfDay = new Map<Day, number>();
  for (const item of openItems) {
    const day = by === 'due' ? item.dueDate : item.issueDate;
    let bucket = bucketOfDay.get(day);
    if (bucket === undefined) {
      const age = today - dayNumber(day);
      bucket = by === 'due' ? bucketOf(age, widths) : bucketByIssue(age, widths);
      bucketOfDay.set(day, bucket);
    }
    const { buckets } = rows.of(item.customer, item.currency);
    buckets[bucket] = (buckets[bucket] ?? 0) + item.outstanding;
  }
  for (const credit of credits) rows.of(credit.customer, credit.currency).unapplied += credit.unapplied;
  return rows.closed();
}

class Rows {
  private readonly width: number;
  private readonly byCustomer = new Map<string, OpenRow[]>();
  private readonly all: OpenRow[] = [];

  constructor(width: number) {
    this.width = width;
  }

  of(customer: string, currency: CurrencyCode): OpenRow {
    let rows = this.byCustomer.get(customer);
    if (!rows) {
      rows = [];
      this.byCustomer.set(customer, rows);
    }
    for (const row of rows) if (row.currency === currency) return row;
    const row: OpenRow = { customer, currency, buckets: new Array<number>(this.width).fill(0), unapplied: 0 };
    rows.push(row);
    this.all.push(row);
    return row;
  }

  closed(): AgingRow[] {
    return this.all.map(({ customer, currency, buckets, unapplied }) => {
      const balance = minor(buckets.reduce((total, amount) => total + amount, 0) - unapplied);
      return { customer, currency, buckets: buckets.map(minor), unapplied: minor(unapplied), balance };
    });
  }
}

export interface AgingSums {
  readonly currency: CurrencyCode;
  readonly buckets: readonly Minor[];
  readonly unapplied: Minor;
  readonly balance: Minor;
  readonly customers: number;
}

/** Sums of a report, one for each currency in alphabetical order: currencies are never added (MO3). */
export function agingSums(rows: readonly AgingRow[]): AgingSums[] {
  const byCurrency = new Map<CurrencyCode, AgingRow[]>();
  for (const row of rows) {
    const known = byCurrency.get(row.currency);
    if (known) known.push(row);
    else byCurrency.set(row.currency, [row]);
  }
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, own]) => ({
      currency,
      buckets: (own[0]?.buckets ?? []).map((_, index) =>
        minor(own.reduce((total, row) => total + (row.buckets[index] ?? 0), 0)),
      ),
      unapplied: minor(own.reduce((total, row) => total + row.unapplied, 0)),
      balance: minor(own.reduce((total, row) => total + row.balance, 0)),
      customers: new Set(own.map((row) => row.customer)).size,
    }));
}

/**
 * AG4: Σ buckets − unapplied credit is the receivable balance, for each currency. `balances` are kept apart from the
 * report: total invoiced − settled − unapplied. Answers the currencies in which the two differ.
 */
export function tieOut(
  rows: readonly AgingRow[],
  balances: ReadonlyMap<CurrencyCode, Minor>,
): CurrencyCode[] {
  const aged = new Map(agingSums(rows).map((sums) => [sums.currency, sums.balance]));
  const currencies = [...new Set([...aged.keys(), ...balances.keys()])].sort();
  return currencies.filter((currency) => (aged.get(currency) ?? 0) !== (balances.get(currency) ?? 0));
}
