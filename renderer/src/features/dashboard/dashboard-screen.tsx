/** The first thing a clerk sees: what is owed and overdue, what came in, and what to do next. */
import { Alert, Text, Title } from '@mantine/core';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useUnseenCredits } from '../../data/seen-credits.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { Page } from '../../ui/page.tsx';
import { CurrencyBlock } from './currency-block.tsx';
import classes from './dashboard.module.css';
import { currencyBlocks, firstStep, nextSteps } from './next-steps.ts';
import { StepList } from './step-list.tsx';

export function DashboardScreen() {
  const t = useText('dashboard');
  const today = useToday();
  const dashboard = useBooks('dashboard.get', { today }, { keepPrevious: true });
  const drafts = useBooks('drafts.list', {});
  const company = useBooks('company.get', {});
  const toReview = useBooks('review.list', { today }, { keepPrevious: true }).data?.count ?? 0;
  const duties = useBooks('documents.duties', {}, { keepPrevious: true }).data;
  const oldCredits = useUnseenCredits(today);
  const own = company.data?.fields.currency ?? '';
  const beside = <Text c="var(--quiet)">{formatDay(today)}</Text>;
  const { data } = dashboard;

  if (dashboard.error && !data) {
    return (
      <Page title={t('title')} beside={beside}>
        <ErrorPanel error={dashboard.error} onRetry={dashboard.again} />
      </Page>
    );
  }
  const first = data && firstStep(data);
  if (data && first) {
    const action =
      first === 'customer'
        ? {
            label: t('first.customer.do'),
            keys: 'Mod+Shift+C',
            run: () => void go({ screen: 'customer', id: newId(), with: { new: 'yes' } }),
          }
        : {
            label: t('first.invoice.do'),
            keys: 'Mod+N',
            run: () => void go({ screen: 'draft', id: newId() }),
          };
    return (
      <Page title={t('title')} beside={beside}>
        <EmptyState text={t(`first.${first}`)} action={action} />
        {drafts.data && drafts.data.length > 0 && (
          <section className={classes.narrow} aria-label={t('next.title')}>
            <StepList steps={nextSteps(data, drafts.data, { toReview, duties, oldCredits })} />
          </section>
        )}
      </Page>
    );
  }
  const blocks = data ? currencyBlocks(data, own) : undefined;
  return (
    <Page title={t('title')} beside={beside}>
      {dashboard.error && (
        <Alert color="yellow" mb="md" role="status">
          {t('stale')}
        </Alert>
      )}
      <div className={classes.layout}>
        <div className={classes.blocks}>
          {blocks === undefined ? (
            <CurrencyBlock block={undefined} currency={own} widths={[]} titled={false} charted={false} />
          ) : (
            blocks.map((block, index) => (
              <CurrencyBlock
                key={block.currency}
                block={block}
                currency={block.currency}
                widths={data?.widths ?? []}
                titled={blocks.length > 1}
                charted={index === 0}
              />
            ))
          )}
        </div>
        <section aria-labelledby="next-steps">
          <Title order={2} id="next-steps" mb="xs">
            {t('next.title')}
          </Title>
          {data ? (
            <StepList steps={nextSteps(data, drafts.data, { toReview, duties, oldCredits })} />
          ) : (
            <Text size="sm" c="var(--quiet)">
              {t('next.unknown')}
            </Text>
          )}
        </section>
      </div>
    </Page>
  );
}
