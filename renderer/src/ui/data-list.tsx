/** A list of records: virtual rows over keyed pages, sorted by its headers, walked and chosen by keyboard. */
import { Loader } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react';
import type { AppError } from '../../../shared/errors/index.ts';
import { useActions } from '../app/shortcuts.ts';
import { keyHere, noteFor, recall } from '../data/lists.ts';
import { useText } from '../text/i18n.ts';
import classes from './data-list.module.css';
import { ErrorPanel } from './error-text.tsx';
import { chosenAfter, cursorAfter, followedTo, type Selection } from './list-keys.ts';
import { type Sort, sortActions, sortAfter } from './list-sorts.ts';
import { useFirstFocus } from './use-first-focus.ts';
import { useTelling } from './use-telling.ts';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Any CSS grid track: `120px`, `minmax(120px, 2fr)`. */
  readonly width: string;
  readonly align?: 'end';
  /** Name of the sort that the header switches on; none for a column that cannot be sorted. */
  readonly sort?: string;
}

export interface DataListProps<Row> {
  /** Name of the list, also the key under which its scroll is remembered. */
  readonly name: string;
  /** What it is, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** Space: a look without leaving. */
  readonly onPreview?: (row: Row) => void;
  /** Another row is under the cursor, or what it says has changed: for the side panel and what can be done with it. */
  readonly onCursor?: (row: Row | null) => void;
  readonly hasMore?: boolean;
  readonly onMore?: () => void;
  readonly loading?: boolean;
  /** What the rows were searched and filtered by; another one begins at its first row. */
  readonly question?: string;
  /** The rows still answer an earlier question; the answer to the present one is on its way. */
  readonly behind?: boolean;
  readonly error?: AppError | null;
  readonly onRetry?: () => void;
  /** Shown when there are no rows and none are on their way. */
  readonly empty: ReactNode;
  /** Others are chosen, or what they say has changed: for what can be done with many. */
  readonly onChosen?: (rows: readonly Row[]) => void;
  /** Below the list: totals of what is shown and of what is chosen. */
  readonly footer?: (chosen: readonly Row[]) => ReactNode;
  readonly autoFocus?: boolean;
  /** Struck through or dimmed rows (void, archived). */
  readonly dim?: (row: Row) => boolean;
}

const ROW = 34;

/** What can scroll can be focused, so that the keyboard reaches the sums that do not fit. */
const SCROLLED_BY_KEYS = { tabIndex: 0 } as const;

/** The row on which each list stood when it was left: coming back, the clerk goes on from there. */
const leftAt = new Map<string, string>();

/** A table whose rows are walked by keys is ARIA's grid: one stop of the Tab key, the row under the cursor named by id. */
const gridOf = (label: string, rowCount: number, active: string | undefined) =>
  ({
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-multiselectable': true,
    'aria-rowcount': rowCount,
    'aria-activedescendant': active,
  }) as const;

