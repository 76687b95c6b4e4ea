/** What has settled an invoice: money, credit, deductions; taken back ones stay, struck through (AL2, AL9). */
import { Anchor, Text, Title } from '@mantine/core';
import { isBilling, isOwed } from '../../../../../shared/domain/document-kinds.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import type { DeductionKind } from '../../../../../shared/events/payments.ts';
import { go, type Place } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { formatAmount, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { afterDialog, confirmWithReason } from '../../../ui/confirm.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from './document.module.css';
import type { DocumentView } from './document-view.ts';

/** What a reduction is called: a deduction of an invoice, or what was given back or written to income out of a credit note. */
type DeductionWord = DeductionKind | 'refund' | 'income';

export interface SettlementsProps {
  readonly view: DocumentView;
  /** Hears what came of taking a deduction back; without it none is taken back here. */
  readonly onFailure?: (error: AppError | null) => void;
  /** Gives the focus a new place after that, since what was taken back has no button any more. */
  readonly onDone?: () => void;
}

export function Settlements({ view, onFailure, onDone }: SettlementsProps) {
  const t = useText('invoices');
  const { settlements, document } = view;
  const canTakeBack =
    onFailure !== undefined && isOwed(document.kind) && view.status !== 'void' && view.deductedBy === null;
  const takeBack = async ({ id, amount }: Row): Promise<void> => {
    const reason = await confirmWithReason({
      title: t('charge-back.title'),
      text: t('charge-back.text', {
        amount: formatAmount(amount, document.currency),
        number: document.number,
      }),
      label: t('void.reason'),
      yes: t('charge-back.yes'),
      no: t('charge-back.no'),
    });
    if (reason === null) return;
    const reply = await invoke('deductions.takeBack', { commandId: newId(), id, reason });
    onFailure?.(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    notifyDone(t('charge-back.done', { number: document.number }));
    if (onDone) afterDialog(onDone);
  };
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
                  {canTakeBack && row.kind === 'deduction' && row.until === null && (
                    <div>
                      <Anchor component="button" type="button" size="xs" onClick={() => void takeBack(row)}>
                        {t('charge-back')}
                      </Anchor>
                    </div>
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
