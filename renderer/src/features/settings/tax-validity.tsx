/** When and where a tax can be charged (TX10, TX11). */
import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { useProblemWords } from '../../ui/form-problems.ts';
import type { TaxValues } from './record-values.ts';

export function TaxValidity() {
  const t = useText('settings');
  const taxes = useBooks('taxes.list', {});
  const { register, control, watch, formState } = useFormContext<TaxValues>();
  const problem = useProblemWords(formState.errors);
  const own = watch('name');
  const isIndian = useBooks('company.get', {}).data?.fields.profile === 'IN';
  const isCharged = watch('category') === 'S';
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="sm">
      <TextInput
        label={t('taxes.jurisdiction')}
        description={t('taxes.jurisdiction-help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...register('jurisdiction')}
      />
      <Controller
        control={control}
        name="elsewhere"
        render={({ field }) => (
          <Select
            label={t('taxes.elsewhere')}
            description={t('taxes.elsewhere-help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={(taxes.data ?? [])
              .filter(({ id, fields }) => (!fields.archived && fields.name !== own) || id === field.value)
              .map(({ id, fields }) => ({ value: id, label: fields.name }))}
            value={field.value ?? null}
            onChange={field.onChange}
            clearable
            searchable
          />
        )}
      />
      {(['validFrom', 'validUntil'] as const).map((name) => (
        <Controller
          key={name}
          control={control}
          name={name}
          render={({ field }) => (
            <DayField
              label={t(`taxes.${name}`)}
              value={field.value ?? null}
              error={problem(name)}
              onChange={field.onChange}
            />
          )}
        />
      ))}
      {isIndian && isCharged && (
        <Checkbox
          label={t('taxes.zeroRated')}
          description={t('taxes.zeroRated-help')}
          style={{ gridColumn: '1 / -1' }}
          {...register('zeroRated')}
        />
      )}
    </SimpleGrid>
  );
}
