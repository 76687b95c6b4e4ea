/** What has settled an invoice: money, credit, deductions; taken back ones stay, struck through (AL2, AL9). */
import { Text, Title } from '@mantine/core';
import { go } from '../../../app/navigation.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import classes from './document.module.css';
import type { DocumentView } from './document-facts.tsx';

export function Settlements({ view }: { readonly view: DocumentView }) {
  const t = useText('invoices');
  const { settlements, document } = view;
  return (
    <section aria-label={t('view.settlements')}>
      <Title order={2} size="h3" mb={6}>
        {t('view.settlements')}
      </Title>
      {settlements.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {t('view.no-settlements')}
        </Text>
      ) : (
        <table className={classes.settlements}>
          <thead>
            <tr>
              <th>{t('view.day')}</th>
              <th>{t('view.what')}</th>
              <th data-figure>{document.currency}</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map((row) => (
              <tr key={row.id} data-gone={row.until !== null || undefined}>
                <td data-day>{formatDay(row.from)}</td>
                <td>
                  {row.kind === 'payment' ? (
                    <button
                      type="button"
                      className={classes.link}
                      onClick={() => void go({ screen: 'payment', id: row.source })}
                    >
                      {t('settlement.payment')} {row.label}
                    </button>
                  ) : (
                    `${t(`settlement.${row.kind}`)} ${row.label}`
                  )}
                  {row.until && (
                    <span className={classes.quiet}> {t('view.until', { day: formatDay(row.until) })}</span>
                  )}
                </td>
                <td data-figure>
                  <Amount minor={row.amount} currency={document.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
