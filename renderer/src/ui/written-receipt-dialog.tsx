/** Enters a receipt that was written by hand: which sheet of which pad, on which day, for which payment (NU6). */
import { Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../shared/domain/money.ts';
import { readSheet, sheetNumber } from '../../../shared/domain/paper-series.ts';
import { go } from '../app/navigation.ts';
import { newId } from '../data/ids.ts';
import { useBooks } from '../data/use-books.ts';
import { useCommand } from '../data/use-command.ts';
import { padName, usePads } from '../data/use-pads.ts';
import { findingWords } from '../text/finding-words.ts';
import { formatAmount, formatDay } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { DayField } from './day-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { notifyDone } from './notify.ts';
import { OverrideFields } from './override-fields.tsx';
import { blocking, overridesOf, unanswered } from './overrides.ts';
import { Picker } from './picker.tsx';
import { TextEntry } from './text-entry.tsx';

interface ReceivedPayment {
  readonly id: string;
  readonly date: Day;
}

export interface WrittenReceiptDialogProps {
  /** `null`: the dialog asks for it. */
  readonly payment: ReceivedPayment | null;
  /** The sheet that is being entered, where it is known. */
  readonly sheet: { readonly series: string; readonly counter: number } | null;
  readonly onClose: () => void;
}

export function WrittenReceiptDialog({ payment, sheet, onClose }: WrittenReceiptDialogProps) {
  const t = useText('common');
  const command = useCommand('receipts.issue');
  const [ids] = useState(() => ({ commandId: newId(), id: newId() }));
  const [series, setSeries] = useState(sheet?.series ?? null);
  const [counter, setCounter] = useState(sheet?.counter ?? null);
  const [chosen, setChosen] = useState<ReceivedPayment | null>(payment);
  const [typedDay, setTypedDay] = useState<Day | null | undefined>(undefined);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [unread, setUnread] = useState<Readonly<Record<string, string | null>>>({});
  const [isTried, setTried] = useState(false);
  const [isAnswerTried, setAnswerTried] = useState(false);
  const pads = usePads('receipt', series);
  const pad = pads.find(({ id }) => id === series) ?? pads[0] ?? null;
  // Mostly a receipt is written while the money is handed over.
  const day = typedDay === undefined ? (chosen?.date ?? null) : typedDay;
  const findings = command.error?.kind === 'findings' ? command.error.findings : [];
  const missing = (value: unknown, words: string) => (isTried && value === null ? words : undefined);

  /** Another sheet or day is another question. */
  const change = (apply: () => void): void => {
    apply();
    command.clear();
    setReasons({});
    setAnswerTried(false);
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    const isReadable = Object.values(unread).every((problem) => problem === null);
    if (!pad || counter === null || day === null || chosen === null || !isReadable) return;
    if (blocking(findings).length > 0) return;
    if (unanswered(findings, reasons).length > 0) {
      setAnswerTried(true);
      return;
    }
    const reply = await command.run({
      ...{ ...ids, payment: chosen.id, overrides: overridesOf(findings, reasons) },
      written: { series: pad.id, sheet: counter, day },
    });
    if (!reply.ok) return;
    notifyDone(t('written.done', { number: reply.value.number }));
    onClose();
    if (payment) await go({ screen: 'invoice', id: reply.value.id });
  };
  const problemOf = (field: string) => (problem: string | null) =>
    setUnread((known) => ({ ...known, [field]: problem }));

  return (
    <FormDialog
      title={t('written.title')}
      yes={t('written.yes')}
      no={t('cancel')}
      pending={command.pending}
      disabled={blocking(findings).length > 0}
      error={findings.length > 0 ? null : command.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {!payment && (
        <PaymentField
          error={missing(chosen, t('written.payment-missing'))}
          onChoose={(next) => change(() => setChosen(next))}
        />
      )}
      {(pads.length > 1 || (sheet === null && pad === null)) && (
        <Select
          label={t('written.pad')}
          data={pads.map((row) => ({ value: row.id, label: padName(row) }))}
          allowDeselect={false}
          value={pad?.id ?? null}
          onChange={(value) =>
            change(() => {
              setSeries(value);
              setCounter(null);
            })
          }
        />
      )}
      <SimpleGrid cols={2} spacing="sm">
        <TextEntry
          key={pad?.id ?? ''}
          label={t('written.sheet')}
          data-autofocus={payment !== null || undefined}
          disabled={!pad}
          value={counter}
          error={missing(counter, t('written.sheet-missing'))}
          read={(text) =>
            pad ? readSheet(text, { ...pad, ...pad.paper }) : { ok: false, error: 'sheet-not-of-pad' }
          }
          write={(value) => (pad ? sheetNumber(pad, value) : String(value))}
          onProblem={problemOf('sheet')}
          onChange={(value) => change(() => setCounter(value))}
        />
        <DayField
          label={t('written.day')}
          value={day}
          error={missing(day, t('written.day-missing'))}
          onProblem={problemOf('day')}
          onChange={(value) => change(() => setTypedDay(value))}
        />
      </SimpleGrid>
      {blocking(findings).map((finding) => (
        <Text key={finding.code} size="sm" c="var(--bad)" role="alert">
          {findingWords(finding)}
        </Text>
      ))}
      {blocking(findings).length === 0 && findings.length > 0 && (
        <Stack gap="sm">
          <OverrideFields
            findings={findings}
            reasons={reasons}
            isTried={isAnswerTried}
            onReason={setReasons}
            autoFocus
          />
        </Stack>
      )}
      <Text size="xs" c="var(--quiet)">
        {t('written.note')}
      </Text>
    </FormDialog>
  );
}

/** The payment that a sheet confirms, found by customer, reference or amount. */
function PaymentField({
  error,
  onChoose,
}: {
  readonly error: string | undefined;
  readonly onChoose: (payment: ReceivedPayment | null) => void;
}) {
  const t = useText('common');
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<{ readonly id: string; readonly label: string } | null>(null);
  const found = useBooks(
    'payments.list',
    {
      ...{ search, status: 'all', customer: null, from: null, to: null },
      ...{ sort: 'date', direction: 'desc', cursor: null, limit: 8 },
    },
    { keepPrevious: true },
  );
  const rows = (found.data?.rows ?? []).filter(({ status }) => status === 'posted');
  return (
    <Picker
      label={t('written.payment')}
      placeholder={t('written.payment-hint')}
      data-autofocus
      value={shown?.id ?? null}
      shown={shown?.label ?? ''}
      error={error}
      choices={rows.map((row) => ({
        id: row.id,
        label: row.customerName,
        detail: `${formatDay(row.date)} · ${formatAmount(row.amount, row.currency)}`,
      }))}
      behind={found.data === undefined || found.previous}
      truncated={found.data?.next !== null && found.data?.next !== undefined}
      onSearch={setSearch}
      onChange={(id) => {
        const row = rows.find((each) => each.id === id);
        if (!row) return;
        const detail = `${formatDay(row.date)} · ${formatAmount(row.amount, row.currency)}`;
        setShown({ id: row.id, label: `${row.customerName} · ${detail}` });
        onChoose({ id: row.id, date: row.date });
      }}
    />
  );
}
