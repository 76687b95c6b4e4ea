/** Fields that many forms of records have; they stand inside the form's provider. */
import { Select, TextInput } from '@mantine/core';
import { Controller, type FieldPath, type FieldValues, useFormContext } from 'react-hook-form';
import { useFieldProblem } from '../text/error-words.ts';

/** What the record is called; the dialog begins here. */
export function NameField({ label, maxLength }: { readonly label: string; readonly maxLength?: number }) {
  const words = useFieldProblem();
  const { register, formState } = useFormContext<{ name: string }>();
  const problem = formState.errors.name?.message;
  return (
    <TextInput
      data-autofocus
      label={label}
      {...(maxLength === undefined ? {} : { maxLength })}
      withAsterisk
      error={problem && words(problem)}
      {...register('name')}
    />
  );
}

export interface ChoiceFieldProps<Values extends FieldValues> {
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What a record stands for that does not say. */
  readonly usual?: string;
}

/** One of a few values, of which one always holds. */
export function ChoiceField<Values extends FieldValues>(props: ChoiceFieldProps<Values>) {
  const { control } = useFormContext<Values>();
  return (
    <Controller
      control={control}
      name={props.name}
      render={({ field }) => (
        <Select
          label={props.label}
          data={[...props.choices]}
          allowDeselect={false}
          {...field}
          value={field.value ?? props.usual ?? null}
        />
      )}
    />
  );
}
