/**
 * The demo company's made-up history: customers, items, invoices over up to three years, about 70 % paid, 10 % part
 * paid, 20 % open. Deterministic; every act goes through the same commands that the screens use.
 */
import { blankDraft } from '../../shared/contract/blank-records.ts';
import type { ParsedInputOf } from '../../shared/contract/contract.ts';
import { exponentOf, fromMinor, toMinor } from '../../shared/domain/currency.ts';
import { addDays, daysBetween } from '../../shared/domain/day.ts';
import { Decimal } from '../../shared/domain/decimal.ts';
import { type Day, type Minor, minor } from '../../shared/domain/money.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { derivedId, timeOf } from '../time-id.ts';
import {
  CITIES,
  CURRENCIES_ABROAD,
  FIRST_PARTS,
  GOODS,
  PRICE_ABROAD,
  SECOND_PARTS,
  STREETS,
} from './demo-words.ts';
import { type Random, seededRandom } from './random.ts';

export interface DemoFrame {
  readonly currency: string;
  readonly taxes: readonly [string, ...string[]];
  readonly terms: readonly [string, ...string[]];
  readonly methods: readonly [string, ...string[]];
  readonly pricesIncludeTax: boolean;
  /** Goods and services carry their codes, as India's invoices must. */
  readonly codes?: boolean;
  readonly today: Day;
}

export type DemoAct =
  | { readonly name: 'customers.save'; readonly day: Day; readonly input: ParsedInputOf<'customers.save'> }
  | { readonly name: 'items.save'; readonly day: Day; readonly input: ParsedInputOf<'items.save'> }
  | { readonly name: 'invoices.issue'; readonly day: Day; readonly input: ParsedInputOf<'invoices.issue'> }
  | { readonly name: 'payments.post'; readonly day: Day; readonly input: ParsedInputOf<'payments.post'> };

const SEED = 20_260_101;
const MOST_CUSTOMERS = 2_000;
export const MOST_DAYS = 3 * 365;
const LINES = 5;
/** Shares that come to 70 % paid, 10 % part paid and 20 % open over the whole history. */
const RECENT = 0.75;
const OPEN_WHEN_OLD = 0.05;
const OPEN_WHEN_RECENT = 0.65;
const PART_PAID = 0.1;

/** Findings that a made-up history meets on its way: quiet weeks, and documents that happen to look alike. */
const PASSED_OVER = ['long-since-last-commit', 'likely-duplicate-amount', 'likely-duplicate-order'].map(
  (code) => ({
    code,
    reason: 'Made-up history',
  }),
);

interface DemoCustomer {
  readonly id: string;
  readonly currency: string;
}

export class DemoHistory {
  private readonly frame: DemoFrame;
  private readonly invoices: number;
  private readonly random: Random = seededRandom(SEED);
  private readonly customers: DemoCustomer[] = [];
  private readonly items: {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
    readonly cents: number;
    readonly tax: string;
    readonly code: { readonly commodityCode?: string };
  }[] = [];
  readonly firstDay: Day;
  private counter = 0;
  private ids = 0;

  constructor(frame: DemoFrame, invoices: number) {
    this.frame = frame;
    this.invoices = invoices;
    // A week without any commit makes the program ask before the next issue (NU5): a small history is a short one.
    this.firstDay = addDays(frame.today, -Math.min(MOST_DAYS, invoices * 3 + 1));
  }

  /** As of the day on which it is made up: real ids begin with the time, too. */
  private id(purpose: string, day: Day): string {
    this.ids += 1;
    return derivedId(timeOf(Date.parse(`${day}T00:00:00Z`) + this.ids), `demo/${SEED}/${purpose}`);
  }

  /** Customers and items, all on the first day. */
  *masters(): Generator<DemoAct> {
    const { frame, random } = this;
    for (const [index, [name, unit, cents, commodityCode]] of GOODS.entries()) {
      const item = {
        id: this.id(`item/${index}`, this.firstDay),
        name,
        unit,
        cents,
        tax: frame.taxes[index % frame.taxes.length] ?? frame.taxes[0],
        code: frame.codes ? { commodityCode } : {},
      };
      this.items.push(item);
      const fields = {
        code: `A-${100 + index}`,
        name,
        description: '',
        unit,
        price: priceIn(frame.currency, cents),
        tax: item.tax,
        ...item.code,
        archived: false,
      };
      yield {
        name: 'items.save',
        day: this.firstDay,
        input: {
          commandId: this.id(`item-command/${index}`, this.firstDay),
          id: item.id,
          expectedRevision: null,
          fields,
        },
      };
    }
    const count = Math.max(8, Math.min(MOST_CUSTOMERS, Math.ceil(this.invoices / 5)));
    for (let index = 0; index < count; index++) {
      const id = this.id(`customer/${index}`, this.firstDay);
      const [city, country] = random.pick(CITIES);
      const currency = random.next() < 0.9 ? frame.currency : random.pick(CURRENCIES_ABROAD);
      this.customers.push({ id, currency });
      const name = `${random.pick(FIRST_PARTS)} ${random.pick(SECOND_PARTS)}${index < 800 ? '' : ` ${index}`}`;
      yield {
        name: 'customers.save',
        day: this.firstDay,
        input: {
          commandId: this.id(`customer-command/${index}`, this.firstDay),
          id,
          expectedRevision: null,
          fields: {
            number: String(10_001 + index),
            name,
            contact: '',
            email: `accounts${index + 1}@example.com`,
            phone: '',
            address: {
              lines: [`${random.between(1, 180)} ${random.pick(STREETS)}`],
              city,
              postcode: String(random.between(10_000, 99_999)),
              region: '',
              country,
            },
            shipTo: null,
            taxId: '',
            registration: '',
            currency,
            language: country === 'DE' ? 'de' : 'en',
            terms: random.pick(frame.terms),
            tax: null,
            exemptionCertificate: '',
            exemptionExpires: null,
            creditLimit: null,
            notes: '',
            archived: false,
          },
        },
      };
    }
  }

