/** One exchange rate, typed (MO4). */
import { Button, Group, Select, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { Controller, FormProvider, useFormContext } from 'react-hook-form';
import { currencyCodes } from '../../../../../shared/domain/currency.ts';
import { newId } from '../../../data/ids.ts';
import { useToday } from '../../../data/session.ts';
import { currencyChoices } from '../../../text/currencies.ts';
import { formatRate } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { readRate } from '../../../ui/entry.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { DayOf, LineField, useWrong } from '../../../ui/form-fields.tsx';
import { Held } from '../../../ui/held.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { TextEntry } from '../../../ui/text-entry.tsx';
import { useCommandForm } from '../../../ui/use-command-form.ts';

interface Typed {
  readonly from: string | null;
  readonly to: string;
  readonly day: string | null;
  readonly rate: string | null;
  readonly source: string;
}

interface RateDialogProps {
  /** The company's own, to which most rates are kept. */
  readonly currency: string;
  readonly onClose: () => void;
}

export function RateDialog({ currency, onClose }: RateDialogProps) {
  const t = useText('prices');
  const c = useText('common');
  const today = useToday();
  const [commandId] = useState(newId);
  const { form, command, send, unread } = useCommandForm<'rates.save', Typed>('rates.save', {
    start: { from: null, to: currency, day: today, rate: null, source: '' },
    mode: 'onChange',
    sent: (typed) => ({ commandId, rates: [typed] }),
    at: (path) => path.replace(/^rates\.0\./, ''),
    also: ({ from, to, day, rate }) => ({
      from: from !== null && from === to ? 'same' : null,
      day: day !== null && day > today ? 'to-come' : null,
      // The contract takes a rate out by none.
      rate: rate === null ? 'required' : null,
    }),
    onDone: () => {
      notifyDone(t('rates.saved', { count: 1 }));
      onClose();
    },
  });
  const choices = currencyChoices(currencyCodes());
  const says = { required: t('missing'), same: t('rates.same'), 'to-come': t('problem.csv-day-in-future') };
  return (
    <FilledDialog onClose={onClose} title={t('rates.add')}>
      <FormProvider {...form}>
        <form
          noValidate
          onKeyDown={walkOnEnter(() => void send())}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Held pending={command.pending}>
            <SimpleGrid cols={2} spacing="sm">
              <RateFields choices={choices} says={says} onProblem={unread('rate')} />
              <DayOf name="day" label={t('rates.day')} says={says} onProblem={unread('day')} />
              <LineField
                name="source"
                label={t('rates.source')}
                placeholder={t('rates.source-hint')}
                maxLength={80}
              />
            </SimpleGrid>
          </Held>
          <ErrorText error={command.error} />
          <Group mt="lg" gap="xs">
            <Button type="submit" loading={command.pending}>
              {c('save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {c('cancel')}
            </Button>
          </Group>
        </form>
      </FormProvider>
    </FilledDialog>
  );
}

interface RateFieldsProps {
  readonly choices: ReturnType<typeof currencyChoices>;
  readonly says: Readonly<Record<string, string>>;
  readonly onProblem: (problem: string | null) => void;
}

/** The two currencies, and what the one is worth in the other. */
function RateFields({ choices, says, onProblem }: RateFieldsProps) {
  const t = useText('prices');
  const wrong = useWrong();
  const { control, getValues, trigger } = useFormContext<Typed>();
  return (
    <>
      <Controller
        control={control}
        name="from"
        render={({ field }) => (
          <Select
            data-autofocus
            label={t('rates.one')}
            data={choices}
            searchable
            error={wrong('from', says)}
            {...field}
          />
        )}
      />
      <Controller
        control={control}
        name="to"
        render={({ field }) => (
          <Select
            label={t('rates.in')}
            data={choices}
            searchable
            allowDeselect={false}
            {...field}
            onChange={(to) => {
              if (to === null) return;
              field.onChange(to);
              if (getValues('from') !== null) void trigger('from');
            }}
          />
        )}
      />
      <Controller
        control={control}
        name="rate"
        render={({ field }) => (
          <TextEntry<string>
            label={t('rates.rate')}
            inputMode="decimal"
            read={readRate}
            write={formatRate}
            error={wrong('rate', says)}
            onProblem={onProblem}
            {...field}
          />
        )}
      />
    </>
  );
}
