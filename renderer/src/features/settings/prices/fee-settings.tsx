/** Fees that are added by rule: what they are called, what they come to, and when. */

import { MultiSelect, Select, SimpleGrid, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { Controller, type Resolver, useFormContext } from 'react-hook-form';
import { blankFee } from '../../../../../shared/contract/blank-records.ts';
import { contract, type OutputOf } from '../../../../../shared/contract/contract.ts';
import { currencyCodes } from '../../../../../shared/domain/currency.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useGroups } from '../../../data/use-groups.ts';
import { countryChoices, countryName } from '../../../text/countries.ts';
import { currencyChoices } from '../../../text/currencies.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { formatDecimal, formatPercent } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { DecimalField } from '../../../ui/amount-field.tsx';
import { ChoiceField, NameField } from '../../../ui/record-fields.tsx';
import { recordResolver } from '../../../ui/record-resolver.ts';
import { RecordDialog } from '../record-dialog.tsx';
import { type Kept, RecordList } from '../record-list.tsx';

type FeeValues = OutputOf<'fees.list'>[number]['fields'];

const KINDS = ['flat', 'percent', 'top-up'] as const;
const shape = recordResolver<FeeValues>(contract['fees.save'].input.shape.fields);

/** As the schema, and with the figure that the kind of fee needs. */
const resolver: Resolver<FeeValues> = async (values, context, options) => {
  const found = await shape(values, context, options);
  const needed = values.kind === 'percent' ? 'percent' : 'amount';
  if (values[needed] !== null) return found;
  return { values: {}, errors: { ...found.errors, [needed]: { type: 'required', message: 'required' } } };
};

export function FeeSettings() {
  const t = useText('prices');
  const fees = useBooks('fees.list', {});
  const company = useBooks('company.get', {}).data?.fields;
  const command = useCommand('fees.save');
  const [edited, setEdited] = useState<Kept<FeeValues> | 'new' | null>(null);
  return (
    <>
      <RecordList<FeeValues>
        list="fees"
        title={t('fees.title')}
        text={t('fees.text')}
        add={t('fees.add')}
        rows={fees.data}
        error={fees.error}
        onRetry={fees.again}
        summary={summary}
        onEdit={(record) => setEdited(record ?? 'new')}
      />
      {edited && company && (
        <RecordDialog<FeeValues>
          of="fees"
          title={edited === 'new' ? t('fees.add') : edited.fields.name}
          record={edited === 'new' ? null : edited}
          empty={blankFee(company.currency)}
          resolver={resolver}
          save={command.run}
          onClose={() => setEdited(null)}
        >
          <FeeFields />
        </RecordDialog>
      )}
    </>
  );

  function summary({ kind, currency, amount, percent, below, groups, countries }: FeeValues): string {
    const worth =
      kind === 'percent' ? formatPercent(percent ?? '0') : `${formatDecimal(amount ?? '0', 2)} ${currency}`;
    return [
      t(`fees.worth-${kind}`, { worth }),
      below === null ? '' : t('fees.below-short', { below: `${formatDecimal(below, 2)} ${currency}` }),
      groups.join(', '),
      countries.map(countryName).join(', '),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  }
}

type AmountName = 'amount' | 'percent' | 'least' | 'below';

function Amount({ name, label }: { readonly name: AmountName; readonly label: string }) {
  const words = useFieldProblem();
  const { control, formState } = useFormContext<FeeValues>();
  const problem = formState.errors[name]?.message;
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <DecimalField
          label={label}
          least={name === 'percent' ? 0 : 2}
          value={field.value}
          error={problem && words(problem)}
          onBlur={field.onBlur}
          onChange={field.onChange}
        />
      )}
    />
  );
}

function FeeFields() {
  const t = useText('prices');
  const groups = useGroups();
  const taxes = useBooks('taxes.list', {}).data ?? [];
  const { control, watch } = useFormContext<FeeValues>();
  const [kind, currency, tax] = watch(['kind', 'currency', 'tax']);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NameField label={t('fees.name')} maxLength={60} />
        <ChoiceField<FeeValues>
          name="kind"
          label={t('fees.kind')}
          choices={KINDS.map((value) => ({ value, label: t(`fees.kind-${value}`) }))}
        />
        {kind === 'percent' ? (
          <>
            <Amount name="percent" label={t('fees.percent')} />
            <Amount name="least" label={t('fees.least', { currency })} />
          </>
        ) : (
          <Amount
            name="amount"
            label={t(kind === 'flat' ? 'fees.amount' : 'fees.order-value', { currency })}
          />
        )}
        <Controller
          control={control}
          name="currency"
          render={({ field }) => (
            <Select
              label={t('lists.currency')}
              data={currencyChoices(currencyCodes())}
              allowDeselect={false}
              searchable
              {...field}
            />
          )}
        />
        <Controller
          control={control}
          name="tax"
          render={({ field }) => (
            <Select
              label={t('fees.tax')}
              placeholder={t('fees.tax-as-lines')}
              data={taxes
                .filter(({ id, fields }) => !fields.archived || id === tax)
                .map(({ id, fields }) => ({ value: id, label: fields.name }))}
              clearable
              {...field}
            />
          )}
        />
      </SimpleGrid>
      <Text size="sm" mt="md" mb={4}>
        {t('fees.only')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {kind !== 'top-up' && <Amount name="below" label={t('fees.below', { currency })} />}
        <Controller
          control={control}
          name="groups"
          render={({ field }) => (
            <TagsInput label={t('lists.groups')} data={groups} maxTags={50} {...field} />
          )}
        />
        <Controller
          control={control}
          name="countries"
          render={({ field }) => (
            <MultiSelect label={t('fees.countries')} data={countryChoices()} searchable {...field} />
          )}
        />
      </SimpleGrid>
    </>
  );
}
