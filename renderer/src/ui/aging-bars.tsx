/** Bars of what is owed by age, in one currency: few enough that they are boxes of the page, not a library's drawing. */
import type { CSSProperties, ReactNode } from 'react';
import { exponentOf, powerOfTen } from '../../../shared/domain/currency.ts';
import type { CurrencyCode, Minor } from '../../../shared/domain/money.ts';
import { bucketWords } from '../text/bucket-words.ts';
import { formatAmount, formatCount } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import classes from './aging-bars.module.css';
import { axisTicks } from './axis-ticks.ts';

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

const MARKS = 4;

export function AgingBars({ buckets, widths, by, currency, height = 150, onBucket }: AgingBarsProps) {
  const t = useText('aging');
  const names = useBucketNames(widths, by);
  const axis = useBucketNames(widths, by, true);
  // Heights only: the figures that are read come from the integers.
  const heights = buckets.map((amount) => Math.max(0, amount / powerOfTen(exponentOf(currency))));
  const ticks = axisTicks(Math.max(0, ...heights), MARKS);
  const top = ticks.at(-1) || 1;
  const share = (value: number): string => `${(value / top) * 100}%`;
  const marks = ticks.map((tick) => ({ tick, label: formatCount(Math.round(tick)) }));
  const told = buckets.map((amount, index) => `${names[index]}: ${formatAmount(amount, currency)}`);
  const bar = (index: number): ReactNode => (
    <span
      className={classes.bar}
      data-late={(by === 'due' && index > 0) || undefined}
      style={{ height: share(heights[index] ?? 0) }}
    />
  );
  const style = {
    height,
    '--axis-width': `${Math.max(...marks.map(({ label }) => label.length)) + 2}ch`,
  } as CSSProperties;
  const drawing = (
    <>
      <div className={classes.plot}>
        {marks.map(({ tick, label }) => (
          <div key={tick} className={classes.mark} style={{ insetBlockEnd: share(tick) }} aria-hidden="true">
            <span>{label}</span>
          </div>
        ))}
        <div className={classes.bars}>
          {names.map((name, index) =>
            onBucket ? (
              <button
                key={name}
                type="button"
                // The list's own heading sorts by the same column, within the walk of the keyboard.
                tabIndex={-1}
                className={classes.slot}
                aria-label={told[index]}
                title={told[index]}
                onClick={() => onBucket(index)}
              >
                {bar(index)}
              </button>
            ) : (
              <div key={name} className={classes.slot} title={told[index]}>
                {bar(index)}
              </div>
            ),
          )}
        </div>
      </div>
      <div className={classes.names} aria-hidden="true">
        {axis.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
    </>
  );
  const label = t('chart', { currency });
  return onBucket ? (
    <section className={classes.chart} style={style} aria-label={label}>
      {drawing}
    </section>
  ) : (
    <div className={classes.chart} style={style} role="img" aria-label={`${label} ${told.join('; ')}`}>
      {drawing}
    </div>
  );
}
