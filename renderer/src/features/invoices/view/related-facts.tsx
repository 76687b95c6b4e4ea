/** The documents around one: what it is about, deposits that it deducts, and what names it (AL3, DO4). */
import { formatAmount, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import type { DocumentView } from './document-facts.tsx';
import { DocumentLinks, Fact } from './fact.tsx';

export function RelatedFacts({ view }: { readonly view: DocumentView }) {
  const t = useText('invoices');
  const { document, namedBy } = view;
  const { about, deposits = [], kind, currency } = document;
  const links = (of: 'depositInvoice' | 'charge') =>
    namedBy.filter((one) => one.kind === of).map(({ id, number }) => ({ id, label: number }));
  const [asked, charges] = [links('depositInvoice'), links('charge')];
  const finals = namedBy.filter((one) => one.kind === 'invoice');
  return (
    <>
      {about && about.documents.length > 0 && (
        <Fact label={t(kind === 'depositInvoice' || kind === 'charge' ? `about.${kind}` : 'about.other')}>
          <DocumentLinks documents={about.documents.map(({ id, number }) => ({ id, label: number }))} />
        </Fact>
      )}
      {about && about.reason !== '' && <Fact label={t('about.reason')}>{about.reason}</Fact>}
      {deposits.length > 0 && (
        <Fact label={t('deposit.deducted')}>
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
      {asked.length > 0 && (
        <Fact label={t('deposit.asked')}>
          <DocumentLinks documents={asked} />
        </Fact>
      )}
      {charges.length > 0 && (
        <Fact label={t('view.charged-by')}>
          <DocumentLinks documents={charges} />
        </Fact>
      )}
    </>
  );
}
