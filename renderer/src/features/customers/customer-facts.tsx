/** What is kept of a customer, to be read. */

import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { addressLines } from '../../text/address-lines.ts';
import { countryName } from '../../text/countries.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import classes from './customer.module.css';
import { type Account, type CustomerFields, limitLeft } from './customer-values.ts';

export interface CustomerFactsProps {
  readonly fields: CustomerFields;
  readonly accounts: readonly Account[] | undefined;
}

/** Facts that are empty are left out; a certificate that has expired says so (TX10). */
export function CustomerFacts({ fields, accounts }: CustomerFactsProps) {
  const t = useText('customers');
  const today = useToday();
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const nameOf = (records: typeof terms.data | typeof taxes.data, id: string | null): string =>
    records?.find((record) => record.id === id)?.fields.name ?? '';
  const left = accounts && limitLeft(fields, accounts);
  const expired = fields.exemptionExpires !== null && fields.exemptionExpires < today;
  const facts: [string, string][] = [
    [t('field.address'), addressLines(fields.address, countryName).join('\n')],
    [t('field.shipTo'), fields.shipTo ? addressLines(fields.shipTo, countryName).join('\n') : ''],
    [t('field.contact'), fields.contact],
    [t('field.email'), fields.email],
    [t('field.phone'), fields.phone],
    [t('field.terms'), fields.terms === null ? t('terms.company') : nameOf(terms.data, fields.terms)],
    [t('field.tax'), fields.tax === null ? t('tax.of-item') : nameOf(taxes.data, fields.tax)],
    [t('field.taxId'), fields.taxId],
    [t('field.registration'), fields.registration],
    [t('field.exemptionCertificate'), fields.exemptionCertificate],
    [
      t('field.exemptionExpires'),
      fields.exemptionExpires === null
        ? ''
        : `${formatDay(fields.exemptionExpires)}${expired ? ` – ${t('certificate.expired')}` : ''}`,
    ],
    [t('field.notes'), fields.notes],
  ];
  return (
    <dl className={classes.facts}>
      {fields.creditLimit !== null && (
        <div>
          <dt>{t('field.creditLimit')}</dt>
          <dd>
            <Amount minor={fields.creditLimit} currency={fields.currency} withCurrency />
            {left !== null && left !== undefined && (
              <>
                {' – '}
                {left < 0 ? t('limit.passed') : t('limit.left')}{' '}
                <Amount
                  minor={left < 0 ? (-left as typeof left) : left}
                  currency={fields.currency}
                  tone={left < 0 ? 'bad' : 'plain'}
                />
              </>
            )}
          </dd>
        </div>
      )}
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
