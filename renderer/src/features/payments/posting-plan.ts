/** From the posting form to the command that carries it out: credit first, then the new money (AL4). */
import { type Minor, minor } from '../../../../shared/domain/money.ts';
import {
  type Credit,
  deductedOn,
  lineOf,
  type OpenItem,
  type PostingLines,
  type PostingTerms,
  type RestChoice,
} from './posting.ts';

export interface PlannedAllocation {
  readonly target: string;
  readonly amount: Minor;
}

export interface PlannedWriteOff extends PlannedAllocation {
  readonly kind: Exclude<RestChoice, 'open' | 'late-discount'>;
  /** An early discount that is granted although its last day has passed. */
  readonly isLate?: true;
}

export interface PostingPlan {
  /** In the order in which they are used; a credit that nothing is taken from is not named. */
  readonly credits: readonly {
    readonly credit: Credit;
    readonly allocations: readonly PlannedAllocation[];
  }[];
  /** Of the new money. */
  readonly allocations: readonly PlannedAllocation[];
  readonly writeOffs: readonly PlannedWriteOff[];
}

/**
 * Shares out what the lines give: invoices in the grid's order (oldest due first), existing credits in theirs, then
 * new money. The lines must be free of problems; what is given beyond the sources is not planned.
 */
export function planPosting(
  items: readonly OpenItem[],
  lines: PostingLines,
  credits: readonly Credit[],
  terms: PostingTerms,
): PostingPlan {
  const sources = credits.map((credit) => ({
    credit,
    left: credit.unapplied as number,
    allocations: [] as PlannedAllocation[],
  }));
  const allocations: PlannedAllocation[] = [];
  const writeOffs: PlannedWriteOff[] = [];
  let money: number = terms.amount;
  for (const item of items) {
    const line = lineOf(lines, item.id);
    let wanted: number = line.paid;
    for (const source of sources) {
      const taken = Math.min(wanted, source.left);
      if (taken <= 0) continue;
      source.allocations.push({ target: item.id, amount: minor(taken) });
      source.left -= taken;
      wanted -= taken;
    }
    const taken = Math.min(wanted, money);
    if (taken > 0) {
      allocations.push({ target: item.id, amount: minor(taken) });
      money -= taken;
    }
    const deducted = deductedOn(item, line, terms);
    if (deducted !== 0 && line.rest !== 'open')
      writeOffs.push({
        target: item.id,
        amount: deducted,
        ...(line.rest === 'late-discount' ? { kind: 'early-discount', isLate: true } : { kind: line.rest }),
      });
  }
  return {
    credits: sources
      .filter((source) => source.allocations.length > 0)
      .map(({ credit, allocations }) => ({ credit, allocations })),
    allocations,
    writeOffs,
  };
}

/** Cash given back: what was handed over beyond the amount; `null` while it is less. */
export function changeGiven(tendered: Minor, amount: Minor): Minor | null {
  return tendered >= amount ? minor(tendered - amount) : null;
}
