/** Many documents by mail: says whom it reaches and whom not, puts the mails into the outbox, and names what was left. */
import { Anchor, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { go } from '../app/navigation.ts';
import { invoke } from '../data/client.ts';
import { newId } from '../data/ids.ts';
import { useSession } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { useCommand } from '../data/use-command.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';
import { NoMailAccount } from './no-mail-account.tsx';
import { notifyDone } from './notify.ts';
import { Progress } from './task-progress.tsx';

export interface MailRunDialogProps {
  readonly documents: readonly string[];
  readonly onClose: () => void;
}

type Plan = OutputOf<'mail.plan'>;
type Sent = OutputOf<'mail.sendMany'>;

/** As many names as are read; the rest is a number. */
const NAMED = 5;

export function MailRunDialog({ documents, onClose }: MailRunDialogProps) {
  const t = useText('mail');
  const common = useText('common');
  const plan = useBooks('mail.plan', { documents: [...documents] });
  const account = useBooks('mail.account', {});
  const send = useCommand('mail.sendMany');
  const [commandId] = useState(newId);
  const [wantsAgain, setAgain] = useState(false);
  const [withEInvoices, setEInvoices] = useState(true);
  const [sent, setSent] = useState<Sent | null>(null);
  // The first field gets the focus when the dialog opens, so it has to be there by then.
  if ((!plan.data && !plan.error) || (!account.data && !account.error)) return null;
  const { ready = [], hasEInvoices = false } = plan.data ?? {};
  const before = ready.filter(({ handedOut }) => handedOut).length;
  const chosen = ready.filter(({ handedOut }) => wantsAgain || !handedOut).map(({ id }) => id);
  const hasAccount = account.data?.account !== null;
  const submit = async (): Promise<void> => {
    const reply = await send.run({ commandId, documents: chosen, withEInvoices });
    if (!reply.ok) return;
    const { queued, left, stopped } = reply.value;
    if (left.length > 0 || stopped) return setSent(reply.value);
    notifyDone(t('run.done', { count: queued }));
    onClose();
  };
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': common('close') }}
      onClose={onClose}
      title={t('run.title')}
      size="md"
    >
      <Stack gap="sm">
        {sent ? (
          <Outcome sent={sent} onClose={onClose} />
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (hasAccount && chosen.length > 0) void submit();
            }}
          >
            <Stack gap="sm">
              {!hasAccount && <NoMailAccount>{t('run.no-account')}</NoMailAccount>}
              <Text size="sm">{t('run.text', { count: chosen.length })}</Text>
              {plan.data && <LeftOut plan={plan.data} onClose={onClose} />}
              {before > 0 && (
                <Checkbox
                  label={t('run.again', { count: before })}
                  description={t('run.again-hint')}
                  checked={wantsAgain}
                  onChange={(event) => setAgain(event.currentTarget.checked)}
                />
              )}
              {hasEInvoices && (
                <Checkbox
                  label={t('run.einvoices')}
                  checked={withEInvoices}
                  onChange={(event) => setEInvoices(event.currentTarget.checked)}
                />
              )}
              {send.pending && <Making />}
              <ErrorText error={plan.error ?? account.error ?? send.error} />
              <Group justify="flex-end" gap="xs">
                {!send.pending && (
                  <Button variant="default" onClick={onClose}>
                    {t('cancel')}
                  </Button>
                )}
                <Button
                  type="submit"
                  data-autofocus
                  loading={send.pending}
                  disabled={!hasAccount || chosen.length === 0}
                >
                  {t('run.send', { count: chosen.length })}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  );
}

/** Void documents, and customers without an address: each a way to its document. */
function LeftOut({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const t = useText('mail');
  const { without } = plan;
  return (
    <>
      {plan.void > 0 && (
        <Text size="sm" c="var(--quiet)">
          {t('run.void', { count: plan.void })}
        </Text>
      )}
      {without.length > 0 && (
        <div>
          <Text size="sm">{t('run.without', { count: without.length })}</Text>
          {without.slice(0, NAMED).map(({ id, number, customer }) => (
            <Text key={id} size="sm" c="var(--quiet)">
              <ToDocument id={id} number={number} onLeave={onClose} /> {customer}
            </Text>
          ))}
          {without.length > NAMED && (
            <Text size="sm" c="var(--quiet)">
              {t('run.more', { count: without.length - NAMED })}
            </Text>
          )}
        </div>
      )}
    </>
  );
}

function ToDocument(props: { readonly id: string; readonly number: string; readonly onLeave: () => void }) {
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      onClick={() => {
        props.onLeave();
        void go({ screen: 'invoice', id: props.id });
      }}
    >
      {props.number}
    </Anchor>
  );
}

/** How far the mails are made; behind a dialog the foot of the sidebar is out of reach. */
function Making() {
  const t = useText('mail');
  const task = useSession(({ tasks }) => tasks.find(({ label }) => label === 'mail'));
  if (!task) return null;
  const { done, total } = task;
  return (
    <Progress
      label={t('run.making')}
      done={done}
      total={total}
      onCancel={() => void invoke('tasks.cancel', { task: task.task })}
    />
  );
}

/** What became of it, where not all went out. */
function Outcome({ sent, onClose }: { readonly sent: Sent; readonly onClose: () => void }) {
  const t = useText('mail');
  const common = useText('common');
  return (
    <>
      <Text size="sm" role="status">
        {t('run.done', { count: sent.queued })} {sent.stopped ? t('run.stopped') : ''}
      </Text>
      {sent.left.length > 0 && (
        <div>
          <Text size="sm">{t('run.left', { count: sent.left.length })}</Text>
          {sent.left.map(({ id, number, why }) => (
            <Text key={id} size="sm" c="var(--bad)">
              <ToDocument id={id} number={number} onLeave={onClose} /> {t(`run.why.${why}`)}
            </Text>
          ))}
        </div>
      )}
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          {common('close')}
        </Button>
      </Group>
    </>
  );
}
