/** Says from which day on a cheque is banked, cleared, or in hand after all (AL1). */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../../shared/domain/money.ts';
import type { ChequePlace } from '../../../../shared/events/payments.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import type { PaymentView } from './payment-facts.tsx';

export interface ChequeDialogProps {
  readonly view: PaymentView;
  readonly place: ChequePlace;
  readonly onClose: () => void;
}

export function ChequeDialog({ view, place, onClose }: ChequeDialogProps) {
  const t = useText('payments');
  const { run, pending, error } = useCommand('payments.placeCheque');
  const today = useToday();
  const [commandId] = useState(() => newId());
  const [date, setDate] = useState<Day>(today);
  const [dateProblem, setDateProblem] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { payment } = view;
  const needsReason = place === 'in-hand';

  const submit = async (): Promise<void> => {
    setTried(true);
    if (dateProblem !== null || (needsReason && reason.trim() === '')) return;
    const reply = await run({ commandId, id: view.id, place, date, reason: reason.trim() });
    if (!reply.ok) return;
    notifyDone(t(`cheque.done.${place}`));
    onClose();
  };

  return (
    <FormDialog
      title={t(`cheque.title.${place}`)}
      yes={t(`cheque.yes.${place}`)}
      no={t('cheque.no')}
      pending={pending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        {t(`cheque.text.${place}`, {
          amount: formatAmount(payment.amount, payment.currency),
          number: payment.cheque?.number ?? '',
        })}
      </Text>
      <DayField
        data-autofocus
        label={t('cheque.date')}
        value={date}
        onProblem={setDateProblem}
        onChange={(day) => day !== null && setDate(day)}
      />
      {needsReason && (
        <TextInput
          label={t('reason')}
          value={reason}
          maxLength={300}
          error={isTried && reason.trim() === '' ? t('cheque.reason-missing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
