/** When a payment was no money although it stands: between a return and the next presentation (AL5). */
import type { Gap } from '../../shared/events/settlement.ts';
import { lifeOf } from '../../shared/events/turns.ts';
import type { PaymentRow } from './rows.ts';

const NONE: readonly Gap[] = [];

export const gapsOf = ({ turns }: Pick<PaymentRow, 'turns'>): readonly Gap[] =>
  turns ? lifeOf(turns).gaps : NONE;
