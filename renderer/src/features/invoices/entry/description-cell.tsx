/** The words of a line. Enter moves on as everywhere; Alt+Enter begins another line of text. */
import { useRef } from 'react';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { cleanText } from './clean-text.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setLine } from './entry-draft.ts';
import { cellPath } from './grid-walk.ts';
import classes from './line-grid.module.css';

export function DescriptionCell({ line }: { readonly line: string }) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const path = cellPath(line, 'description');
  const description = useEntry((state) => state.entry.lines[line]?.description ?? '', line);
  const isFound = useEntry((state) => path in state.findings, line);
  const before = useRef(description);
  const set = (text: string): void =>
    store.edit((entry) => setLine(entry, line, { description: cleanText(text, 1000) }, newId), path);

  return (
    <textarea
      data-path={path}
      aria-label={t('entry.description')}
      aria-invalid={isFound}
      className={classes.words}
      rows={1}
      maxLength={1000}
      value={description}
      onFocus={(event) => {
        before.current = description;
        event.currentTarget.select();
      }}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.altKey) {
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          event.currentTarget.setRangeText('\n', selectionStart, selectionEnd, 'end');
          set(event.currentTarget.value);
        } else if (event.key === 'Escape' && description !== before.current) {
          event.preventDefault();
          set(before.current);
        }
      }}
    />
  );
}
