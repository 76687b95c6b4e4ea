/** Writes old credit to income: how much, when and why, with what the law may say of such money (AL8). */
import { Alert, Text } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { Day, Minor } from '../../../shared/domain/money.ts';
import { newId } from '../data/ids.ts';
import { useToday } from '../data/session.ts';
import { formatAmount } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { FormDialog } from './form-dialog.tsx';
import { AmountOf, DayOf, LineField } from './form-fields.tsx';
import { notifyDone } from './notify.ts';
import type { RefundDialogProps } from './refund-dialog.tsx';
import { useCommandForm } from './use-command-form.ts';
import { useReturnFocus } from './use-return-focus.ts';

interface Typed {
  readonly amount: Minor | null;
  readonly date: Day;
  readonly reason: string;
}

export function IncomeDialog({ source, left, currency, onClose }: RefundDialogProps) {
  const t = useText('common');
  useReturnFocus();
  const today = useToday();
  const [commandId] = useState(() => newId());
  const { form, command, send, unread } = useCommandForm<'credits.write', Typed>('credits.write', {
    start: { amount: left, date: today, reason: '' },
    sent: ({ reason, ...typed }) => ({ ...typed, commandId, source, reason: reason.trim() }),
    also: ({ amount }) => ({
      amount: amount === null || amount <= 0 ? 'required' : amount > left ? 'too-large' : null,
    }),
    onDone: (_value, { amount }) => {
      notifyDone(t('income.done', { amount: formatAmount(amount, currency) }));
      onClose();
    },
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('income.title')}
        yes={t('income.yes')}
        no={t('refund.no')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">{t('refund.text', { left: formatAmount(left, currency) })}</Text>
        <Alert color="yellow" title={t('income.law')}>
          {t('income.law-text')}
        </Alert>
        <AmountOf
          name="amount"
          label={t('refund.amount')}
          currency={currency}
          says={{
            required: t('income.amount-missing'),
            'too-large': t('refund.too-much', { left: formatAmount(left, currency) }),
          }}
          onProblem={unread('amount')}
        />
        <DayOf keeps name="date" label={t('refund.date')} onProblem={unread('date')} />
        <LineField
          data-autofocus
          name="reason"
          label={t('refund.reason')}
          says={{ required: t('income.reason-missing') }}
          maxLength={300}
        />
      </FormDialog>
    </FormProvider>
  );
}
