/** Reads a file of exchange rates: shown before it is kept, kept whole or not at all. */
import { Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { readRates } from '../../../../../shared/domain/rates-csv.ts';
import { newId } from '../../../data/ids.ts';
import { useToday } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { formatCount, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { notifyDone } from '../../../ui/notify.ts';
import type { ChosenCsv } from './csv-file-button.tsx';
import { CsvFileDialog } from './csv-file-dialog.tsx';
import { CsvProblems } from './csv-problems.tsx';

export function RatesFileDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('prices');
  const c = useText('common');
  const today = useToday();
  const save = useCommand('rates.save');
  const [file, setFile] = useState<ChosenCsv | null>(null);
  const [source, setSource] = useState('');
  const reading = useMemo(
    () => (file?.text == null ? null : readRates(file.text, today, source.trim())),
    [file, today, source],
  );
  // The same rates are kept under the same command: a repeated key does it once.
  const commandId = useMemo(() => (reading ? newId() : ''), [reading]);
  const take = (chosen: ChosenCsv): void => {
    save.clear();
    setFile(chosen);
    // The bank's files name no source, but they are known by their names.
    if (/eurofxref|ecb/i.test(chosen.name)) setSource('ECB');
  };
  const keep = async (): Promise<void> => {
    if (!reading?.ok) return;
    const reply = await save.run({ commandId, rates: [...reading.value.rates] });
    if (!reply.ok) return;
    notifyDone(t('rates.saved', { count: reply.value.saved }));
    onClose();
  };
  return (
    <CsvFileDialog
      title={t('rates.read-file')}
      help={t('rates.file-help')}
      file={file}
      onFile={take}
      fields={
        <TextInput
          label={t('rates.source-unnamed')}
          maxLength={80}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      }
      error={save.error}
      keep={{
        label: reading?.ok ? t('rates.keep', { count: reading.value.rates.length }) : c('save'),
        pending: save.pending,
        ...(reading?.ok ? { run: keep } : {}),
      }}
      onClose={onClose}
    >
      {reading?.ok && (
        <Text size="sm" mt="sm" role="status">
          {summary()}
        </Text>
      )}
      {reading && !reading.ok && (
        <CsvProblems problems={reading.problems} words={(problem) => t(`problem.${problem}`)} />
      )}
    </CsvFileDialog>
  );

  function summary(): string {
    if (!reading?.ok) return '';
    const { rates, skipped } = reading.value;
    const days = rates.map(({ day }) => day).sort();
    const pairs = new Set(rates.map(({ from, to }) => from + to));
    const found = t('rates.found', {
      name: file?.name ?? '',
      rates: formatCount(rates.length),
      pairs: formatCount(pairs.size),
      from: formatDay(days[0] ?? today),
      to: formatDay(days.at(-1) ?? today),
    });
    return skipped.length === 0 ? found : `${found} ${t('rates.skipped', { codes: skipped.join(', ') })}`;
  }
}
