/** An amount of money, for tables and totals: figures of one width, at the right, a minus when negative. */
import { memo } from 'react';
import type { CurrencyCode, Minor } from '../../../shared/domain/money.ts';
import { formatAmount, formatFigure } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import classes from './amount.module.css';

export interface AmountProps {
  /** `null` or `undefined` when it is not known: shown as such, never as 0. */
  readonly minor: Minor | null | undefined;
  readonly currency: CurrencyCode;
  /** Says the currency; in a column it is said once, above. */
  readonly withCurrency?: boolean;
  readonly tone?: 'plain' | 'strong' | 'quiet' | 'bad' | undefined;
}

export const Amount = memo(function Amount({ minor, currency, withCurrency, tone = 'plain' }: AmountProps) {
  if (minor === null || minor === undefined) return <Unknown />;
  return (
    <span className={`${classes.amount} ${classes[tone]}`}>
      {withCurrency ? formatAmount(minor, currency) : formatFigure(minor, currency)}
    </span>
  );
});

function Unknown() {
  const t = useText('common');
  return (
    <span className={`${classes.amount} ${classes.quiet}`} title={t('unknown')}>
      –
    </span>
  );
}
