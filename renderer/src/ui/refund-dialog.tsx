/** Gives a customer money back out of credit that stands: how much, how, when, and why (AL6). */
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Controller, FormProvider } from 'react-hook-form';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { CurrencyCode, Day, Minor } from '../../../shared/domain/money.ts';
import { newId } from '../data/ids.ts';
import { useToday } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { formatAmount } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { FormDialog } from './form-dialog.tsx';
import { AmountOf, DayOf, LineField } from './form-fields.tsx';
import { notifyDone } from './notify.ts';
import { useCommandForm } from './use-command-form.ts';
import { useReturnFocus } from './use-return-focus.ts';

interface Typed {
  readonly amount: Minor | null;
  readonly date: Day;
  /** `null`: the usual one, which may not be known yet. */
  readonly method: string | null;
  readonly reference: string;
  readonly reason: string;
}

export interface RefundDialogProps {
  readonly source: InputOf<'refunds.make'>['source'];
  /** What is left of the credit, in minor units of `currency`. */
  readonly left: Minor;
  readonly currency: CurrencyCode;
  readonly onClose: () => void;
}

export function RefundDialog({ source, left, currency, onClose }: RefundDialogProps) {
  const t = useText('common');
  useReturnFocus();
  const today = useToday();
  const methods = useBooks('methods.list', {}).data ?? [];
  const usable = methods.filter(({ fields }) => !fields.archived);
  const [commandId] = useState(() => newId());
  const { form, command, send, unread } = useCommandForm<'refunds.make', Typed>('refunds.make', {
    start: { amount: left, date: today, method: null, reference: '', reason: '' },
    sent: ({ method, reason, ...typed }) => ({
      ...{ ...typed, commandId, source, reason: reason.trim() },
      method: method ?? usable[0]?.id ?? null,
    }),
    also: ({ amount }) => ({
      amount: amount === null || amount <= 0 ? 'required' : amount > left ? 'too-large' : null,
    }),
    onDone: (_value, { amount }) => {
      notifyDone(t('refund.done', { amount: formatAmount(amount, currency) }));
      onClose();
    },
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('refund.title')}
        yes={t('refund.yes')}
        no={t('refund.no')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">{t('refund.text', { left: formatAmount(left, currency) })}</Text>
        <AmountOf
          data-autofocus
          name="amount"
          label={t('refund.amount')}
          currency={currency}
          says={{
            required: t('refund.amount-missing'),
            'too-large': t('refund.too-much', { left: formatAmount(left, currency) }),
          }}
          onProblem={unread('amount')}
        />
        <DayOf keeps name="date" label={t('refund.date')} onProblem={unread('date')} />
        <Controller
          control={form.control}
          name="method"
          render={({ field }) => (
            <Select
              label={t('refund.method')}
              data={usable.map(({ id, fields }) => ({ value: id, label: fields.name }))}
              allowDeselect={false}
              {...field}
              value={field.value ?? usable[0]?.id ?? null}
            />
          )}
        />
        <LineField name="reference" label={t('refund.reference')} maxLength={80} />
        <LineField
          name="reason"
          label={t('refund.reason')}
          says={{ required: t('refund.reason-missing') }}
          maxLength={300}
        />
      </FormDialog>
    </FormProvider>
  );
}
