/** One line of the grid. Its cells subscribe on their own, so the row itself renders only when it appears or moves. */
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { exponentOf } from '../../../../../shared/domain/currency.ts';
import { ok } from '../../../../../shared/errors/result.ts';
import { newId } from '../../../data/ids.ts';
import { formatDecimal } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { readDecimal } from '../../../ui/entry.ts';
import { cleanLine } from './clean-text.ts';
import { DescriptionCell } from './description-cell.tsx';
import { lineDiscount, readDiscount, showDiscount, withLineDiscount } from './discount.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { isBlank, setLine } from './entry-draft.ts';
import { cellPath } from './grid-walk.ts';
import { ItemCell } from './item-cell.tsx';
import { LineBase } from './line-base.tsx';
import { LineCode } from './line-code.tsx';
import classes from './line-grid.module.css';
import { LinePrice } from './line-price.tsx';
import { LineProblems } from './line-problems.tsx';
import { LineSupply } from './line-supply.tsx';
import { priceAgain } from './price-book.ts';
import { TaxCell } from './tax-cell.tsx';
import { TypedCell } from './typed-cell.tsx';

export interface LineRowProps {
  readonly line: string;
  readonly number: number;
  readonly onRemove: (line: string) => void;
}

export const LineRow = memo(function LineRow({ line, number, onRemove }: LineRowProps) {
  const t = useText('invoices');
  const isWaiting = useEntry((state) => {
    const found = state.entry.lines[line];
    return found === undefined || isBlank(found);
  }, line);
  return (
    <fieldset className={classes.row} aria-label={t('entry.line', { number })}>
      <span className={classes.number} aria-hidden="true">
        {isWaiting ? '' : number}
      </span>
      <ItemCell line={line} />
      <DescriptionCell line={line} />
      <QuantityCell line={line} isWaiting={isWaiting} />
      <UnitCell line={line} />
      <PriceCell line={line} isWaiting={isWaiting} />
      <DiscountCell line={line} />
      <LineTaxCell line={line} />
      <LineAmount line={line} isWaiting={isWaiting} />
      <button
        type="button"
        className={classes.remove}
        tabIndex={-1}
        aria-label={t('entry.remove-line', { number })}
        disabled={isWaiting}
        onClick={() => onRemove(line)}
      >
        <IconX size={14} />
      </button>
      <LinePrice line={line} />
      <LineBase line={line} />
      <LineCode line={line} />
      <LineSupply line={line} />
      <LineProblems line={line} />
    </fieldset>
  );
});

interface CellProps {
  readonly line: string;
}

interface WaitingCellProps extends CellProps {
  /** Nothing is typed in the line yet: its figures are not shown. */
  readonly isWaiting: boolean;
}

function QuantityCell({ line, isWaiting }: WaitingCellProps) {
  const t = useText('invoices');
  const { store, prices } = useEntryTools();
  const path = cellPath(line, 'quantity');
  const value = useEntry((state) => state.entry.lines[line]?.quantity ?? '1', line);
  return (
    <TypedCell
      path={path}
      label={t('entry.quantity')}
      isFigure
      value={value}
      shown={isWaiting ? '' : formatDecimal(value)}
      read={(text) => (text.trim() === '' ? ok('1') : readDecimal(text))}
      onValue={(quantity) =>
        store.edit((entry) => priceAgain(setLine(entry, line, { quantity }, newId), line, prices), path)
      }
    />
  );
}

function UnitCell({ line }: CellProps) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const path = cellPath(line, 'unit');
  const value = useEntry((state) => state.entry.lines[line]?.unit ?? '', line);
  return (
    <TypedCell
      path={path}
      label={t('entry.unit')}
      maxLength={20}
      value={value}
      shown={value}
      read={(text) => ok(cleanLine(text, 20))}
      onValue={(unit) => store.edit((entry) => setLine(entry, line, { unit }, newId), path)}
    />
  );
}

function PriceCell({ line, isWaiting }: WaitingCellProps) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const path = cellPath(line, 'unitPrice');
  const value = useEntry((state) => state.entry.lines[line]?.unitPrice ?? '0', line);
  const decimals = useEntry((state) => exponentOf(state.entry.header.currency), line);
  return (
    <TypedCell
      path={path}
      label={t('entry.price')}
      isFigure
      value={value}
      shown={isWaiting ? '' : formatDecimal(value, decimals)}
      read={(text) => (text.trim() === '' ? ok('0') : readDecimal(text))}
      onValue={(unitPrice) =>
        store.edit((entry) => {
          // A word without an item has no price that could be put back.
          const typed = entry.lines[line]?.item == null ? {} : { priceFrom: null };
          return setLine(entry, line, { unitPrice, ...typed }, newId);
        }, path)
      }
    />
  );
}

const NONE: never[] = [];

const readNumber = (text: string): string | null => {
  const reading = readDecimal(text);
  return reading.ok ? reading.value : null;
};

function DiscountCell({ line }: CellProps) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const path = cellPath(line, 'discount');
  const adjustments = useEntry((state) => state.entry.lines[line]?.adjustments ?? NONE, line);
  return (
    <TypedCell
      path={path}
      label={t('entry.discount')}
      isFigure
      value={adjustments}
      shown={showDiscount(lineDiscount(adjustments), formatDecimal)}
      read={(text) => {
        const reading = readDiscount(text, readNumber);
        return reading.ok
          ? ok(withLineDiscount(adjustments, reading))
          : { ok: false, error: reading.problem };
      }}
      onValue={(next) => store.edit((entry) => setLine(entry, line, { adjustments: next }, newId), path)}
    />
  );
}

function LineTaxCell({ line }: CellProps) {
  const { store } = useEntryTools();
  const path = cellPath(line, 'tax');
  const tax = useEntry((state) => state.entry.lines[line]?.tax ?? null, line);
  return (
    <TaxCell
      path={path}
      tax={tax}
      line={line}
      onTax={(next) => store.edit((entry) => setLine(entry, line, { tax: next }, newId), path)}
    />
  );
}

/** Fields that the amount of a line is made of. */
const CELLS = ['quantity', 'unitPrice', 'baseQuantity', 'discount'] as const;

function LineAmount({ line, isWaiting }: WaitingCellProps) {
  const amount = useEntry((state) => state.amounts[line], line);
  // What a field of the line holds cannot be read: what the line comes to is not known, whatever stood there before.
  const isUnread = useEntry((state) => CELLS.some((field) => cellPath(line, field) in state.unread), line);
  const currency = useEntry((state) => state.entry.header.currency, line);
  return (
    <span className={classes.amount}>
      {isWaiting ? null : <Amount minor={isUnread ? undefined : amount} currency={currency} />}
    </span>
  );
}
