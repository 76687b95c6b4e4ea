/** Says on which day a returned cheque, card payment or direct debit went to the bank again (AL5). */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { Day } from '../../../../shared/domain/money.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayOf } from '../../ui/form-fields.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { useCommandForm } from '../../ui/use-command-form.ts';
import type { PaymentView } from './payment-facts.tsx';

export interface AgainDialogProps {
  readonly view: PaymentView;
  readonly onClose: () => void;
}

interface Typed {
  readonly date: Day;
}

export function AgainDialog({ view, onClose }: AgainDialogProps) {
  const t = useText('payments');
  const today = useToday();
  const [commandId] = useState(() => newId());
  const { payment } = view;
  const amount = formatAmount(payment.amount, payment.currency);
  const { form, command, send, unread } = useCommandForm<'payments.presentAgain', Typed>(
    'payments.presentAgain',
    {
      start: { date: today },
      sent: ({ date }) => ({ commandId, id: view.id, date, reason: '' }),
      onDone: ({ settled }) => {
        // What it settles by an allocation of its own is not said again.
        const said = { amount: formatAmount(settled, payment.currency) };
        notifyDone(settled === 0 ? t('again.done') : t('again.done-settles', said));
        onClose();
      },
    },
  );
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('again.title')}
        yes={t('again.yes')}
        no={t('again.no')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">
          {payment.methodKind === 'cheque'
            ? t('again.text', { amount, number: payment.cheque?.number ?? '' })
            : t('again.text-drawn', { amount })}
        </Text>
        <DayOf
          keeps
          data-autofocus
          name="date"
          label={t('cheque.date')}
          says={{ 'not-in-range': t('again.day-wrong') }}
          onProblem={unread('date')}
        />
      </FormDialog>
    </FormProvider>
  );
}
