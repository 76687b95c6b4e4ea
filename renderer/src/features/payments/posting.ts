/**
 * The arithmetic of the posting form: what an invoice gets, what becomes of its rest, what stays as credit (AL1–AL4,
 * AL8, EP1). Pure; amounts are minor units of the one currency of the posting.
 */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { roundCash } from '../../../../shared/domain/cash-rounding.ts';
import type { CashRounding } from '../../../../shared/domain/document.ts';
import { type Day, type Minor, minor, sum, ZERO } from '../../../../shared/domain/money.ts';
import { earnedDiscount, taxInDiscount } from '../../../../shared/domain/terms.ts';

export type OpenItem = OutputOf<'payments.openItems'>['items'][number];
export type Credit = OutputOf<'payments.openItems'>['credits'][number];

/** What becomes of the part of an invoice that this posting does not pay. */
export type RestChoice =
  | 'open'
  | 'early-discount'
  | 'late-discount'
  | 'small-difference'
  | 'bank-charge'
  | 'cash-rounding';

/** What the clerk gives one invoice: `paid` from money and used credit together. */
export interface PostingLine {
  readonly paid: Minor;
  readonly rest: RestChoice;
}

/** Lines by invoice id; an invoice without one gets nothing and stays open. */
export type PostingLines = Readonly<Record<string, PostingLine>>;

/** What of a posting is decided outside its lines. */
export interface PostingTerms {
  readonly date: Day;
  /** Largest rest that may be written off, or 0 where the company's tolerance is in another currency (AL8). */
  readonly tolerance: Minor;
  /** Money received now. Deductions are granted with money only: credit alone leaves rests open. */
  readonly amount: Minor;
  /** How the money is rounded to coins; absent or `null` where it is not cash, or there is a coin for every amount (TX8). */
  readonly coins?: CashRounding | null;
}

const NOTHING: PostingLine = { paid: ZERO, rest: 'open' };

export const lineOf = (lines: PostingLines, id: string): PostingLine => lines[id] ?? NOTHING;

/** The early discount that can be granted on this payment; 0 when none was offered or the money came too late (EP1). */
export function discountOn(item: OpenItem, { date, amount }: PostingTerms): Minor {
  if (item.discount === null || date > item.discount.until || amount <= 0) return ZERO;
  return minor(Math.min(item.discount.amount, item.outstanding));
}

/** What of the offer `paid` earns on this payment: part payments only where the invoice says so (EP1). */
export function earnedOn(item: OpenItem, paid: Minor, terms: PostingTerms): Minor {
  if (item.discount === null || discountOn(item, terms) <= 0) return ZERO;
  return earnedDiscount(item.discount, item.total, item.outstanding, paid);
}

/** True when the money came after the last day of an offer: it can be granted still, or left open. */
const isLate = (item: OpenItem, { date, amount }: PostingTerms): boolean =>
  item.discount !== null && date > item.discount.until && amount > 0;

/** What of the invoice is left after `paid`. */
export const restOf = (item: OpenItem, paid: Minor): Minor => minor(item.outstanding - paid);

/** True when `paid` is what coins make of the open amount, and that differs from it. */
export function isRounded(item: OpenItem, paid: Minor, { coins, amount }: PostingTerms): boolean {
  if (!coins || amount <= 0 || paid <= 0) return false;
  return paid !== item.outstanding && roundCash(item.outstanding, coins) === paid;
}

/**
 * What may become of the rest after `paid`. The discount is for an invoice that is otherwise paid in full, or for the share
 * that a part payment earns; one that came too late can be granted still; a write-off is for a rest within the tolerance of
 * an invoice that got something.
 */
export function restChoices(item: OpenItem, paid: Minor, terms: PostingTerms): RestChoice[] {
  const rest = restOf(item, paid);
  const choices: RestChoice[] = isRounded(item, paid, terms) ? ['open', 'cash-rounding'] : ['open'];
  if (rest <= 0 || paid <= 0) return choices;
  if (earnedOn(item, paid, terms) > 0) choices.push('early-discount');
  if (isLate(item, terms) && rest <= (item.discount?.amount ?? 0)) choices.push('late-discount');
  if (rest <= terms.tolerance && terms.amount > 0) choices.push('small-difference', 'bank-charge');
  return choices;
}

/**
 * What of the invoice is settled without money, where the line says so and it is allowed: the rest, or of an early discount
 * what the payment earns; otherwise 0. Below zero where coins round up: then more is paid than was owed.
 */
export function deductedOn(item: OpenItem, line: PostingLine, terms: PostingTerms): Minor {
  if (line.rest === 'open' || !restChoices(item, line.paid, terms).includes(line.rest)) return ZERO;
  return line.rest === 'early-discount' ? earnedOn(item, line.paid, terms) : restOf(item, line.paid);
}

