/** Closes a series for a reason, and says how numbering goes on (NU5). */
import { Alert, Modal, SimpleGrid, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { minor } from '../../../../shared/domain/money.ts';
import { checkSeries, formatNumber } from '../../../../shared/domain/numbering.ts';
import { newId } from '../../data/ids.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SeriesStartFields } from './series-start-fields.tsx';

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
  const words = useFieldProblem();
  const close = useCommand('series.close');
  const [commandId] = useState(newId);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [prefix, setPrefix] = useState(check.successor?.prefix ?? '');
  const [first, setFirst] = useState<number | ''>(check.successor?.first ?? 1);
  const year = check.successor?.year ?? null;
  const width = check.successor?.width ?? 4;
  const start = { prefix, year, width, next: first === '' ? 0 : first };
  const checked = checkSeries(start, year !== null);
  const isOpened = check.goesOn === null;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '' || (isOpened && !checked.ok)) return;
    const successor = isOpened && first !== '' ? { prefix, year, width, first: minor(first) } : null;
    const reply = await close.run({ commandId, id, reason, successor });
    if (reply.ok) onClose();
  };
  return (
    <FormDialog
      title={t('series.close.title')}
      size="lg"
      yes={t('series.close.do')}
      no={t('series.close.keep')}
      pending={close.pending}
      error={close.error}
      returnFocus
      onKeyDown={walkOnEnter(() => void submit())}
      onSubmit={submit}
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
        value={reason}
        error={isTried && reason.trim() === '' ? words('required') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {isOpened ? (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <SeriesStartFields {...{ prefix, first, checked }} onPrefix={setPrefix} onFirst={setFirst} />
          </SimpleGrid>
          {checked.ok && (
            <Text size="sm" c="var(--quiet)" aria-live="polite">
              {t('series.close.goes-on', { number: formatNumber(start, start.next) })}
            </Text>
          )}
        </>
      ) : (
        <Text size="sm">{t('series.close.goes-on', { number: check.goesOn ?? '' })}</Text>
      )}
    </FormDialog>
  );
}
