/** A later due date is a dated fact (DO6): an invoice ages by it from the day on which it was given, and not before. */
import type { Day } from './money.ts';

export interface LaterDue {
  /** Day from which it counts. */
  readonly on: Day;
  readonly due: Day;
}

/** The later due date as of a day: of several that were given by then that of the latest day, of one day the latest. */
export function laterDue(dues: readonly LaterDue[], asOf: Day): Day | null {
  let standing: LaterDue | null = null;
  for (const one of dues) {
    if (one.on > asOf) continue;
    if (!standing || one.on > standing.on || (one.on === standing.on && one.due > standing.due))
      standing = one;
  }
  return standing?.due ?? null;
}

/** The due date as of a day: the later one that was given by then, else that of the issued document. */
export const dueOn = (issued: Day, dues: readonly LaterDue[], asOf: Day): Day =>
  laterDue(dues, asOf) ?? issued;
