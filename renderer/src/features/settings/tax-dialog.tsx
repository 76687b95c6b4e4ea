/** The form of a tax: one rate, several taxes side by side, or a group that is rounded as one (TX3). */

import { SimpleGrid, TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { contract } from '../../../../shared/contract/contract.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { ChoiceField, NameField } from '../../ui/record-fields.tsx';
import { recordResolver } from '../../ui/record-resolver.ts';
import { RecordDialog } from './record-dialog.tsx';
import type { Kept } from './record-list.tsx';
import type { TaxValues } from './record-values.ts';
import { withLevels, withoutEmptyLevels } from './tax-levels.ts';
import { emptyPart, TaxParts } from './tax-parts.tsx';
import { TaxPlaces } from './tax-places.tsx';
import { TaxValidity } from './tax-validity.tsx';
import { TextsByLanguage } from './texts-by-language.tsx';

const CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const;
const MODES = ['single', 'several', 'group'] as const;
const check = recordResolver<TaxValues>(contract['taxes.save'].input.shape.fields);
const resolver: typeof check = (values, context, options) => check(withLevels(values), context, options);

const emptyTax = (): TaxValues => ({
  name: '',
  category: 'S',
  mode: 'single',
  parts: [emptyPart()],
  reason: '',
  archived: false,
});

export function TaxDialog({
  record,
  onClose,
}: {
  readonly record: Kept<TaxValues> | null;
  readonly onClose: () => void;
}) {
  const t = useText('settings');
  const command = useCommand('taxes.save');
  return (
    <RecordDialog<TaxValues>
      of="taxes"
      title={record?.fields.name ?? t('taxes.add')}
      record={record}
      empty={emptyTax()}
      resolver={resolver}
      save={(input) => command.run({ ...input, fields: withoutEmptyLevels(input.fields) })}
      onClose={onClose}
    >
      <TaxFields />
    </RecordDialog>
  );
}

function TaxFields() {
  const t = useText('settings');
  const words = useFieldProblem();
  const { register, watch, formState } = useFormContext<TaxValues>();
  const category = watch('category');
  const hasReason = category !== 'S' && category !== 'Z';
  const reason = formState.errors.reason?.message;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NameField label={t('name')} />
        <ChoiceField<TaxValues>
          name="category"
          label={t('taxes.category')}
          choices={CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
        />
        <ChoiceField<TaxValues>
          name="mode"
          label={t('taxes.mode')}
          choices={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
        {hasReason && (
          <TextInput label={t('taxes.reason')} error={reason && words(reason)} {...register('reason')} />
        )}
      </SimpleGrid>
      <TaxParts />
      <TaxPlaces />
      <TaxValidity />
      <TextsByLanguage fields={hasReason ? ['names', 'reasons'] : ['names']} />
    </>
  );
}
