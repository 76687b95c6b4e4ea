/** Delivery notes with what is to be billed of them, receipts, correction notices: each a list of its own (RE4, DO6). */
import type { ConfirmingKind } from '../../../../../shared/domain/document-kinds.ts';
import { go } from '../../../app/navigation.ts';
import type { Action } from '../../../app/shortcuts.ts';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { exportActions, zipAction } from '../../../ui/export-actions.ts';
import { invoiceDeliveries } from '../view/copy-invoice.ts';
import { OfferList, type OffersInHand, type OffersShown } from './offer-list.tsx';

const begin = () => void go({ screen: 'draft', id: newId(), with: { kind: 'deliveryNote' } });

export function ShelfScreen({ shelf }: { readonly shelf: ConfirmingKind }) {
  const t = useText('invoices');
  if (shelf === 'deliveryNote') return <Deliveries />;
  return (
    <OfferList
      name={`shelf.${shelf}`}
      title={t(`shelf.${shelf}`)}
      shelf={shelf}
      tabs={[{ value: 'all', label: t('tab.all') }]}
      columns={['number', 'customer', 'order', 'issued', 'status', ...totalOf(shelf)]}
      deeds={() => []}
      menu={menuOf(shelf)}
      buttons={null}
      empty={({ search }) => (
        <EmptyState text={t(search === '' ? `shelf.none.${shelf}` : 'shelf.none-found')} />
      )}
    />
  );
}

/** The list as a file, and its papers: those that are chosen, or all that it shows. */
const menuOf =
  (shelf: ConfirmingKind) =>
  ({ tab, search }: OffersShown, { picked }: OffersInHand): Action[] => {
    const offers = { shelf, search, status: tab, customer: null };
    return [
      ...exportActions({ list: 'offers', ...offers }),
      zipAction(picked.length > 1 ? [...picked] : { offers }),
    ];
  };

/** A correction notice is about words and days: it has no money. */
const totalOf = (shelf: ConfirmingKind) => (shelf === 'correction' ? [] : (['total'] as const));

function Deliveries() {
  const t = useText('invoices');
  return (
    <OfferList
      name="shelf.deliveryNote"
      title={t('shelf.deliveryNote')}
      shelf="deliveryNote"
      tabs={[
        { value: 'open', label: t('delivery.to-bill') },
        { value: 'invoiced', label: t('delivery.billed') },
        { value: 'all', label: t('tab.all') },
      ]}
      columns={['number', 'customer', 'order', 'issued', 'status', 'total']}
      deeds={({ picked }) => [
        {
          id: 'deliveries.invoice',
          label: t('delivery.several', { count: picked.length }),
          keys: 'I',
          group: 'here',
          enabled: picked.length > 0,
          run: () => void invoiceDeliveries(picked),
        },
      ]}
      menu={menuOf('deliveryNote')}
      buttons={
        <ActionButton
          variant="filled"
          action={{ id: 'deliveries.new', label: t('delivery.new'), keys: 'N', group: 'create', run: begin }}
        />
      }
      empty={({ tab, search }) => (
        <EmptyState
          text={t(search !== '' || tab === 'invoiced' ? 'shelf.none-found' : 'shelf.none.deliveryNote')}
          action={{ label: t('delivery.new'), keys: 'N', run: begin }}
        />
      )}
    />
  );
}
