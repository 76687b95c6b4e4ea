/** When something is due: the kind of rule, and the numbers that it needs. */
import { NumberInput } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { ChoiceField } from '../../ui/record-fields.tsx';
import type { TermsValues } from './record-values.ts';

const KINDS = ['days', 'end-of-month', 'day-of-month'] as const;

type RuleField = 'kind' | 'days' | 'months' | 'day' | 'after';
type RuleOf = '' | `instalments.${number}.`;
type WholeField = `${RuleOf}${Exclude<RuleField, 'kind'>}` | 'discountDays';

/** A field for a whole number that the schema bounds; days that are counted first may be left empty, which is none. */
export function Whole({ name, label }: { readonly name: WholeField; readonly label: string }) {
  const words = useFieldProblem();
  const { control } = useFormContext<TermsValues>();
  const isAfter = name.endsWith('after');
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => {
        const problem: string | undefined = fieldState.error?.type;
        const code =
          problem === 'too_big' ? 'too-big' : problem === 'too_small' ? 'too-small' : 'not-a-number';
        return (
          <NumberInput
            label={label}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            error={problem && words(code)}
            {...field}
            value={(isAfter ? field.value || '' : field.value) ?? ''}
            onChange={(value) => field.onChange(value === '' && isAfter ? 0 : value)}
          />
        );
      }}
    />
  );
}

/** The fields of one rule: that of the terms, or with a prefix that of an instalment. */
export function RuleFields({ of, label }: { readonly of: RuleOf; readonly label: string }) {
  const t = useText('settings');
  const { watch } = useFormContext<TermsValues>();
  const kind = watch(`${of}kind`);
  return (
    <>
      <ChoiceField<TermsValues>
        name={`${of}kind`}
        label={label}
        choices={KINDS.map((value) => ({ value, label: t(`terms.kind.${value}`) }))}
      />
      {kind !== 'days' && <Whole name={`${of}after`} label={t('terms.after')} />}
      {kind !== 'days' && <Whole name={`${of}months`} label={t('terms.months')} />}
      {kind === 'days' && <Whole name={`${of}days`} label={t('terms.days')} />}
      {kind === 'end-of-month' && <Whole name={`${of}days`} label={t('terms.days-more')} />}
      {kind === 'day-of-month' && <Whole name={`${of}day`} label={t('terms.day')} />}
    </>
  );
}
