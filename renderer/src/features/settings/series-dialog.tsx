/** Opens a new series; the one before keeps its numbers and gives no more. */
import { Button, Group, Select, SimpleGrid, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Controller, FormProvider } from 'react-hook-form';
import { DOCUMENT_KINDS } from '../../../../shared/domain/document-kinds.ts';
import {
  checkSeries,
  formatNumber,
  numberingYear,
  type SeriesKind,
} from '../../../../shared/domain/numbering.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { FilledDialog } from '../../ui/filled-dialog.tsx';
import { Held } from '../../ui/held.tsx';
import { useCommandForm } from '../../ui/use-command-form.ts';
import { type SeriesStart, SeriesStartFields, startProblems } from './series-start-fields.tsx';

/** Least digits of a counter. */
const WIDTH = 4;

interface Typed extends SeriesStart {
  readonly kind: SeriesKind;
  readonly yearly: boolean;
}

export function SeriesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('settings');
  const c = useText('common');
  const today = useToday();
  const company = useBooks('company.get', {});
  const [commandId] = useState(newId);
  const yearOf = (yearly: boolean): number | null =>
    yearly ? numberingYear(today, company.data?.fields.fiscalYearStart ?? 1) : null;
  const check = ({ prefix, first, yearly }: Typed) =>
    checkSeries({ prefix, year: yearOf(yearly), width: WIDTH, next: first === '' ? 0 : first }, yearly);
  const { form, command, send } = useCommandForm<'series.open', Typed>('series.open', {
    start: { kind: 'invoice', prefix: '', first: 1, yearly: false },
    sent: ({ yearly, ...typed }) => ({ commandId, ...typed, year: yearOf(yearly), width: WIDTH }),
    also: (typed) => startProblems(check(typed)),
    onDone: onClose,
  });
  const values = form.watch();
  const { prefix, first, yearly } = values;
  const checked = check(values);
  return (
    <FilledDialog onClose={onClose} title={t('series.open')} size="lg">
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
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <Controller
                control={form.control}
                name="kind"
                render={({ field }) => (
                  <Select
                    label={t('series.kind')}
                    data={DOCUMENT_KINDS.map((each) => ({ value: each, label: t(`series.kind.${each}`) }))}
                    allowDeselect={false}
                    {...field}
                  />
                )}
              />
              <SeriesStartFields checked={checked} autoFocus />
              <Switch mt="lg" label={t('series.yearly')} {...form.register('yearly')} />
            </SimpleGrid>
          </Held>
          {checked.ok && first !== '' && (
            <Text size="sm" c="var(--quiet)" mt="sm" aria-live="polite">
              {t('series.sample', {
                number: formatNumber({ prefix, year: yearOf(yearly), width: WIDTH }, first),
              })}
            </Text>
          )}
          <ErrorText error={command.error} />
          <Group mt="lg" gap="xs">
            <Button type="submit" loading={command.pending} disabled={!checked.ok}>
              {t('series.open')}
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