/** The tax in what is granted as early discount, which the seller owes no more (EP1). */
export function taxInGranted(item: OpenItem, line: PostingLine, terms: PostingTerms): Minor {
  if (item.discount === null || !DISCOUNTS.has(line.rest)) return ZERO;
  return taxInDiscount(item.discount, deductedOn(item, line, terms));
}

const DISCOUNTS: ReadonlySet<RestChoice> = new Set(['early-discount', 'late-discount']);

/**
 * A line after the clerk changed what is paid. A rest that equals the discount on offer takes it by itself: whoever pays
 * exactly the discounted sum meant to, and so does a rest that no coin is there for (TX8); any other choice that no longer fits falls back to leaving it open.
 */
export function withPaid(item: OpenItem, line: PostingLine, paid: Minor, terms: PostingTerms): PostingLine {
  const discount = discountOn(item, terms);
  if (paid > 0 && discount > 0 && restOf(item, paid) === discount) return { paid, rest: 'early-discount' };
  // Where part payments earn their share, they get it by themselves.
  if (item.discount?.part === 'pro-rata' && earnedOn(item, paid, terms) > 0)
    return { paid, rest: 'early-discount' };
  if (isRounded(item, paid, terms)) return { paid, rest: 'cash-rounding' };
  return { paid, rest: restChoices(item, paid, terms).includes(line.rest) ? line.rest : 'open' };
}

/** Lines in which choices that are no longer open (another date, another tolerance) fell back to leaving the rest open. */
export function settleChoices(
  items: readonly OpenItem[],
  lines: PostingLines,
  terms: PostingTerms,
): PostingLines {
  const kept = items.flatMap((item): [string, PostingLine][] => {
    const line = lines[item.id];
    if (!line) return [];
    return [
      [item.id, restChoices(item, line.paid, terms).includes(line.rest) ? line : { ...line, rest: 'open' }],
    ];
  });
  return Object.fromEntries(kept);
}

export interface PostingSums {
  /** Money received now. */
  readonly received: Minor;
  /** Credit that the posting may use. */
  readonly credit: Minor;
  readonly paid: Minor;
  readonly deducted: Minor;
  /** Received or credit that no invoice got: negative when more is given out than there is. */
  readonly left: Minor;
  /** The part of `left` that is new money and becomes the customer's credit. */
  readonly newCredit: Minor;
  /** Open on the shown invoices afterwards. */
  readonly stillOwed: Minor;
}

/** The figures below the grid. `credits` are the ones to be used; existing credit goes before new money (AL4). */
export function postingSums(
  items: readonly OpenItem[],
  lines: PostingLines,
  credits: readonly Credit[],
  terms: PostingTerms,
): PostingSums {
  const { amount } = terms;
  const paid = sum(items.map(({ id }) => lineOf(lines, id).paid));
  const deducted = sum(items.map((item) => deductedOn(item, lineOf(lines, item.id), terms)));
  const credit = sum(credits.map(({ unapplied }) => unapplied));
  const owed = sum(items.map(({ outstanding }) => outstanding));
  const left = minor(amount + credit - paid);
  return {
    received: amount,
    credit,
    paid,
    deducted,
    left,
    newCredit: minor(Math.max(0, Math.min(amount, left))),
    stillOwed: minor(owed - paid - deducted),
  };
}

/** What stands in the way of posting, the first that matters; `over-outstanding` names its invoice. */
export type PostingProblem =
  | { readonly problem: 'nothing-to-post' }
  | { readonly problem: 'over-allocated'; readonly by: Minor }
  | { readonly problem: 'over-outstanding'; readonly item: OpenItem; readonly by: Minor };

/** Checks lines against what is there (AL3). `null` when the posting can be made. */
export function postingProblem(
  items: readonly OpenItem[],
  lines: PostingLines,
  sums: PostingSums,
): PostingProblem | null {
  for (const item of items) {
    const line = lineOf(lines, item.id);
    const over = line.paid - item.outstanding;
    // More than is open is handed over where coins round up.
    if (over > 0 && line.rest !== 'cash-rounding')
      return { problem: 'over-outstanding', item, by: minor(over) };
  }
  if (sums.left < 0) return { problem: 'over-allocated', by: minor(-sums.left) };
  if (sums.received === 0 && sums.paid === 0) return { problem: 'nothing-to-post' };
  return null;
}

/** The amount that the lines come to, where the clerk ticks invoices first and types no amount; `null` for nothing. */
export function amountToFollow(lines: PostingLines): Minor | null {
  const amount = sum(Object.values(lines).map(({ paid }) => paid));
  return amount === 0 ? null : amount;
}
