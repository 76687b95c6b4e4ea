/** What the form proposes to pay (AL4), early discounts on offer included (EP1). Nothing is posted unseen. */
import { type AllocationOrder, proposeAllocations } from '../../../../shared/domain/allocation.ts';
import { type CurrencyCode, type Minor, minor } from '../../../../shared/domain/money.ts';
import {
  type Credit,
  discountOn,
  isRounded,
  lineOf,
  type OpenItem,
  type PostingLine,
  type PostingLines,
  type PostingTerms,
  withPaid,
} from './posting.ts';

export interface ProposalRequest {
  readonly items: readonly OpenItem[];
  /** Credits that are to be used first. */
  readonly credits: readonly Credit[];
  readonly currency: CurrencyCode;
  readonly terms: PostingTerms;
  /** What the payer wrote: the reference. */
  readonly purpose: string;
  /** Invoices that the clerk came from. */
  readonly named: readonly string[];
  /** Where money goes that nothing else decides; absent: to the oldest first. */
  readonly order?: AllocationOrder | undefined;
}

/** Invoices that exactly this money settles when their discounts are taken: one, or all together; else none. */
function discountedMatch({ items, terms, named }: ProposalRequest): readonly OpenItem[] {
  const money = terms.amount;
  if (money <= 0) return [];
  const eligible = named.length > 0 ? items.filter(({ id }) => named.includes(id)) : items;
  if (eligible.some(({ outstanding }) => outstanding === money)) return [];
  const due = (item: OpenItem): number => item.outstanding - discountOn(item, terms);
  const single = eligible.find((item) => due(item) === money && discountOn(item, terms) > 0);
  if (single) return [single];
  const all = eligible.reduce((total, item) => total + due(item), 0);
  return all === money && eligible.some((item) => discountOn(item, terms) > 0) ? eligible : [];
}

/** The invoice that cash of exactly this amount settles but for what coins leave (TX8), where it is the only one named or open. */
function roundedMatch({ items, terms, named }: ProposalRequest): OpenItem | undefined {
  const eligible = named.length > 0 ? items.filter(({ id }) => named.includes(id)) : items;
  const [only] = eligible;
  return only && eligible.length === 1 && isRounded(only, terms.amount, terms) ? only : undefined;
}

/** Lines for the grid. Without money and without credit nothing is proposed. */
export function proposeLines(request: ProposalRequest): PostingLines {
  const { items, credits, currency, terms, purpose, named, order = 'oldest' } = request;
  const discounted = credits.length === 0 ? discountedMatch(request) : [];
  if (discounted.length > 0) {
    return Object.fromEntries(
      discounted.map((item): [string, PostingLine] => {
        const discount = discountOn(item, terms);
        return [
          item.id,
          { paid: minor(item.outstanding - discount), rest: discount > 0 ? 'early-discount' : 'open' },
        ];
      }),
    );
  }
  const rounded = credits.length === 0 ? roundedMatch(request) : undefined;
  if (rounded) return { [rounded.id]: { paid: terms.amount, rest: 'cash-rounding' } };
  const proposal = proposeAllocations({
    amount: terms.amount,
    currency,
    openItems: items,
    credits,
    purpose,
    named,
    order,
  });
  const paid = new Map<string, number>();
  for (const { target, amount } of proposal.allocations) paid.set(target, (paid.get(target) ?? 0) + amount);
  return Object.fromEntries(
    items.flatMap((item): [string, PostingLine][] => {
      const amount = paid.get(item.id);
      return amount === undefined
        ? []
        : [[item.id, withPaid(item, lineOf({}, item.id), minor(amount), terms)]];
    }),
  );
}

/** The amount to begin with when the clerk comes from one invoice: what settles it on that day. */
export function expectedAmount(item: OpenItem, date: string): Minor {
  const terms = { date, tolerance: minor(0), amount: item.outstanding };
  return minor(item.outstanding - discountOn(item, terms));
}
