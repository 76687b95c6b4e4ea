/** Day or period of supply of one line, below it, where it is not the document's (TX11). */
import type { Day } from '../../../../../shared/domain/money.ts';
import type { DraftLine } from '../../../../../shared/events/drafts.ts';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setLine } from './entry-draft.ts';
import { cellPath } from './grid-walk.ts';
import classes from './line-grid.module.css';
import { showsSupply } from './use-form-keys.ts';

type SupplyColumn = 'supplyFrom' | 'supplyTo';

export function LineSupply({ line }: { readonly line: string }) {
  const t = useText('invoices');
  const isShown = useEntry((state) => showsSupply(state, line), line);
  if (!isShown) return null;
  return (
    <div className={classes.supply}>
      <SupplyDay line={line} column="supplyFrom" label={t('entry.line-supply-from')} />
      <SupplyDay line={line} column="supplyTo" label={t('entry.line-supply-to')} />
    </div>
  );
}

function SupplyDay({
  line,
  column,
  label,
}: {
  readonly line: string;
  readonly column: SupplyColumn;
  readonly label: string;
}) {
  const { store } = useEntryTools();
  const path = cellPath(line, column);
  const value = useEntry((state) => state.entry.lines[line]?.[column] ?? null, line);
  const from = useEntry((state) => state.entry.lines[line]?.supplyFrom ?? null, line);
  const set = (day: Day | null): void => {
    const patch: Partial<Pick<DraftLine, SupplyColumn>> = { [column]: day };
    store.edit((entry) => setLine(entry, line, patch, newId), path);
  };
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <DayField
        size="xs"
        w={130}
        data-path={path}
        aria-label={label}
        value={value}
        {...(column === 'supplyTo' && from ? { base: from } : {})}
        onChange={set}
        onProblem={(problem) =>
          store.setUnread(path, problem === null ? null : { text: '', problem, isLeft: true })
        }
      />
    </>
  );
}
