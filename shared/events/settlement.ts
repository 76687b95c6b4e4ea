/**
 * Settlement as a function of the set of facts (AL2, AL3, AL6, AL7, EV6). Facts stand; allocations take, in the order
 * of EV3, what is left: min(asked, room of the target, room of the source) over the whole interval in which they
 * stand, and never more than stood of them when a period was closed over them. The result is dated, so that a past day can be asked for. Amounts are minor units of one currency.
 */
import { type Day, type Minor, minor } from '../domain/money.ts';

/** Day after every day: the end of what was never ended. */
export const FOREVER: Day = '9999-12-31';

/** Days on which a payment was no money: from its return until it was presented again (AL5). */
export interface Gap {
  readonly from: Day;
  readonly until: Day;
}

/** A payment or credit note: what it can settle with, and when it stands (void or return end it on their own day). */
export interface SourceFact {
  readonly id: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly until: Day;
  /** What is allocated ends where one begins. */
  readonly gaps?: readonly Gap[];
}

/** An issued invoice and its total. */
export interface TargetFact {
  readonly id: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly until: Day;
}

/** What is taken from a source or an invoice without an allocation: a refund (source), a deduction (target). Never cut. */
export interface ReductionFact {
  readonly id: string;
  readonly subject: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly until: Day;
}

export interface AllocationFact {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly asked: Minor;
  /** The most that it may stand for since a period was closed over it; `null` without one (EV6). */
  readonly most: Minor | null;
  readonly from: Day;
  /** Day on which it was taken back, or `FOREVER`. */
  readonly until: Day;
  /** Key of EV3's order, unique among allocations. */
  readonly order: string;
}

export interface SettlementFacts {
  readonly sources: readonly SourceFact[];
  readonly targets: readonly TargetFact[];
  readonly reductions: readonly ReductionFact[];
  readonly allocations: readonly AllocationFact[];
}

/** An allocation as it stands: `amount` in [from, until); `cut` is what did not fit and stays its source's credit. */
export interface StandingAllocation {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly amount: Minor;
  readonly cut: Minor;
  readonly from: Day;
  readonly until: Day;
}

/** Amount that changes on days: a source's or target's rest over time. */
class Ledger {
  private readonly changes = new Map<Day, number>();

  constructor(amount: number, from: Day, until: Day) {
    this.change(from, amount);
    if (until !== FOREVER) this.change(until, -amount);
  }

  change(day: Day, by: number): void {
    this.changes.set(day, (this.changes.get(day) ?? 0) + by);
  }

  take(amount: number, from: Day, until: Day): void {
    this.change(from, -amount);
    if (until !== FOREVER) this.change(until, amount);
  }

  /** The least that is left on any day of [from, until). */
  room(from: Day, until: Day): number {
    let level = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [day, by] of [...this.changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (day >= until) break;
      if (day > from && level < least) least = level;
      level += by;
    }
    return Math.min(least, level);
  }
}

const isIn = (gaps: readonly Gap[], day: Day): boolean =>
  gaps.some(({ from, until }) => from <= day && day < until);

const later = (a: Day, b: Day): Day => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** Every allocation as it stands, in EV3's order. An allocation whose source or target is not known yet stands with 0. */
export function settle(facts: SettlementFacts): StandingAllocation[] {
  const ledgers = new Map<string, Ledger>();
  const spans = new Map<string, SourceFact>();
  for (const fact of [...facts.sources, ...facts.targets]) {
    ledgers.set(fact.id, new Ledger(fact.amount, fact.from, fact.until));
    spans.set(fact.id, fact);
  }
  for (const reduction of facts.reductions) {
    const span = spans.get(reduction.subject);
    if (span) {
      const until = earlier(reduction.until, span.until);
      const from = earlier(later(reduction.from, span.from), until);
      ledgers.get(reduction.subject)?.take(reduction.amount, from, until);
    }
  }
  const inOrder = [...facts.allocations].sort((a, b) => (a.order < b.order ? -1 : 1));
  return inOrder.map((allocation) => {
    const source = spans.get(allocation.source);
    const target = spans.get(allocation.target);
    const from = later(allocation.from, later(source?.from ?? '', target?.from ?? ''));
    const gaps = source?.gaps ?? [];
    const next = gaps.find((gap) => gap.from > from)?.from ?? FOREVER;
    const ends = [allocation.until, source?.until ?? FOREVER, target?.until ?? FOREVER, next];
    const until = ends.reduce(earlier);
    let amount = 0;
    const sourceLedger = ledgers.get(allocation.source);
    const targetLedger = ledgers.get(allocation.target);
    if (sourceLedger && targetLedger && from < until && !isIn(gaps, from)) {
      const most = Math.min(allocation.asked, allocation.most ?? allocation.asked);
      const room = Math.min(most, sourceLedger.room(from, until), targetLedger.room(from, until));
      amount = Math.max(0, room);
      sourceLedger.take(amount, from, until);
      targetLedger.take(amount, from, until);
    }
    return {
      id: allocation.id,
      source: allocation.source,
      target: allocation.target,
      amount: minor(amount),
      cut: minor(allocation.asked - amount),
      from,
      until: later(from, until),
    };
  });
}

/** What is left of a source or an invoice on a day: 0 outside its own span; negative when facts overdraw it. */
export function restOn(
  fact: SourceFact,
  reductions: readonly ReductionFact[],
  standing: readonly StandingAllocation[],
  day: Day,
): Minor {
  const stands = (span: { from: Day; until: Day }) => span.from <= day && day < span.until;
  if (!stands(fact) || isIn(fact.gaps ?? [], day)) return minor(0);
  let rest: number = fact.amount;
  for (const reduction of reductions) {
    if (reduction.subject === fact.id && stands(reduction)) rest -= reduction.amount;
  }
  for (const allocation of standing) {
    if ((allocation.source === fact.id || allocation.target === fact.id) && stands(allocation))
      rest -= allocation.amount;
  }
  return minor(rest);
}
