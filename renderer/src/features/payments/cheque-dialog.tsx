/** Says from which day on a cheque is banked, cleared, or in hand after all (AL1). */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { Day } from '../../../../shared/domain/money.ts';
import type { ChequePlace } from '../../../../shared/events/payments.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayOf, LineField } from '../../ui/form-fields.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { useCommandForm } from '../../ui/use-command-form.ts';
import type { PaymentView } from './payment-facts.tsx';

export interface ChequeDialogProps {
  readonly view: PaymentView;
  readonly place: ChequePlace;
  readonly onClose: () => void;
}

interface Typed {
  readonly date: Day;
  readonly reason: string;
}

export function ChequeDialog({ view, place, onClose }: ChequeDialogProps) {
  const t = useText('payments');
  const today = useToday();
  const [commandId] = useState(() => newId());
  const { payment } = view;
  const needsReason = place === 'in-hand';
  const { form, command, send, unread } = useCommandForm<'payments.placeCheque', Typed>(
    'payments.placeCheque',
    {
      start: { date: today, reason: '' },
      sent: ({ date, reason }) => ({ commandId, id: view.id, place, date, reason: reason.trim() }),
      also: ({ reason }) => ({ reason: needsReason && reason.trim() === '' ? 'required' : null }),
      onDone: () => {
        notifyDone(t(`cheque.done.${place}`));
        onClose();
      },
    },
  );
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t(`cheque.title.${place}`)}
        yes={t(`cheque.yes.${place}`)}
        no={t('cheque.no')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">
          {t(`cheque.text.${place}`, {
            amount: formatAmount(payment.amount, payment.currency),
            number: payment.cheque?.number ?? '',
          })}
        </Text>
        <DayOf
          keeps
          data-autofocus
          name="date"
          label={t('cheque.date')}
          says={{ 'not-in-range': t('cheque.day-wrong') }}
          onProblem={unread('date')}
        />
        {needsReason && (
          <LineField
            name="reason"
            label={t('reason')}
            maxLength={300}
            says={{ required: t('cheque.reason-missing') }}
          />
        )}
      </FormDialog>
    </FormProvider>
  );
}
