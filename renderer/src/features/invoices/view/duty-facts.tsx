/** What a document still owes the law, or what an authority said of it (DO5). */
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import classes from './document.module.css';
import type { DocumentView } from './document-view.ts';
import { Fact } from './fact.tsx';

export function DutyFacts({ view }: { readonly view: DocumentView }) {
  const t = useText('invoices');
  const { duty, cleared, delivered, document } = view;
  const isStanding = view.status !== 'void';
  return (
    <>
      {document.clearance && (cleared || duty === 'clearance') && (
        <Fact label={t('duty.clearance')}>
          {cleared ? (
            <>
              <span className={classes.code}>{cleared.number}</span>
              <br />
              {t('duty.acknowledged', {
                number: cleared.acknowledgement,
                day: formatDay(cleared.date),
              })}
            </>
          ) : (
            t('duty.waiting')
          )}
        </Fact>
      )}
      {document.eInvoice && isStanding && (
        <Fact label={t('duty.e-invoice')}>{t(delivered ? 'duty.delivered' : 'duty.not-delivered')}</Fact>
      )}
    </>
  );
}
