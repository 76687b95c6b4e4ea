/** A tax in few words, beside its name in a list or a picker. */
import type { Day } from '../../../shared/domain/money.ts';
import { isValidOn, rateOn, type TaxRecord } from '../../../shared/domain/tax-record.ts';
import { formatDay, formatDecimal, formatPercent } from './format.ts';
import { textOf } from './i18n.ts';

/** What its parts take for a supply of that day: `9% + 9%`; of a fixed tax the amount (TX7, TX11). */
export function ratesOn({ parts }: TaxRecord, day: Day): string {
  return parts
    .map((part) => {
      const rate = rateOn(part, day);
      return part.kind === 'per-unit' || part.kind === 'per-document'
        ? formatDecimal(rate)
        : formatPercent(rate);
    })
    .join(' + ');
}

/** Until when it can be charged, or from when where that is to come; nothing for one without such a day (TX11). */
export function boundsOn({ validFrom = null, validUntil = null }: TaxRecord, day: Day): string {
  const t = textOf('common');
  if (validUntil !== null) return t('tax.until', { day: formatDay(validUntil) });
  return validFrom !== null && day < validFrom ? t('tax.from', { day: formatDay(validFrom) }) : '';
}

interface TaxChoice {
  readonly id: string;
  readonly code: '';
  readonly label: string;
  readonly detail: string;
}

/** Taxes to choose from for a supply of that day: those that cannot be charged then stand last and say so. */
export function taxChoices(
  taxes: readonly { readonly id: string; readonly fields: TaxRecord }[],
  day: Day,
): TaxChoice[] {
  const choiceOf = ({ id, fields }: (typeof taxes)[number]): TaxChoice => ({
    ...{ id, code: '', label: fields.name },
    detail: isValidOn(fields, day) ? ratesOn(fields, day) : boundsOn(fields, day),
  });
  return [
    ...taxes.filter(({ fields }) => isValidOn(fields, day)).map(choiceOf),
    ...taxes.filter(({ fields }) => !isValidOn(fields, day)).map(choiceOf),
  ];
}
