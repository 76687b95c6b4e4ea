/**
 * What becomes of a payment after it was posted (AL5): it is void, the bank takes it back, or it is presented again after
 * that. A function of the set of such facts, however they came.
 */
import type { Day } from '../domain/money.ts';
import type { Gap } from './settlement.ts';

export interface Turn {
  readonly kind: 'void' | 'return' | 'presented';
  readonly on: Day;
  readonly reason: string;
  readonly commit: string;
  /** Of one day the turn that was written first comes first: the author's clock, the commit, the place in it. */
  readonly order: string;
}

export interface Life<Each extends Turn> {
  /** What ended it for good; `null` while it stands. */
  readonly end: Each | null;
  /** Between a return and the day on which it was presented again it was no money. */
  readonly gaps: readonly Gap[];
  /** The returns that counted, the earliest first, each with when it was presented again. */
  readonly returns: readonly { readonly turn: Each; readonly again: Day | null }[];
}

/** Place of a turn among those of one day. */
export const turnOrder = (clock: string, commit: string, index: number): string =>
  `${clock}/${commit}/${String(index).padStart(4, '0')}`;

/** A payment that was never money is not presented again, and one that stands is not either: that says nothing. */
export function lifeOf<Each extends Turn>(turns: readonly Each[]): Life<Each> {
  const keyOf = ({ on, order }: Turn) => `${on}/${order}`;
  const inOrder = [...turns].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const gaps: Gap[] = [];
  const returns: { turn: Each; again: Day | null }[] = [];
  let end: Each | null = null;
  let isVoid = false;
  for (const turn of inOrder) {
    isVoid ||= turn.kind === 'void';
    if (turn.kind !== 'presented') {
      if (end !== null) continue;
      end = turn;
      if (turn.kind === 'return') returns.push({ turn, again: null });
    } else if (end !== null && !isVoid) {
      gaps.push({ from: end.on, until: turn.on });
      returns[returns.length - 1] = { turn: end, again: turn.on };
      end = null;
    }
  }
  return { end, gaps, returns };
}
