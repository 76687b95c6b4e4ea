/** All invoices, and the drafts: narrowed by tab, text and days; a look beside the list, Enter to open. */
import { CloseButton, Group, Pill, SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { PrintSelection } from '../../../../../shared/contract/printing.ts';
import { go, type Place, replace } from '../../../app/navigation.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { newId } from '../../../data/ids.ts';
import { useRemembered } from '../../../data/lists.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { DayField } from '../../../ui/day-field.tsx';
import { exportActions, zipAction } from '../../../ui/export-actions.ts';
import { ListMenu } from '../../../ui/list-menu.tsx';
import { MailRunDialog } from '../../../ui/mail-run-dialog.tsx';
import { Page, Toolbar } from '../../../ui/page.tsx';
import { PrintRunDialog } from '../../../ui/print-run-dialog.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { DraftList } from './draft-list.tsx';
import {
  filterOf,
  INITIAL_VIEW,
  KINDS,
  kindOf,
  type ListView,
  readView,
  shownTabs,
  type Tab,
  tabOf,
} from './filters.ts';
import { InvoiceList } from './invoice-list.tsx';
import classes from './invoices.module.css';

/** From this width on the toolbar has room for the kind of document. */
const ROOMY = '(min-width: 1200px)';

/** `with.status` opens a tab, `with.customer` narrows the list to one customer. */
export function InvoicesScreen({ place }: { readonly place: Place }) {
  const t = useText('invoices');
  const common = useText('common');
  const [remembered, remember] = useRemembered<ListView>('invoices', INITIAL_VIEW);
  const view = readView(remembered);
  const wanted = tabOf(place.with?.status);
  useEffect(() => {
    if (wanted) remember({ tab: wanted });
  }, [wanted, remember]);
  const customer = place.with?.customer ?? null;
  const create = (): void =>
    void go({ screen: 'draft', id: newId(), ...(customer ? { with: { customer } } : {}) });
  const reset = (): void => {
    remember({
      search: '',
      kind: null,
      from: null,
      to: null,
      ...(view.tab === 'drafts' ? {} : { tab: 'all' }),
    });
    if (customer) void replace({ screen: 'invoices' });
  };
  const begin = (kind: 'creditNote' | 'depositInvoice' | 'charge'): void =>
    void go({ screen: 'draft', id: newId(), with: { kind, ...(customer ? { customer } : {}) } });
  // Rarely begun without the document that they belong to: in the palette, not on buttons.
  useActions([
    {
      id: 'deposits.new',
      label: t('action.new-deposit'),
      group: 'create',
      run: () => begin('depositInvoice'),
    },
    { id: 'charges.new', label: t('action.new-charge'), group: 'create', run: () => begin('charge') },
    // Where the window has no room for the choice, the palette has it.
    ...[null, ...KINDS].map((kind) => ({
      id: `invoices.kind.${kind ?? 'all'}`,
      label: kind ? t('list.only', { kind: t(`list.kinds.${kind}`) }) : t('list.all-kinds'),
      group: 'here' as const,
      enabled: view.tab !== 'drafts' && view.kind !== kind,
      run: () => remember({ kind }),
    })),
  ]);
  const [onlyScheduled, setOnlyScheduled] = useState(false);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [printing, setPrinting] = useState<PrintSelection | null>(null);
  const [mailing, setMailing] = useState<readonly string[] | null>(null);
  const duties = useBooks('documents.duties', {}, { keepPrevious: true });
  const filter = filterOf(view, customer);
  const isRoomy = useMediaQuery(ROOMY, undefined, { getInitialValueInEffect: false });
  const shared = { view, remember, customer, onCreate: create, onReset: reset };

  return (
    <div className={classes.screen}>
      <Page
        title={t('list.title')}
        fixed
        actions={
          <>
            {view.tab === 'drafts' ? (
              <ListMenu actions={exportActions({ list: 'drafts', customer, scheduled: onlyScheduled })} />
            ) : (
              <ListMenu
                actions={[
                  {
                    id: 'prints.chosen',
                    label: t('action.print-chosen', { count: picked.length }),
                    keys: 'Mod+P',
                    group: 'here',
                    enabled: picked.length > 0,
                    run: () => setPrinting([...picked]),
                  },
                  {
                    id: 'mail.chosen',
                    label: t('action.mail-chosen', { count: picked.length }),
                    keys: 'Mod+Shift+M',
                    group: 'here',
                    enabled: picked.length > 0,
                    run: () => setMailing([...picked]),
                  },
                  {
                    id: 'prints.unsent',
                    label: t('action.print-unsent'),
                    group: 'here',
                    run: () => setPrinting('unsent'),
                  },
                  ...exportActions({
                    list: 'documents',
                    ...filter,
                    sort: view.sort,
                    direction: view.direction,
                  }),
                  zipAction(picked.length > 1 ? [...picked] : filter),
                ]}
              />
            )}
            <ActionButton
              variant="subtle"
              action={{
                id: 'credits.new',
                label: t('action.new-credit'),
                group: 'create',
                run: () => begin('creditNote'),
              }}
            />
            <ActionButton
              variant="filled"
              action={{
                id: 'invoices.new',
                label: t('list.new'),
                keys: 'N',
                also: ['Mod+N'],
                group: 'create',
                run: create,
              }}
            />
          </>
        }
      >
        <Toolbar label={common('filter')}>
          <SegmentedControl
            size="xs"
            aria-label={t('list.tabs')}
            value={view.tab}
            data={shownTabs(view.tab, duties.data).map((tab) => ({ value: tab, label: t(`tab.${tab}`) }))}
            onChange={(tab) => remember({ tab: tab as Tab })}
          />
          {view.tab !== 'drafts' && (
            <>
              <SearchField
                label={t('list.search')}
                value={view.search}
                onChange={(search) => remember({ search })}
              />
              {(isRoomy || view.kind !== null) && (
                <Select
                  // What was chosen is read whole, in German too.
                  w={view.kind === null ? 150 : 200}
                  aria-label={t('list.kind')}
                  data={[
                    { value: 'all', label: t('list.all-kinds') },
                    ...KINDS.map((kind) => ({ value: kind, label: t(`list.kinds.${kind}`) })),
                  ]}
                  allowDeselect={false}
                  value={view.kind ?? 'all'}
                  onChange={(kind) => remember({ kind: kindOf(kind) })}
                />
              )}
              <Group gap={8} wrap="nowrap">
                <DayField
                  w={118}
                  aria-label={t('list.from')}
                  placeholder={t('list.from')}
                  value={view.from}
                  onChange={(from) => remember({ from })}
                />
                <DayField
                  w={118}
                  aria-label={t('list.to')}
                  placeholder={t('list.to')}
                  value={view.to}
                  onChange={(to) => remember({ to })}
                />
              </Group>
            </>
          )}
          {customer && <CustomerPill customer={customer} />}
        </Toolbar>
        {view.tab === 'drafts' ? (
          <DraftList {...shared} onlyScheduled={onlyScheduled} onOnlyScheduled={setOnlyScheduled} />
        ) : (
          <InvoiceList {...shared} onPicked={setPicked} />
        )}
        {printing && <PrintRunDialog documents={printing} onClose={() => setPrinting(null)} />}
        {mailing && <MailRunDialog documents={mailing} onClose={() => setMailing(null)} />}
      </Page>
    </div>
  );
}

/** Says that the list is of one customer only, and lets go of that. */
function CustomerPill({ customer }: { readonly customer: string }) {
  const t = useText('invoices');
  const record = useBooks('customers.get', { id: customer });
  return (
    <Pill size="md">
      {record.data?.fields.name ?? '…'}
      <CloseButton
        size="xs"
        aria-label={t('list.all-customers')}
        onClick={() => void replace({ screen: 'invoices' })}
      />
    </Pill>
  );
}
