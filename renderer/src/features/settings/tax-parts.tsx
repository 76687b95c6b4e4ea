/** The parts of a tax: rates, later rates by day of supply, kind and jurisdiction (TX3, TX7, TX10, TX11). */
import { ActionIcon, Button, Checkbox, Group, Select, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { newId } from '../../data/ids.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { DecimalField } from '../../ui/amount-field.tsx';
import { DayField } from '../../ui/day-field.tsx';
import type { TaxValues } from './record-values.ts';
import classes from './settings.module.css';
import { blankLevels, isUntouched, sumOfRates } from './tax-levels.ts';

const KINDS = ['percent', 'per-unit', 'per-document', 'withholding'] as const;
const MOST_PARTS = 8;

export const emptyPart = (): TaxValues['parts'][number] => ({ key: newId(), name: '', rate: '' });

export function TaxParts() {
  const t = useText('settings');
  const { control, watch } = useFormContext<TaxValues>();
  const { fields, append, remove, replace } = useFieldArray({ control, name: 'parts', keyName: 'rowKey' });
  const mode = watch('mode');
  const isSeveral = mode !== 'single';
  const typed = watch('parts');
  const sum = mode === 'group' && typed.length > 1 ? sumOfRates(typed) : null;
  return (
    <>
      {mode === 'group' && isUntouched(typed) && (
        <Button
          mt="xs"
          variant="light"
          size="compact-sm"
          onClick={() => replace(blankLevels((level) => t(`taxes.level.${level}`)))}
        >
          {t('taxes.levels')}
        </Button>
      )}
      {fields.map((part, index) => (
        <Part
          key={part.rowKey}
          index={index}
          isSeveral={isSeveral}
          {...(isSeveral && fields.length > 1 ? { onRemove: () => remove(index) } : {})}
        />
      ))}
      {isSeveral && fields.length < MOST_PARTS && (
        <Button mt="xs" variant="subtle" size="compact-sm" onClick={() => append(emptyPart())}>
          {t('taxes.add-part')}
        </Button>
      )}
      {sum !== null && (
        <Text size="sm" mt="xs" role="status">
          {t('taxes.sum', { rate: formatPercent(sum) })}
        </Text>
      )}
      <Text size="xs" c="var(--quiet)" mt="sm">
        {t('taxes.help')}
      </Text>
    </>
  );
}

function Part({
  index,
  isSeveral,
  onRemove,
}: {
  readonly index: number;
  readonly isSeveral: boolean;
  readonly onRemove?: () => void;
}) {
  const t = useText('settings');
  const c = useText('common');
  const words = useFieldProblem();
  const { register, control, watch, formState } = useFormContext<TaxValues>();
  const isGroup = watch('mode') === 'group';
  const kind = watch(`parts.${index}.kind`) ?? 'percent';
  const problem = formState.errors.parts?.[index]?.rate?.message;
  return (
    <div className={isSeveral ? classes.part : undefined}>
      <Group align="flex-end" gap="sm" mt="xs" wrap="nowrap">
        {isSeveral && <TextInput label={t('taxes.part')} flex={1} {...register(`parts.${index}.name`)} />}
        {!isGroup && (
          <Controller
            control={control}
            name={`parts.${index}.kind`}
            render={({ field }) => (
              <Select
                label={t('taxes.kind')}
                flex={1}
                data={KINDS.map((value) => ({ value, label: t(`taxes.kind.${value}`) }))}
                allowDeselect={false}
                value={field.value ?? 'percent'}
                onBlur={field.onBlur}
                onChange={field.onChange}
              />
            )}
          />
        )}
        <Controller
          control={control}
          name={`parts.${index}.rate`}
          render={({ field }) => (
            <DecimalField
              label={kind === 'per-unit' || kind === 'per-document' ? t('taxes.fixed') : t('taxes.rate')}
              w={120}
              value={field.value === '' ? null : field.value}
              error={problem && words(problem)}
              onBlur={field.onBlur}
              onChange={(rate) => field.onChange(rate ?? '')}
            />
          )}
        />
        {isSeveral && (
          <TextInput label={t('taxes.jurisdiction')} w={140} {...register(`parts.${index}.jurisdiction`)} />
        )}
        {onRemove && (
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            aria-label={c('delete-line')}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
      {isSeveral && !isGroup && (
        <Checkbox
          mt="xs"
          size="xs"
          label={t('taxes.raises-base')}
          {...register(`parts.${index}.raisesBase`)}
        />
      )}
      <Changes index={index} />
    </div>
  );
}

/** Later rates, each from its first day of supply. */
function Changes({ index }: { readonly index: number }) {
  const t = useText('settings');
  const c = useText('common');
  const words = useFieldProblem();
  const { control, formState } = useFormContext<TaxValues>();
  const { fields, append, remove } = useFieldArray({
    control,
    name: `parts.${index}.changes` as 'parts.0.changes',
    keyName: 'rowKey',
  });
  return (
    <>
      {fields.map((change, at) => {
        const problems = formState.errors.parts?.[index]?.changes?.[at];
        const day = problems?.from?.message;
        const rate = problems?.rate?.message;
        return (
          <Group key={change.rowKey} gap="sm" mt="xs" align="flex-end">
            <Controller
              control={control}
              name={`parts.${index}.changes.${at}.from`}
              render={({ field }) => (
                <DayField
                  label={t('taxes.change-from')}
                  w={160}
                  value={field.value || null}
                  error={day && words(day)}
                  onChange={(next) => field.onChange(next ?? '')}
                />
              )}
            />
            <Controller
              control={control}
              name={`parts.${index}.changes.${at}.rate`}
              render={({ field }) => (
                <DecimalField
                  label={t('taxes.change-rate')}
                  w={120}
                  value={field.value || null}
                  error={rate && words(rate)}
                  onBlur={field.onBlur}
                  onChange={(next) => field.onChange(next ?? '')}
                />
              )}
            />
            <ActionIcon
              size={36}
              variant="subtle"
              color="gray"
              aria-label={c('delete-line')}
              onClick={() => remove(at)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      <Button mt={4} variant="subtle" size="compact-xs" onClick={() => append({ from: '', rate: '' })}>
        {t('taxes.add-change')}
      </Button>
    </>
  );
}
