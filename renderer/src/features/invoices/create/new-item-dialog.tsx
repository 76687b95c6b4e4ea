/** Creates an item from the invoice's grid: name, code, price, unit, tax. */

import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { blankItem } from '../../../../../shared/contract/blank-records.ts';
import { contract } from '../../../../../shared/contract/contract.ts';
import type { ItemFields } from '../../../../../shared/events/masters.ts';
import { newId } from '../../../data/ids.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { DecimalField } from '../../../ui/amount-field.tsx';
import { showProblems, useProblemWords } from '../../../ui/form-problems.ts';
import { recordResolver } from '../../../ui/record-resolver.ts';
import type { TaxRow } from '../entry/entry-context.ts';
import { CreateDialog } from './create-dialog.tsx';

export interface NewItemDialogProps {
  readonly name: string;
  readonly tax: string | null;
  readonly taxes: readonly TaxRow[];
  /** The currency that item prices are in. */
  readonly currency: string;
  readonly onCreated: (item: { readonly id: string } & ItemFields) => void;
  readonly onClose: () => void;
}

const schema = contract['items.get'].output.shape.fields;

export function NewItemDialog({ name, tax, taxes, currency, onCreated, onClose }: NewItemDialogProps) {
  const t = useText('invoices');
  const [{ id, commandId }] = useState(() => ({ id: newId(), commandId: newId() }));
  const form = useForm<ItemFields>({
    defaultValues: blankItem(name, tax),
    resolver: recordResolver<ItemFields>(schema),
  });
  const words = useProblemWords(form.formState.errors);
  const command = useCommand('items.save');
  const save = form.handleSubmit(async (fields) => {
    const reply = await command.run({ commandId, id, expectedRevision: null, fields });
    if (reply.ok) onCreated({ id, ...fields });
    else showProblems(reply.error, form.setError, 'fields.');
  });
  return (
    <CreateDialog
      title={t('create.item')}
      save={t('create.item-save')}
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
      <SimpleGrid cols={2} spacing="sm">
        <Controller
          control={form.control}
          name="price"
          render={({ field }) => (
            <DecimalField
              label={t('create.price', { currency })}
              least={2}
              value={field.value}
              error={words('price')}
              onChange={(price) => field.onChange(price ?? '0')}
            />
          )}
        />
        <TextInput label={t('entry.unit')} maxLength={20} error={words('unit')} {...form.register('unit')} />
        <TextInput label={t('create.code')} maxLength={40} error={words('code')} {...form.register('code')} />
        <Controller
          control={form.control}
          name="tax"
          render={({ field }) => (
            <NativeSelect
              label={t('entry.tax')}
              value={field.value ?? ''}
              data={[
                { value: '', label: '–' },
                ...taxes
                  .filter(({ fields }) => !fields.archived)
                  .map((row) => ({ value: row.id, label: row.fields.name })),
              ]}
              error={words('tax')}
              onChange={(event) => field.onChange(event.currentTarget.value || null)}
            />
          )}
        />
      </SimpleGrid>
    </CreateDialog>
  );
}
