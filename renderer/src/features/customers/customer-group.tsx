/** The group by which price lists and fees choose; out of sight until one of them names a group. */
import { Autocomplete } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useGroups } from '../../data/use-groups.ts';
import { useText } from '../../text/i18n.ts';
import type { CustomerFields } from './customer-values.ts';

export function CustomerGroup({ form }: { readonly form: UseFormReturn<CustomerFields> }) {
  const t = useText('customers');
  const groups = useGroups();
  const { control, watch } = form;
  if (groups.length === 0 && !watch('group')) return null;
  return (
    <Controller
      control={control}
      name="group"
      render={({ field }) => (
        <Autocomplete
          label={t('field.group')}
          description={t('group.help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={groups}
          maxLength={40}
          value={field.value ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    />
  );
}
