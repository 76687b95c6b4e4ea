/** Says that sheets of a pad are spoilt, and why (NU6). */
import { SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { newId } from '../../data/ids.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CountField, LineField } from '../../ui/form-fields.tsx';
import { useCommandForm } from '../../ui/use-command-form.ts';

interface Typed {
  readonly from: number | '';
  readonly to: number | '';
  readonly reason: string;
}

interface SpoiltDialogProps {
  readonly pad: string;
  /** The sheets that it may be about. */
  readonly run: OutputOf<'series.report'>['series'][number]['runs'][number];
  readonly onClose: () => void;
}

export function SpoiltDialog({ pad, run, onClose }: SpoiltDialogProps) {
  const t = useText('numbers');
  const common = useText('common');
  const [commandId] = useState(newId);
  const { from: least, to: most } = run.counters;
  const isSheet = (counter: number | ''): boolean => counter !== '' && counter >= least && counter <= most;
  const { form, command, send } = useCommandForm<'series.saySheets', Typed>('series.saySheets', {
    start: { from: least, to: run.fate === 'missing' ? most : least, reason: '' },
    sent: (typed) => ({ commandId, id: pad, ...typed }),
    also: ({ from, to }) => {
      const problem = isSheet(from) && isSheet(to) && from <= to ? null : 'sheet-not-of-pad';
      return { from: problem, to: problem };
    },
    onDone: onClose,
  });
  const range = { min: least, max: most, clampBehavior: 'none' } as const;
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('spoilt.title')}
        yes={t('spoilt.do')}
        no={common('cancel')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">{t('spoilt.text')}</Text>
        <SimpleGrid cols={2} spacing="sm">
          <CountField name="from" label={t('spoilt.from')} {...range} with={['to']} />
          <CountField name="to" label={t('spoilt.to')} {...range} with={['from']} />
        </SimpleGrid>
        <LineField data-autofocus name="reason" label={t('spoilt.reason')} maxLength={300} />
      </FormDialog>
    </FormProvider>
  );
}
