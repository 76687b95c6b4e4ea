/**
 * Aging tables and payments by instalments that others worked out (AG1, AL4, MO4), as facts in `data/receivables.json` and
 * `data/peers.json`. What is not read here is not built: late interest and fixed sums (LC1), DSO and CEI (KP1).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ageReport, bucketByIssue, bucketOf } from '../../shared/domain/aging.ts';
import { proposeAllocations } from '../../shared/domain/allocation.ts';
import { addDays } from '../../shared/domain/day.ts';
import { convert } from '../../shared/domain/exchange-rate.ts';
import { minor } from '../../shared/domain/money.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`./data/${name}.json`, import.meta.url)), 'utf8'));

type Buckets = Readonly<Record<string, number>>;
interface AgingCase {
  asOf?: string;
  opening?: Buckets;
  items?: [customer: string, amount: number, due: string, bucket: string][];
  totals?: Buckets;
  buckets?: Buckets | string;
  allowance?: number;
  customers?: Readonly<Record<string, Buckets>>;
  customerA?: { asOfDaysAgo: number[]; terms: number; amounts: number[] };
  expected?: Buckets;
}
const { aging, ...unread } = read('receivables') as { aging: AgingCase[] } & Readonly<
  Record<string, unknown>
>;

const ORDER = ['notDue', 'd1_30', 'd31_60', 'd61_90', 'd90'];
const USD = 'USD';

describe('aging tables', () => {
  it('are read but for what is not built', () => {
    expect(Object.keys(unread).sort()).toEqual(['cei', 'dso', 'euFixedSum', 'interest', 'ukFixedSum']);
    // An allowance for doubtful debts by rates a bucket (the second one) is a figure that we do not have.
    expect(aging.map((row) => Object.keys(row)[0])).toEqual(['asOf', 'buckets', 'customers', 'customerA']);
    expect(aging[1]?.allowance).toBeDefined();
  });

  it('AG1: every item lies in its bucket, and with what was open before the sums are those of the table', () => {
    const { asOf = '', opening = {}, items = [], totals = {} } = aging[0] ?? {};
    expect(items.length).toBe(7);
    const open = items.map(([customer, amount, dueDate]) => ({
      ...{ customer, currency: USD, issueDate: dueDate, dueDate },
      outstanding: minor(amount),
    }));
    const rows = ageReport(open, [], asOf, { by: 'due' });
    for (const [customer, amount, , bucket] of items) {
      const row = rows.find((each) => each.customer === customer);
      expect(row?.buckets).toEqual(ORDER.map((name) => (name === bucket ? amount : 0)));
    }
    const sums = ORDER.map((name, index) =>
      rows.reduce((all, row) => all + (row.buckets[index] ?? 0), opening[name] ?? 0),
    );
    expect(sums).toEqual(ORDER.map((name) => totals[name]));
    expect(sums.reduce((all, amount) => all + amount)).toBe(totals.total);
  });

  it('AG1: by issue date, each customer’s buckets add up to its total', () => {
    const ages: Buckets = { '0-30': 30, '31-60': 31, '61-90': 90, '90+': 91 };
    const places = Object.keys(ages);
    for (const [customer, { total = 0, ...buckets }] of Object.entries(aging[2]?.customers ?? {})) {
      const open = Object.entries(buckets).map(([name, amount]) => ({
        ...{ customer, currency: USD, dueDate: '2026-12-31', outstanding: minor(amount) },
        issueDate: addDays('2026-06-30', -(ages[name] ?? 0)),
      }));
      const [row] = ageReport(open, [], '2026-06-30', { by: 'issue' });
      expect(row?.buckets).toEqual(places.map((name) => buckets[name] ?? 0));
      expect(row?.balance).toBe(total);
    }
    expect(bucketByIssue(0)).toBe(0);
  });

  it('AG1: with terms of thirty days what is forty days old is ten days late', () => {
    const { customerA = { asOfDaysAgo: [], terms: 0, amounts: [] }, expected = {} } = aging[3] ?? {};
    const found = customerA.asOfDaysAgo.map((days, index) => {
      const bucket = ['current', '1-30'][bucketOf(days - customerA.terms)] ?? '';
      return [bucket, customerA.amounts[index]];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('payments by instalments', () => {
  const { erpnextAR } = read('peers') as {
    readonly erpnextAR: readonly {
      readonly steps: string;
      readonly rows?: readonly number[] | number;
      readonly outstanding?: readonly number[];
      readonly paid?: readonly number[];
      readonly baseCurrency?: number;
    }[];
  };
  /** What is left of an invoice's instalments, due one after the other, when money comes in for it. */
  const pay = (open: readonly number[], amount: number): number[] => {
    const openItems = open.map((outstanding, index) => ({
      ...{ id: String(index), number: `INV-1-${index}`, currency: USD, outstanding: minor(outstanding) },
      dueDate: addDays('2026-01-31', index * 30),
    }));
    const { allocations } = proposeAllocations({
      ...{ amount: minor(amount), currency: USD, openItems, credits: [] },
      named: openItems.map(({ id }) => id),
    });
    return open.map((outstanding, index) =>
      allocations.reduce(
        (rest, { target, amount: paid }) => rest - (target === String(index) ? paid : 0),
        outstanding,
      ),
    );
  };
  const [terms, paid, second, credited, whole, foreign, ...more] = erpnextAR;
  const shares = terms?.rows as readonly number[];

  it('reads every row', () => {
    expect(more).toEqual([]);
    expect(shares.reduce((all, share) => all + share)).toBe(100);
  });

  it('AL4: money goes to the oldest instalment first', () => {
    const left = pay(shares, 40);
    expect(left).toEqual(paid?.outstanding);
    expect(shares.map((share, index) => share - (left[index] ?? 0))).toEqual(paid?.paid);
  });

  it('AL4: a credit after a payment goes on where that ended; one over the whole leaves nothing', () => {
    const left = pay(
      shares.map((share) => share * 2),
      40,
    );
    expect(left).toEqual(second?.outstanding);
    expect(pay(left, 100)).toEqual(credited?.outstanding);
    expect(pay(shares, 100).filter((rest) => rest !== 0)).toHaveLength(whole?.rows as number);
  });

  it('MO4: 100 at a rate of 80', () => {
    expect(convert(minor(100_00), USD, 'INR', '80')).toBe((foreign?.baseCurrency ?? 0) * 100);
  });
});
