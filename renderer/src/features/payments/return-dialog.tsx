/** The bank took money back: when, with which code, for which fee and why (AL5). */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { type Day, type Minor, ZERO } from '../../../../shared/domain/money.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { AmountOf, DayOf, LineField } from '../../ui/form-fields.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { useCommandForm } from '../../ui/use-command-form.ts';
import type { PaymentView } from './payment-facts.tsx';

export interface ReturnDialogProps {
  readonly view: PaymentView;
  readonly onClose: () => void;
}

interface Typed {
  readonly date: Day;
  readonly reason: string;
  readonly code: string;
  /** In minor units of the payment's currency; `null`: none. */
  readonly fee: Minor | null;
}

export function ReturnDialog({ view, onClose }: ReturnDialogProps) {
  const t = useText('payments');
  const today = useToday();
  const [commandId] = useState(() => newId());
  const { amount, currency } = view.payment;
  const { form, command, send, unread } = useCommandForm<'payments.return', Typed>('payments.return', {
    start: { date: today, reason: '', code: '', fee: null },
    sent: ({ date, reason, code, fee }) => ({
      ...{ commandId, id: view.id, date, reason: reason.trim() },
      ...{ code: code.trim(), fee: fee ?? ZERO },
    }),
    onDone: () => {
      notifyDone(t('return.done'));
      onClose();
    },
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('return.title')}
        yes={t('return.yes')}
        no={t('return.no')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">{t('return.text', { amount: formatAmount(amount, currency) })}</Text>
        <DayOf
          keeps
          name="date"
          label={t('return.date')}
          says={{ 'not-in-range': t('cheque.day-wrong') }}
          onProblem={unread('date')}
        />
        <LineField
          data-autofocus
          name="reason"
          label={t('reason')}
          maxLength={300}
          says={{ required: t('return.reason-missing') }}
        />
        <LineField name="code" label={t('return.code')} description={t('return.code-hint')} maxLength={20} />
        <AmountOf name="fee" label={t('return.fee')} currency={currency} onProblem={unread('fee')} />
      </FormDialog>
    </FormProvider>
  );
}
