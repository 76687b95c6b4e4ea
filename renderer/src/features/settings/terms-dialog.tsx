/** The form of payment terms; a sample shows what they mean for an invoice of today. */

import { NumberInput, SimpleGrid, Text } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { contract } from '../../../../shared/contract/contract.ts';
import { useToday } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { DecimalField } from '../../ui/amount-field.tsx';
import { ChoiceField, NameField } from '../../ui/record-fields.tsx';
import { recordResolver } from '../../ui/record-resolver.ts';
import { RecordDialog } from './record-dialog.tsx';
import type { Kept } from './record-list.tsx';
import type { TermsValues } from './record-values.ts';
import { useTermsSample } from './use-terms-sample.ts';

const KINDS = ['days', 'end-of-month', 'day-of-month'] as const;
const resolver = recordResolver<TermsValues>(contract['terms.save'].input.shape.fields);
const EMPTY: TermsValues = {
  name: '',
  kind: 'days',
  days: 30,
  months: 0,
  day: 15,
  discountPercent: null,
  discountDays: 0,
  archived: false,
};

export function TermsDialog({
  record,
  onClose,
}: {
  readonly record: Kept<TermsValues> | null;
  readonly onClose: () => void;
}) {
  const t = useText('settings');
  const command = useCommand('terms.save');
  return (
    <RecordDialog<TermsValues>
      of="terms"
      title={record?.fields.name ?? t('terms.add')}
      record={record}
      empty={EMPTY}
      resolver={resolver}
      save={command.run}
      onClose={onClose}
    >
      <TermsFields />
    </RecordDialog>
  );
}

type WholeField = 'days' | 'months' | 'day' | 'after' | 'discountDays';

/** A field for a whole number that the schema bounds; days that are counted first may be left empty, which is none. */
function Whole({ name, label }: { readonly name: WholeField; readonly label: string }) {
  const words = useFieldProblem();
  const { control, formState } = useFormContext<TermsValues>();
  const problem = formState.errors[name];
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <NumberInput
          label={label}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={
            problem &&
            words(
              problem.type === 'too_big'
                ? 'too-big'
                : problem.type === 'too_small'
                  ? 'too-small'
                  : 'not-a-number',
            )
          }
          {...field}
          value={(name === 'after' ? field.value || '' : field.value) ?? ''}
          onChange={(value) => field.onChange(value === '' && name === 'after' ? 0 : value)}
        />
      )}
    />
  );
}

function TermsFields() {
  const t = useText('settings');
  const words = useFieldProblem();
  const sample = useTermsSample(useToday());
  const { control, watch, formState } = useFormContext<TermsValues>();
  const values = watch();
  const whole = [values.days, values.months, values.day, values.after ?? 0, values.discountDays].every(
    Number.isInteger,
  );
  const rate = formState.errors.discountPercent?.message;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NameField label={t('name')} />
        <ChoiceField<TermsValues>
          name="kind"
          label={t('terms.kind')}
          choices={KINDS.map((value) => ({ value, label: t(`terms.kind.${value}`) }))}
        />
        {values.kind !== 'days' && <Whole name="after" label={t('terms.after')} />}
        {values.kind !== 'days' && <Whole name="months" label={t('terms.months')} />}
        {values.kind === 'days' && <Whole name="days" label={t('terms.days')} />}
        {values.kind === 'end-of-month' && <Whole name="days" label={t('terms.days-more')} />}
        {values.kind === 'day-of-month' && <Whole name="day" label={t('terms.day')} />}
        <Controller
          control={control}
          name="discountPercent"
          render={({ field }) => (
            <DecimalField
              label={t('terms.discountPercent')}
              value={field.value}
              error={rate && words(rate)}
              onBlur={field.onBlur}
              onChange={field.onChange}
            />
          )}
        />
        {values.discountPercent !== null && (
          <>
            <Whole name="discountDays" label={t('terms.discountDays')} />
            <ChoiceField<TermsValues>
              name="discountBase"
              label={t('terms.discountBase')}
              usual="gross"
              choices={(['gross', 'goods'] as const).map((value) => ({
                value,
                label: t(`terms.base-${value}`),
              }))}
            />
            <ChoiceField<TermsValues>
              name="discountPart"
              label={t('terms.discountPart')}
              usual="none"
              choices={(['none', 'pro-rata'] as const).map((value) => ({
                value,
                label: t(`terms.part-${value}`),
              }))}
            />
          </>
        )}
      </SimpleGrid>
      {whole && (
        <Text size="sm" c="var(--quiet)" mt="sm" aria-live="polite">
          {sample(values)}
        </Text>
      )}
    </>
  );
}
