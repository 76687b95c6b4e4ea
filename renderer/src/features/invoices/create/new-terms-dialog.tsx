/** Creates payment terms from the invoice form: a name and days after issue; other rules are made in the settings. */
import { useState } from 'react';
import { Controller, FormProvider } from 'react-hook-form';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { DecimalField } from '../../../ui/amount-field.tsx';
import { LineField } from '../../../ui/form-fields.tsx';
import { useProblemWords } from '../../../ui/form-problems.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';
import { CreateDialog } from './create-dialog.tsx';
import { newTerms, termsFromText } from './new-records.ts';

interface Typed {
  readonly name: string;
  readonly days: string | null;
}

export interface NewTermsDialogProps {
  readonly text: string;
  readonly onCreated: (terms: string) => void;
  readonly onClose: () => void;
}

export function NewTermsDialog({ text, onCreated, onClose }: NewTermsDialogProps) {
  const t = useText('invoices');
  const [begun] = useState(() => ({ id: newId(), commandId: newId(), ...termsFromText(text) }));
  const { form, command, send } = useCommandForm<'terms.save', Typed>('terms.save', {
    start: { name: begun.name, days: begun.days || null },
    sent: ({ name, days }) => ({
      ...{ commandId: begun.commandId, id: begun.id, expectedRevision: null },
      fields: newTerms(name.trim(), Number(days)),
    }),
    at: (path) => path.replace(/^.*\./, ''),
    also: ({ name, days }) => ({
      name: name.trim() === '' ? 'required' : null,
      days: days !== null && /^\d{1,3}$/.test(days) && Number(days) <= MOST_DAYS ? null : 'not-days',
    }),
    onDone: () => onCreated(begun.id),
  });
  const wrong = useProblemWords(form.formState.errors);

  return (
    <FormProvider {...form}>
      <CreateDialog
        title={t('create.terms')}
        save={t('create.terms-save')}
        isPending={command.pending}
        error={command.error}
        onSave={send}
        onClose={onClose}
      >
        <LineField name="name" label={t('create.name')} maxLength={60} withAsterisk data-autofocus />
        <Controller
          control={form.control}
          name="days"
          render={({ field }) => (
            <DecimalField
              label={t('create.days')}
              description={t('create.days-hint')}
              error={wrong('days')}
              {...field}
            />
          )}
        />
      </CreateDialog>
    </FormProvider>
  );
}

/** As many as terms may have. */
const MOST_DAYS = 730;
