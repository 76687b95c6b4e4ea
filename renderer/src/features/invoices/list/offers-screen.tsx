/** Quotes and pro-formas: what was offered, what became of it, and the way to the invoice. */
import { go, type Place } from '../../../app/navigation.ts';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { exportActions, zipAction } from '../../../ui/export-actions.ts';
import { invoiceOffer } from '../view/copy-invoice.ts';
import { OfferList } from './offer-list.tsx';
import { ShelfScreen } from './shelf-screen.tsx';
import { shelfNamed } from './shelf-select.tsx';

const ANSWERS = ['open', 'accepted', 'declined', 'expired', 'invoiced'] as const;

const begin = (kind: 'quote' | 'proForma') => void go({ screen: 'draft', id: newId(), with: { kind } });

/** `with.shelf` opens delivery notes, receipts or correction notices instead. */
export function OffersScreen({ place }: { readonly place: Place }) {
  const shelf = shelfNamed(place.with?.shelf);
  return shelf === 'offer' ? <Offers /> : <ShelfScreen key={shelf} shelf={shelf} />;
}

function Offers() {
  const t = useText('invoices');
  const common = useText('common');
  return (
    <OfferList
      name="quotes"
      title={t('quote.title')}
      shelf="offer"
      tabs={[
        { value: 'all', label: t('tab.all') },
        ...ANSWERS.map((value) => ({ value, label: common(`status.${value}`) })),
      ]}
      columns={['number', 'kind', 'customer', 'issued', 'until', 'status', 'total']}
      deeds={({ under }) => [
        {
          id: 'offers.invoice',
          label: t('quote.to-invoice'),
          keys: 'I',
          group: 'here',
          enabled: under !== null && under.status !== 'void',
          run: () => under && void invoiceOffer(under.id),
        },
      ]}
      menu={({ tab, search }, { picked }) => [
        ...exportActions({ list: 'offers', search, status: tab, customer: null }),
        zipAction(picked.length > 1 ? [...picked] : { offers: { search, status: tab, customer: null } }),
      ]}
      buttons={
        <>
          <ActionButton
            variant="subtle"
            action={{
              id: 'proformas.new',
              label: t('quote.new-pro-forma'),
              group: 'create',
              run: () => begin('proForma'),
            }}
          />
          <ActionButton
            variant="filled"
            action={{
              id: 'quotes.new',
              label: t('quote.new'),
              keys: 'N',
              group: 'create',
              run: () => begin('quote'),
            }}
          />
        </>
      }
      empty={({ tab, search }, reset) =>
        tab !== 'all' || search !== '' ? (
          <EmptyState text={t('quote.none-found')} action={{ label: t('quote.show-all'), run: reset }} />
        ) : (
          <EmptyState
            text={t('quote.empty')}
            action={{ label: t('quote.new'), keys: 'N', run: () => begin('quote') }}
          />
        )
      }
    />
  );
}
