/** Closes, reopenings and seals as facts, in whatever order they arrive; what is closed is `shared/events/periods.ts`'s to say (PC1). */
import type { CloseRow } from '../rows.ts';
import type { Act, Happening } from './act.ts';

type PeriodEvent = 'period.closed' | 'period.reopened' | 'period.sealed';

export function periodChanged(act: Act, { event }: Happening<PeriodEvent>): void {
  const { work, commit, device, sequence, recorded, actor } = act;
  const row = work.closes.get(event.entity) ?? {
    id: event.entity,
    closed: null,
    reopened: null,
    sealed: null,
  };
  const said = { commit, recorded, actor };
  const isFirst = (known: { readonly commit: string } | null) => !known || commit < known.commit;
  let changed: CloseRow = row;
  if (event.type === 'period.closed') {
    if (isFirst(row.closed)) changed = { ...row, closed: { ...event.data, ...said, device, sequence } };
  } else if (event.type === 'period.reopened') {
    if (isFirst(row.reopened)) changed = { ...row, reopened: { ...said, reason: event.data.reason } };
  } else if (isFirst(row.sealed)) changed = { ...row, sealed: said };
  if (changed !== row) work.closes.set(changed);
  work.topics.add('periods').add('documents').add('payments');
}
