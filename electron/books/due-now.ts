/** When what is left of a document is due, as of now. */
import { dueOn } from '../../shared/domain/due-date.ts';
import { nextDue } from '../../shared/domain/instalments.ts';
import type { Day } from '../../shared/domain/money.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import type { DocumentRow } from './rows.ts';

/**
 * The due date that holds now: a correction notice may have given a later one (DO6). Of several instalments that of the first
 * which is not settled (AG3).
 */
export const dueNow = ({
  due,
  dues,
  instalments,
  rest,
}: Pick<DocumentRow, 'due' | 'dues' | 'instalments' | 'rest'>): Day =>
  instalments ? nextDue(instalments, rest, dues, FOREVER) : dueOn(due, dues, FOREVER);
