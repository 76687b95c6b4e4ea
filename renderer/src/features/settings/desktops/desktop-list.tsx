/** The desktops of the office: adding one, shutting one out, taking over what a shut out one had recorded (DV1, DV4). */
import { Button, Group, Table, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../settings.module.css';
import { InviteDialog } from './invite-dialog.tsx';

type Desktop = OutputOf<'sync.devices'>[number];

export function DesktopList({ manages }: { readonly manages: boolean }) {
  const t = useText('sync');
  const desktops = useBooks('sync.devices', {});
  const [inviting, setInviting] = useState(false);
  const rows = desktops.data?.filter(({ state }) => state !== 'unknown') ?? [];
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <Title order={3}>{t('list')}</Title>
        {manages && (
          <ActionButton
            action={{
              id: 'desktops.invite',
              label: t('invite'),
              keys: 'Alt+N',
              run: () => setInviting(true),
            }}
          />
        )}
      </div>
      <ErrorText error={desktops.error} />
      {rows.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('list.name')}</Table.Th>
              <Table.Th>{t('list.user')}</Table.Th>
              <Table.Th>{t('list.role')}</Table.Th>
              <Table.Th>{t('list.state')}</Table.Th>
              {manages && <Table.Th aria-label={t('list.revoke')} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((desktop) => (
              <Row key={desktop.device} desktop={desktop} manages={manages} onChange={desktops.again} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {inviting && (
        <InviteDialog
          onClose={() => {
            setInviting(false);
            desktops.again();
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly desktop: Desktop;
  readonly manages: boolean;
  readonly onChange: () => void;
}

function Row({ desktop, manages, onChange }: RowProps) {
  const t = useText('sync');
  const revoke = useCommand('sync.revoke');
  const approve = useCommand('sync.approve');
  const { device, name, user, role, state, self, held } = desktop;
  const askRevoke = async (): Promise<void> => {
    const yes = await confirm({
      title: t('list.revoke-title', { name }),
      text: t('list.revoke-text'),
      yes: t('list.revoke'),
      no: t('list.keep'),
      danger: true,
    });
    if (!yes) return;
    const reply = await revoke.run({ commandId: newId(), device, reason: t('list.revoke-reason') });
    if (reply.ok) notifyDone(t('list.revoked', { name }));
    onChange();
  };
  const take = async (): Promise<void> => {
    const reply = await approve.run({ device });
    if (reply.ok) notifyDone(t('list.approved', { count: reply.value.taken }));
    onChange();
  };
  return (
    <Table.Tr>
      <Table.Td className={classes.long}>
        {name}
        {self && ` (${t('list.self')})`}
      </Table.Td>
      <Table.Td className={classes.long}>{user || t('list.owner')}</Table.Td>
      <Table.Td>{t(`role.${role}`)}</Table.Td>
      <Table.Td>{t(`list.state.${state as 'active'}`)}</Table.Td>
      {manages && (
        <Table.Td>
          <Group gap="xs" justify="flex-end">
            {held > 0 && (
              <Button size="xs" loading={approve.pending} onClick={() => void take()}>
                {t('list.approve', { count: held })}
              </Button>
            )}
            {!self && state === 'active' && (
              <Button size="xs" variant="default" loading={revoke.pending} onClick={() => void askRevoke()}>
                {t('list.revoke')}
              </Button>
            )}
          </Group>
          <ErrorText error={revoke.error ?? approve.error} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
