/** Posts money received: from an invoice, from a customer, or from nothing chosen yet. */
import { go, type Place, replace } from '../../app/navigation.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { Page } from '../../ui/page.tsx';
import { CustomerField } from './customer-field.tsx';
import classes from './posting.module.css';
import { PostingForm } from './posting-form.tsx';

/** `with.customer`, `with.invoice` and `with.credit` say where the clerk came from; the invoice alone is enough. */
export function PaymentNewScreen({ place }: { readonly place: Place }) {
  const t = useText('payments');
  const today = useToday();
  const invoice = place.with?.invoice ?? null;
  const given = place.with?.customer ?? null;
  const document = useBooks(
    'documents.get',
    { id: invoice ?? '', today },
    { enabled: invoice !== null && given === null },
  );
  const customer = given ?? document.data?.document.customerId ?? null;
  const record = useBooks('customers.get', { id: customer ?? '' }, { enabled: customer !== null });
  const open = useBooks('payments.openItems', { customer: customer ?? '' }, { enabled: customer !== null });
  const company = useBooks('company.get', {});
  const methods = useBooks('methods.list', {});
  const failed = [document, record, open, company, methods].find(({ error }) => error !== null);
  const choose = (id: string): void => void replace({ screen: 'payment-new', with: { customer: id } });

  if (failed?.error) {
    return (
      <Page title={t('title.new')} back>
        <ErrorPanel error={failed.error} onRetry={failed.again} />
      </Page>
    );
  }
  if (customer === null && invoice === null) {
    return (
      <Page title={t('title.new')} back>
        <div className={classes.first}>
          <CustomerField value={null} shown="" autoFocus onChange={choose} />
        </div>
        <EmptyState text={t('choose-customer')} />
      </Page>
    );
  }
  if (!record.data || !open.data || !company.data || !methods.data) {
    return (
      <Page title={t('title.new')} back>
        {null}
      </Page>
    );
  }
  if (methods.data.every(({ fields }) => fields.archived)) {
    return (
      <Page title={t('title.new')} back>
        <EmptyState
          text={t('no-methods')}
          action={{
            label: t('to-settings'),
            run: () => void go({ screen: 'settings', with: { tab: 'methods' } }),
          }}
        />
      </Page>
    );
  }
  return (
    <PostingForm
      key={customer}
      customer={{ id: record.data.id, fields: record.data.fields }}
      company={company.data.fields}
      methods={methods.data}
      open={open.data}
      invoice={invoice}
      credit={place.with?.credit ?? null}
      onCustomer={choose}
    />
  );
}
