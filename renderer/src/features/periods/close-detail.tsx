/** One close: as closed beside as now, what arrived after it, its filed reports, and what can be done with it. */
import { Anchor, Button, Group, Table, Text, Title } from '@mantine/core';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { CurrencyCode, Minor } from '../../../../shared/domain/money.ts';
import type { Role } from '../../../../shared/errors/index.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatAmount, formatDay, formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { confirm, confirmWithReason } from '../../ui/confirm.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { notifyDone } from '../../ui/notify.ts';
import classes from './periods.module.css';

export type Close = OutputOf<'periods.list'>['closes'][number];
type Compared = OutputOf<'periods.compare'>;

export function CloseDetail({ close, role }: { readonly close: Close; readonly role: Role }) {
  const t = useText('periods');
  const compared = useBooks('periods.compare', { id: close.id }, { keepPrevious: true });
  const { reopened, absent, note, state } = close;
  return (
    <div className={classes.detail}>
      <Title order={3} mt="md">
        {t('detail.title', { day: formatDay(close.through) })}
      </Title>
      {reopened && (
        <Text size="sm">
          {t('detail.reopened', {
            when: formatInstant(reopened.recorded),
            who: reopened.actor,
            reason: reopened.reason,
          })}
        </Text>
      )}
      {absent.length > 0 && <Text size="sm">{t('detail.absent', { names: absent.join(', ') })}</Text>}
      {note !== '' && <Text size="sm">{note}</Text>}
      <Figures close={close} now={compared.data?.now} />
      {compared.data && compared.data.count > 0 && <Arrivals {...compared.data} />}
      <Files close={close} />
      {state !== 'reopened' && <Actions close={close} role={role} />}
      <ErrorText error={compared.error} />
    </div>
  );
}

const balance = (
  figures: Compared['now'],
  currency: CurrencyCode,
): { owed: Minor; credit: Minor } | undefined => figures.find((each) => each.currency === currency);

/** What was owed on the last day: as the close had it, and as it is known now. */
function Figures({ close, now }: { readonly close: Close; readonly now: Compared['now'] | undefined }) {
  const t = useText('periods');
  const currencies = [...new Set([...close.figures, ...(now ?? [])].map(({ currency }) => currency))];
  if (currencies.length === 0) return null;
  // Most days have no credit, and a row of zeros says nothing.
  const hasCredit = (currency: CurrencyCode) =>
    [close.figures, now ?? []].some((figures) => (balance(figures, currency)?.credit ?? 0) !== 0);
  const shown = (figures: Compared['now'] | undefined, currency: CurrencyCode, which: 'owed' | 'credit') => {
    if (!figures) return '…';
    const amount = balance(figures, currency)?.[which];
    return formatAmount(amount ?? (0 as Minor), currency);
  };
  return (
    <Table className={classes.table ?? ''} maw={560} aria-label={t('figures')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('figures')}</Table.Th>
          <Table.Th ta="end">{t('figures.closed')}</Table.Th>
          <Table.Th ta="end">{t('figures.now')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {currencies.flatMap((currency) =>
          (['owed', 'credit'] as const)
            .filter((which) => which === 'owed' || hasCredit(currency))
            .map((which) => (
              <Table.Tr key={`${currency}/${which}`}>
                <Table.Td>{t(`figures.${which}`)}</Table.Td>
                <Table.Td ta="end">{shown(close.figures, currency, which)}</Table.Td>
                <Table.Td ta="end">{shown(now, currency, which)}</Table.Td>
              </Table.Tr>
            )),
        )}
      </Table.Tbody>
    </Table>
  );
}

function Arrivals({ arrivals, count }: Pick<Compared, 'arrivals' | 'count'>) {
  const t = useText('periods');
  return (
    <>
      <Text size="sm" fw={600}>
        {t('arrivals', { count })}
      </Text>
      <Table className={classes.table ?? ''} aria-label={t('arrivals', { count })}>
        <Table.Tbody>
          {arrivals.map(({ commit, type, subject, customer, day, amount, recorded, actor, device }) => (
            <Table.Tr key={`${commit}/${type}/${subject?.id}`}>
              <Table.Td>{formatDay(day)}</Table.Td>
              <Table.Td>
                {t(`arrival.${type}`)}{' '}
                {subject && (
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    onClick={() =>
                      void go({ screen: subject.what === 'payment' ? 'payment' : 'invoice', id: subject.id })
                    }
                  >
                    {subject.label}
                  </Anchor>
                )}
              </Table.Td>
              <Table.Td>{customer}</Table.Td>
              <Table.Td ta="end">{amount && formatAmount(amount.minor, amount.currency)}</Table.Td>
              <Table.Td c="var(--quiet)">
                {[actor, device, formatInstant(recorded)].filter(Boolean).join(' · ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Files({ close: { id, files } }: { readonly close: Close }) {
  const t = useText('periods');
  const save = useCommand('periods.saveReport');
  if (files.length === 0) return null;
  return (
    <section aria-label={t('files')}>
      <Text size="sm" fw={600} mb={4}>
        {t('files')}
      </Text>
      <div className={classes.files}>
        {files.map(({ name, sha256 }) => (
          <FileRow
            key={name}
            name={name}
            onSave={async () => {
              const reply = await save.run({ commandId: newId(), id, sha256 });
              if (reply.ok && reply.value.saved) notifyDone(t('done.saved', { name }));
            }}
          />
        ))}
      </div>
      <ErrorText error={save.error} />
    </section>
  );
}

function FileRow({ name, onSave }: { readonly name: string; readonly onSave: () => Promise<void> }) {
  const t = useText('periods');
  return (
    <>
      <Text size="sm">{name}</Text>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('files.save-named', { name })}
        onClick={() => void onSave()}
      >
        {t('files.save')}
      </Button>
    </>
  );
}

function Actions({ close, role }: { readonly close: Close; readonly role: Role }) {
  const t = useText('periods');
  const reopen = useCommand('periods.reopen');
  const seal = useCommand('periods.seal');
  const day = formatDay(close.through);
  if (close.state === 'sealed' || (role !== 'owner' && role !== 'manager')) return null;
  const askReopen = async (): Promise<void> => {
    const reason = await confirmWithReason({
      title: t('reopen.title', { day }),
      text: t('reopen.text'),
      label: t('reopen.reason'),
      yes: t('reopen.yes'),
      no: t('reopen.no'),
    });
    if (reason === null) return;
    const reply = await reopen.run({ commandId: newId(), id: close.id, reason });
    if (reply.ok) notifyDone(t('done.reopened', { day }));
  };
  const askSeal = async (): Promise<void> => {
    const yes = await confirm({
      title: t('seal.title', { day }),
      text: t('seal.text'),
      yes: t('seal.yes'),
      no: t('seal.no'),
      danger: true,
    });
    if (!yes) return;
    const reply = await seal.run({ commandId: newId(), id: close.id });
    if (reply.ok) notifyDone(t('done.sealed', { day }));
  };
  return (
    <>
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" loading={reopen.pending} onClick={() => void askReopen()}>
          {t('reopen')}
        </Button>
        {role === 'owner' && (
          <Button size="xs" variant="default" loading={seal.pending} onClick={() => void askSeal()}>
            {t('seal')}
          </Button>
        )}
      </Group>
      <ErrorText error={reopen.error ?? seal.error} />
    </>
  );
}
