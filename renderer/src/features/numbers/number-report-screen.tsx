/** Every series from its first number to its last, with what became of each number (NU3). */
import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { numberingYear } from '../../../../shared/domain/numbering.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useRemembered } from '../../data/lists.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../ui/page.tsx';
import { ReportPrint } from '../../ui/report-print.tsx';
import { NumberTable } from './number-table.tsx';
import classes from './numbers.module.css';

interface Remembered {
  /** `all`, or the calendar year in which the fiscal year began; empty for the present one. */
  readonly year: string;
}

const INITIAL: Remembered = { year: '' };

export function NumberReportScreen() {
  const t = useText('numbers');
  const common = useText('common');
  const today = useToday();
  const [view, remember] = useRemembered<Remembered>('number-report', INITIAL);
  const start = useBooks('company.get', {}).data?.fields.fiscalYearStart ?? 1;
  const present = numberingYear(today, start);
  const year = view.year === 'all' ? null : Number(view.year === '' ? present : view.year);
  const report = useBooks('series.report', { year }, { keepPrevious: true });
  const print = useCommand('lists.print');
  const [printing, setPrinting] = useState(false);
  const series = report.data?.series ?? [];
  const missing = series.reduce((sum, each) => sum + each.missing, 0);
  const nameOf = (each: number) => (start === 1 ? String(each) : `${each}/${String(each + 1).slice(2)}`);
  const years = [...new Set([present, ...(report.data?.years ?? []), ...(year === null ? [] : [year])])];
  const given = series.reduce((sum, each) => sum + each.given, 0);
  return (
    <Page
      title={t('title')}
      back
      beside={report.data && <Text c="var(--quiet)">{t('given', { count: given })}</Text>}
      actions={
        <>
          <ListMenu actions={exportActions({ list: 'number-report', year }, series.length > 0)} />
          <ActionButton
            action={{
              id: 'numbers.print',
              label: common('print.print'),
              keys: 'Mod+P',
              group: 'here',
              enabled: series.length > 0,
              run: () => setPrinting(true),
            }}
          />
        </>
      }
    >
      <Toolbar label={common('filter')}>
        <NativeSelect
          size="xs"
          aria-label={t('year')}
          value={year === null ? 'all' : String(year)}
          data={[
            ...years.sort((a, b) => b - a).map((each) => ({ value: String(each), label: nameOf(each) })),
            { value: 'all', label: t('year.all') },
          ]}
          onChange={(event) => remember({ year: event.currentTarget.value })}
        />
        {report.data && series.length > 0 && (
          <Text size="sm" role="status" c={missing === 0 ? 'var(--quiet)' : 'var(--bad)'}>
            {missing === 0 ? t('whole') : t('missing', { count: missing })}
          </Text>
        )}
      </Toolbar>
      {report.error && <ErrorPanel error={report.error} onRetry={report.again} />}
      {series.length > 0 && (
        <div className={classes.report}>
          <NumberTable series={series} />
          {report.data && report.data.unread > 0 && (
            <Text size="xs" c="var(--quiet)" mt="sm">
              {t('unread', { count: report.data.unread })}
            </Text>
          )}
        </div>
      )}
      {report.data && series.length === 0 && (
        <EmptyState
          text={t('empty')}
          action={{
            label: t('new'),
            keys: 'Mod+N',
            run: () => void go({ screen: 'draft', id: newId() }),
          }}
        />
      )}
      {printing && (
        <ReportPrint
          title={t('print')}
          print={(choice) => print.run({ ...choice, what: { list: 'number-report', year } })}
          pending={print.pending}
          error={print.error}
          onClose={() => setPrinting(false)}
        />
      )}
    </Page>
  );
}
