/** Who owes how much for how long, as of today (AG1, AG3, AG4): a currency at a time, down to the invoices. */
import { SegmentedControl, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { type Minor, ZERO } from '../../../../shared/domain/money.ts';
import { go } from '../../app/navigation.ts';
import { useRemembered } from '../../data/lists.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { AgingBars, useBucketNames } from '../../ui/aging-bars.tsx';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { alsoExport, exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { AgingDrill } from './aging-drill.tsx';
import { AgingFooter } from './aging-footer.tsx';
import { AgingPrint } from './aging-print.tsx';
import { type AgingRow, agingRows, basisOf, currencyToShow } from './aging-rows.ts';
import { figureTrack } from './figure-track.ts';

const BASES = ['due', 'issue'] as const;
/** From this width on there is room for numbers, and for all columns beside the panel. */
const WIDE = '(min-width: 1440px)';

interface Remembered {
  readonly by: (typeof BASES)[number];
  readonly currency: string;
  readonly search: string;
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
}

const INITIAL: Remembered = { by: 'due', currency: '', search: '', sort: 'balance', direction: 'desc' };

export function AgingScreen() {
  const t = useText('aging');
  const common = useText('common');
  const today = useToday();
  const [view, remember] = useRemembered<Remembered>('aging', INITIAL);
  const { by, search, sort, direction } = view;
  const report = useBooks('aging.report', { asOf: today, by }, { keepPrevious: true });
  const company = useBooks('company.get', {});
  const [drill, setDrill] = useState<AgingRow | null>(null);
  const [printing, setPrinting] = useState(false);
  const data = report.data;
  const currency = currencyToShow(data?.sums ?? [], view.currency, company.data?.fields.currency ?? '');
  // While another basis is being asked for, the report before it is still shown.
  const basis = data ? basisOf(data) : by;
  const names = useBucketNames(data?.widths ?? [], basis, true);
  const rows = useMemo(
    () => agingRows(data?.rows ?? [], currency, search, { by: sort, direction }),
    [data, currency, search, sort, direction],
  );
  const sums = data?.sums.find((each) => each.currency === currency);
  const wide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });

  const money = (
    id: string,
    header: string,
    of: (row: AgingRow) => Minor,
    strong = false,
  ): Column<AgingRow> => ({
    id,
    header,
    width: figureTrack(header, rows, of, strong),
    align: 'end',
    sort: id,
    cell: (row) => (
      <Amount
        minor={of(row)}
        currency={row.currency}
        tone={of(row) === 0 ? 'quiet' : strong ? 'strong' : 'plain'}
      />
    ),
  });
  const customer: Column<AgingRow> = {
    id: 'name',
    header: t('column.customer'),
    width: 'minmax(110px, 2fr)',
    sort: 'name',
    cell: (row) => row.name,
  };
  const number: Column<AgingRow> = {
    id: 'number',
    header: t('column.number'),
    width: '76px',
    sort: 'number',
    cell: (row) => row.number,
  };
  const buckets = names.map((name, index) =>
    money(`bucket.${index}`, name, (row) => row.buckets[index] ?? ZERO),
  );
  const credit = money('unapplied', t('column.credit'), (row) => row.unapplied);
  const balance = money('balance', t('column.balance'), (row) => row.balance, true);
  const all = [...(wide ? [number] : []), customer, ...buckets, credit, balance];
  // Beside the invoices of one customer there is room for the name and the balance.
  const columns = drill && !wide ? [customer, balance] : all;
  const ready = data?.tied === true;

  return (
    <Page
      title={t('title')}
      beside={<Text c="var(--quiet)">{t('as-of', { date: formatDay(data?.asOf ?? today) })}</Text>}
      fixed
      side={drill && <AgingDrill row={drill} by={by} names={names} onClose={() => setDrill(null)} />}
      actions={
        <>
          <ListMenu
            actions={[
              ...exportActions({ list: 'aging', asOf: today, by, widths: data?.widths ?? [] }, ready),
              ...alsoExport({ list: 'deposits', customer: null }, t('deposits')),
            ]}
          />
          <ActionButton
            action={{
              id: 'aging.print',
              label: t('print'),
              keys: 'Mod+P',
              group: 'here',
              enabled: ready,
              run: () => setPrinting(true),
            }}
          />
        </>
      }
    >
      {data && !data.tied ? (
        <ErrorPanel error={{ kind: 'books-disagree', table: 'aging' }} onRetry={report.again} />
      ) : (
        <>
          <Toolbar label={common('filter')}>
            <SearchField label={t('search')} value={search} onChange={(text) => remember({ search: text })} />
            <SegmentedControl
              aria-label={t('by')}
              value={by}
              data={BASES.map((value) => ({ value, label: t(`by.${value}`) }))}
              onChange={(value) => {
                setDrill(null);
                remember({ by: BASES.find((each) => each === value) ?? 'due' });
              }}
            />
            {data && data.sums.length > 1 && (
              <SegmentedControl
                aria-label={t('currency')}
                value={currency}
                data={data.sums.map((each) => each.currency)}
                onChange={(value) => {
                  setDrill(null);
                  remember({ currency: value });
                }}
              />
            )}
          </Toolbar>
          {data && sums && (wide || drill === null) && (
            <AgingBars
              buckets={sums.buckets}
              widths={data.widths}
              by={basis}
              currency={currency}
              height={140}
              onBucket={(index) => remember({ sort: `bucket.${index}`, direction: 'desc' })}
            />
          )}
          <DataList
            name="aging"
            label={t('title')}
            columns={columns}
            rows={rows}
            question={search}
            rowId={(row) => `${row.customer} ${row.currency}`}
            sort={{ by: sort, direction }}
            onSort={(next) => remember({ sort: next.by, direction: next.direction })}
            onOpen={setDrill}
            onPreview={setDrill}
            loading={report.loading}
            error={report.error}
            onRetry={report.again}
            autoFocus={drill === null}
            empty={
              search !== '' ? (
                <EmptyState
                  text={t('empty.filtered')}
                  action={{ label: t('empty.all'), run: () => remember({ search: '' }) }}
                />
              ) : (
                <EmptyState
                  text={t('empty')}
                  action={{
                    label: t('to-invoices'),
                    keys: 'G I',
                    run: () => void go({ screen: 'invoices' }),
                  }}
                />
              )
            }
            footer={(chosen) => <AgingFooter names={names} sums={sums} chosen={chosen} currency={currency} />}
          />
        </>
      )}
      {printing && <AgingPrint asOf={today} by={by} onClose={() => setPrinting(false)} />}
    </Page>
  );
}
