/** Old credits are looked at every month (AL8): whether somebody at this desktop has done so in the month of a day. */
import { useEffect } from 'react';
import type { Day } from '../../../shared/domain/money.ts';
import { LISTED_AFTER } from '../../../shared/domain/old-credits.ts';
import { useRemembered } from './lists.ts';
import { useBooks } from './use-books.ts';

const KEY = 'credits-seen';
const NEVER = { month: '' };

const monthOf = (day: Day): string => day.slice(0, 7);

/** How many there are to look at; 0 once the list has been opened this month. */
export function useUnseenCredits(today: Day): number {
  const [seen] = useRemembered(KEY, NEVER);
  const isDue = seen.month !== monthOf(today);
  const list = useBooks('credits.old', { today, olderThan: LISTED_AFTER }, { enabled: isDue });
  return isDue ? (list.data?.rows.length ?? 0) : 0;
}

/** Notes that the list is being looked at. */
export function useSeeingCredits(today: Day): void {
  const [seen, remember] = useRemembered(KEY, NEVER);
  const month = monthOf(today);
  useEffect(() => {
    if (seen.month !== month) remember({ month });
  }, [seen.month, month, remember]);
}
