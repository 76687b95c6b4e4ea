/** Creates a tax from the invoice form: a name and a rate; at 0 percent also why nothing is charged (TX7). */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Controller, FormProvider } from 'react-hook-form';
import type { TaxFields } from '../../../../../shared/events/masters.ts';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { DecimalField } from '../../../ui/amount-field.tsx';
import { LineField } from '../../../ui/form-fields.tsx';
import { useProblemWords } from '../../../ui/form-problems.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';
import { CreateDialog } from './create-dialog.tsx';
import { newTax, taxFromText } from './new-records.ts';

interface Typed {
  readonly name: string;
  readonly rate: string | null;
  readonly category: TaxFields['category'];
  readonly reason: string;
}

const isZero = (rate: string | null): boolean => rate !== null && /^0*(\.0*)?$/.test(rate);

export interface NewTaxDialogProps {
  readonly text: string;
  readonly onCreated: (tax: string) => void;
  readonly onClose: () => void;
}

const ZERO_CATEGORIES = ['Z', 'E', 'AE', 'K', 'G', 'O'] as const satisfies readonly TaxFields['category'][];

export function NewTaxDialog({ text, onCreated, onClose }: NewTaxDialogProps) {
  const t = useText('invoices');
  const [begun] = useState(() => ({ id: newId(), commandId: newId(), ...taxFromText(text) }));
  const { form, command, send, unread } = useCommandForm<'taxes.save', Typed>('taxes.save', {
    start: { name: begun.name, rate: begun.rate || null, category: 'Z', reason: '' },
    sent: ({ name, rate, category, reason }) => ({
      ...{ commandId: begun.commandId, id: begun.id, expectedRevision: null },
      fields: newTax({
        name: name.trim(),
        rate: rate ?? '',
        category: isZero(rate) ? category : 'S',
        reason: isZero(rate) ? reason.trim() : '',
      }),
    }),
    at: (path) => path.replace(/^.*\./, ''),
    also: ({ name, rate }) => ({
      name: name.trim() === '' ? 'required' : null,
      rate: rate !== null && /^\d{1,3}(\.\d{1,6})?$/.test(rate) ? null : 'not-a-rate',
    }),
    onDone: () => onCreated(begun.id),
  });
  const wrong = useProblemWords(form.formState.errors);

  return (
    <FormProvider {...form}>
      <CreateDialog
        title={t('create.tax')}
        save={t('create.tax-save')}
        isPending={command.pending}
        error={command.error}
        onSave={send}
        onClose={onClose}
      >
        <LineField name="name" label={t('create.name')} maxLength={60} withAsterisk data-autofocus />
        <Controller
          control={form.control}
          name="rate"
          render={({ field }) => (
            <DecimalField
              label={t('create.rate')}
              error={wrong('rate')}
              onProblem={unread('rate')}
              {...field}
            />
          )}
        />
        {isZero(form.watch('rate')) && (
          <>
            <NativeSelect
              label={t('create.category')}
              data={ZERO_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
              error={wrong('category')}
              {...form.register('category')}
            />
            <LineField
              name="reason"
              label={t('create.reason')}
              description={t('create.reason-hint')}
              maxLength={200}
            />
          </>
        )}
      </CreateDialog>
    </FormProvider>
  );
}
