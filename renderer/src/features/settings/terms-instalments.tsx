/** The instalments before the last, each with its percentage and a rule of its own (AG3). */
import { ActionIcon, Button, Group, SimpleGrid, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { MOST_INSTALMENTS } from '../../../../shared/domain/instalments.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { DecimalField } from '../../ui/amount-field.tsx';
import { alikePercent, blankInstalment } from './instalment-values.ts';
import type { TermsValues } from './record-values.ts';
import classes from './settings.module.css';
import { RuleFields } from './terms-rule.tsx';

export function TermsInstalments() {
  const t = useText('settings');
  const words = useFieldProblem();
  const { control, setValue, formState } = useFormContext<TermsValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'instalments', keyName: 'rowKey' });
  const whole = formState.errors.instalments;
  const problem = whole?.root?.message ?? whole?.message;
  const shareAlike = (): void => {
    for (const index of fields.keys())
      setValue(`instalments.${index}.percent`, alikePercent(fields.length + 1), { shouldDirty: true });
  };
  return (
    <>
      {fields.map((part, index) => (
        <Instalment key={part.rowKey} index={index} onRemove={() => remove(index)} />
      ))}
      <Group gap="sm" mt="sm">
        {fields.length < MOST_INSTALMENTS - 1 && (
          <Button variant="subtle" size="compact-sm" onClick={() => append(blankInstalment(fields.length))}>
            {t(fields.length === 0 ? 'terms.instalments-begin' : 'terms.instalments-add')}
          </Button>
        )}
        {fields.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={shareAlike}>
            {t('terms.instalments-alike')}
          </Button>
        )}
      </Group>
      {problem && (
        <Text size="sm" c="var(--bad)" role="alert">
          {words(problem)}
        </Text>
      )}
    </>
  );
}

function Instalment({ index, onRemove }: { readonly index: number; readonly onRemove: () => void }) {
  const t = useText('settings');
  const c = useText('common');
  const words = useFieldProblem();
  const { control } = useFormContext<TermsValues>();
  return (
    <fieldset className={classes.instalment}>
      <legend>{t('terms.instalment', { number: index + 1 })}</legend>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <Controller
          control={control}
          name={`instalments.${index}.percent`}
          render={({ field, fieldState }) => (
            <DecimalField
              label={t('terms.instalment-percent')}
              w={100}
              value={field.value || null}
              error={fieldState.error?.message && words(fieldState.error.message)}
              onBlur={field.onBlur}
              onChange={(percent) => field.onChange(percent ?? '')}
            />
          )}
        />
        <SimpleGrid cols={2} spacing="sm" flex={1}>
          <RuleFields of={`instalments.${index}.`} label={t('terms.kind')} />
        </SimpleGrid>
        <ActionIcon
          size={36}
          mt={24}
          variant="subtle"
          color="gray"
          aria-label={t('terms.instalment-remove', { number: index + 1 })}
          title={c('delete-line')}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </fieldset>
  );
}
