/** The manager's side of pairing (DV1): a code for the other desktop, then six digits to compare, then yes or no. */
import { Button, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import classes from '../settings.module.css';

const ROLES = ['clerk', 'manager', 'auditor', 'owner'] as const;
type Role = (typeof ROLES)[number];
type Invitation = OutputOf<'sync.invite'>;

/** How often the server is asked whether the other desktop has come, milliseconds. */
const ASK_EVERY = 1000;

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('sync');
  const c = useText('common');
  const invite = useCommand('sync.invite');
  const [role, setRole] = useState<Role>('clerk');
  const [made, setMade] = useState<Invitation | null>(null);
  const make = async (): Promise<void> => {
    const reply = await invite.run({ role });
    if (reply.ok) setMade(reply.value);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('invite')}
      size="lg"
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      {made ? (
        <Waiting invitation={made} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <Select
            label={t('invite.role')}
            data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            allowDeselect={false}
            data-autofocus
            value={role}
            onChange={(value) => setRole(ROLES.find((each) => each === value) ?? 'clerk')}
          />
          <ErrorText error={invite.error} />
          <Group mt="lg" gap="xs">
            <Button type="submit" loading={invite.pending}>
              {t('invite.make')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {c('cancel')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}

interface WaitingProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

function Waiting({ invitation, onClose }: WaitingProps) {
  const t = useText('sync');
  const asked = useBooks('sync.invitation', { pairing: invitation.pairing });
  const { again, data } = asked;
  const waits = data === undefined || data.state === 'open';
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(again, ASK_EVERY);
    return () => clearInterval(timer);
  }, [waits, again]);
  if (data?.claimant && data.state === 'waiting')
    return (
      <Compare pairing={invitation.pairing} claimant={data.claimant} role={data.role} onClose={onClose} />
    );
  if (data?.state === 'expired') return <Text>{t('invite.expired')}</Text>;
  const { address, code, pin, text, expires } = invitation;
  return (
    <>
      <Text size="sm">{t('invite.how')}</Text>
      <dl className={classes.facts}>
        <dt>{t('invite.address')}</dt>
        <dd>{address}</dd>
        <dt>{t('invite.code')}</dt>
        <dd className={classes.code}>{`${code.slice(0, 5)}-${code.slice(5)}`}</dd>
        {pin !== '' && (
          <>
            <dt>{t('invite.pin')}</dt>
            <dd>{pin}</dd>
          </>
        )}
      </dl>
      <QrCode text={text} label={t('invite.qr')} side={168} />
      <TextInput
        readOnly
        mt="xs"
        label={t('invite.copy')}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Text size="sm" c="var(--quiet)" mt="md" role="status">
        {t('invite.until', { time: formatTime(expires) })}
      </Text>
      <ErrorText error={asked.error} />
    </>
  );
}

interface CompareProps {
  readonly pairing: string;
  readonly claimant: NonNullable<OutputOf<'sync.invitation'>['claimant']>;
  readonly role: Role;
  readonly onClose: () => void;
}

function Compare({ pairing, claimant, role, onClose }: CompareProps) {
  const t = useText('sync');
  const answer = useCommand('sync.answer');
  const [commandId] = useState(newId);
  const [user, setUser] = useState('');
  const { device, name, digits } = claimant;
  const say = async (accept: boolean): Promise<void> => {
    const reply = await answer.run({ commandId, pairing, device, accept, user });
    if (!reply.ok) return;
    notifyDone(accept ? t('invite.done', { name: user || name }) : t('invite.refused'));
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void say(true);
      }}
    >
      <Text>{t('invite.compare', { name })}</Text>
      <output className={classes.digits}>{`${digits.slice(0, 3)} ${digits.slice(3)}`}</output>
      {role !== 'owner' && (
        <TextInput
          label={t('invite.user')}
          maxLength={80}
          autoFocus
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
      )}
      <ErrorText error={answer.error} />
      <Group mt="lg" gap="xs">
        <Button type="submit" loading={answer.pending} disabled={role !== 'owner' && user.trim() === ''}>
          {t('invite.yes')}
        </Button>
        <Button variant="default" onClick={() => void say(false)}>
          {t('invite.no')}
        </Button>
      </Group>
    </form>
  );
}