/** Rows are chosen with Shift+arrows, Ctrl/Cmd+A, Ctrl/Cmd+click; the chosen ones go to `footer`. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { name, columns, rows, rowId, hasMore = false, onMore, behind = false } = props;
  const t = useText('common');
  const id = useId();
  // The headers are no stops of the Tab key: what they do stands in the palette.
  useActions(
    sortActions(rows.length > 0 ? columns : [], props.sort, props.onSort, (column, direction) =>
      t(`list.sort.${direction}`, { column }),
    ),
  );
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [selection, setSelection] = useState<Selection>({ cursor: 0, anchor: 0, chosen: new Set() });
  const cursor = Math.min(selection.cursor, rows.length - 1);
  const under = rows[cursor];
  const underId = under === undefined ? null : rowId(under);
  const [stood, setStood] = useState({ cursor, id: underId });
  if (stood.cursor !== cursor || stood.id !== underId) {
    const followed =
      stood.cursor === cursor && stood.id !== null
        ? followedTo({ ...selection, cursor }, stood.id, rows.map(rowId))
        : selection;
    setSelection(followed);
    setStood(
      // Without a row there is nothing to stand on, whatever the selection remembers.
      followed.cursor === cursor || underId === null
        ? { cursor, id: underId }
        : { cursor: followed.cursor, id: stood.id },
    );
  }
  // Another question is read from its first row on.
  const [asked, setAsked] = useState(props.question);
  if (!behind && asked !== props.question) {
    setAsked(props.question);
    setSelection({ ...selection, cursor: 0, anchor: 0 });
  }
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialOffset: () => recall<number>(keyHere(`${name}.scroll`)) ?? 0,
  });
  const scrolledFor = useRef(asked);
  useEffect(() => {
    if (scrolledFor.current === asked) return;
    scrolledFor.current = asked;
    scroller.current?.scrollTo({ top: 0 });
  }, [asked]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const template = columns.map(({ width }) => width).join(' ');

  useEffect(() => {
    if (hasMore && last >= rows.length - 30) onMore?.();
  }, [hasMore, last, rows.length, onMore]);
  useEffect(() => {
    if (props.autoFocus) grid.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);
  const chosenRows = rows.filter((row) => selection.chosen.has(rowId(row)));
  useTelling(under, chosenRows, props);

  // Enter right after a search is for what that finds, not for a row that still stands there from before.
  const [isOpening, setOpening] = useState(false);
  const openFound = useEffectEvent(() => {
    setOpening(false);
    if (under !== undefined) props.onOpen?.(under);
  });
  useEffect(() => {
    if (isOpening && !behind) openFound();
  }, [isOpening, behind]);

  // A list that turns out to be empty hands the focus on to what it says instead.
  const isEmpty = rows.length === 0 && !props.loading;
  const beginning = useRef<HTMLDivElement>(null);
  useFirstFocus(beginning, isEmpty && props.autoFocus === true, ['button']);

  const move = (next: Selection): void => {
    setSelection(next);
    virtual.scrollToIndex(next.cursor, { align: 'auto' });
  };
  const wanted = useRef(leftAt.get(name));
  const comeBack = useEffectEvent(() => {
    const index = rows.findIndex((row) => rowId(row) === wanted.current);
    wanted.current = undefined;
    if (index > 0) move({ cursor: index, anchor: index, chosen: new Set() });
  });
  const known = rows.length > 0;
  useEffect(() => {
    if (known) comeBack();
  }, [known]);
  useEffect(() => {
    if (underId !== null && wanted.current === undefined) leftAt.set(name, underId);
  }, [name, underId]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && !mod && under !== undefined) {
      event.preventDefault();
      setOpening(true);
    } else if (event.key === ' ' && !mod && under !== undefined) {
      event.preventDefault();
      if (!behind) props.onPreview?.(under);
    } else if (mod && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      setSelection({ ...selection, chosen: new Set(rows.map(rowId)) });
    } else if (event.key === 'Escape' && selection.chosen.size > 0) {
      event.preventDefault();
      setSelection({ ...selection, chosen: new Set() });
    } else if (!mod) {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW * 10) / ROW) - 2);
      const to = cursorAfter(event.key, cursor, rows.length, page);
      if (to === null) return;
      event.preventDefault();
      setOpening(false);
      move(chosenAfter({ ...selection, cursor }, to, event.shiftKey, (index) => rowId(rows[index] as Row)));
    }
  };
  const rowAt = (event: MouseEvent): number | null => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
    return row ? Number(row.dataset.index) : null;
  };
  const onClick = (event: MouseEvent): void => {
    const index = rowAt(event);
    if (index === null) return;
    const key = rowId(rows[index] as Row);
    if (event.ctrlKey || event.metaKey) {
      const chosen = new Set(selection.chosen);
      if (!chosen.delete(key)) chosen.add(key);
      setSelection({ cursor: index, anchor: index, chosen });
    } else {
      setSelection(
        chosenAfter({ ...selection, cursor }, index, event.shiftKey, (each) => rowId(rows[each] as Row)),
      );
    }
  };

  if (props.error && rows.length === 0) return <ErrorPanel error={props.error} onRetry={props.onRetry} />;
  if (isEmpty)
    return (
      <div ref={beginning} className={classes.empty}>
        {props.empty}
      </div>
    );
  return (
    <div className={classes.list}>
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={(event) => noteFor(keyHere(`${name}.scroll`), Math.round(event.currentTarget.scrollTop))}
      >
        <table
          ref={grid}
          className={classes.grid}
          {...gridOf(
            props.label,
            hasMore ? -1 : rows.length + 1,
            under === undefined ? undefined : `${id}-${cursor}`,
          )}
          onKeyDown={onKeyDown}
          onMouseDown={(event) => {
            // Shift+click chooses rows, not text.
            if (event.shiftKey) event.preventDefault();
          }}
          onClick={onClick}
          onDoubleClick={(event) => {
            const index = rowAt(event);
            if (index !== null) props.onOpen?.(rows[index] as Row);
          }}
        >
          <thead className={classes.head}>
            <tr className={classes.header} aria-rowindex={1} style={{ gridTemplateColumns: template }}>
              {columns.map((column) => (
                <Header key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody className={classes.rows} style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rows[index] as Row;
              const chosen = selection.chosen.has(rowId(row));
              return (
                <tr
                  key={rowId(row)}
                  id={`${id}-${index}`}
                  aria-rowindex={index + 2}
                  aria-selected={chosen}
                  className={classes.row}
                  data-index={index}
                  data-cursor={index === cursor || undefined}
                  data-chosen={chosen || undefined}
                  data-dim={props.dim?.(row) || undefined}
                  style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
                >
                  {columns.map((column) => {
                    const content = column.cell(row);
                    // What the column cuts off is told in full under the pointer; the panel beside the list shows it to keys.
                    const title = typeof content === 'string' && content !== '' ? content : undefined;
                    return (
                      <td key={column.id} className={classes.cell} data-align={column.align} title={title}>
                        {content}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
        {props.loading && (
          <div className={classes.loading}>
            <Loader size="xs" role="status" aria-label={t('loading')} />
          </div>
        )}
      </div>
      {props.footer && (
        <div className={classes.footer} aria-live="polite" {...SCROLLED_BY_KEYS}>
          {props.footer(chosenRows)}
        </div>
      )}
    </div>
  );
}

interface HeaderProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function Header<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const by = column.sort;
  const active = by !== undefined && sort?.by === by;
  const sorted = sort?.direction === 'asc' ? 'ascending' : 'descending';
  // A column that needs no heading (a currency beside its amounts) has none.
  if (column.header === '') return <td className={classes.cell} />;
  return (
    <th className={classes.cell} data-align={column.align} aria-sort={active ? sorted : undefined}>
      {by && onSort ? (
        <button
          type="button"
          className={classes.sorter}
          tabIndex={-1}
          onClick={() => onSort(sortAfter(by, sort))}
        >
          {column.header}
          {active && (sort.direction === 'asc' ? <IconChevronUp size={13} /> : <IconChevronDown size={13} />)}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
