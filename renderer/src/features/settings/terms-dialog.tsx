/** The form of payment terms; a sample shows what they mean for an invoice of today. */

import { SimpleGrid, Text } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { contract } from '../../../../shared/contract/contract.ts';
import { useToday } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { DecimalField } from '../../ui/amount-field.tsx';
import { ChoiceField, NameField } from '../../ui/record-fields.tsx';
import { recordResolver } from '../../ui/record-resolver.ts';
import { restPercent } from './instalment-values.ts';
import { RecordDialog } from './record-dialog.tsx';
import type { Kept } from './record-list.tsx';
import type { TermsValues } from './record-values.ts';
import { TermsInstalments } from './terms-instalments.tsx';
import { RuleFields, Whole } from './terms-rule.tsx';
import { TextsByLanguage } from './texts-by-language.tsx';
import { useTermsSample } from './use-terms-sample.ts';

const resolver = recordResolver<TermsValues>(contract['terms.save'].input.shape.fields);
const EMPTY: TermsValues = {
  name: '',
  kind: 'days',
  days: 30,
  months: 0,
  day: 15,
  discountPercent: null,
  discountDays: 0,
  archived: false,
};

export function TermsDialog({
  record,
  onClose,
}: {
  readonly record: Kept<TermsValues> | null;
  readonly onClose: () => void;
}) {
  const t = useText('settings');
  const command = useCommand('terms.save');
  return (
    <RecordDialog<TermsValues>
      of="terms"
      title={record?.fields.name ?? t('terms.add')}
      record={record}
      empty={EMPTY}
      resolver={resolver}
      save={command.run}
      onClose={onClose}
    >
      <TermsFields />
    </RecordDialog>
  );
}

function TermsFields() {
  const t = useText('settings');
  const sample = useTermsSample(useToday())(useFormContext<TermsValues>().watch());
  const instalments = useFormContext<TermsValues>().watch('instalments') ?? [];
  const isInParts = instalments.length > 0;
  const last = isInParts ? restPercent(instalments) : null;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NameField label={t('name')} />
        <RuleFields
          of=""
          label={last === null ? t('terms.kind') : t('terms.kind-last', { percent: formatPercent(last) })}
        />
      </SimpleGrid>
      <TermsInstalments />
      {isInParts && (
        <Text size="sm" c="var(--quiet)" mt="sm">
          {t('terms.no-discount')}
        </Text>
      )}
      {!isInParts && <DiscountFields />}
      {/* It has its place before it can be said: Save does not move away from under the click that leaves a field. */}
      <Text size="sm" c="var(--quiet)" mt="sm" aria-live="polite">
        {sample ?? '\u00a0'}
      </Text>
      <TextsByLanguage fields={['names']} />
    </>
  );
}

/** What is off for paying early (EP1). */
function DiscountFields() {
  const t = useText('settings');
  const words = useFieldProblem();
  const { control, watch, formState } = useFormContext<TermsValues>();
  const percent = watch('discountPercent');
  const rate = formState.errors.discountPercent?.message;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="sm">
      <Controller
        control={control}
        name="discountPercent"
        render={({ field }) => (
          <DecimalField
            label={t('terms.discountPercent')}
            value={field.value}
            error={rate && words(rate)}
            onBlur={field.onBlur}
            onChange={field.onChange}
          />
        )}
      />
      {percent !== null && (
        <>
          <Whole name="discountDays" label={t('terms.discountDays')} />
          <ChoiceField<TermsValues>
            name="discountBase"
            label={t('terms.discountBase')}
            usual="gross"
            choices={(['gross', 'goods'] as const).map((value) => ({
              value,
              label: t(`terms.base-${value}`),
            }))}
          />
          <ChoiceField<TermsValues>
            name="discountPart"
            label={t('terms.discountPart')}
            usual="none"
            choices={(['none', 'pro-rata'] as const).map((value) => ({
              value,
              label: t(`terms.part-${value}`),
            }))}
          />
        </>
      )}
    </SimpleGrid>
  );
}
