/** The bank took money back: when, with which code, for which fee and why (AL5). */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Day, type Minor, ZERO } from '../../../../shared/domain/money.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import type { PaymentView } from './payment-facts.tsx';

export interface ReturnDialogProps {
  readonly view: PaymentView;
  readonly onClose: () => void;
}

export function ReturnDialog({ view, onClose }: ReturnDialogProps) {
  const t = useText('payments');
  const { run, pending, error } = useCommand('payments.return');
  const today = useToday();
  const [commandId] = useState(() => newId());
  const [date, setDate] = useState<Day>(today);
  const [code, setCode] = useState('');
  const [fee, setFee] = useState<Minor | null>(null);
  const [reason, setReason] = useState('');
  const [unread, setUnread] = useState<Readonly<Record<string, string | null>>>({});
  const [isTried, setTried] = useState(false);
  const { amount, currency } = view.payment;

  const submit = async (): Promise<void> => {
    setTried(true);
    const isReadable = Object.values(unread).every((problem) => problem === null);
    if (reason.trim() === '' || !isReadable) return;
    const said = { code: code.trim(), fee: fee ?? ZERO, reason: reason.trim() };
    const reply = await run({ commandId, id: view.id, date, ...said });
    if (!reply.ok) return;
    notifyDone(t('return.done'));
    onClose();
  };

  return (
    <FormDialog
      title={t('return.title')}
      yes={t('return.yes')}
      no={t('return.no')}
      pending={pending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('return.text', { amount: formatAmount(amount, currency) })}</Text>
      <DayField
        label={t('return.date')}
        value={date}
        onProblem={(problem) => setUnread((known) => ({ ...known, date: problem }))}
        onChange={(day) => day !== null && setDate(day)}
      />
      <TextInput
        data-autofocus
        label={t('reason')}
        value={reason}
        maxLength={300}
        error={isTried && reason.trim() === '' ? t('return.reason-missing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={t('return.code')}
        description={t('return.code-hint')}
        value={code}
        maxLength={20}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <AmountField
        label={t('return.fee')}
        currency={currency}
        value={fee}
        onProblem={(problem) => setUnread((known) => ({ ...known, fee: problem }))}
        onChange={setFee}
      />
    </FormDialog>
  );
}
