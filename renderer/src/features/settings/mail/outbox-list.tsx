/** The outbox: every mail, what became of it, and what a person can do about it. */
import { Alert, Anchor, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../../shared/contract/contract.ts';
import { go } from '../../../app/navigation.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useErrorWords } from '../../../text/error-words.ts';
import { formatInstant, formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { ErrorPanel, ErrorText } from '../../../ui/error-text.tsx';

type Outbox = OutputOf<'mail.outbox'>;
type Row = Outbox['rows'][number];
type Decision = InputOf<'mail.decide'>['decision'];

const COLORS: Readonly<Record<Row['state'], string>> = {
  waiting: 'blue',
  sending: 'blue',
  sent: 'green',
  failed: 'red',
  uncertain: 'orange',
  cancelled: 'gray',
};

/** What a person can decide where a mail stands. */
const DECISIONS: Readonly<Record<Row['state'], readonly Decision[]>> = {
  waiting: ['cancel'],
  sending: [],
  sent: [],
  failed: ['again', 'cancel'],
  uncertain: ['arrived', 'again', 'cancel'],
  cancelled: ['again'],
};

/** As many as leave the account below them in sight of somebody who looks for it. */
const FIRST = 15;

const NEEDS: ReadonlySet<Row['state']> = new Set(['failed', 'uncertain']);
/** What needs a person before all else; the rest as it came. */
const byNeed = (a: Row, b: Row): number => Number(NEEDS.has(b.state)) - Number(NEEDS.has(a.state));

export function OutboxList() {
  const t = useText('mail');
  const words = useErrorWords();
  const outbox = useBooks('mail.outbox', {});
  const now = useCommand('mail.now');
  const decide = useCommand('mail.decide');
  const [isWhole, setWhole] = useState(false);
  if (outbox.error) return <ErrorPanel error={outbox.error} onRetry={outbox.again} />;
  if (!outbox.data) return null;
  const { rows, line, problem, nextTry } = outbox.data;
  const said = problem && words({ kind: 'mail', problem, detail: '' });
  const isHeldUp = said && rows.some(({ state }) => state === 'waiting');

  const run = async (row: Row, decision: Decision): Promise<void> => {
    if (decision === 'again' && row.state === 'uncertain') {
      const sure = await confirm({
        title: t('again.title'),
        text: t('again.text', { to: row.to.join(', ') }),
        yes: t('decide.again'),
        no: t('again.no'),
      });
      if (!sure) return;
    }
    await decide.run({ id: row.id, decision });
  };
  const shown = isWhole ? rows : [...rows].sort(byNeed).slice(0, FIRST);
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const cancelAll = async (): Promise<void> => {
    const sure = await confirm({
      title: t('outbox.cancel-all.title'),
      text: t('outbox.cancel-all.text', { count: waiting.length }),
      yes: t('outbox.cancel-all'),
      no: t('outbox.cancel-all.no'),
    });
    if (!sure) return;
    // One that has begun to go out meanwhile is left alone.
    for (const { id } of waiting) await decide.run({ id, decision: 'cancel' });
  };
  if (rows.length === 0) {
    return (
      <Text size="sm" c="var(--quiet)" mt="xs">
        {t('outbox.none')}
      </Text>
    );
  }
  return (
    <>
      {isHeldUp && (
        <Alert
          role="status"
          variant="light"
          color={line === 'stopped' ? 'red' : 'petrol'}
          title={said.what}
          mt="sm"
        >
          <Text size="sm">{said.todo}</Text>
          <Group mt="xs" gap="xs">
            <Button size="xs" variant="default" loading={now.pending} onClick={() => void now.run({})}>
              {t('outbox.now')}
            </Button>
            {nextTry !== null && (
              <Text size="xs" c="var(--quiet)">
                {t('outbox.next', { time: formatTime(nextTry) })}
              </Text>
            )}
          </Group>
        </Alert>
      )}
      <ErrorText error={decide.error ?? now.error} />
      {waiting.length > 1 && (
        <Button size="xs" variant="default" mt="sm" onClick={() => void cancelAll()}>
          {t('outbox.cancel-all')}
        </Button>
      )}
      <Table mt="sm" verticalSpacing={6} aria-label={t('outbox')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('outbox.what')}</Table.Th>
            <Table.Th>{t('outbox.state')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  onClick={() => void go({ screen: 'invoice', id: row.document })}
                >
                  {row.number}
                </Anchor>
                <Text size="xs" c="var(--quiet)">
                  {[...row.to, ...row.cc].join(', ')}
                </Text>
                <Fate row={row} />
              </Table.Td>
              <Table.Td>
                <Badge variant="light" tt="none" color={COLORS[row.state]} miw="max-content">
                  {t(`state.${row.state}`)}
                </Badge>
                <Text size="xs" c="var(--quiet)" mt={4} style={{ whiteSpace: 'nowrap' }}>
                  {formatInstant(row.changed)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Stack gap={6} align="stretch">
                  {DECISIONS[row.state].map((decision) => (
                    <Button
                      key={decision}
                      size="compact-xs"
                      variant="default"
                      onClick={() => void run(row, decision)}
                    >
                      {t(`decide.${decision}`)}
                    </Button>
                  ))}
                </Stack>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < rows.length && (
        <Button size="xs" variant="subtle" mt="xs" onClick={() => setWhole(true)}>
          {t('outbox.whole', { count: rows.length })}
        </Button>
      )}
    </>
  );
}

/** What went wrong with one mail, what to do, and the server's own words. */
function Fate({ row }: { readonly row: Row }) {
  const t = useText('mail');
  const words = useErrorWords();
  const said =
    row.problem && row.state !== 'waiting' ? words({ kind: 'mail', problem: row.problem, detail: '' }) : null;
  return (
    <>
      {said && (
        <Text size="xs" c="var(--bad)">
          {said.what} {said.todo}
        </Text>
      )}
      {row.detail !== '' && (
        <Text size="xs" c="var(--quiet)">
          {t('server-said', { detail: row.detail })}
        </Text>
      )}
      {row.refused.length > 0 && (
        <Text size="xs" c="var(--bad)">
          {t('outbox.refused', { to: row.refused.join(', ') })}
        </Text>
      )}
    </>
  );
}
