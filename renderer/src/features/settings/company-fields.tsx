/** Fields of the company's record. */
import { Input, NumberInput, Select, SimpleGrid, Switch, Textarea, TextInput, Title } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { ALLOCATION_ORDERS } from '../../../../shared/domain/allocation.ts';
import { currencyCodes } from '../../../../shared/domain/currency.ts';
import { PROFILE_CODES } from '../../../../shared/domain/profiles.ts';
import { useBooks } from '../../data/use-books.ts';
import { currencyChoices } from '../../text/currencies.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { formatLocale } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { AddressFields } from '../../ui/address-fields.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { TaxIdInput } from '../../ui/tax-id-input.tsx';
import { useIbanProblem } from '../../ui/use-iban-problem.ts';
import { CompanyEInvoice } from './company-einvoice.tsx';
import { CompanyRounding } from './company-rounding.tsx';
import { SlipFields } from './company-slip.tsx';
import type { CompanyValues } from './record-values.ts';
import classes from './settings.module.css';

const LINES = ['name', 'taxId', 'registration', 'contact', 'email', 'phone', 'website'] as const;

/** The words of the field's problem, if it has one. */
function useProblem(): (field: keyof CompanyValues) => ReactNode {
  const { formState } = useFormContext<CompanyValues>();
  const words = useFieldProblem();
  return (field) => {
    const message = formState.errors[field]?.message;
    return typeof message === 'string' ? words(message) : undefined;
  };
}

export function CompanyFieldsForm() {
  const t = useText('settings');
  const { register, control, watch } = useFormContext<CompanyValues>();
  const [taxId, address] = watch(['taxId', 'address']);
  const problem = useProblem();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {LINES.map((name) => {
          const field = { label: t(`company.${name}`), error: problem(name), ...register(name) };
          return name === 'taxId' ? (
            <TaxIdInput key={name} {...field} country={address.country} typed={taxId} />
          ) : (
            <TextInput key={name} withAsterisk={name === 'name'} {...field} />
          );
        })}
      </SimpleGrid>
      <section className={classes.section}>
        <Title order={2} mb="xs">
          {t('company.address')}
        </Title>
        <Controller
          control={control}
          name="address"
          render={({ field }) => <AddressFields value={field.value} onChange={field.onChange} />}
        />
      </section>
      <CompanyEInvoice />
      <PaperFields />
      <DefaultFields />
      <CompanyRounding />
    </>
  );
}

/** In fields of several lines Enter begins the next line; Tab moves on. */
const startsLine = (event: KeyboardEvent): void => {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
};

function PaperFields() {
  const t = useText('settings');
  const { register, control, watch } = useFormContext<CompanyValues>();
  const problem = useProblem();
  const ibanProblem = useIbanProblem();
  return (
    <section className={classes.section}>
      <Title order={2} mb="xs">
        {t('company.on-paper')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Controller
          control={control}
          name="bankDetails"
          render={({ field }) => (
            <Textarea
              label={t('company.bankDetails')}
              description={t('company.bankDetails-help')}
              autosize
              minRows={3}
              maxRows={6}
              error={problem('bankDetails') ?? ibanProblem(field.value)}
              value={field.value.join('\n')}
              onBlur={field.onBlur}
              onKeyDown={startsLine}
              onChange={(event) => field.onChange(event.currentTarget.value.split('\n').slice(0, 6))}
            />
          )}
        />
        <Textarea
          label={t('company.footer')}
          description={t('company.footer-help')}
          autosize
          minRows={3}
          maxRows={6}
          error={problem('footer') ?? ibanProblem(watch('footer').split('\n'))}
          onKeyDown={startsLine}
          {...register('footer')}
        />
        <SlipFields />
        <Controller
          control={control}
          name="paper"
          render={({ field }) => (
            <Select label={t('company.paper')} data={['A4', 'Letter']} allowDeselect={false} {...field} />
          )}
        />
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <Select
              label={t('company.language')}
              data={[
                { value: 'en', label: 'English' },
                { value: 'de', label: 'Deutsch' },
              ]}
              allowDeselect={false}
              {...field}
            />
          )}
        />
      </SimpleGrid>
    </section>
  );
}

