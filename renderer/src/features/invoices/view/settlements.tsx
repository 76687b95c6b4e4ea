/** What has settled an invoice: money, credit, deductions; taken back ones stay, struck through (AL2, AL9). */
import { Text, Title } from '@mantine/core';
import { isBilling } from '../../../../../shared/domain/document.ts';
import type { DeductionKind } from '../../../../../shared/events/payments.ts';
import { go, type Place } from '../../../app/navigation.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import classes from './document.module.css';
import type { DocumentView } from './document-facts.tsx';

/** What a reduction is called: a deduction of an invoice, or money given back out of a credit note. */
type DeductionWord = DeductionKind | 'refund';

export function Settlements({ view }: { readonly view: DocumentView }) {
  const t = useText('invoices');
  const { settlements, document } = view;
  const { kind } = document;
  if (!isBilling(kind)) return null;
  return (
    <section aria-label={t(`view.settlements.${kind}`)}>
      <Title order={2} size="h3" mb={6}>
        {t(`view.settlements.${kind}`)}
      </Title>
      {settlements.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {t(`view.no-settlements.${kind}`)}
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
                  <Against row={row} isCredit={document.kind === 'creditNote'} />
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

type Row = DocumentView['settlements'][number];

/** The other side: the money or credit that settles an invoice, the invoice that a credit note settles. */
function Against({ row, isCredit }: { readonly row: Row; readonly isCredit: boolean }) {
  const t = useText('invoices');
  if (row.kind === 'deduction') return t(`deduction.${row.label as DeductionWord}`);
  const place: Place = isCredit
    ? { screen: 'invoice', id: row.target }
    : { screen: row.kind === 'payment' ? 'payment' : 'invoice', id: row.source };
  return (
    <button type="button" className={classes.link} onClick={() => void go(place)}>
      {t(`settlement.${isCredit ? 'invoice' : row.kind}`)} {row.label}
    </button>
  );
}
