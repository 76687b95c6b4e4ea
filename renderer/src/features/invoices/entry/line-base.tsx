/** What quantity the price of a line is for, below it, where that is not one: 12.50 per 100 (TX1). */
import { Decimal } from '../../../../../shared/domain/decimal.ts';
import { err, ok, type Result } from '../../../../../shared/errors/result.ts';
import { newId } from '../../../data/ids.ts';
import { formatDecimal } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { readDecimal } from '../../../ui/entry.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setLine } from './entry-draft.ts';
import { cellPath } from './grid-walk.ts';
import classes from './line-grid.module.css';
import { TypedCell } from './typed-cell.tsx';
import { showsBase } from './use-form-keys.ts';

/** A quantity above nought; an empty field says one. */
function readBase(text: string): Result<string, string> {
  if (text.trim() === '') return ok('1');
  const reading = readDecimal(text);
  if (!reading.ok) return reading;
  return new Decimal(reading.value).greaterThan(0) ? reading : err('zero-base-quantity');
}

export function LineBase({ line }: { readonly line: string }) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const isShown = useEntry((state) => showsBase(state, line), line);
  const base = useEntry((state) => state.entry.lines[line]?.baseQuantity ?? '1', line);
  const unit = useEntry((state) => state.entry.lines[line]?.unit ?? '', line);
  if (!isShown) return null;
  const path = cellPath(line, 'baseQuantity');
  return (
    <div className={classes.supply}>
      <span aria-hidden="true">{t('entry.base-quantity')}</span>
      <span className={classes.code}>
        <TypedCell
          path={path}
          label={t('entry.base-quantity')}
          isFigure
          value={base}
          shown={formatDecimal(base)}
          read={readBase}
          onValue={(baseQuantity) =>
            store.edit((entry) => {
              // A word without an item has no price that could be put back.
              const typed = entry.lines[line]?.item == null ? {} : { priceFrom: null };
              return setLine(entry, line, { baseQuantity, ...typed }, newId);
            }, path)
          }
        />
      </span>
      <span aria-hidden="true">{unit}</span>
    </div>
  );
}
