/** The documents around one: what it is about, deposits that it deducts, and what names it (AL3, DO4). */
import { Anchor } from '@mantine/core';
import type { Corrected, GivenBack, ReceivedMoney } from '../../../../../shared/domain/document.ts';
import type { DocumentKind } from '../../../../../shared/domain/document-kinds.ts';
import { go } from '../../../app/navigation.ts';
import { formatAmount, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import type { DocumentView } from './document-view.ts';
import { DocumentLinks, Fact } from './fact.tsx';

export function RelatedFacts({ view }: { readonly view: DocumentView }) {
  const t = useText('invoices');
  const { document, namedBy } = view;
  const { about, deposits = [], kind, currency } = document;
  const links = (of: DocumentKind) =>
    namedBy.filter((one) => one.kind === of).map(({ id, number }) => ({ id, label: number }));
  const named = [
    ['deposit.asked', links('depositInvoice')],
    ['view.deliveries', links('deliveryNote')],
    ['delivery.billed-by', kind === 'deliveryNote' ? links('invoice') : []],
    ['view.charged-by', links('charge')],
    ['view.corrected-by', links('correction')],
  ] as const;
  const finals = namedBy.filter((one) => one.kind === 'invoice');
  return (
    <>
      {about && about.documents.length > 0 && (
        <Fact label={t(aboutLabel(kind))}>
          <DocumentLinks documents={about.documents.map(({ id, number }) => ({ id, label: number }))} />
        </Fact>
      )}
      {about && about.reason !== '' && <Fact label={t('about.reason')}>{about.reason}</Fact>}
      {deposits.length > 0 && (
        <Fact label={t(kind === 'creditNote' ? 'deposit.given-back' : 'deposit.deducted')}>
          <DocumentLinks
            documents={deposits.map(({ id, number, issueDate, amount }) => ({
              id,
              label: t('deposit.by-this', {
                number,
                day: formatDay(issueDate),
                amount: formatAmount(amount, currency),
              }),
            }))}
          />
        </Fact>
      )}
      {kind === 'depositInvoice' && view.status !== 'void' && (
        <Fact label={t('deposit.deducted-by')}>
          {view.deductedBy === null ? (
            t('deposit.not-yet')
          ) : (
            <DocumentLinks
              documents={finals
                .filter(({ number }) => number === view.deductedBy)
                .map(({ id, number }) => ({ id, label: number }))}
            />
          )}
        </Fact>
      )}
      {named
        .filter(([, documents]) => documents.length > 0)
        .map(([label, documents]) => (
          <Fact key={label} label={t(label)}>
            <DocumentLinks documents={documents} />
          </Fact>
        ))}
      {document.payment && <ReceivedFact payment={document.payment} />}
      {document.refund && <RefundedFact refund={document.refund} />}
      {document.corrects && <CorrectedFacts corrects={document.corrects} />}
    </>
  );
}

const ABOUT = {
  depositInvoice: 'about.depositInvoice',
  charge: 'about.charge',
  deliveryNote: 'about.deliveryNote',
  correction: 'about.correction',
  invoice: 'view.deliveries',
} as const satisfies Partial<Record<DocumentKind, string>>;

const aboutLabel = (kind: DocumentKind) =>
  Object.hasOwn(ABOUT, kind) ? ABOUT[kind as keyof typeof ABOUT] : ('about.other' as const);

function RefundedFact({ refund }: { readonly refund: GivenBack }) {
  const t = useText('invoices');
  const { source, date, method, reference } = refund;
  const { id } = source;
  return (
    <Fact label={t('refund.for')}>
      {[formatDay(date), method, reference].filter((part) => part !== '').join(', ')}
      <div>
        <Anchor
          component="button"
          size="sm"
          onClick={() => void go({ screen: source.kind === 'payment' ? 'payment' : 'invoice', id })}
        >
          {t(`refund.see-${source.kind}`)}
        </Anchor>
      </div>
    </Fact>
  );
}

function ReceivedFact({ payment }: { readonly payment: ReceivedMoney }) {
  const t = useText('invoices');
  const { id, date, method, reference } = payment;
  return (
    <Fact label={t('receipt.for')}>
      {[formatDay(date), method, reference].filter((part) => part !== '').join(', ')}
      <div>
        <Anchor component="button" size="sm" onClick={() => void go({ screen: 'payment', id })}>
          {t('receipt.see')}
        </Anchor>
      </div>
    </Fact>
  );
}

function CorrectedFacts({ corrects }: { readonly corrects: Corrected }) {
  const t = useText('invoices');
  const rows = [
    ['notice.order', corrects.orderNumber],
    ['notice.contact', corrects.contact],
    ['notice.due-now', corrects.dueDate && formatDay(corrects.dueDate)],
    ['notice.says', corrects.text],
  ] as const;
  return rows.map(([label, value]) =>
    value === undefined ? null : (
      <Fact key={label} label={t(label)}>
        {value === '' ? '–' : value}
      </Fact>
    ),
  );
}
