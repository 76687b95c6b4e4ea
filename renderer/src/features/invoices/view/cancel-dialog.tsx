/** Takes an issued invoice back, and says before how: a void, or a credit note under which number (DO1, DO6). */
import { Button, Group, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { go } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { findingWords } from '../../../text/finding-words.ts';
import { formatAmount } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { OverrideFields } from '../../../ui/override-fields.tsx';
import { blocking, overridesOf, unanswered } from '../../../ui/overrides.ts';

type Check = OutputOf<'invoices.cancelCheck'>;

export interface CancelDialogProps {
  readonly id: string;
  readonly number: string;
  /** `correct` copies the content into a draft as well and opens it. */
  readonly what: 'cancel' | 'correct';
  readonly onClose: () => void;
}

export function CancelDialog({ id, number, what, onClose }: CancelDialogProps) {
  const t = useText('invoices');
  // One command for as long as the dialog stands: sending it twice takes the invoice back once.
  const [ids] = useState(() => ({ commandId: newId(), draft: newId() }));
  const [check, setCheck] = useState<Check | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [reason, setReason] = useState('');
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    let isCurrent = true;
    void invoke('invoices.cancelCheck', { id }).then((reply) => {
      if (!isCurrent) return;
      if (reply.ok) setCheck(reply.value);
      else setError(reply.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  const isThere = check !== null;
  useEffect(() => {
    if (isThere) form.current?.querySelector<HTMLElement>('[name=reason]')?.focus();
  }, [isThere]);

  const findings = check?.findings ?? [];
  const blocks = blocking(findings);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!check || isPending || blocks.length > 0) return;
    const missing = reason.trim() === '' ? ['reason'] : unanswered(findings, answers);
    if (missing.length > 0) {
      form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(missing[0] as string)}"]`)?.focus();
      return;
    }
    setPending(true);
    setError(null);
    const failure = await carryOut(reason.trim());
    setPending(false);
    setError(failure);
  };

  /** Sends it and goes on where the next step is; answers what kept it from happening. */
  const carryOut = async (said: string): Promise<AppError | null> => {
    const { commandId, draft } = ids;
    const input = { commandId, id, reason: said, overrides: overridesOf(findings, answers) };
    if (what === 'correct') {
      const reply = await invoke('invoices.correct', { ...input, draft });
      if (!reply.ok) return reply.error;
      const { creditNote } = reply.value;
      notifyDone(
        creditNote
          ? t('correct.done-credited', { number, note: creditNote.number })
          : t('correct.done-void', { number }),
      );
      onClose();
      await go({ screen: 'draft', id: draft });
      return null;
    }
    const reply = await invoke('invoices.cancel', input);
    if (!reply.ok) return reply.error;
    notifyDone(t('cancel.done', { number, note: reply.value.number }));
    onClose();
    await go({ screen: 'invoice', id: reply.value.id });
    return null;
  };

  return (
    <FilledDialog onClose={onClose} title={t(`${what}.title`, { number })} returnFocus={false}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {!check && !error && <Skeleton height={60} mb="sm" />}
        {check && (
          <Text size="sm" mb="sm">
            {check.how === 'void'
              ? t('cancel.will-void', { number })
              : t('cancel.will-credit', {
                  note: check.number ?? '–',
                  total: formatAmount(check.total, check.currency),
                })}
            {what === 'correct' && ` ${t('correct.and-copy')}`}
            {check.deposits.length > 0 &&
              ` ${t('cancel.frees', { count: check.deposits.length, deposits: check.deposits.join(', ') })}`}
          </Text>
        )}
        {blocks.map((finding) => (
          <Text key={finding.code} size="sm" c="var(--bad)" mb="xs">
            {findingWords(finding)}
          </Text>
        ))}
        {check && blocks.length === 0 && (
          <Textarea
            name="reason"
            data-autofocus
            label={t('void.reason')}
            description={check.how === 'credit-note' ? t('credit.reason-hint') : undefined}
            value={reason}
            maxLength={300}
            autosize
            minRows={2}
            error={isTried && reason.trim() === '' ? t('issue.reason-missing') : undefined}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey) return;
              event.preventDefault();
              void submit();
            }}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {blocks.length === 0 && (
          <Stack gap="sm" mt="sm">
            <OverrideFields findings={findings} reasons={answers} isTried={isTried} onReason={setAnswers} />
          </Stack>
        )}
        <ErrorText error={error} />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('void.no')}
          </Button>
          {blocks.length === 0 && (
            <Button
              type="submit"
              color={what === 'cancel' ? 'red.9' : 'petrol'}
              loading={isPending}
              disabled={!check}
            >
              {t(`${what}.yes`)}
            </Button>
          )}
        </Group>
      </form>
    </FilledDialog>
  );
}
