/**
 * What money is proposed to pay (AL3, AL4), and what may happen to a small rest (AL8). Everything here is a proposal:
 * nothing is posted unseen.
 */
import { apportion } from './apportion.ts';
import { compareDays } from './day.ts';
import { Decimal } from './decimal.ts';
import { type CurrencyCode, type Day, type Minor, minor } from './money.ts';

/** How money goes to invoices that nobody named: to the oldest first, or to all in proportion to what is open (AL4). */
export const ALLOCATION_ORDERS = ['oldest', 'proportion'] as const;
export type AllocationOrder = (typeof ALLOCATION_ORDERS)[number];

/** An invoice that money can go to; amounts in minor units of `currency`. */
export interface AllocationItem {
  readonly id: string;
  readonly number: string;
  readonly dueDate: Day;
  readonly currency: CurrencyCode;
  readonly outstanding: Minor;
  readonly disputed?: boolean;
}

/** Unapplied credit of the customer. A deposit is for its order and skipped unless it is named (AL3). */
export interface AllocationCredit {
  readonly id: string;
  readonly date: Day;
  readonly currency: CurrencyCode;
  readonly unapplied: Minor;
  readonly deposit?: boolean;
}

export interface AllocationRequest {
  /** New money, in minor units of `currency`; 0 proposes existing credit alone. */
  readonly amount: Minor;
  readonly currency: CurrencyCode;
  readonly openItems: readonly AllocationItem[];
  readonly credits: readonly AllocationCredit[];
  /** What the payer wrote; invoices whose number stands in it come first. */
  readonly purpose?: string;
  /** Invoices and credits that the clerk named; disputed items and deposits take part only so. */
  readonly named?: readonly string[];
  /** Where new money goes that nothing else decides; absent: to the oldest first. Existing credit always does. */
  readonly order?: AllocationOrder;
}

export interface ProposedAllocation {
  /** The credit's id, or `null` for the new money. */
  readonly source: string | null;
  readonly target: string;
  readonly amount: Minor;
  readonly because: 'purpose' | 'exact' | AllocationOrder;
}

export interface AllocationProposal {
  /** In the order in which they were found; never more than is outstanding, never more than the source has. */
  readonly allocations: readonly ProposedAllocation[];
  /** New money that stays the customer's credit. */
  readonly unapplied: Minor;
}

/**
 * The order of AL4: invoices that the payer named; an exact match of one invoice, or of all; then existing credit
 * before new money, on the oldest due date, then the lowest number, or new money in proportion to what is then open.
 * Other currencies never take part (MO3).
 */
export function proposeAllocations(request: AllocationRequest): AllocationProposal {
  const pool = new Pool(request);
  const stated = pool.items.filter((item) => isNamed(item, request));
  pool.pay(stated, 'purpose');
  const eligible = pool.items.filter((item) => !item.disputed || stated.includes(item));
  if (stated.length === 0) pool.pay(exactMatch(pool.money, eligible), 'exact');
  for (const credit of pool.credits) pool.spend(credit, eligible);
  if (request.order === 'proportion') pool.share(eligible);
  else pool.pay(eligible, 'oldest');
  return { allocations: pool.allocations, unapplied: minor(pool.money) };
}

class Pool {
  money: number;
  readonly items: readonly AllocationItem[];
  readonly credits: readonly AllocationCredit[];
  readonly allocations: ProposedAllocation[] = [];
  private readonly open: Map<string, number>;

  constructor({ amount, currency, openItems, credits, named = [] }: AllocationRequest) {
    this.money = Math.max(0, amount);
    this.items = openItems
      .filter((item) => item.currency === currency && item.outstanding > 0)
      .sort((a, b) => compareDays(a.dueDate, b.dueDate) || compareNumbers(a.number, b.number));
    this.credits = credits
      .filter((credit) => credit.currency === currency && credit.unapplied > 0)
      .filter((credit) => !credit.deposit || named.includes(credit.id))
      .sort((a, b) => compareDays(a.date, b.date) || compareText(a.id, b.id));
    this.open = new Map(this.items.map((item) => [item.id, item.outstanding]));
  }

