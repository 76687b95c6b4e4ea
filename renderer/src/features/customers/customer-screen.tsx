/** The card of one customer: what is owed, documents, payments, history; and its form. */

import { useState } from 'react';
import { blankCustomer } from '../../../../shared/contract/blank-records.ts';
import type { Place } from '../../app/navigation.ts';
import { replace } from '../../app/navigation.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { Page } from '../../ui/page.tsx';
import { CustomerCard } from './customer-card.tsx';
import { CustomerEditor } from './customer-editor.tsx';

/** `place.id` is the customer's id; with `new` the form is empty, and `name` begins it. */
export function CustomerScreen({ place }: { readonly place: Place }) {
  const id = place.id ?? '';
  return place.with?.new === undefined ? (
    <KnownCustomer key={id} id={id} edit={place.with?.edit !== undefined} />
  ) : (
    <NewCustomer key={id} id={id} name={place.with.name ?? ''} />
  );
}

function KnownCustomer({ id, edit }: { readonly id: string; readonly edit: boolean }) {
  const t = useText('customers');
  const customer = useBooks('customers.get', { id });
  const [editing, setEditing] = useState(edit);
  if (customer.error) {
    return (
      <Page title={t('title.one')} back>
        <ErrorPanel error={customer.error} onRetry={customer.again} />
      </Page>
    );
  }
  if (!customer.data)
    return (
      <Page title={t('title.one')} back>
        {null}
      </Page>
    );
  if (editing) {
    return (
      <CustomerEditor
        id={id}
        base={customer.data}
        onSaved={() => setEditing(false)}
        onCancel={() => setEditing(false)}
      />
    );
  }
  return <CustomerCard id={id} fields={customer.data.fields} onEdit={() => setEditing(true)} />;
}

function NewCustomer({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useText('customers');
  const company = useBooks('company.get', {});
  const number = useBooks('customers.nextNumber', {});
  const error = company.error ?? number.error;
  if (error) {
    return (
      <Page title={t('title.new')} back>
        <ErrorPanel error={error} onRetry={company.error ? company.again : number.again} />
      </Page>
    );
  }
  if (!company.data || !number.data)
    return (
      <Page title={t('title.new')} back>
        {null}
      </Page>
    );
  return (
    <CustomerEditor
      id={id}
      base={{ revision: null, fields: blankCustomer(company.data.fields, number.data.number, name) }}
      onSaved={() => void replace({ screen: 'customer', id })}
    />
  );
}
