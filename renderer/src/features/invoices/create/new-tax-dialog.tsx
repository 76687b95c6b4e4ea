/** Creates a tax from the invoice form: a name and a rate; at 0 percent also why nothing is charged (TX7). */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TaxFields } from '../../../../../shared/events/masters.ts';
import { newId } from '../../../data/ids.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { DecimalField } from '../../../ui/amount-field.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { newTax, taxFromText } from './new-records.ts';

export interface NewTaxDialogProps {
  readonly text: string;
  readonly onCreated: (tax: string) => void;
  readonly onClose: () => void;
}

const ZERO_CATEGORIES = ['Z', 'E', 'AE', 'K', 'G', 'O'] as const satisfies readonly TaxFields['category'][];

export function NewTaxDialog({ text, onCreated, onClose }: NewTaxDialogProps) {
  const t = useText('invoices');
  const words = useFieldProblem();
  const [begun] = useState(() => ({ id: newId(), commandId: newId(), ...taxFromText(text) }));
  const [name, setName] = useState(begun.name);
  const [rate, setRate] = useState<string | null>(begun.rate || null);
  const [category, setCategory] = useState<TaxFields['category']>('Z');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const command = useCommand('taxes.save');
  const isZero = rate !== null && /^0*(\.0*)?$/.test(rate);
  const isRate = rate !== null && /^\d{1,3}(\.\d{1,6})?$/.test(rate);

  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || !isRate || rate === null) return;
    const fields = newTax({
      name: name.trim(),
      rate,
      category: isZero ? category : 'S',
      reason: isZero ? reason.trim() : '',
    });
    const reply = await command.run({
      commandId: begun.commandId,
      id: begun.id,
      expectedRevision: null,
      fields,
    });
    if (reply.ok) onCreated(begun.id);
  };

  return (
    <CreateDialog
      title={t('create.tax')}
      save={t('create.tax-save')}
      isPending={command.pending}
      error={command.error}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label={t('create.name')}
        maxLength={60}
        data-autofocus
        value={name}
        error={tried && name.trim() === '' ? words('required') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DecimalField
        label={t('create.rate')}
        value={rate}
        error={tried && !isRate ? words('not-a-rate') : undefined}
        onChange={setRate}
      />
      {isZero && (
        <>
          <NativeSelect
            label={t('create.category')}
            value={category}
            data={ZERO_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
            onChange={(event) => setCategory(event.currentTarget.value as TaxFields['category'])}
          />
          <TextInput
            label={t('create.reason')}
            description={t('create.reason-hint')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </CreateDialog>
  );
}
