/** Reads a published file of sales-tax rates: shown before it is taken over, taken over whole or not at all (TX10, TX11). */

import { Table, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { planGroups } from '../../../../shared/domain/tax-groups.ts';
import { readTaxRates } from '../../../../shared/domain/tax-rates-csv.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatCount, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { focusUnread } from '../../ui/enter-walk.ts';
import { notifyDone } from '../../ui/notify.ts';
import type { ChosenCsv } from './prices/csv-file-button.tsx';
import { CsvFileDialog } from './prices/csv-file-dialog.tsx';
import { CsvProblems } from './prices/csv-problems.tsx';
import type { Kept } from './record-list.tsx';
import type { TaxValues } from './record-values.ts';
import { sumOfRates } from './tax-levels.ts';

/** So many taxes of the file are shown; the sentence tells of all. */
const SHOWN = 6;

interface TaxRatesDialogProps {
  readonly taxes: readonly Kept<TaxValues>[];
  readonly onClose: () => void;
}

export function TaxRatesDialog({ taxes, onClose }: TaxRatesDialogProps) {
  const t = useText('settings');
  const c = useText('common');
  const today = useToday();
  const save = useCommand('taxes.takeRates');
  const [file, setFile] = useState<ChosenCsv | null>(null);
  const [only, setOnly] = useState('');
  // Tables are published by the month.
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const reading = useMemo(
    () => (file?.text == null ? null : readTaxRates(file.text, only.split(/[\s,;]+/))),
    [file, only],
  );
  const plan = useMemo(
    () =>
      reading?.ok
        ? planGroups(reading.groups, new Map(taxes.map(({ id, fields }) => [id, fields])), from)
        : null,
    [reading, taxes, from],
  );
  const brings = plan ? plan.added.length + plan.changed.length : 0;
  // The same rates are taken over under the same command: a repeated key does it once.
  const commandId = useMemo(() => (plan ? newId() : ''), [plan]);
  const keep = async (): Promise<void> => {
    if (!plan || focusUnread()) return;
    const groups = [...plan.added, ...plan.changed].map(({ group: { parts, places, ...own } }) => ({
      ...own,
      parts: [...parts],
      places: [...places],
    }));
    const reply = await save.run({ commandId, from, groups });
    if (!reply.ok) return;
    notifyDone(t('taxes.taken', { count: reply.value.added + reply.value.changed }));
    onClose();
  };
  return (
    <CsvFileDialog
      title={t('taxes.read-file')}
      help={t('taxes.file-help')}
      file={file}
      onFile={(chosen) => {
        save.clear();
        setFile(chosen);
      }}
      fields={
        <>
          <TextInput
            label={t('taxes.only')}
            placeholder="TX, 752"
            w={220}
            value={only}
            onChange={(event) => setOnly(event.currentTarget.value)}
          />
          <DayField
            label={t('taxes.rates-from')}
            w={160}
            value={from}
            onChange={(day) => setFrom(day ?? from)}
          />
        </>
      }
      error={save.error}
      keep={{
        label: plan ? t('taxes.take', { count: brings }) : c('save'),
        pending: save.pending,
        ...(brings > 0 ? { run: keep } : {}),
      }}
      onClose={onClose}
    >
      {plan && (
        <Text size="sm" mt="sm" role="status">
          {t('taxes.found', {
            added: formatCount(plan.added.length),
            changed: formatCount(plan.changed.length),
            unchanged: formatCount(plan.unchanged),
          })}
        </Text>
      )}
      {plan && brings > 0 && (
        <Table mt="xs">
          <Table.Tbody>
            {[...plan.added, ...plan.changed].slice(0, SHOWN).map(({ group }) => (
              <Table.Tr key={`${group.state} ${group.name}`}>
                <Table.Td>{group.name}</Table.Td>
                <Table.Td c="var(--quiet)">
                  {group.parts.map(({ rate }) => formatPercent(rate)).join(' + ')}
                </Table.Td>
                <Table.Td ta="end">{formatPercent(sumOfRates(group.parts) ?? '0')}</Table.Td>
                <Table.Td c="var(--quiet)">
                  {t('taxes.places-count', { count: group.places.length })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {brings > SHOWN && (
        <Text size="xs" c="var(--quiet)">
          {t('taxes.and-more', { count: brings - SHOWN })}
        </Text>
      )}
      {reading && !reading.ok && (
        <CsvProblems problems={reading.problems} words={(problem) => t(`taxes.problem.${problem}`)} />
      )}
    </CsvFileDialog>
  );
}