  /** New money to these invoices, in their order, as far as it reaches. */
  pay(items: readonly AllocationItem[], because: ProposedAllocation['because']): void {
    this.money -= this.settle(null, this.money, items, because);
  }

  /** New money to all of these invoices in proportion to what is open of each, exact to the minor unit. */
  share(items: readonly AllocationItem[]): void {
    const open = items.map(({ id }) => this.open.get(id) ?? 0);
    const whole = open.reduce((sum, amount) => sum + amount, 0);
    const given = minor(Math.min(this.money, whole));
    // Each share is at most what is open: its exact part of no more than the whole is, and that is rounded to an integer.
    const shares = apportion(
      given,
      open.map((amount) => new Decimal(amount)),
    );
    items.forEach(({ id }, index) => {
      this.money -= this.give(null, id, shares[index] ?? 0, 'proportion');
    });
  }

  spend(credit: AllocationCredit, items: readonly AllocationItem[]): void {
    this.settle(credit.id, credit.unapplied, items, 'oldest');
  }

  private settle(
    source: string | null,
    available: number,
    items: readonly AllocationItem[],
    because: ProposedAllocation['because'],
  ): number {
    let spent = 0;
    for (const { id } of items) spent += this.give(source, id, available - spent, because);
    return spent;
  }

  /** Gives the invoice up to `most`, never more than is open of it; what it got. */
  private give(
    source: string | null,
    target: string,
    most: number,
    because: ProposedAllocation['because'],
  ): number {
    const open = this.open.get(target) ?? 0;
    const amount = Math.min(open, most);
    if (amount <= 0) return 0;
    this.open.set(target, open - amount);
    this.allocations.push({ source, target, amount: minor(amount), because });
    return amount;
  }
}

/** The one invoice that is exactly this much, the oldest of several; or all of them where their sum is. */
function exactMatch(money: number, items: readonly AllocationItem[]): readonly AllocationItem[] {
  if (money === 0) return [];
  const single = items.find((item) => item.outstanding === money);
  if (single) return [single];
  const total = items.reduce((sum, item) => sum + item.outstanding, 0);
  return total === money ? items : [];
}

function isNamed(item: AllocationItem, { purpose = '', named = [] }: AllocationRequest): boolean {
  return named.includes(item.id) || statesNumber(purpose, item.number);
}

/** True when the number stands in the text by itself, blanks and signs inside it aside: `INV 2026 0007` is INV-2026-0007. */
function statesNumber(purpose: string, number: string): boolean {
  const parts = number.match(/[A-Za-z]+|\d+/g);
  if (!parts || purpose === '') return false;
  const loose = parts.join('[^A-Za-z0-9]{0,2}');
  return new RegExp(`(?<![A-Za-z0-9])${loose}(?![A-Za-z0-9])`, 'i').test(purpose);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** `INV-9` stands before `INV-10`. */
export function compareNumbers(a: string, b: string): number {
  return compareText(paddedNumber(a), paddedNumber(b)) || compareText(a, b);
}

const paddedNumber = (number: string) => number.replace(/\d+/g, (digits) => digits.padStart(20, '0'));

/** What may be done with the rest of an invoice that was paid short (AL8). */
export interface ShortPayment {
  readonly rest: Minor;
  readonly choices: readonly ('leave-open' | 'write-off')[];
}

/**
 * The rest after `paid`, and the choices: a rest within the tolerance may also be written off. `null` where nothing is
 * left. A small overpayment is never written off: it stays credit. All in minor units of one currency.
 */
export function shortPayment(outstanding: Minor, paid: Minor, tolerance: Minor): ShortPayment | null {
  const rest = minor(outstanding - paid);
  if (rest <= 0) return null;
  return { rest, choices: paid > 0 && rest <= tolerance ? ['leave-open', 'write-off'] : ['leave-open'] };
}
