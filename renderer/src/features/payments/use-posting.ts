/** The state of a posting: what is typed, what is proposed from it, and what it comes to. */
import { useMemo, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { AllocationOrder } from '../../../../shared/domain/allocation.ts';
import { cashRoundingOf } from '../../../../shared/domain/cash-rounding.ts';
import { type CurrencyCode, type Minor, minor, sum, ZERO } from '../../../../shared/domain/money.ts';
import {
  amountToFollow,
  type Credit,
  type OpenItem,
  type PostingLine,
  type PostingLines,
  type PostingProblem,
  type PostingSums,
  type PostingTerms,
  postingProblem,
  postingSums,
  settleChoices,
} from './posting.ts';
import type { PostingValues } from './posting-values.ts';
import { proposeLines } from './proposal.ts';

/** Everything that carrying the posting out needs. */
export interface PostingFacts {
  readonly items: readonly OpenItem[];
  readonly lines: PostingLines;
  /** Credits that are to be used first. */
  readonly using: readonly Credit[];
  readonly terms: PostingTerms;
  readonly sums: PostingSums;
  readonly problem: PostingProblem | null;
}

export interface Posting extends PostingFacts {
  /** Credits in the posting's currency, used or not. */
  readonly credits: readonly Credit[];
  readonly used: readonly string[];
  readonly setUsed: (used: readonly string[]) => void;
  /** What may still be given to invoices; without a typed amount, all that is open: the amount then follows. */
  readonly available: Minor;
  /** Terms by which the grid offers discounts and write-offs. */
  readonly gridTerms: PostingTerms;
  /** The clerk changed what was proposed. */
  readonly changed: boolean;
  readonly give: (id: string, line: PostingLine) => void;
  readonly propose: () => void;
  /** The facts of the last render: what was typed a moment ago is in them, whichever render asks. */
  readonly latest: () => PostingFacts;
}

export interface PostingOptions {
  readonly form: UseFormReturn<PostingValues>;
  readonly open: OutputOf<'payments.openItems'>;
  readonly company: {
    readonly currency: CurrencyCode;
    readonly writeOffTolerance: Minor;
    readonly allocationOrder?: AllocationOrder;
    readonly address: { readonly country: string };
  };
  readonly isCash: (method: string) => boolean;
  readonly invoice: string | null;
  readonly credit: string | null;
}

export function usePosting({ form, open, company, isCash, invoice, credit }: PostingOptions): Posting {
  const [used, setUsed] = useState<readonly string[]>(credit === null ? [] : [credit]);
  const [typed, setTyped] = useState<PostingLines | null>(null);
  const followed = useRef<Minor | null>(null);
  const { currency, date, method, reference, amount: typedAmount } = form.watch();
  const amount = typedAmount ?? ZERO;
  const items = useMemo(
    () => open.items.filter((item) => item.currency === currency),
    [open.items, currency],
  );
  const credits = open.credits.filter((each) => each.currency === currency && each.unapplied > 0);
  const using = credits.filter(({ id }) => used.includes(id));
  const tolerance = currency === company.currency ? company.writeOffTolerance : ZERO;
  const coins = isCash(method) ? cashRoundingOf(company.address.country, currency) : null;
  const terms = { date, tolerance, amount, coins };
  const named = invoice ? [invoice] : [];
  const order = company.allocationOrder;
  const lines = typed
    ? settleChoices(items, typed, terms)
    : proposeLines({ items, credits: using, currency, terms, purpose: reference, named, order });
  const sums = postingSums(items, lines, using, terms);
  const facts = { items, lines, using, terms, sums, problem: postingProblem(items, lines, sums) };
  const latest = useRef<PostingFacts>(facts);
  latest.current = facts;

  const follows = using.length === 0 && (typedAmount === null || typedAmount === followed.current);
  const owed = sum(items.map(({ outstanding }) => outstanding));
  const give = (id: string, line: PostingLine): void => {
    const next = { ...lines, [id]: line };
    setTyped(next);
    if (!follows) return;
    followed.current = amountToFollow(next);
    form.setValue('amount', followed.current, { shouldDirty: true });
  };
  return {
    ...facts,
    credits,
    used,
    setUsed,
    available: follows ? owed : minor(Math.max(0, sums.left)),
    gridTerms: follows ? { ...terms, amount: owed } : terms,
    changed: typed !== null,
    give,
    propose: () => {
      followed.current = null;
      setTyped(null);
    },
    latest: () => latest.current,
  };
}
