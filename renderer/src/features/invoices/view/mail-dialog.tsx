/** An issued document by mail: to whom, in which words, with which files; into the outbox or into the system's own program. */
import { Button, Checkbox, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf } from '../../../../../shared/contract/contract.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { NoMailAccount } from '../../../ui/no-mail-account.tsx';
import { notifyDone } from '../../../ui/notify.ts';

type Proposal = OutputOf<'mail.compose'>;

export interface MailDialogProps {
  readonly id: string;
  readonly number: string;
  readonly onClose: () => void;
}

export function MailDialog({ id, number, onClose }: MailDialogProps) {
  const t = useText('mail');
  const common = useText('common');
  const proposal = useBooks('mail.compose', { id });
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': common('close') }}
      onClose={onClose}
      title={t('title', { number })}
      size="lg"
    >
      <ErrorText error={proposal.error} />
      {proposal.data && <MailForm id={id} proposal={proposal.data} onClose={onClose} />}
    </Modal>
  );
}

/** Addresses as people type them into one field. */
const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

interface MailFormProps {
  readonly id: string;
  readonly proposal: Proposal;
  readonly onClose: () => void;
}

function MailForm({ id, proposal, onClose }: MailFormProps) {
  const t = useText('mail');
  const words = useFieldProblem();
  const send = useCommand('mail.send');
  const handOver = useCommand('mail.handOver');
  const { sender } = proposal;
  const [to, setTo] = useState(proposal.to.join(', '));
  const [cc, setCc] = useState('');
  const [subject, setSubject] = useState(proposal.subject);
  const [text, setText] = useState(proposal.text);
  const [withEInvoice, setWithEInvoice] = useState(proposal.eInvoice !== null);
  // Pressed twice, it is still one mail.
  const commandId = useRef(newId());
  // The dialog opened before there was a field to stand in.
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const error = send.error ?? handOver.error;
  const problemOf = (path: string): string | null => {
    const found =
      error?.kind === 'invalid' ? error.fields.find((field) => field.path.split('.')[0] === path) : undefined;
    return found ? words(found.problem) : null;
  };
  const mail = (): InputOf<'mail.send'> => ({
    commandId: commandId.current,
    ...{ id, to: addressesIn(to), cc: addressesIn(cc), subject, text },
    eInvoice: withEInvoice ? proposal.eInvoice : null,
  });
  const submit = async (): Promise<void> => {
    handOver.clear();
    const reply = await send.run(mail());
    if (!reply.ok) return;
    notifyDone(t('queued'));
    onClose();
  };
  const open = async (): Promise<void> => {
    send.clear();
    const reply = await handOver.run(mail());
    if (!reply.ok) return;
    notifyDone(t('handed-over'));
    onClose();
  };
  return (
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
        <TextInput
          label={t('to')}
          ref={first}
          data-autofocus
          value={to}
          error={problemOf('to')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <TextInput
          label={t('cc')}
          value={cc}
          error={problemOf('cc')}
          onChange={(event) => setCc(event.currentTarget.value)}
        />
        <TextInput
          label={t('subject')}
          value={subject}
          maxLength={300}
          error={problemOf('subject')}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Textarea
          label={t('text')}
          autosize
          minRows={5}
          maxRows={8}
          maxLength={20_000}
          value={text}
          error={problemOf('text')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Text size="sm">{t('attached', { names: proposal.attachments.join(', ') })}</Text>
        {proposal.eInvoice && (
          <Checkbox
            label={t(proposal.eInvoice === 'factur-x' ? 'einvoice-inside' : 'einvoice-beside')}
            checked={withEInvoice}
            onChange={(event) => setWithEInvoice(event.currentTarget.checked)}
          />
        )}
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
            <Button type="submit" loading={send.pending} disabled={!sender}>
              {t('send')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
