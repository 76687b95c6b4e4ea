/** What terms mean for an invoice that is issued today, in words. */

import { addDays } from '../../../../shared/domain/day.ts';
import { instalmentsOf } from '../../../../shared/domain/instalments.ts';
import { type Day, minor } from '../../../../shared/domain/money.ts';
import { dueDate, paymentTerms } from '../../../../shared/domain/terms.ts';
import { formatDay, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { restPercent } from './instalment-values.ts';
import type { TermsValues } from './record-values.ts';

/** So fine are the shares of a sample: hundredths of a percent. */
const HUNDREDTHS = minor(10_000);

type Rule = Pick<TermsValues, 'days' | 'months' | 'day' | 'after'>;

const isWhole = ({ days, months, day, after = 0 }: Rule): boolean =>
  [days, months, day, after].every(Number.isInteger);

/** The sample, or `null` while a number or percentage is missing. */
export function useTermsSample(today: Day): (values: TermsValues) => string | null {
  const t = useText('settings');
  return (values) => {
    const { instalments = [] } = values;
    if (![values, ...instalments].every(isWhole) || !Number.isInteger(values.discountDays)) return null;
    if (restPercent(instalments) === null) return null;
    const terms = paymentTerms(values);
    const parts = instalmentsOf(terms, today, HUNDREDTHS).map(({ due, amount }) =>
      t('terms.sample-instalment', { percent: formatPercent(String(amount / 100)), day: formatDay(due) }),
    );
    if (parts.length > 0) return t('terms.sample-instalments', { parts: parts.join(' · ') });
    const due = t('terms.sample', { day: formatDay(dueDate(terms, today)) });
    if (!terms.discount) return due;
    const { percent, days } = terms.discount;
    return `${due} · ${t('terms.sample-discount', { percent: formatPercent(percent), day: formatDay(addDays(today, days)) })}`;
  };
}