  /** The invoices in order of their days. */
  *issues(): Generator<DemoAct & { name: 'invoices.issue' }> {
    const { frame, random } = this;
    const span = daysBetween(this.firstDay, frame.today);
    for (let index = 0; index < this.invoices; index++) {
      const day = addDays(this.firstDay, Math.floor(((index + 0.5) / this.invoices) * span));
      const customer = this.customers[random.between(0, this.customers.length - 1)] as DemoCustomer;
      yield {
        name: 'invoices.issue',
        day,
        input: {
          commandId: this.id(`invoice-command/${index}`, day),
          id: this.id(`invoice/${index}`, day),
          overrides: PASSED_OVER,
          draft: {
            ...blankDraft(customer.currency, 'invoice', customer.id),
            ...rateAbroad(customer.currency, frame.currency, day),
            orderNumber: random.next() < 0.4 ? `PO-${random.between(1000, 999_999)}` : '',
            pricesIncludeTax: frame.pricesIncludeTax,
            lines: Array.from({ length: LINES }, (_, line) => this.line(index, line, customer.currency, day)),
          },
        },
      };
    }
  }

  private line(invoice: number, line: number, currency: string, day: Day) {
    const item = this.items[this.random.between(0, this.items.length - 1)] as (typeof this.items)[number];
    const discounted = this.random.next() < 0.1;
    return {
      id: this.id(`line/${invoice}/${line}`, day),
      item: item.id,
      description: item.name,
      quantity: String(this.random.between(1, 12)),
      unit: item.unit,
      unitPrice: priceIn(currency, item.cents),
      adjustments: discounted
        ? [{ kind: 'allowance' as const, percent: '5', amount: null, reason: '', tax: null }]
        : [],
      tax: item.tax,
      ...item.code,
    };
  }

  /**
   * The payment that an issued invoice gets, if any. Amounts are minor units of the invoice's currency.
   * It comes between a day and eight weeks later, but never after today.
   */
  payment(issued: {
    readonly invoice: string;
    readonly customer: string;
    readonly currency: string;
    readonly total: Minor;
    readonly day: Day;
    /** Place among all invoices, 0 the oldest, towards 1 the newest: old ones are mostly paid, as in life. */
    readonly recency: number;
  }): (DemoAct & { name: 'payments.post' }) | null {
    const { frame, random } = this;
    const open = issued.recency < RECENT ? OPEN_WHEN_OLD : OPEN_WHEN_RECENT;
    const fate = random.next();
    const waited = Math.min(55, daysBetween(issued.day, frame.today));
    const delay = random.between(Math.min(1, waited), waited);
    const method = random.pick(frame.methods);
    if (fate >= 1 - open || issued.total <= 0) return null;
    const amount = fate < 1 - open - PART_PAID ? issued.total : this.part(issued.total, issued.currency);
    if (amount <= 0) return null;
    const day = addDays(issued.day, delay);
    this.counter += 1;
    return {
      name: 'payments.post',
      day,
      input: {
        commandId: this.id(`payment-command/${this.counter}`, day),
        id: this.id(`payment/${this.counter}`, day),
        customer: issued.customer,
        method,
        date: day,
        amount,
        currency: issued.currency,
        reference: `TRF ${100_000 + this.counter}`,
        cheque: null,
        tendered: null,
        note: '',
        credits: [],
        allocations: [{ target: issued.invoice, amount }],
        writeOffs: [],
      },
    };
  }

  /** About half of an amount, in whole major units where that leaves anything. */
  private part(total: Minor, currency: string): Minor {
    const major = fromMinor(minor(Math.floor(total / 2)), currency).split('.')[0] ?? '0';
    const rounded = toMinor(major, currency);
    return rounded.ok && rounded.value > 0 ? rounded.value : minor(Math.floor(total / 2));
  }
}

/** The rate that a document in another currency tells its tax by (BT-111): as prices differ, so that sums stay of one size. */
function rateAbroad(currency: string, books: string, day: Day): Pick<Draft, 'exchange'> {
  if (currency === books) return {};
  const rate = new Decimal(PRICE_ABROAD[books] ?? 100).dividedBy(PRICE_ABROAD[currency] ?? 100);
  const tenDigits = rate.toSignificantDigits(10).toFixed();
  return { exchange: { rate: tenDigits, date: day, source: 'Demo' } };
}

/** A price made up in hundredths, in major units of a currency and with no more decimals than it has (MO1). */
function priceIn(currency: string, cents: number): string {
  const hundredths = Math.round((cents * (PRICE_ABROAD[currency] ?? 100)) / 100);
  return exponentOf(currency) === 0
    ? String(Math.round(hundredths / 100))
    : fromMinor(minor(hundredths), 'EUR');
}
