/** Says on which day a returned cheque, card payment or direct debit went to the bank again (AL5). */
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../../shared/domain/money.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import type { PaymentView } from './payment-facts.tsx';

export interface AgainDialogProps {
  readonly view: PaymentView;
  readonly onClose: () => void;
}

export function AgainDialog({ view, onClose }: AgainDialogProps) {
  const t = useText('payments');
  const { run, pending, error } = useCommand('payments.presentAgain');
  const today = useToday();
  const [commandId] = useState(() => newId());
  const [date, setDate] = useState<Day>(today);
  const [dateProblem, setDateProblem] = useState<string | null>(null);
  const { payment } = view;
  const amount = formatAmount(payment.amount, payment.currency);

  const submit = async (): Promise<void> => {
    if (dateProblem !== null) return;
    const reply = await run({ commandId, id: view.id, date, reason: '' });
    if (!reply.ok) return;
    const { settled } = reply.value;
    // What it settles by an allocation of its own is not said again.
    const said = { amount: formatAmount(settled, payment.currency) };
    notifyDone(settled === 0 ? t('again.done') : t('again.done-settles', said));
    onClose();
  };

  return (
    <FormDialog
      title={t('again.title')}
      yes={t('again.yes')}
      no={t('again.no')}
      pending={pending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        {payment.methodKind === 'cheque'
          ? t('again.text', { amount, number: payment.cheque?.number ?? '' })
          : t('again.text-drawn', { amount })}
      </Text>
      <DayField
        data-autofocus
        label={t('cheque.date')}
        value={date}
        onProblem={setDateProblem}
        onChange={(day) => day !== null && setDate(day)}
      />
    </FormDialog>
  );
}
