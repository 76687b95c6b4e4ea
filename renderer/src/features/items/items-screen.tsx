/** What the company sells: a list to search, and the form beside it. */
import { useEffect, useEffectEvent, useState } from 'react';
import { blankItem } from '../../../../shared/contract/blank-records.ts';
import { exponentOf } from '../../../../shared/domain/currency.ts';
import { mayLeave, type Place } from '../../app/navigation.ts';
import { useActions } from '../../app/shortcuts.ts';
import { newId } from '../../data/ids.ts';
import { useRemembered } from '../../data/lists.ts';
import { Newest } from '../../data/newest.ts';
import { useBooks } from '../../data/use-books.ts';
import { usePages } from '../../data/use-pages.ts';
import { formatDecimal } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListEmpty } from '../../ui/list-empty.tsx';
import { ListMenu } from '../../ui/list-menu.tsx';
import { notifyError } from '../../ui/notify.ts';
import { Page } from '../../ui/page.tsx';
import { paged } from '../../ui/paged.ts';
import { SearchAndArchived } from '../../ui/search-and-archived.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { Sums } from '../../ui/sums.tsx';
import { setItemArchived } from './archive-item.ts';
import { fetchItem } from './fetch-item.ts';
import { ItemPanel } from './item-panel.tsx';
import { type ItemRecord, taxName, unitsOf } from './item-values.ts';

interface Remembered {
  readonly search: string;
  readonly archived: boolean;
}

/** The item in the panel; `revision: null` for one that is new. */
type Open = Pick<ItemRecord, 'id' | 'fields'> & { readonly revision: string | null };

/** `place.id` opens that item; `with.new` an empty form, begun with `with.name`. */
export function ItemsScreen({ place }: { readonly place: Place }) {
  const t = useText('items');
  const common = useText('common');
  const [{ search, archived }, remember] = useRemembered<Remembered>('items', {
    search: '',
    archived: false,
  });
  const pages = usePages('items.list', { search, archived });
  const taxes = useBooks('taxes.list', {});
  const company = useBooks('company.get', {});
  const [under, setUnder] = useState<ItemRecord | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const currency = company.data?.fields.currency;
  const [newest] = useState(() => new Newest());
  /** Shows a form or closes it; an item that was asked for before stays away when it comes. */
  const put = (next: Open | null): void => {
    newest.forget();
    setOpen(next);
  };
  const show = async (next: Open): Promise<void> => {
    if (next.id !== open?.id && (await mayLeave())) put(next);
  };
  const create = (name: string): void =>
    void show({
      id: newId(),
      revision: null,
      fields: blankItem(name, company.data?.fields.defaultTax ?? null),
    });

  const known = company.data !== undefined;
  const begin = useEffectEvent(create);
  useEffect(() => {
    if (known && place.with?.new !== undefined) begin(place.with.name ?? '');
  }, [known, place]);
  useEffect(() => {
    const { id } = place;
    if (id === undefined) return;
    void newest.of(fetchItem(id)).then((found) => {
      if (found?.ok) setOpen({ id, ...found.value });
      else if (found) notifyError(found.error);
    });
    return () => newest.forget();
  }, [place, newest]);
  useActions([
    {
      id: 'items.archive',
      label: under?.fields.archived ? common('restore') : common('archive'),
      keys: 'Delete',
      group: 'here',
      enabled: under !== null,
      run: () =>
        under && void setItemArchived({ id: under.id, name: under.fields.name }, !under.fields.archived),
    },
  ]);

  const price = currency ? t('field.price-in', { currency }) : t('field.price');
  const all: (Column<ItemRecord> & { readonly beside?: boolean })[] = [
    { id: 'code', header: t('field.code'), width: '100px', cell: ({ fields }) => fields.code },
    {
      id: 'name',
      header: t('field.name'),
      width: 'minmax(180px, 3fr)',
      cell: ({ fields }) =>
        fields.archived ? (
          <>
            <StatusChip status="archived" /> {fields.name}
          </>
        ) : (
          fields.name
        ),
    },
    {
      id: 'description',
      header: t('field.description'),
      width: 'minmax(120px, 2fr)',
      cell: ({ fields }) => fields.description.split('\n')[0],
      beside: false,
    },
    { id: 'unit', header: t('field.unit'), width: '80px', cell: ({ fields }) => fields.unit, beside: false },
    {
      id: 'tax',
      header: t('field.tax'),
      width: 'minmax(90px, 1fr)',
      cell: ({ fields }) => taxName(taxes.data, fields.tax),
      beside: false,
    },
    {
      id: 'price',
      header: price,
      width: 'minmax(110px, 0.8fr)',
      align: 'end',
      cell: ({ fields }) => formatDecimal(fields.price, currency ? exponentOf(currency) : 0),
    },
  ];
  // Beside the form there is room for what tells items apart.
  const columns = open ? all.filter(({ beside }) => beside !== false) : all;

  return (
    <Page
      title={t('title')}
      fixed
      side={
        open &&
        currency && (
          <ItemPanel
            key={open.id}
            id={open.id}
            base={open}
            currency={currency}
            units={unitsOf(pages.rows)}
            onSaved={() => put(null)}
            onClose={() => put(null)}
          />
        )
      }
      actions={
        <>
          <ListMenu actions={exportActions({ list: 'items', search, archived })} />
          <ActionButton
            variant="filled"
            action={{
              id: 'items.new',
              label: t('new'),
              keys: 'N',
              also: ['Mod+Shift+I'],
              group: 'create',
              enabled: known,
              run: () => create(''),
            }}
          />
        </>
      }
    >
      <SearchAndArchived label={t('search')} search={search} archived={archived} onChange={remember} />
      <DataList
        name="items"
        label={t('title')}
        columns={columns}
        {...paged(pages)}
        rowId={(row) => row.id}
        onOpen={(row) => void show(row)}
        onPreview={(row) => void show(row)}
        onCursor={setUnder}
        dim={(row) => row.fields.archived}
        autoFocus={open === null}
        empty={
          <ListEmpty
            isFiltered={search !== '' || archived}
            none={{ text: t('empty'), action: { label: t('new'), keys: 'N', run: () => create('') } }}
            filtered={{
              text: t('empty.filtered'),
              all: t('empty.all'),
              onAll: () => remember({ search: '', archived: false }),
            }}
          />
        }
        footer={(chosen) => (
          <Sums
            count={pages.first?.count}
            sums={undefined}
            chosenCount={chosen.length}
            chosen={[]}
            labels={{}}
          />
        )}
      />
    </Page>
  );
}
