/** Everything that is kept of a customer, on one form. */
import { Checkbox, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { currencyCodes } from '../../../../shared/domain/currency.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { AddressFields, emptyAddress } from '../../ui/address-fields.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { addressProblems, useProblemWords } from '../../ui/form-problems.ts';
import { TaxIdInput } from '../../ui/tax-id-input.tsx';
import classes from './customer.module.css';
import { CustomerCertificates } from './customer-certificates.tsx';
import { CustomerEInvoice } from './customer-einvoice.tsx';
import { CustomerGroup } from './customer-group.tsx';
import { type CustomerFields, limitIn } from './customer-values.ts';
import { Lookalikes } from './lookalikes.tsx';

export interface CustomerFormProps {
  readonly id: string;
  readonly fresh: boolean;
  readonly form: UseFormReturn<CustomerFields>;
}

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

export function CustomerForm({ id, fresh, form }: CustomerFormProps) {
  const t = useText('customers');
  const problem = useProblemWords(form.formState.errors);
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const { control, register, watch, setValue } = form;
  const [name, email, taxId, currency] = watch(['name', 'email', 'taxId', 'currency']);
  const { country } = watch('address');
  // Of a time when there was one for all taxes: it is only warned about, and shown where it was filled in.
  const hasOldCertificate = form.formState.defaultValues?.exemptionCertificate !== '';
  const choices = (records: typeof terms.data | typeof taxes.data, chosen: string | null) =>
    (records ?? [])
      .filter((record) => !record.fields.archived || record.id === chosen)
      .map((record) => ({ value: record.id, label: record.fields.name }));
  type TextField =
    | 'name'
    | 'number'
    | 'contact'
    | 'email'
    | 'phone'
    | 'taxId'
    | 'registration'
    | 'exemptionCertificate';
  const text = (field: TextField) => ({
    ...register(field),
    label: t(`field.${field}`),
    error: problem(field),
  });

  return (
    <div className={classes.columns}>
      <Stack gap="xs">
        <Title order={2}>{t('section.who')}</Title>
        <TextInput {...text('name')} required maxLength={120} data-autofocus />
        <Lookalikes id={fresh ? null : id} fields={{ name, email, taxId }} />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput {...text('number')} maxLength={30} />
          <TextInput {...text('contact')} maxLength={80} />
          <TextInput {...text('email')} type="email" inputMode="email" maxLength={120} />
          <TextInput {...text('phone')} type="tel" maxLength={40} />
        </SimpleGrid>
        <Controller
          control={control}
          name="address"
          render={({ field }) => (
            <AddressFields
              value={field.value}
              errors={addressProblems(form.formState.errors)}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="shipTo"
          render={({ field }) => (
            <>
              <Checkbox
                mt="xs"
                label={t('field.ships-elsewhere')}
                checked={field.value !== null}
                onChange={(event) =>
                  field.onChange(
                    event.currentTarget.checked ? emptyAddress(form.getValues('address.country')) : null,
                  )
                }
              />
              {field.value && (
                <fieldset className={classes.group}>
                  <legend>{t('field.shipTo')}</legend>
                  <AddressFields
                    value={field.value}
                    errors={addressProblems(form.formState.errors, 'shipTo')}
                    onChange={field.onChange}
                  />
                </fieldset>
              )}
            </>
          )}
        />
      </Stack>
      <Stack gap="xs">
        <Title order={2}>{t('section.billing')}</Title>
        <SimpleGrid cols={2} spacing="sm">
          <Controller
            control={control}
            name="terms"
            render={({ field }) => (
              <Select
                label={t('field.terms')}
                placeholder={t('terms.company')}
                data={choices(terms.data, field.value)}
                value={field.value}
                onChange={field.onChange}
                clearable
                searchable
              />
            )}
          />
          <Controller
            control={control}
            name="currency"
            render={({ field }) => (
              <Select
                label={t('field.currency')}
                data={currencyCodes()}
                value={field.value}
                searchable
                allowDeselect={false}
                error={problem('currency')}
                onChange={(next) => {
                  if (!next) return;
                  setValue('creditLimit', limitIn(form.getValues('creditLimit'), field.value, next));
                  field.onChange(next);
                }}
              />
            )}
          />
          <Controller
            control={control}
            name="creditLimit"
            render={({ field }) => (
              <AmountField
                label={t('field.creditLimit')}
                placeholder={t('limit.none')}
                currency={currency}
                value={field.value}
                error={problem('creditLimit')}
                onChange={field.onChange}
              />
            )}
          />
          <Controller
            control={control}
            name="language"
            render={({ field }) => (
              <Select
                label={t('field.language')}
                data={LANGUAGES}
                value={field.value}
                allowDeselect={false}
                onChange={field.onChange}
              />
            )}
          />
          <NumberInput
            label={t('field.copies')}
            min={1}
            max={9}
            allowDecimal={false}
            clampBehavior="strict"
            value={form.watch('copies') ?? 1}
            onChange={(copies) =>
              typeof copies === 'number' && form.setValue('copies', copies, { shouldDirty: true })
            }
          />
        </SimpleGrid>
        <CustomerGroup form={form} />
        <Title order={2} mt="sm">
          {t('section.tax')}
        </Title>
        <SimpleGrid cols={2} spacing="sm">
          <TaxIdInput {...text('taxId')} country={country} typed={taxId} />
          <TextInput {...text('registration')} maxLength={80} />
        </SimpleGrid>
        <Controller
          control={control}
          name="tax"
          render={({ field }) => (
            <Select
              label={t('field.tax')}
              placeholder={t('tax.of-item')}
              data={choices(taxes.data, field.value)}
              value={field.value}
              onChange={field.onChange}
              clearable
              searchable
            />
          )}
        />
        {hasOldCertificate && (
          <SimpleGrid cols={2} spacing="sm">
            <TextInput {...text('exemptionCertificate')} maxLength={60} />
            <Controller
              control={control}
              name="exemptionExpires"
              render={({ field }) => (
                <DayField
                  label={t('field.exemptionExpires')}
                  value={field.value}
                  error={problem('exemptionExpires')}
                  onChange={field.onChange}
                />
              )}
            />
          </SimpleGrid>
        )}
        <CustomerCertificates form={form} />
        <CustomerEInvoice form={form} />
        <Textarea
          {...register('notes')}
          label={t('field.notes')}
          error={problem('notes')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          onKeyDown={(event) => {
            // Notes have several lines: Enter begins one, Tab moves on.
            if (event.key === 'Enter') event.stopPropagation();
          }}
        />
      </Stack>
    </div>
  );
}
