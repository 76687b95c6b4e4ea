/** The part of the reference fold that says what is closed, and what arrived after it (PC1, PC3). */
import type { Day } from '../domain/money.ts';
import { of, type Said } from './fold-said.ts';
import type { FoldedClose, FoldedState } from './fold-state.ts';
import { standingOnce } from './once.ts';
import { arrivedAfter, type Close, closeStands, earliestEffect } from './periods.ts';

/** Every close that was said, by its id. */
export function closesOf(said: readonly Said[]): ReadonlyMap<string, Close & Pick<FoldedClose, 'reason'>> {
  // `said` is sorted by commit id, so the first reason is that of the smallest.
  const reasons = new Map<string, string>();
  for (const { event } of of(said, 'period.reopened'))
    if (!reasons.has(event.entity)) reasons.set(event.entity, event.data.reason);
  const sealed = new Set(of(said, 'period.sealed').map(({ event }) => event.entity));
  const made = of(said, 'period.closed').map((one) => ({
    entity: one.event.entity,
    commit: one.commit,
    one,
  }));
  return new Map(
    [...standingOnce(made)].map(([id, { one }]) => {
      const { through, known, cuts } = one.event.data;
      const { device, sequence } = one;
      const reason = reasons.get(id) ?? null;
      return [
        id,
        { through, known, cuts, device, sequence, reopened: reason !== null, sealed: sealed.has(id), reason },
      ];
    }),
  );
}

export function foldPeriods(
  said: readonly Said[],
  closes: ReadonlyMap<string, Close & Pick<FoldedClose, 'reason'>>,
): Pick<FoldedState, 'closes' | 'late'> {
  const days = new Map<string, { readonly one: Said; readonly day: Day }>();
  for (const one of said) {
    const day = earliestEffect([one.event]);
    const before = days.get(one.commit);
    if (day !== null && (!before || day < before.day)) days.set(one.commit, { one, day });
  }
  const late: Record<string, string[]> = {};
  for (const [commit, { one, day }] of days) {
    const after = [...closes].flatMap(([id, close]) => (arrivedAfter(close, one, day) ? [id] : []));
    if (after.length > 0) late[commit] = after.sort();
  }
  return {
    closes: Object.fromEntries(
      [...closes].map(([id, close]) => [
        id,
        { through: close.through, reason: close.reason, sealed: close.sealed, stands: closeStands(close) },
      ]),
    ),
    late,
  };
}
