/** What terms mean for an invoice that is issued today, in words. */

import { addDays } from '../../../../shared/domain/day.ts';
import type { Day } from '../../../../shared/domain/money.ts';
import { dueDate, paymentTerms, type TermsRecord } from '../../../../shared/domain/terms.ts';
import { formatDay, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';

export function useTermsSample(today: Day): (record: TermsRecord) => string {
  const t = useText('settings');
  return (record) => {
    const terms = paymentTerms(record);
    const due = t('terms.sample', { day: formatDay(dueDate(terms, today)) });
    if (!terms.discount) return due;
    const { percent, days } = terms.discount;
    return `${due} · ${t('terms.sample-discount', { percent: formatPercent(percent), day: formatDay(addDays(today, days)) })}`;
  };
}
