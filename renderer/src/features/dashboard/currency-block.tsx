/** The figures of one currency (MO3): owed, overdue, received, and how old it is. */
import { Anchor, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { go } from '../../app/navigation.ts';
import { useText } from '../../text/i18n.ts';
import { AgingBars } from '../../ui/aging-bars.tsx';
import { Amount } from '../../ui/amount.tsx';
import classes from './dashboard.module.css';
import type { Dashboard } from './next-steps.ts';

export interface CurrencyBlockProps {
  /** `undefined` while the figures are not known. */
  readonly block: Dashboard['currencies'][number] | undefined;
  readonly currency: string;
  readonly widths: readonly number[];
  /** Says the currency above: there are several. */
  readonly titled: boolean;
  /** Shows how old the owed amount is. */
  readonly charted: boolean;
}

export function CurrencyBlock({ block, currency, widths, titled, charted }: CurrencyBlockProps) {
  const t = useText('dashboard');
  const counted = (key: 'count.open' | 'count.overdue', count: number | undefined): string =>
    count === undefined ? '' : t(key, { count });
  return (
    <section className={classes.block} aria-label={currency}>
      {titled && <Title order={2}>{currency}</Title>}
      <dl className={classes.figures}>
        <Figure label={t('owed')} detail={counted('count.open', block?.openInvoices)}>
          <Amount minor={block?.owed} currency={currency} withCurrency tone="strong" />
        </Figure>
        <Figure
          label={t('overdue')}
          detail={counted('count.overdue', block?.overdueInvoices)}
          late={block !== undefined && block.overdue > 0}
        >
          <Amount
            minor={block?.overdue}
            currency={currency}
            withCurrency
            tone={block && block.overdue > 0 ? 'bad' : 'strong'}
          />
        </Figure>
        <Figure label={t('received')}>
          <Amount minor={block?.receivedThisMonth} currency={currency} withCurrency tone="strong" />
        </Figure>
        <Figure label={t('billed')}>
          <Amount minor={block?.billedThisMonth} currency={currency} withCurrency tone="strong" />
        </Figure>
        {block !== undefined && block.unapplied > 0 && (
          <Figure label={t('credit')}>
            <Amount minor={block.unapplied} currency={currency} withCurrency tone="strong" />
          </Figure>
        )}
      </dl>
      {charted && block !== undefined && block.owed > 0 && (
        <>
          <AgingBars buckets={block.buckets} widths={widths} by="due" currency={currency} height={170} />
          <Anchor component="button" type="button" size="sm" onClick={() => void go({ screen: 'aging' })}>
            {t('to-aging')}
          </Anchor>
        </>
      )}
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly detail?: string;
  /** It is past its day: said louder than the figures around it. */
  readonly late?: boolean;
  readonly children: ReactNode;
}

function Figure({ label, detail, late, children }: FigureProps) {
  return (
    <div data-late={late || undefined}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.amount}>{children}</span>
        {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      </dd>
    </div>
  );
}
