/** An issued document by mail: to whom, in which words, with which files; into the outbox or into the system's own program. */
import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { LineField } from '../../../ui/form-fields.tsx';
import { useProblemWords } from '../../../ui/form-problems.ts';
import { Held } from '../../../ui/held.tsx';
import { NoMailAccount } from '../../../ui/no-mail-account.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';

type Proposal = OutputOf<'mail.compose'>;

export interface MailDialogProps {
  readonly id: string;
  readonly number: string;
  readonly onClose: () => void;
}

export function MailDialog({ id, number, onClose }: MailDialogProps) {
  const t = useText('mail');
  const proposal = useBooks('mail.compose', { id });
  return (
    <FilledDialog onClose={onClose} title={t('title', { number })} size="lg">
      <ErrorText error={proposal.error} />
      {proposal.data && <MailForm id={id} proposal={proposal.data} onClose={onClose} />}
    </FilledDialog>
  );
}

/** Addresses as people type them into one field. */
const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

interface Typed {
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly text: string;
  readonly withEInvoice: boolean;
}

interface MailFormProps {
  readonly id: string;
  readonly proposal: Proposal;
  readonly onClose: () => void;
}

function MailForm({ id, proposal, onClose }: MailFormProps) {
  const t = useText('mail');
  const handOver = useCommand('mail.handOver');
  const { sender } = proposal;
  // Pressed twice, it is still one mail; with another text it is another.
  const [commandId] = useState(newId);
  const { form, command, send } = useCommandForm<'mail.send', Typed>('mail.send', {
    start: {
      ...{ to: proposal.to.join(', '), cc: '', subject: proposal.subject, text: proposal.text },
      withEInvoice: proposal.eInvoice !== null,
    },
    sent: ({ to, cc, subject, text, withEInvoice }) => ({
      ...{ commandId, id, to: addressesIn(to), cc: addressesIn(cc), subject, text },
      eInvoice: withEInvoice ? proposal.eInvoice : null,
    }),
    at: (path) => path.replace(/\..*$/, ''),
    onDone: () => {
      notifyDone(t('queued'));
      onClose();
    },
  });
  const problem = useProblemWords(form.formState.errors);
  // The dialog opened before there was a field to stand in.
  useEffect(() => form.setFocus('to'), [form]);
  const error = command.error ?? handOver.error;
  const submit = async (): Promise<void> => {
    handOver.clear();
    await send();
  };
  const open = form.handleSubmit(async (mail) => {
    command.clear();
    const reply = await handOver.run(mail);
    if (!reply.ok) return;
    notifyDone(t('handed-over'));
    onClose();
  });
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (sender) void submit();
        }}
      >
        <Stack gap="sm">
          {sender ? (
            <Text size="sm" c="var(--quiet)">
              {t('from', { name: sender.name, address: sender.address })}
            </Text>
          ) : (
            <NoMailAccount>{t('no-account')}</NoMailAccount>
          )}
          <Held pending={command.pending || handOver.pending}>
            <LineField name="to" label={t('to')} data-autofocus />
            <LineField name="cc" label={t('cc')} />
            <LineField name="subject" label={t('subject')} maxLength={300} />
            <Textarea
              label={t('text')}
              autosize
              minRows={5}
              maxRows={8}
              maxLength={20_000}
              error={problem('text')}
              {...form.register('text')}
            />
            <Text size="sm">{t('attached', { names: proposal.attachments.join(', ') })}</Text>
            {proposal.eInvoice && (
              <Checkbox
                label={t(proposal.eInvoice === 'factur-x' ? 'einvoice-inside' : 'einvoice-beside')}
                {...form.register('withEInvoice')}
              />
            )}
          </Held>
          <ErrorText error={error?.kind === 'invalid' ? null : error} />
          <Group justify="space-between" gap="xs">
            <Button
              variant="subtle"
              title={t('program-hint')}
              loading={handOver.pending}
              onClick={() => void open()}
            >
              {t('program')}
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={command.pending} disabled={!sender}>
                {t('send')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}
