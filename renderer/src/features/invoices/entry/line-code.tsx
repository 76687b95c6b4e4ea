/** The code of goods and services of a line, below it, in countries that want one (HSN and SAC of India). */
import { err, ok } from '../../../../../shared/errors/result.ts';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setLine } from './entry-draft.ts';
import { cellPath } from './grid-walk.ts';
import classes from './line-grid.module.css';
import { TypedCell } from './typed-cell.tsx';
import { showsCode } from './use-form-keys.ts';

const MOST_DIGITS = 8;

export function LineCode({ line }: { readonly line: string }) {
  const t = useText('invoices');
  const { store, company } = useEntryTools();
  const isShown = useEntry((state) => showsCode(state, line), line);
  const code = useEntry((state) => state.entry.lines[line]?.commodityCode ?? '', line);
  if (company.address.country !== 'IN' || !isShown) return null;
  const path = cellPath(line, 'commodityCode');
  return (
    <div className={classes.supply}>
      <span aria-hidden="true">{t('entry.commodity-code')}</span>
      <span className={classes.code}>
        <TypedCell
          path={path}
          label={t('entry.commodity-code')}
          maxLength={MOST_DIGITS}
          value={code}
          shown={code}
          read={(text) => (/[^\d\s.]/.test(text) ? err('not-digits') : ok(text.replace(/\D/g, '')))}
          onValue={(commodityCode) =>
            store.edit((entry) => setLine(entry, line, { commodityCode }, newId), path)
          }
        />
      </span>
    </div>
  );
}