function DefaultFields() {
  const t = useText('settings');
  const { control, watch } = useFormContext<CompanyValues>();
  const problem = useProblem();
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const choices = (
    rows: readonly { id: string; fields: { name: string; archived: boolean } }[] | undefined,
    kept: string | null,
  ) =>
    (rows ?? [])
      .filter(({ id, fields }) => !fields.archived || id === kept)
      .map(({ id, fields }) => ({ value: id, label: fields.name }));
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1),
    label: new Intl.DateTimeFormat(formatLocale(), { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2024, index, 1),
    ),
  }));
  return (
    <section className={classes.section}>
      <Title order={2} mb="xs">
        {t('company.defaults')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Controller
          control={control}
          name="profile"
          render={({ field }) => (
            <Select
              label={t('company.profile')}
              data={PROFILE_CODES.map((code) => ({ value: code, label: t(`profile.${code}`) }))}
              allowDeselect={false}
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name="currency"
          render={({ field }) => (
            <Select
              label={t('company.currency')}
              data={currencyChoices(currencyCodes())}
              searchable
              allowDeselect={false}
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name="defaultTerms"
          render={({ field }) => (
            <Select
              label={t('company.defaultTerms')}
              data={choices(terms.data, field.value)}
              clearable
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name="defaultTax"
          render={({ field }) => (
            <Select
              label={t('company.defaultTax')}
              data={choices(taxes.data, field.value)}
              clearable
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name="fiscalYearStart"
          render={({ field }) => (
            <Select
              label={t('company.fiscalYearStart')}
              data={months}
              allowDeselect={false}
              value={String(field.value)}
              onBlur={field.onBlur}
              onChange={(month) => field.onChange(Number(month))}
            />
          )}
        />
        <Controller
          control={control}
          name="writeOffTolerance"
          render={({ field }) => (
            <AmountField
              label={t('company.writeOffTolerance')}
              currency={watch('currency')}
              value={field.value}
              error={problem('writeOffTolerance')}
              onBlur={field.onBlur}
              onChange={(amount) => field.onChange(amount ?? 0)}
            />
          )}
        />
        <Controller
          control={control}
          name="allocationOrder"
          render={({ field: { value = 'oldest', ...field } }) => (
            <Select
              label={t('company.allocationOrder')}
              description={t('company.allocationOrder-help')}
              data={ALLOCATION_ORDERS.map((order) => ({
                value: order,
                label: t(`company.allocationOrder.${order}`),
              }))}
              allowDeselect={false}
              value={value}
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name="agingWidths"
          render={({ field, fieldState }) => (
            <Input.Wrapper
              label={t('company.agingWidths')}
              labelElement="div"
              error={fieldState.invalid && t('company.agingWidths-wrong')}
            >
              <SimpleGrid cols={3} spacing="xs">
                {field.value.map((width, index) => (
                  <NumberInput
                    // The three widths have no other identity than their place.
                    key={['first', 'second', 'third'][index]}
                    aria-label={t('company.agingWidth', { number: index + 1 })}
                    min={1}
                    max={3650}
                    allowDecimal={false}
                    hideControls
                    // An emptied one is no number of days, and says so when it is saved.
                    value={width === 0 ? '' : width}
                    error={fieldState.invalid && width === 0}
                    onBlur={field.onBlur}
                    onChange={(days) =>
                      field.onChange(field.value.map((each, at) => (at === index ? Number(days) : each)))
                    }
                  />
                ))}
              </SimpleGrid>
            </Input.Wrapper>
          )}
        />
        <Controller
          control={control}
          name="pricesIncludeTax"
          render={({ field }) => (
            <Switch
              mt="lg"
              label={t('company.pricesIncludeTax')}
              checked={field.value}
              onBlur={field.onBlur}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
        {watch('profile') === 'DE' && (
          <Controller
            control={control}
            name="smallBusiness"
            render={({ field }) => (
              <Switch
                mt="lg"
                label={t('company.smallBusiness')}
                description={t('company.smallBusiness-help')}
                checked={field.value ?? false}
                onBlur={field.onBlur}
                onChange={(event) => field.onChange(event.currentTarget.checked)}
              />
            )}
          />
        )}
      </SimpleGrid>
    </section>
  );
}
