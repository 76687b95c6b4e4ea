/** The lines of the invoice: virtual rows of one scroller that the whole form shares, so that 500 lines stay quick. */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type RefObject,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { ZERO } from '../../../../../shared/domain/money.ts';
import { formatFigure } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { cellOf } from './grid-walk.ts';
import classes from './line-grid.module.css';
import { LineRow } from './line-row.tsx';

export interface GridHandle {
  /** Scrolls a line into view. */
  readonly reveal: (line: string) => void;
}

export interface LineGridProps {
  /** The form's scroller. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Height of all that stands above the grid in the scroller: when it changes, the rows have moved. */
  readonly above: number;
  readonly handle: RefObject<GridHandle | null>;
  readonly onRemove: (line: string) => void;
}

const ROW = 35;
const LEAST_DIGITS = 12;
const DIGITS_AT_ONCE = 4;
const PADDING = 14;
/** Width of a digit of the form's text in pixels, on the safe side. */
const DIGIT = 9;

export function LineGrid({ scroller, above, handle, onRemove }: LineGridProps) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const order = useEntry((state) => state.entry.order);
  const currency = useEntry((state) => state.entry.header.currency);
  // No figure may be cut off: the column is as wide as the sum of all lines ever was. It grows by several digits at once
  // and never back, since every row is laid out anew then, and columns that move with each key are hard to read.
  const wanted = useEntry((state) => {
    const { length } = formatFigure(state.totals?.sumOfLines ?? ZERO, state.entry.header.currency);
    return Math.max(LEAST_DIGITS, Math.ceil(length / DIGITS_AT_ONCE) * DIGITS_AT_ONCE) * DIGIT + PADDING;
  });
  const [amountWidth, setAmountWidth] = useState(wanted);
  if (wanted > amountWidth) setAmountWidth(wanted);
  const body = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);

  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, body.current];
    // Nothing is measured before the part above has a height.
    if (!outer || !inner || above === 0) return;
    setMargin(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop);
  }, [scroller, above]);

  // The line with the focus stays in the page wherever the eye goes, or typing would go nowhere.
  const rangeExtractor = useCallback(
    (range: Range): number[] => {
      const rows = defaultRangeExtractor(range);
      const { focus, entry } = store.getState();
      const at = entry.order.indexOf(cellOf(focus)?.line ?? '');
      if (at < 0 || rows.includes(at)) return rows;
      return [...rows, at].sort((a, b) => a - b);
    },
    [store],
  );
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => order[index] ?? index,
    scrollMargin: margin,
    // Room for the heading that stays on top while the lines scroll under it.
    scrollPaddingStart: ROW,
    overscan: 6,
    rangeExtractor,
    useFlushSync: false,
  });
  useImperativeHandle(handle, () => ({
    reveal: (line) => {
      const at = order.indexOf(line);
      if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
    },
  }));

  return (
    <section
      className={classes.grid}
      style={{ '--amount-width': `${amountWidth}px` } as CSSProperties}
      aria-label={t('entry.lines')}
    >
      <div className={classes.heading} aria-hidden="true">
        <span />
        <span>{t('entry.item')}</span>
        <span>{t('entry.description')}</span>
        <span data-figure>{t('entry.quantity')}</span>
        <span>{t('entry.unit')}</span>
        <span data-figure>{t('entry.price')}</span>
        <span data-figure>{t('entry.discount')}</span>
        <span>{t('entry.tax')}</span>
        <span data-figure>{t('entry.amount-in', { currency })}</span>
      </div>
      <div ref={body} className={classes.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={classes.slot}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <LineRow line={order[index] as string} number={index + 1} onRemove={onRemove} />
          </div>
        ))}
      </div>
    </section>
  );
}
