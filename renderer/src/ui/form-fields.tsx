/** Fields by their names in the form's values; they stand inside the form's provider, what is wrong beside each. */
import { NumberInput, type NumberInputProps, TextInput, type TextInputProps } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { useFieldProblem } from '../text/error-words.ts';
import { AmountField } from './amount-field.tsx';
import { DayField } from './day-field.tsx';
import { problemAt } from './form-problems.ts';

export interface NamedField {
  readonly name: string;
  readonly label: string;
  /** This form's own words for a problem (a translation key of `errors`). */
  readonly says?: Readonly<Record<string, string>>;
}

/** Words for what is wrong with a field; nothing while it is right. */
export function useWrong(): (name: string, says?: NamedField['says']) => string | undefined {
  const { formState } = useFormContext();
  const words = useFieldProblem();
  return (name, says) => {
    const problem = problemAt(formState.errors, name);
    return problem === undefined ? undefined : (says?.[problem] ?? words(problem));
  };
}

/** A line of text. */
export function LineField({
  name,
  says,
  error,
  ...input
}: NamedField & Omit<TextInputProps, 'name' | 'label'>) {
  const { register } = useFormContext();
  const wrong = useWrong();
  return <TextInput {...input} error={error ?? wrong(name, says)} {...register(name)} />;
}

interface CountFieldProps extends NamedField, Omit<NumberInputProps, 'name' | 'label'> {
  /** Fields that are right or wrong together with this one. */
  readonly with?: readonly string[];
}

/** A whole number, or `''` while there is none. */
export function CountField({ name, says, with: others, error, ...input }: CountFieldProps) {
  const wrong = useWrong();
  const { formState, trigger } = useFormContext();
  const { isSubmitted } = formState;
  return (
    <Controller
      name={name}
      render={({ field }) => (
        <NumberInput
          allowDecimal={false}
          hideControls
          {...input}
          ref={field.ref}
          value={field.value}
          error={error ?? wrong(name, says)}
          onBlur={field.onBlur}
          onChange={(value) => {
            field.onChange(typeof value === 'number' ? value : '');
            if (others && isSubmitted) void trigger([...others]);
          }}
        />
      )}
    />
  );
}

interface ReadField extends NamedField {
  readonly description?: string;
  readonly 'data-autofocus'?: boolean;
  readonly onProblem: (problem: string | null) => void;
  /** A field that is emptied goes back to what stood there. */
  readonly keeps?: boolean;
}

/** A calendar day, `null` while there is none. */
export function DayOf({ name, says, keeps = false, ...input }: ReadField) {
  const wrong = useWrong();
  return (
    <Controller
      name={name}
      render={({ field }) => (
        <DayField
          {...input}
          ref={field.ref}
          value={field.value}
          error={wrong(name, says)}
          onBlur={field.onBlur}
          onChange={(day) => (day !== null || !keeps) && field.onChange(day)}
        />
      )}
    />
  );
}

/** An amount in minor units of `currency`, `null` while there is none. */
export function AmountOf({ name, says, ...input }: ReadField & { readonly currency: CurrencyCode }) {
  const wrong = useWrong();
  return (
    <Controller
      name={name}
      render={({ field }) => (
        <AmountField
          {...input}
          ref={field.ref}
          value={field.value}
          error={wrong(name, says)}
          onBlur={field.onBlur}
          onChange={field.onChange}
        />
      )}
    />
  );
}
