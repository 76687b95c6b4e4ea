/** Closes a series for a reason, and says how numbering goes on (NU5). */
import { Alert, Modal, SimpleGrid, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { checkSeries, formatNumber } from '../../../../shared/domain/numbering.ts';
import { newId } from '../../data/ids.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useProblemWords } from '../../ui/form-problems.ts';
import { useCommandForm } from '../../ui/use-command-form.ts';
import { type SeriesStart, SeriesStartFields, startProblems } from './series-start-fields.tsx';

interface Typed extends SeriesStart {
  readonly reason: string;
}

interface SeriesCloseDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function SeriesCloseDialog({ id, onClose }: SeriesCloseDialogProps) {
  const t = useText('settings');
  const c = useText('common');
  const check = useBooks('series.closeCheck', { id }, { keepPrevious: true });
  // It opens with the answer, so that the focus stands on the reason from the beginning.
  if (!check.data && !check.error) return null;
  if (check.data) return <CloseForm id={id} check={check.data} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('series.close.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      {check.error && <ErrorPanel error={check.error} onRetry={check.again} />}
    </Modal>
  );
}

interface CloseFormProps extends SeriesCloseDialogProps {
  readonly check: OutputOf<'series.closeCheck'>;
}

function CloseForm({ id, check, onClose }: CloseFormProps) {
  const t = useText('settings');
  const [commandId] = useState(newId);
  const year = check.successor?.year ?? null;
  const width = check.successor?.width ?? 4;
  const isOpened = check.goesOn === null;
  const planOf = ({ prefix, first }: SeriesStart) => ({
    prefix,
    year,
    width,
    next: first === '' ? 0 : first,
  });
  const checkStart = (typed: SeriesStart) => checkSeries(planOf(typed), year !== null);
  const { form, command, send } = useCommandForm<'series.close', Typed>('series.close', {
    start: { reason: '', prefix: check.successor?.prefix ?? '', first: check.successor?.first ?? 1 },
    sent: ({ reason, prefix, first }) => ({
      ...{ commandId, id, reason },
      successor: isOpened ? { prefix, year, width, first } : null,
    }),
    at: (path) => path.replace('successor.', ''),
    also: (typed) => (isOpened ? startProblems(checkStart(typed)) : {}),
    onDone: onClose,
  });
  const wrong = useProblemWords(form.formState.errors);
  const start = form.watch();
  const checked = checkStart(start);
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('series.close.title')}
        size="lg"
        yes={t('series.close.do')}
        no={t('series.close.keep')}
        pending={command.pending}
        error={command.error}
        returnFocus
        onKeyDown={walkOnEnter(() => void send())}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">
          {check.last === null
            ? t('series.close.none')
            : t('series.close.last', {
                number: check.last,
                date: check.lastIssue === null ? '' : formatDay(check.lastIssue),
              })}
        </Text>
        {check.lastIssue !== null && check.lastIssue > check.today && (
          <Alert color="yellow" variant="light">
            {t('series.close.clock', { date: formatDay(check.today) })}
          </Alert>
        )}
        {check.lost > 0 && (
          <Alert color="yellow" variant="light">
            {t('series.close.lost', { count: check.lost })}
          </Alert>
        )}
        <Textarea
          label={t('series.close.reason')}
          description={t('series.close.reason-hint')}
          autosize
          minRows={2}
          maxLength={300}
          data-autofocus
          error={wrong('reason')}
          {...form.register('reason')}
        />
        {isOpened ? (
          <>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <SeriesStartFields checked={checked} />
            </SimpleGrid>
            {checked.ok && (
              <Text size="sm" c="var(--quiet)" aria-live="polite">
                {t('series.close.goes-on', { number: formatNumber(planOf(start), planOf(start).next) })}
              </Text>
            )}
          </>
        ) : (
          <Text size="sm">{t('series.close.goes-on', { number: check.goesOn ?? '' })}</Text>
        )}
      </FormDialog>
    </FormProvider>
  );
}
