/** Credit that the customer already has, to be used before the new money if the clerk wishes (AL4). */
import { Checkbox } from '@mantine/core';
import { formatAmount, formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import classes from './posting.module.css';
import type { Credit } from './posting.ts';

export interface CreditListProps {
  readonly credits: readonly Credit[];
  readonly used: readonly string[];
  readonly onUse: (used: readonly string[]) => void;
}

export function CreditList({ credits, used, onUse }: CreditListProps) {
  const t = useText('payments');
  if (credits.length === 0) return null;
  return (
    <fieldset className={classes.credits}>
      <legend>{t('credits.title')}</legend>
      {credits.map((credit) => (
        <Checkbox
          key={credit.id}
          label={t(credit.kind === 'payment' ? 'credits.payment' : 'credits.credit-note', {
            label: credit.label,
            date: formatDay(credit.date),
            amount: formatAmount(credit.unapplied, credit.currency),
          })}
          checked={used.includes(credit.id)}
          onChange={(event) =>
            onUse(event.currentTarget.checked ? [...used, credit.id] : used.filter((id) => id !== credit.id))
          }
        />
      ))}
    </fieldset>
  );
}
