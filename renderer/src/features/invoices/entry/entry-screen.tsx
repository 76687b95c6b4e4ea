/** Entry of a document: loads the draft of this place, or begins a new one. */
import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import type { DocumentKind } from '../../../../../shared/domain/document-kinds.ts';
import { type Place, replace } from '../../../app/navigation.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { Page } from '../../../ui/page.tsx';
import { EntryForm } from './entry-form.tsx';
import { useLoadEntry } from './use-load-entry.ts';

const KINDS: readonly DocumentKind[] = [
  'creditNote',
  'quote',
  'proForma',
  'depositInvoice',
  'charge',
  'deliveryNote',
];

/** `with.kind` says what is begun; an invoice without. */
const kindOf = (wanted: string | undefined): DocumentKind =>
  KINDS.find((kind) => kind === wanted) ?? 'invoice';

export function EntryScreen({ place }: { readonly place: Place }) {
  const t = useText('invoices');
  const common = useText('common');
  const id = place.id ?? '';
  const { customer, kind, pad, sheet } = place.with ?? {};
  const { load, again } = useLoadEntry(id, customer, kindOf(kind), pad, sheet);
  useEffect(() => {
    if (load.state === 'issued') void replace({ screen: 'invoice', id });
  }, [load.state, id]);
  if (load.state === 'ready') return <EntryForm id={id} loaded={load.loaded} />;
  return (
    <Page title={t(`entry.title.${kindOf(place.with?.kind)}`)} back>
      {load.state === 'failed' ? (
        <ErrorPanel error={load.error} onRetry={again} />
      ) : (
        <Loader size="sm" role="status" aria-label={common('loading')} />
      )}
    </Page>
  );
}
