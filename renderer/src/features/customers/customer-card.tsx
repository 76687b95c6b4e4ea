/** One customer to be read: what is owed, the documents and payments, and what can be done next. */
import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { go } from '../../app/navigation.ts';
import type { Action } from '../../app/shortcuts.ts';
import { newId } from '../../data/ids.ts';
import { useRemembered } from '../../data/lists.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { alsoExport, exportActions, zipAction } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { RecordHistory } from '../../ui/record-history.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { AccountFigures } from './account-figures.tsx';
import { setCustomerArchived } from './archive-customer.ts';
import classes from './customer.module.css';
import { CustomerDocuments } from './customer-documents.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerPayments } from './customer-payments.tsx';
import { CustomerTwice } from './customer-twice.tsx';
import type { CustomerFields } from './customer-values.ts';
import { FirstPersonal } from './personal/first-personal.tsx';
import { PersonalForms } from './personal/personal-forms.tsx';
import { PersonalPanel } from './personal/personal-panel.tsx';
import { usePersonal } from './personal/use-personal.ts';

export interface CustomerCardProps {
  readonly id: string;
  readonly fields: CustomerFields;
  readonly onEdit: () => void;
}

const TABS = ['documents', 'payments', 'personal', 'facts', 'history'] as const;
/** From this width on the facts stand beside the documents instead of in a tab. */
const WIDE = '(min-width: 1280px)';
type Tab = (typeof TABS)[number];

/** The list of the tab as a file, and what is held of deposits; the papers of all documents. */
function exportsOf(tab: Tab, customer: string, deposits: string): Action[] {
  const all = { search: '', status: 'all', customer, from: null, to: null } as const;
  const order = { direction: 'desc' } as const;
  return [
    ...(tab === 'payments'
      ? exportActions({ list: 'payments', ...all, ...order, sort: 'date' })
      : exportActions({ list: 'documents', ...all, ...order, sort: 'issueDate' })),
    zipAction(all),
    ...alsoExport({ list: 'deposits', customer }, deposits),
  ];
}

export function CustomerCard({ id, fields, onEdit }: CustomerCardProps) {
  const t = useText('customers');
  const common = useText('common');
  const today = useToday();
  const account = useBooks('customers.account', { id, today });
  const [{ tab }, remember] = useRemembered<{ tab: Tab }>('customer', { tab: 'documents' });
  const archive = (): void => void setCustomerArchived({ id, name: fields.name }, !fields.archived);
  const accounts = account.data?.accounts;
  const wide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const personal = usePersonal(id);
  const without: Partial<Record<Tab, boolean>> = { facts: wide, personal: !personal.used };
  const tabs = TABS.filter((each) => !without[each]);
  const shown = tabs.includes(tab) ? tab : 'documents';

  return (
    <Page
      title={fields.name}
      beside={
        fields.archived ? (
          <StatusChip status="archived" />
        ) : (
          <span className={classes.number}>{fields.number}</span>
        )
      }
      back
      fixed
      actions={
        <>
          <ListMenu
            label={t('more')}
            actions={[
              ...exportsOf(shown, id, t('deposits')),
              {
                id: 'customers.archive',
                label: fields.archived ? common('restore') : common('archive'),
                group: 'here',
                run: archive,
              },
            ]}
          />
          <ActionButton
            action={{
              id: 'customers.edit',
              label: common('edit'),
              keys: 'E',
              also: ['F2'],
              group: 'here',
              run: onEdit,
            }}
          />
          <ActionButton
            action={{
              id: 'customers.post-payment',
              label: t('post-payment'),
              keys: 'P',
              group: 'here',
              run: () => void go({ screen: 'payment-new', with: { customer: id } }),
            }}
          />
          <ActionButton
            variant="filled"
            action={{
              id: 'customers.new-invoice',
              label: t('new-invoice'),
              keys: 'I',
              group: 'here',
              enabled: !fields.archived,
              run: () => void go({ screen: 'draft', id: newId(), with: { customer: id } }),
            }}
          />
        </>
      }
    >
      <div className={classes.card} data-wide={wide || undefined}>
        <div className={classes.main}>
          <CustomerTwice id={id} currency={fields.currency} />
          {account.error ? (
            <ErrorPanel error={account.error} onRetry={account.again} />
          ) : (
            <AccountFigures accounts={accounts} customer={id} />
          )}
          <Tabs
            value={shown}
            onChange={(next) => remember({ tab: TABS.find((each) => each === next) ?? 'documents' })}
            keepMounted={false}
            className={classes.tabs ?? ''}
          >
            <Tabs.List>
              {tabs.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`tab.${each}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="documents" className={classes.panel ?? ''}>
              <CustomerDocuments customer={id} />
            </Tabs.Panel>
            <Tabs.Panel value="payments" className={classes.panel ?? ''}>
              <CustomerPayments customer={id} />
            </Tabs.Panel>
            {personal.used && (
              <Tabs.Panel value="personal" className={`${classes.panel} ${classes.scrolling}`}>
                <PersonalPanel customer={id} name={fields.name} personal={personal} />
              </Tabs.Panel>
            )}
            {!wide && (
              <Tabs.Panel value="facts" className={`${classes.panel} ${classes.scrolling}`}>
                <CustomerFacts fields={fields} accounts={accounts} />
                <FirstPersonal personal={personal} />
              </Tabs.Panel>
            )}
            <Tabs.Panel value="history" className={`${classes.panel} ${classes.scrolling}`}>
              <RecordHistory entity={id} />
            </Tabs.Panel>
          </Tabs>
        </div>
        {wide && (
          <aside className={classes.aside} aria-label={common('details')}>
            <CustomerFacts fields={fields} accounts={accounts} />
            <FirstPersonal personal={personal} />
          </aside>
        )}
      </div>
      <PersonalForms customer={id} personal={personal} />
    </Page>
  );
}
