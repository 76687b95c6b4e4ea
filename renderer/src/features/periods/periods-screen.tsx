/** Closed periods: what is closed, the checklist of the next close, and every close with what arrived after it (PC1–PC4). */
import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../../../shared/domain/day.ts';
import type { Day } from '../../../../shared/domain/money.ts';
import { useCompany, useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { CloseForm } from './close-form.tsx';
import { CloseList } from './close-list.tsx';
import { isMonthOver } from './next-end.ts';
import classes from './periods.module.css';

/** The form of the next close; behind a button while the month that is open is not over yet. */
function NextClose({ openFrom }: { readonly openFrom: Day | null }) {
  const t = useText('periods');
  const today = useToday();
  const [isAsked, ask] = useState(false);
  if (isAsked || isMonthOver(today, openFrom)) return <CloseForm openFrom={openFrom} />;
  return (
    <div>
      <Button variant="default" onClick={() => ask(true)}>
        {t('close.more')}
      </Button>
    </div>
  );
}

export function PeriodsScreen() {
  const t = useText('periods');
  const role = useCompany()?.user.role;
  const list = useBooks('periods.list', {}, { keepPrevious: true });
  const mayClose = role === 'owner' || role === 'manager';
  const openFrom = list.data?.openFrom ?? null;
  return (
    <Page
      title={t('title')}
      back
      actions={<ListMenu actions={exportActions({ list: 'periods' })} />}
      beside={
        list.data && (
          <Text c="var(--quiet)" role="status">
            {openFrom === null
              ? t('nothing-closed')
              : t('closed-through', { day: formatDay(addDays(openFrom, -1)) })}
          </Text>
        )
      }
    >
      {list.error && <ErrorPanel error={list.error} onRetry={list.again} />}
      {list.data && (
        <div className={classes.sections}>
          {mayClose ? (
            <NextClose key={openFrom} openFrom={openFrom} />
          ) : (
            <Text size="sm" c="var(--quiet)">
              {t('not-for-you')}
            </Text>
          )}
          {list.data.closes.length > 0 && (
            <section>
              <Title order={2} mb="xs">
                {t('closes')}
              </Title>
              <CloseList closes={list.data.closes} role={role ?? 'clerk'} />
            </section>
          )}
        </div>
      )}
    </Page>
  );
}
