/** Contact persons and call notes on the customer's card (EV10, AU4). */
import { Group, Table, Text, Title } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { formatDay, formatDayShort } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { erasePersonal } from './erase-personal.ts';
import { exportPersonal } from './export-personal.ts';
import classes from './personal.module.css';
import type { Contact, Personal } from './use-personal.ts';

export interface PersonalPanelProps {
  readonly customer: string;
  readonly name: string;
  readonly personal: Personal;
}

export function PersonalPanel({ customer, name, personal }: PersonalPanelProps) {
  const t = useText('customers');
  const { answer, show, mayErase } = personal;
  if (answer.error) return <ErrorPanel error={answer.error} onRetry={answer.again} />;
  if (!answer.data) return null;
  const { contacts, calls, notHere, erased, retention } = answer.data;
  return (
    <>
      <Group gap="xs" mb="xs">
        <ActionButton
          action={{
            id: 'customers.add-call',
            label: t('personal.add-call'),
            keys: 'C',
            group: 'here',
            run: () => show({ form: 'call', call: null }),
          }}
        />
        <ActionButton
          action={{
            id: 'customers.add-contact',
            label: t('personal.add-contact'),
            group: 'here',
            run: () => show({ form: 'contact', contact: null }),
          }}
        />
      </Group>
      {notHere > 0 && (
        <Text size="sm" c="var(--quiet)" role="status">
          {t('personal.not-here', { count: notHere })}
        </Text>
      )}
      {erased && (
        <Text size="sm" c="var(--quiet)">
          {t('personal.erased-on', { day: formatDay(erased.on), count: erased.entries })}
        </Text>
      )}
      {contacts.length > 0 && (
        <Section title={t('personal.contacts')}>
          {contacts.map((contact) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              onOpen={() => show({ form: 'contact', contact })}
            />
          ))}
        </Section>
      )}
      {calls.length > 0 && (
        <Section title={t('personal.calls')}>
          {calls.map((call) => (
            <Row key={call.id} onOpen={() => show({ form: 'call', call })}>
              <Table.Td className={classes.day}>{formatDayShort(call.fields.day)}</Table.Td>
              <Table.Td className={classes.who}>{call.fields.who}</Table.Td>
              <Table.Td className={classes.said}>{call.fields.text}</Table.Td>
            </Row>
          ))}
        </Section>
      )}
      <Group gap="xs" mt="md">
        {contacts.length + calls.length > 0 && (
          <ActionButton
            variant="subtle"
            color="gray"
            action={{
              id: 'customers.export-personal',
              label: t('personal.export'),
              group: 'here',
              run: () => void exportPersonal(customer),
            }}
          />
        )}
        {mayErase && contacts.length + calls.length + notHere > 0 && (
          <ActionButton
            variant="subtle"
            color="gray"
            action={{
              id: 'customers.erase-personal',
              label: t('personal.erase'),
              group: 'here',
              run: () => void erasePersonal({ customer, name, contact: null, retention }),
            }}
          />
        )}
      </Group>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={3} size="h5">
        {title}
      </Title>
      <Table highlightOnHover aria-label={title}>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </section>
  );
}

function ContactRow({ contact, onOpen }: { readonly contact: Contact; readonly onOpen: () => void }) {
  const { name, role, phone, email, note } = contact.fields;
  return (
    <Row onOpen={onOpen}>
      <Table.Td className={classes.person}>
        {name}
        {role !== '' && <span className={classes.quiet}>{role}</span>}
      </Table.Td>
      <Table.Td className={classes.reach}>
        {phone}
        {email !== '' && <span className={classes.quiet}>{email}</span>}
      </Table.Td>
      <Table.Td className={classes.said}>{note}</Table.Td>
    </Row>
  );
}

function Row({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'F2' && event.key !== ' ') return;
    event.preventDefault();
    onOpen();
  };
  return (
    <Table.Tr className={classes.row} tabIndex={0} onClick={onOpen} onKeyDown={onKeyDown}>
      {children}
    </Table.Tr>
  );
}
