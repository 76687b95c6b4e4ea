/** The notes below the lines. Enter writes a new line here: it is the last field, and text of several lines. */
import { Textarea } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';
import { cleanText } from './clean-text.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { FieldFindings } from './field-findings.tsx';

export function NotesField() {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const notes = useEntry((state) => state.entry.header.notes);
  return (
    <div className={classes.notes}>
      <Textarea
        size="sm"
        data-path="notes"
        label={t('entry.notes')}
        placeholder={t('entry.notes-hint')}
        rows={4}
        maxLength={2000}
        value={notes}
        onChange={(event) => {
          const text = cleanText(event.currentTarget.value, 2000);
          store.edit((entry) => setHeader(entry, { notes: text }), 'notes');
        }}
      />
      <FieldFindings path="notes" />
    </div>
  );
}
