/** Where the company's e-invoices come from. */
import { SimpleGrid, Switch, Title } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { useToday } from '../../data/session.ts';
import { useText } from '../../text/i18n.ts';
import { ElectronicAddressFields } from '../../ui/electronic-address.tsx';
import { InvoiceDuties } from '../../ui/invoice-duties.tsx';
import type { CompanyValues } from './record-values.ts';
import classes from './settings.module.css';

export function CompanyEInvoice() {
  const t = useText('einvoice');
  const s = useText('settings');
  const { control, watch } = useFormContext<CompanyValues>();
  const today = useToday();
  return (
    <section className={classes.section}>
      <Title order={2} mb="xs">
        {t('section')}
      </Title>
      <Controller
        control={control}
        name="electronicAddress"
        render={({ field }) => (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <ElectronicAddressFields
              value={field.value ?? { scheme: '', id: '' }}
              onChange={field.onChange}
            />
          </SimpleGrid>
        )}
      />
      {watch('profile') === 'IN' && (
        <Controller
          control={control}
          name="registersInvoices"
          render={({ field }) => (
            <Switch
              mt="sm"
              label={s('company.registersInvoices')}
              description={s('company.registersInvoices-help')}
              checked={field.value ?? false}
              onBlur={field.onBlur}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
      )}
      <InvoiceDuties country={watch('address.country')} today={today} />
    </section>
  );
}
