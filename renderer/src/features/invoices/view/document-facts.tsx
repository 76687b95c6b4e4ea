/** The figures of an issued document: what it comes to, what is open, its days, who it is for. */
import { Anchor } from '@mantine/core';
import type { Credits } from '../../../../../shared/domain/document.ts';
import { isBilling, isOffer, isOwed } from '../../../../../shared/domain/document-kinds.ts';
import type { Instalment } from '../../../../../shared/domain/issued-terms.ts';
import { go } from '../../../app/navigation.ts';
import { formatAmount, formatDay, formatInstant } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { InstalmentList } from '../../../ui/instalment-list.tsx';
import { StatusChip, shownStatus } from '../../../ui/status-chip.tsx';
import { partyLabel } from '../entry/kind-labels.ts';
import classes from './document.module.css';
import type { DocumentView } from './document-view.ts';
import { DutyFacts } from './duty-facts.tsx';
import { DocumentLinks, Fact } from './fact.tsx';
import { RelatedFacts } from './related-facts.tsx';

export function DocumentFacts({ view }: { readonly view: DocumentView }) {
  const t = useText('invoices');
  const { document, voided, copiedFrom } = view;
  // What is settled is taken back first; only then can the document be voided (DO1).
  const isSettled = view.settlements.some(({ until }) => until === null);
  return (
    <dl className={classes.facts}>
      <Fact label={t('column.status')}>
        <StatusChip status={shownStatus(document.kind, view.status)} />
      </Fact>
      <DutyFacts view={view} />
      {isBilling(document.kind) && (
        <Fact label={isOwed(document.kind) ? t('column.outstanding') : t('view.credit-left')} isStrong>
          <Amount
            minor={view.outstanding}
            currency={document.currency}
            withCurrency
            tone={view.status === 'overdue' ? 'bad' : 'strong'}
          />
        </Fact>
      )}
      {document.kind !== 'correction' && (
        <Fact label={t('column.total')}>
          <Amount minor={document.totals.due} currency={document.currency} withCurrency />
        </Fact>
      )}
      <Fact label={t(partyLabel(document.kind))}>
        <Anchor
          component="button"
          size="sm"
          ta="start"
          onClick={() => void go({ screen: 'customer', id: document.customerId })}
        >
          {document.buyer.name}
        </Anchor>
      </Fact>
      <Fact label={t('column.issued')}>
        {formatDay(document.issueDate)}
        {view.arrivedAfter && (
          <>
            <br />
            {t('fact.arrived-after', { day: formatDay(view.arrivedAfter) })}
          </>
        )}
      </Fact>
      {document.terms.instalments && <InstalmentFact view={view} instalments={document.terms.instalments} />}
      {isOwed(document.kind) && !document.terms.instalments && (
        <Fact label={t('column.due')}>
          {view.dueDate === document.dueDate
            ? formatDay(document.dueDate)
            : t('view.due-was', { due: formatDay(view.dueDate), was: formatDay(document.dueDate) })}
        </Fact>
      )}
      {isOffer(document.kind) && <Fact label={t('entry.valid-until')}>{formatDay(document.dueDate)}</Fact>}
      {view.answer && (
        <Fact label={t(view.answer.accepted ? 'quote.accepted' : 'quote.declined')}>
          {formatDay(view.answer.on)}
          {view.answer.reason !== '' && (
            <>
              <br />
              {view.answer.reason}
            </>
          )}
        </Fact>
      )}
      {document.credits && <CreditFacts credits={document.credits} />}
      <RelatedFacts view={view} />
      {view.creditedBy.length > 0 && (
        <Fact label={t('view.credited-by')}>
          <DocumentLinks
            documents={view.creditedBy.map(({ id, number, amount }) => ({
              id,
              label: `${number} (${formatAmount(amount, document.currency)})`,
            }))}
          />
        </Fact>
      )}
      {document.terms.name !== '' && <Fact label={t('entry.terms')}>{document.terms.name}</Fact>}
      {document.orderNumber !== '' && document.kind !== 'correction' && (
        <Fact label={t('entry.order-number')}>{document.orderNumber}</Fact>
      )}
      {view.sheet && (
        <Fact label={t('view.hand')}>{t('view.by-hand', { date: formatInstant(view.recorded) })}</Fact>
      )}
      {voided && (
        <Fact label={t('view.voided')}>
          {formatDay(voided.on)}
          <br />
          {voided.reason}
        </Fact>
      )}
      {copiedFrom && (
        <Fact label={t('view.copied-from')}>
          <Anchor component="button" size="sm" onClick={() => void go({ screen: 'invoice', id: copiedFrom })}>
            {t('view.the-original')}
          </Anchor>
        </Fact>
      )}
      {view.copies.length > 0 && (
        <Fact label={t(isBilling(document.kind) ? 'view.copied-to' : 'quote.invoiced-by')}>
          <DocumentLinks documents={view.copies.map(({ id, number }) => ({ id, label: number }))} />
        </Fact>
      )}
      <Fact label={view.issuedBy === '' ? t('view.recorded') : t('view.issued-by')}>
        {[view.issuedBy, formatInstant(view.recorded)].filter(Boolean).join(', ')}
      </Fact>
      {!voided && document.kind !== 'correction' && (
        <Fact label={t('view.left-office')}>
          {view.released ? t('view.left-yes') : isSettled ? t('view.left-settled') : t('view.left-no')}
        </Fact>
      )}
    </dl>
  );
}

/** Each instalment, and what is left of it (AG3). */
function InstalmentFact({
  view,
  instalments,
}: {
  readonly view: DocumentView;
  readonly instalments: readonly Instalment[];
}) {
  const t = useText('invoices');
  const { currency } = view.document;
  const open = new Map(view.instalments.map((part) => [part.number, part]));
  const rows = instalments.map(({ due, amount }, index) => {
    const part = open.get(index + 1);
    const isPart = part !== undefined && part.amount < amount;
    const left = isPart ? t('instalment.left', { left: formatAmount(part.amount, currency) }) : '';
    return {
      due: part?.due ?? due,
      amount: formatAmount(amount, currency),
      note: part === undefined ? t('instalment.settled') : left,
    };
  });
  return (
    <Fact label={t('instalments')}>
      <InstalmentList label={t('instalments')} rows={rows} />
    </Fact>
  );
}

/** What a credit note credits, and why (DO4). */
function CreditFacts({ credits }: { readonly credits: Credits }) {
  const t = useText('invoices');
  const { invoices, period, reason } = credits;
  return (
    <>
      {invoices.length > 0 && (
        <Fact label={t('credit.for')}>
          <DocumentLinks documents={invoices.map(({ id, number }) => ({ id, label: number }))} />
        </Fact>
      )}
      {period && (
        <Fact label={t('credit.period')}>
          {formatDay(period.from)} – {formatDay(period.to)}
        </Fact>
      )}
      <Fact label={t('credit.reason')}>{reason}</Fact>
    </>
  );
}
