/** The papers that free a customer of tax, by jurisdiction and time (TX10). */
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Controller, type UseFormReturn, useFieldArray } from 'react-hook-form';
import { useToday } from '../../data/session.ts';
import { useText } from '../../text/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { useProblemWords } from '../../ui/form-problems.ts';
import classes from './customer.module.css';
import type { CustomerFields } from './customer-values.ts';

const MOST = 60;

export function CustomerCertificates({ form }: { readonly form: UseFormReturn<CustomerFields> }) {
  const t = useText('customers');
  const c = useText('common');
  const today = useToday();
  const { control, register, watch, formState } = form;
  const problem = useProblemWords(formState.errors);
  const { fields, append, remove } = useFieldArray({ control, name: 'certificates', keyName: 'rowKey' });
  const add = () => append({ number: '', jurisdiction: '', kind: '', from: null, until: null });
  return (
    <div>
      {fields.map((certificate, index) => {
        const until = watch(`certificates.${index}.until`);
        const isExpired = until !== null && until !== undefined && until < today;
        return (
          <fieldset key={certificate.rowKey} className={classes.group}>
            <legend>{t('field.certificate')}</legend>
            <Group gap="sm" align="flex-end" wrap="nowrap">
              <TextInput
                label={t('certificate.number')}
                maxLength={60}
                flex={1}
                error={problem(`certificates.${index}.number`)}
                {...register(`certificates.${index}.number`)}
              />
              <TextInput
                label={t('certificate.kind')}
                maxLength={80}
                flex={1}
                {...register(`certificates.${index}.kind`)}
              />
              <ActionIcon
                size={36}
                variant="subtle"
                color="gray"
                aria-label={c('delete-line')}
                onClick={() => remove(index)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
            <Group gap="sm" align="flex-start" mt="xs" grow>
              <TextInput
                label={t('certificate.jurisdiction')}
                placeholder={t('certificate.everywhere')}
                maxLength={40}
                {...register(`certificates.${index}.jurisdiction`)}
              />
              {(['from', 'until'] as const).map((name) => (
                <Controller
                  key={name}
                  control={control}
                  name={`certificates.${index}.${name}`}
                  render={({ field }) => (
                    <DayField
                      label={t(`certificate.${name}`)}
                      value={field.value ?? null}
                      error={
                        problem(`certificates.${index}.${name}`) ??
                        (name === 'until' && isExpired ? t('certificate.expired') : null)
                      }
                      onChange={field.onChange}
                    />
                  )}
                />
              ))}
            </Group>
          </fieldset>
        );
      })}
      {fields.length < MOST && (
        <Button variant="subtle" size="compact-sm" onClick={add}>
          {t('certificate.add')}
        </Button>
      )}
      {fields.length > 0 && (
        <Text size="xs" c="var(--quiet)">
          {t('certificate.help')}
        </Text>
      )}
    </div>
  );
}
