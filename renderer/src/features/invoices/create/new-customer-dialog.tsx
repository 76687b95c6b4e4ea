/** Creates a customer from the invoice form: as much as the paper needs; the rest stands on the customer's card. */

import { Alert, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { blankCustomer } from '../../../../../shared/contract/blank-records.ts';
import { contract } from '../../../../../shared/contract/contract.ts';
import type { CompanyFields, CustomerFields } from '../../../../../shared/events/masters.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { AddressFields } from '../../../ui/address-fields.tsx';
import { addressProblems, showProblems, useProblemWords } from '../../../ui/form-problems.ts';
import { recordResolver } from '../../../ui/record-resolver.ts';
import { CreateDialog } from './create-dialog.tsx';

export interface NewCustomerDialogProps {
  readonly name: string;
  readonly company: CompanyFields;
  readonly onCreated: (customer: { readonly id: string } & CustomerFields) => void;
  /** The clerk found that the customer is there already. */
  readonly onExisting: (id: string) => void;
  readonly onClose: () => void;
}

const schema = contract['customers.get'].output.shape.fields;
const PAUSE = 200;

export function NewCustomerDialog({ name, company, onCreated, onExisting, onClose }: NewCustomerDialogProps) {
  const t = useText('invoices');
  const [{ id, commandId }] = useState(() => ({ id: newId(), commandId: newId() }));
  const form = useForm<CustomerFields>({
    defaultValues: blankCustomer(company, '', name),
    resolver: recordResolver(schema),
  });
  const words = useProblemWords(form.formState.errors);
  const command = useCommand('customers.save');
  const number = useBooks('customers.nextNumber', {});
  useEffect(() => {
    if (number.data && form.getValues('number') === '') form.setValue('number', number.data.number);
  }, [number.data, form]);

  const save = form.handleSubmit(async (fields) => {
    const reply = await command.run({ commandId, id, expectedRevision: null, fields });
    if (reply.ok) onCreated({ id, ...fields });
    else showProblems(reply.error, form.setError, 'fields.');
  });
  const [typed] = useDebouncedValue(form.watch(['name', 'email', 'taxId']), PAUSE);
  const [typedName = '', email = '', taxId = ''] = typed;
  const doubles = useBooks(
    'customers.lookalikes',
    { id: null, name: typedName, email, taxId },
    { enabled: typedName.trim().length > 2, keepPrevious: true },
  );

  return (
    <CreateDialog
      title={t('create.customer')}
      save={t('create.customer-save')}
      isPending={command.pending}
      error={command.error}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label={t('create.name')}
        maxLength={120}
        withAsterisk
        data-autofocus
        error={words('name')}
        {...form.register('name')}
      />
      {doubles.data?.slice(0, 2).map((double) => (
        <Alert key={double.id} color="yellow" variant="light" p="xs" role="status">
          {t('create.like', { name: [double.number, double.name, double.city].filter(Boolean).join(', ') })}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => onExisting(double.id)}>
            {t('create.take-it')}
          </Button>
        </Alert>
      ))}
      <Controller
        control={form.control}
        name="address"
        render={({ field }) => (
          <AddressFields
            value={field.value}
            errors={addressProblems(form.formState.errors)}
            onChange={field.onChange}
          />
        )}
      />
      <TextInput
        label={t('create.email')}
        maxLength={120}
        inputMode="email"
        error={words('email')}
        {...form.register('email')}
      />
      <TextInput
        label={t('create.tax-id')}
        maxLength={40}
        error={words('taxId')}
        {...form.register('taxId')}
      />
    </CreateDialog>
  );
}
