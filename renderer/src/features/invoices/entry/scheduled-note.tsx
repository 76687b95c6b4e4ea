/** Says above the form that the program will issue the draft, or why it did not, with the way to take that back (NU5). */
import { Button, Group, Text } from '@mantine/core';
import { useStore } from 'zustand';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { findingWords } from '../../../text/finding-words.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { setHeader } from './entry-draft.ts';
import type { EntryStore } from './entry-store.ts';

export function ScheduledNote({ id, store }: { readonly id: string; readonly store: EntryStore }) {
  const scheduled = useStore(store, (state) => state.entry.header.scheduled ?? null);
  return scheduled === null ? null : <Note id={id} store={store} />;
}

function Note({ id, store }: { readonly id: string; readonly store: EntryStore }) {
  const t = useText('invoices');
  const row = useBooks('drafts.list', {}).data?.find((each) => each.id === id)?.scheduled;
  const take = useCommand('invoices.unschedule');
  if (!row) return null;
  const values = { date: formatDay(row.on), device: row.deviceName };
  const back = async (): Promise<void> => {
    const reply = await take.run({ commandId: newId(), id });
    // What is typed stays typed; the day of issue stays too, to be changed or scheduled again.
    if (reply.ok) store.edit((entry) => setHeader(entry, { scheduled: null }));
  };
  return (
    <>
      <Group gap="sm" mb="xs" role="status">
        <Text size="sm" {...(row.isDue ? { c: 'var(--bad)' } : {})}>
          {t(row.isDue ? 'schedule.note-due' : 'schedule.note', values)}{' '}
          {row.why.map((code) => findingWords({ code, severity: 'block', path: '' })).join(' ')}
        </Text>
        <Button size="compact-sm" variant="default" loading={take.pending} onClick={() => void back()}>
          {t('schedule.back')}
        </Button>
      </Group>
      <ErrorText error={take.error} />
    </>
  );
}
