/** Bars of what is owed by age, in one currency. */
import { BarChart } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import { exponentOf, powerOfTen } from '../../../shared/domain/currency.ts';
import type { CurrencyCode, Minor } from '../../../shared/domain/money.ts';
import { bucketWords } from '../text/bucket-words.ts';
import { formatAmount, formatCount } from '../text/format.ts';
import { useText } from '../text/i18n.ts';

export interface AgingBarsProps {
  readonly buckets: readonly Minor[];
  readonly widths: readonly number[];
  readonly by: 'due' | 'issue';
  readonly currency: CurrencyCode;
  readonly height?: number;
  /** A bar was pressed. */
  readonly onBucket?: (index: number) => void;
}

/** Names of the buckets in the report's order: in words, or `short` for headers and axes. */
export function useBucketNames(widths: readonly number[], by: 'due' | 'issue', short = false): string[] {
  const t = useText('aging');
  return bucketWords(widths, by).map((words) => {
    if (words.key === 'bucket.current') return t(words.key);
    if (words.key === 'bucket.over') return t(short ? 'bucket.over.short' : words.key, { days: words.days });
    return t(short ? 'bucket.range.short' : words.key, { from: words.from, to: words.to });
  });
}

export function AgingBars({ buckets, widths, by, currency, height = 150, onBucket }: AgingBarsProps) {
  const t = useText('aging');
  const names = useBucketNames(widths, by);
  const axis = useBucketNames(widths, by, true);
  const still = useReducedMotion();
  // Heights only: the figures that are read come from the integers.
  const data = buckets.map((amount, index) => ({
    name: axis[index] ?? '',
    due: index === 0 && by === 'due' ? amount : 0,
    late: index === 0 && by === 'due' ? 0 : amount,
  }));
  const told = buckets
    .map((amount, index) => `${names[index]}: ${formatAmount(amount, currency)}`)
    .join('; ');
  return (
    <div role="img" aria-label={`${t('chart', { currency })} ${told}`}>
      <BarChart
        h={height}
        data={data}
        dataKey="name"
        type="stacked"
        maxBarWidth={96}
        tickLine="none"
        gridAxis="x"
        series={[
          { name: 'due', label: names[0] ?? '', color: 'petrol.6' },
          { name: 'late', label: t('overdue'), color: by === 'due' ? 'orange.6' : 'petrol.6' },
        ]}
        valueFormatter={(value) => formatCount(Math.round(value / powerOfTen(exponentOf(currency))))}
        yAxisProps={{ width: 86, tickCount: 4 }}
        xAxisProps={{ interval: 0 }}
        withTooltip={false}
        barProps={{
          isAnimationActive: !still,
          animationDuration: 200,
          ...(onBucket
            ? { onClick: (_bar: unknown, index: number) => onBucket(index), cursor: 'pointer' }
            : {}),
        }}
      />
    </div>
  );
}
