/** A company whose record is damaged: where, up to when it is proven, what can still be read, and how to take it out (JO8). */
import { Alert, Button, Code, Group, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { CompanyState } from '../../../shared/contract/app.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import { type AppState, useSession } from '../data/session.ts';
import { useCommand } from '../data/use-command.ts';
import { usePages } from '../data/use-pages.ts';
import { formatAmount, formatCount, formatDay, formatInstant } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from '../ui/error-text.tsx';
import { notifyDone } from '../ui/notify.ts';
import classes from './standing.module.css';
import { Tasks } from './tasks.tsx';
import { WaysOut } from './ways-out.tsx';

type DamagedState = Extract<CompanyState, { state: 'damaged' }>;
type What = InputOf<'recovery.export'>['what'];

const EXPORTS: readonly What[] = ['invoices', 'payments', 'customers', 'open-items', 'files', 'commits'];
const LISTS = ['invoices', 'payments', 'customers'] as const;

export function Damaged({ company, app }: { readonly company: DamagedState; readonly app: AppState }) {
  const t = useText('shell');
  const { fault, proven } = company;
  const { id, name } = company.company;
  return (
    <main className={classes.wide}>
      <Title order={1}>{t('damaged.title', { name })}</Title>
      <Alert color="red" variant="light" mt="sm" role="alert" title={t('refused.corrupt.what')}>
        <Text size="sm">{t('damaged.proven', { commits: formatCount(proven.commits) })}</Text>
        {proven.until !== null && (
          <Text size="sm" fw={600}>
            {t('damaged.until', { until: formatInstant(proven.until) })}
          </Text>
        )}
        <Text size="sm">{t('damaged.lost')}</Text>
        <Code block mt="xs">
          {t('damaged.place', {
            segment: fault.segment,
            offset: formatCount(fault.offset),
            number: formatCount(fault.number),
            problem: fault.problem,
          })}
        </Code>
        <Text size="sm" mt="xs">
          {t('damaged.todo')}
        </Text>
      </Alert>
      <WaysOut id={id} again={t('damaged.again')} />
      <Exports />
      <Readable today={company.today} />
      <Text size="xs" c="var(--quiet)" mt="lg">
        {t('refused.where', { folder: app.dataFolder, log: app.logFile })}
      </Text>
    </main>
  );
}

function Exports() {
  const t = useText('shell');
  const out = useCommand('recovery.export');
  const busy = useSession(({ tasks }) => tasks.length > 0);
  const write = async (what: What): Promise<void> => {
    const reply = await out.run({ what });
    if (!reply.ok || !reply.value.saved) return;
    const { count, missing } = reply.value;
    const written = t('damaged.written', { count: formatCount(count) });
    notifyDone(
      missing > 0 ? `${written} ${t('damaged.missing', { missing: formatCount(missing) })}` : written,
    );
  };
  return (
    <section>
      <Title order={2} mt="lg" mb="xs">
        {t('damaged.take-out')}
      </Title>
      <Group gap="xs">
        {EXPORTS.map((what) => (
          <Button
            key={what}
            variant="default"
            size="xs"
            disabled={out.pending}
            onClick={() => void write(what)}
          >
            {t(`damaged.export.${what}`)}
          </Button>
        ))}
      </Group>
      {busy && <Tasks />}
      <ErrorText error={out.error?.kind === 'cancelled' ? null : out.error} />
    </section>
  );
}

function Readable({ today }: { readonly today: string }) {
  const t = useText('shell');
  const [list, setList] = useState<(typeof LISTS)[number]>('invoices');
  return (
    <section>
      <Group mt="lg" mb="xs" gap="md">
        <Title order={2}>{t('damaged.readable')}</Title>
        <SegmentedControl
          size="xs"
          value={list}
          onChange={(value) => setList(LISTS.find((each) => each === value) ?? 'invoices')}
          data={LISTS.map((each) => ({ value: each, label: t(`damaged.list.${each}`) }))}
          aria-label={t('damaged.readable')}
        />
      </Group>
      {list === 'invoices' && <Invoices today={today} />}
      {list === 'payments' && <Payments />}
      {list === 'customers' && <Customers />}
    </section>
  );
}

const ALL = { search: '', customer: null, from: null, to: null } as const;

function Invoices({ today }: { readonly today: string }) {
  const pages = usePages('documents.list', {
    ...ALL,
    status: 'all',
    sort: 'issueDate',
    direction: 'desc',
    today,
  });
  const rows = pages.rows.map((row) => ({
    id: row.id,
    cells: [row.number, formatDay(row.issueDate), row.customerName],
    amounts: [formatAmount(row.total, row.currency), formatAmount(row.outstanding, row.currency)],
  }));
  return <Rows rows={rows} heads={['number', 'issued', 'customer', 'total', 'outstanding']} pages={pages} />;
}

function Payments() {
  const pages = usePages('payments.list', { ...ALL, status: 'all', sort: 'date', direction: 'desc' });
  const rows = pages.rows.map((row) => ({
    id: row.id,
    cells: [formatDay(row.date), row.customerName, row.reference],
    amounts: [formatAmount(row.amount, row.currency), formatAmount(row.unapplied, row.currency)],
  }));
  return <Rows rows={rows} heads={['date', 'customer', 'reference', 'amount', 'unapplied']} pages={pages} />;
}

function Customers() {
  const pages = usePages('customers.list', { search: '', archived: true, sort: 'name', direction: 'asc' });
  const rows = pages.rows.map((row) => ({
    id: row.id,
    cells: [row.number, row.name, row.city],
    amounts: [formatAmount(row.balance, row.currency), formatAmount(row.overdue, row.currency)],
  }));
  return <Rows rows={rows} heads={['number', 'customer', 'city', 'balance', 'overdue']} pages={pages} />;
}

type Head =
  | 'number'
  | 'issued'
  | 'date'
  | 'customer'
  | 'city'
  | 'reference'
  | 'total'
  | 'amount'
  | 'outstanding'
  | 'unapplied'
  | 'balance'
  | 'overdue';

interface RowsProps {
  readonly rows: readonly {
    readonly id: string;
    readonly cells: readonly string[];
    readonly amounts: readonly string[];
  }[];
  /** Of the cells, then of the amounts. */
  readonly heads: readonly Head[];
  readonly pages: Pick<ReturnType<typeof usePages>, 'error' | 'hasMore' | 'more' | 'loading'>;
}

function Rows({ rows, heads, pages }: RowsProps) {
  const t = useText('shell');
  const cells = rows[0]?.cells.length ?? 3;
  if (pages.error) return <ErrorText error={pages.error} />;
  if (!pages.loading && rows.length === 0) return <Text c="var(--quiet)">{t('damaged.none')}</Text>;
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head, at) => (
              <Table.Th key={head} ta={at < cells ? 'start' : 'end'}>
                {t(`damaged.head.${head}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              {row.cells.map((text, at) => (
                <Table.Td key={heads[at]} className={heads[at] === 'customer' ? undefined : classes.short}>
                  {text}
                </Table.Td>
              ))}
              {row.amounts.map((text, at) => (
                <Table.Td key={heads[cells + at]} ta="end" className={classes.short}>
                  {text}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {pages.hasMore && (
        <Button variant="subtle" size="xs" mt="xs" onClick={pages.more}>
          {t('damaged.more')}
        </Button>
      )}
    </>
  );
}
