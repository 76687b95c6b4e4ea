/** Below the form, always in sight: how safe the draft is, and what it comes to. */
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { knownTotals, useEntry } from './entry-context.ts';
import { lineCount } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { SaveNote } from './save-note.tsx';

export function EntryBar({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText('invoices');
  const lines = useEntry((state) => lineCount(state.entry));
  const due = useEntry((state) => knownTotals(state)?.due);
  const currency = useEntry((state) => state.entry.header.currency);
  return (
    <div className={classes.bar}>
      <SaveNote onRetry={onRetry} />
      <span className={classes.barTotal}>
        <span className={classes.quiet}>{t('entry.lines-count', { count: lines })}</span>
        <Amount minor={due} currency={currency} withCurrency tone="strong" />
      </span>
    </div>
  );
}
