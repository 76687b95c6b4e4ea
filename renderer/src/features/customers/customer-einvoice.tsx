/** How a customer wants e-invoices. What is needed only then is asked only then. */
import { Select, SimpleGrid, TextInput, Title } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { EINVOICE_FORMATS } from '../../../../shared/domain/einvoice-request.ts';
import { invoiceDutiesOf } from '../../../../shared/domain/invoice-duties.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { ElectronicAddressFields } from '../../ui/electronic-address.tsx';
import { DutyText } from '../../ui/invoice-duties.tsx';
import type { CustomerFields } from './customer-values.ts';

type Wish = NonNullable<CustomerFields['eInvoice']>;

const NONE: Wish = { format: null, buyerReference: '', address: { scheme: '', id: '' } };

/** What the law will ask, or asks, of invoices to this customer: a business of the office's own country. */
function CustomerDuty({ form }: { readonly form: UseFormReturn<CustomerFields> }) {
  const t = useText('einvoice');
  const today = useToday();
  const own = useBooks('company.get', {}).data?.fields.address.country;
  const [address, taxId, registration] = form.watch(['address', 'taxId', 'registration']);
  if (own === undefined || address.country !== own || (taxId === '' && registration === '')) return null;
  const duty = invoiceDutiesOf(own).find(({ kind, announced }) => kind === 'send' && !announced);
  if (!duty) return null;
  return (
    <>
      <DutyText duty={duty} today={today} /> {t('duty.ask')}
    </>
  );
}

export function CustomerEInvoice({ form }: { readonly form: UseFormReturn<CustomerFields> }) {
  const t = useText('einvoice');
  return (
    <>
      <Title order={2} mt="sm">
        {t('section')}
      </Title>
      <Controller
        control={form.control}
        name="eInvoice"
        render={({ field }) => {
          const wish = field.value ?? NONE;
          const change = (part: Partial<Wish>) => field.onChange({ ...wish, ...part });
          return (
            <>
              <Select
                label={t('customer.format')}
                description={wish.format === null && <CustomerDuty form={form} />}
                data={[
                  { value: '', label: t('format.none') },
                  ...EINVOICE_FORMATS.map((value) => ({
                    value: value as string,
                    label: t(`format.${value}`),
                  })),
                ]}
                value={wish.format ?? ''}
                allowDeselect={false}
                onChange={(next) => change({ format: next ? (next as Wish['format']) : null })}
              />
              {wish.format !== null && (
                <>
                  <TextInput
                    label={t('customer.buyerReference')}
                    maxLength={120}
                    value={wish.buyerReference}
                    onChange={(event) => change({ buyerReference: event.currentTarget.value })}
                  />
                  <SimpleGrid cols={2} spacing="sm">
                    <ElectronicAddressFields
                      value={wish.address}
                      onChange={(address) => change({ address })}
                    />
                  </SimpleGrid>
                </>
              )}
            </>
          );
        }}
      />
    </>
  );
}
