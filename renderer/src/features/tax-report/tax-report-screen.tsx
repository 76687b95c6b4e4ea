/** What was sold and taxed in each jurisdiction in a period (TX10, TX11): a currency at a time, down to rates and reasons. */
import { NativeSelect, SegmentedControl, Text } from '@mantine/core';
import type { Day } from '../../../../shared/domain/money.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useRemembered } from '../../data/lists.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../ui/page.tsx';
import { type Days, daysOf, PERIODS, periodOf } from './periods.ts';
import classes from './tax-report.module.css';
import { TaxTable } from './tax-table.tsx';

const BASES = ['issue', 'supply', 'cash'] as const;
type Basis = (typeof BASES)[number];

interface Remembered {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly currency: string;
  readonly by: Basis;
}

const INITIAL: Remembered = { from: null, to: null, currency: '', by: 'issue' };

export function TaxReportScreen() {
  const t = useText('tax-report');
  const common = useText('common');
  const today = useToday();
  const [view, remember] = useRemembered<Remembered>('tax-report', INITIAL);
  const usual = daysOf('last-month', today);
  const days: Days = { from: view.from ?? usual.from, to: view.to ?? usual.to };
  const isBackwards = days.to < days.from;
  const report = useBooks(
    'taxes.report',
    { ...days, by: view.by },
    { keepPrevious: true, enabled: !isBackwards },
  );
  const blocks = report.data?.blocks ?? [];
  const company = useBooks('company.get', {}).data?.fields.currency;
  const inCurrency = (code: string | undefined) => blocks.find(({ currency }) => currency === code);
  const block = inCurrency(view.currency) ?? inCurrency(company) ?? blocks[0];
  return (
    <Page
      title={t('title')}
      beside={
        report.data &&
        !isBackwards && <Text c="var(--quiet)">{t('documents', { count: report.data.documents })}</Text>
      }
      actions={
        <ListMenu
          actions={exportActions(
            { list: 'tax-report', ...days, by: view.by },
            block !== undefined && !isBackwards,
          )}
        />
      }
    >
      <Toolbar label={common('filter')}>
        <SegmentedControl
          aria-label={t('period')}
          value={periodOf(days, today) ?? ''}
          data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
          onChange={(value) => {
            const period = PERIODS.find((each) => each === value);
            if (period) remember(daysOf(period, today));
          }}
        />
        <div className={classes.days}>
          <div className={classes.day}>
            <DayField aria-label={t('from')} value={days.from} onChange={(from) => remember({ from })} />
          </div>
          <span aria-hidden="true">–</span>
          <div className={classes.day}>
            <DayField
              aria-label={t('to')}
              value={days.to}
              error={isBackwards ? t('backwards') : null}
              onChange={(to) => remember({ to })}
            />
          </div>
        </div>
        <NativeSelect
          size="xs"
          aria-label={t('by')}
          value={view.by}
          data={BASES.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(event) => {
            const by = BASES.find((each) => each === event.currentTarget.value);
            if (by) remember({ by });
          }}
        />
        {blocks.length > 1 && (
          <SegmentedControl
            aria-label={t('currency')}
            value={block?.currency ?? ''}
            data={blocks.map(({ currency }) => currency)}
            onChange={(currency) => remember({ currency })}
          />
        )}
      </Toolbar>
      {report.error && <ErrorPanel error={report.error} onRetry={report.again} />}
      {block && !isBackwards && (
        <div className={classes.report}>
          <TaxTable block={block} />
          <Text size="xs" c="var(--quiet)" mt="sm">
            {t(`text.${view.by}`)}
          </Text>
        </div>
      )}
      {report.data && !block && !isBackwards && (
        <EmptyState
          text={t('empty')}
          action={{ label: t('new'), keys: 'Mod+N', run: () => void go({ screen: 'draft', id: newId() }) }}
        />
      )}
    </Page>
  );
}
