/** The company moves to another computer (DV3): what that means, what still waits here, and the code of the new computer. */
import { Button, Group, List, Modal, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../data/ids.ts';
import { useCompany, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import classes from './settings.module.css';

export function MoveSection() {
  const t = useText('moving');
  const company = useCompany();
  const [open, setOpen] = useState(false);
  const role = company?.user.role;
  if (role !== 'owner' && role !== 'manager') return null;
  return (
    <section className={classes.section}>
      <Title order={3}>{t('title')}</Title>
      <Text size="sm" c="var(--quiet)" maw={560} mb="xs">
        {t('text')}
      </Text>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <MoveDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

function MoveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('moving');
  const c = useText('common');
  const words = useFieldProblem();
  const out = useCommand('moving.out');
  const [commandId] = useState(newId);
  const [code, setCode] = useState('');
  const submit = async (): Promise<void> => {
    const reply = await out.run({ commandId, code });
    // By then the company may stand closed, and this dialog with it.
    if (!reply.ok && reply.error.kind !== 'invalid') notifyError(reply.error);
    if (reply.ok && reply.value.written) notifyDone(t('written'));
  };
  const problem = out.error?.kind === 'invalid' ? out.error.fields.find(({ path }) => path === 'code') : null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Text size="sm">{t('text')}</Text>
        <Waiting />
        <List type="ordered" size="sm" my="sm">
          <List.Item>{t('step.install')}</List.Item>
          <List.Item>{t('step.code')}</List.Item>
          <List.Item>{t('step.type')}</List.Item>
        </List>
        <TextInput
          label={t('code')}
          description={t('code.help')}
          value={code}
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          error={problem ? words(problem.problem) : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Text size="sm" c="var(--quiet)" mt="sm">
          {t('secret')} {t('stays')}
        </Text>
        <ErrorText error={out.error?.kind === 'invalid' ? null : out.error} />
        <Group mt="lg" gap="xs" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={out.pending} disabled={code.trim() === ''}>
            {t('write')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** What still waits on this computer, and what becomes of it. */
function Waiting() {
  const t = useText('moving');
  const standing = useBooks('moving.standing', {});
  const sync = useSession((state) => state.sync);
  const now = useCommand('sync.now');
  if (!standing.data) return <ErrorText error={standing.error} />;
  const { connected, mails, printing, hub } = standing.data;
  const unsent = sync?.unsent ?? standing.data.unsent;
  return (
    <List size="sm" my="sm">
      <List.Item>
        {!connected && t('unsent.alone')}
        {connected && unsent === 0 && t('unsent.none')}
        {connected && unsent > 0 && (
          <>
            {t('unsent', { count: unsent })}{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => void now.run({})}>
              {t('send')}
            </Button>
          </>
        )}
      </List.Item>
      {mails > 0 && <List.Item>{t('mails', { count: mails })}</List.Item>}
      {printing && <List.Item>{t('printing')}</List.Item>}
      {hub && <List.Item>{t('hub')}</List.Item>}
    </List>
  );
}
