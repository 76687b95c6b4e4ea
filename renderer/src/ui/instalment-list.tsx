/** Instalments below each other: when each is due and what it comes to (AG3). */
import type { Day } from '../../../shared/domain/money.ts';
import { formatDay } from '../text/format.ts';
import classes from './instalment-list.module.css';

export interface InstalmentListProps {
  readonly label: string;
  readonly rows: readonly { readonly due: Day; readonly amount: string; readonly note?: string }[];
}

export function InstalmentList({ label, rows }: InstalmentListProps) {
  return (
    <ol className={classes.list} aria-label={label}>
      {rows.map(({ due, amount, note }) => (
        <li key={due} className={classes.row}>
          <span>{note ? `${formatDay(due)}, ${note}` : formatDay(due)}</span>
          <span className={classes.amount}>{amount}</span>
        </li>
      ))}
    </ol>
  );
}
