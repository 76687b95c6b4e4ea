/** Gives a customer money back out of credit that stands: how much, how, when, and why (AL6). */
import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { CurrencyCode, Day, Minor } from '../../../shared/domain/money.ts';
import { newId } from '../data/ids.ts';
import { useToday } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { useCommand } from '../data/use-command.ts';
import { formatAmount } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { AmountField } from './amount-field.tsx';
import { DayField } from './day-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { notifyDone } from './notify.ts';

export interface RefundDialogProps {
  readonly source: InputOf<'refunds.make'>['source'];
  /** What is left of the credit, in minor units of `currency`. */
  readonly left: Minor;
  readonly currency: CurrencyCode;
  readonly onClose: () => void;
}

export function RefundDialog({ source, left, currency, onClose }: RefundDialogProps) {
  const t = useText('common');
  const today = useToday();
  const methods = useBooks('methods.list', {}).data ?? [];
  const usable = methods.filter(({ fields }) => !fields.archived);
  const { run, pending, error } = useCommand('refunds.make');
  const [commandId] = useState(() => newId());
  const [amount, setAmount] = useState<Minor | null>(left);
  const [date, setDate] = useState<Day>(today);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const [unread, setUnread] = useState<Readonly<Record<string, string | null>>>({});
  const [isTried, setTried] = useState(false);
  const method = chosen ?? usable[0]?.id ?? null;

  const amountProblem =
    amount === null || amount <= 0
      ? t('refund.amount-missing')
      : amount > left
        ? t('refund.too-much', { left: formatAmount(left, currency) })
        : undefined;
  const isReadable = Object.values(unread).every((problem) => problem === null);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (amountProblem || amount === null || reason.trim() === '' || method === null || !isReadable) return;
    const reply = await run({ commandId, source, amount, method, date, reference, reason: reason.trim() });
    if (!reply.ok) return;
    notifyDone(t('refund.done', { amount: formatAmount(amount, currency) }));
    onClose();
  };

  return (
    <FormDialog
      title={t('refund.title')}
      yes={t('refund.yes')}
      no={t('refund.no')}
      pending={pending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('refund.text', { left: formatAmount(left, currency) })}</Text>
      <AmountField
        data-autofocus
        label={t('refund.amount')}
        currency={currency}
        value={amount}
        error={isTried ? amountProblem : undefined}
        onProblem={(problem) => setUnread((known) => ({ ...known, amount: problem }))}
        onChange={setAmount}
      />
      <DayField
        label={t('refund.date')}
        value={date}
        onProblem={(problem) => setUnread((known) => ({ ...known, date: problem }))}
        onChange={(day) => day !== null && setDate(day)}
      />
      <Select
        label={t('refund.method')}
        data={usable.map(({ id, fields }) => ({ value: id, label: fields.name }))}
        value={method}
        allowDeselect={false}
        onChange={setChosen}
      />
      <TextInput
        label={t('refund.reference')}
        value={reference}
        maxLength={80}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <TextInput
        label={t('refund.reason')}
        value={reason}
        maxLength={300}
        error={isTried && reason.trim() === '' ? t('refund.reason-missing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
