/** A head for each series, and under it its numbers in their order. */
import { Anchor, Table } from '@mantine/core';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { formatCount, formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import classes from './numbers.module.css';
import { SheetActions } from './sheet-actions.tsx';

type Account = OutputOf<'series.report'>['series'][number];
type Run = Account['runs'][number];

export function NumberTable({ series }: { readonly series: readonly Account[] }) {
  const t = useText('numbers');
  const hasPads = series.some(({ isPaper }) => isPaper);
  return (
    <Table className={classes.table ?? ''} aria-label={t('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.numbers')}</Table.Th>
          <Table.Th ta="end">{t('column.count')}</Table.Th>
          <Table.Th>{t('column.fate')}</Table.Th>
          <Table.Th>{t('column.days')}</Table.Th>
          <Table.Th>{t('column.reason')}</Table.Th>
          {hasPads && <Table.Td />}
        </Table.Tr>
      </Table.Thead>
      {series.map((each) => (
        <SeriesRows key={each.id} account={each} columns={hasPads ? 6 : 5} />
      ))}
    </Table>
  );
}

function SeriesRows({ account, columns }: { readonly account: Account; readonly columns: number }) {
  const t = useText('numbers');
  const settings = useText('settings');
  const { kind, deviceName, first, last, given, voided, missing, closed, runs } = account;
  const counts = [
    t('given', { count: given }),
    ...(voided > 0 ? [t('voided', { count: voided })] : []),
    ...(missing > 0 ? [t('missing.short', { count: missing })] : []),
  ];
  const about = [
    deviceName,
    last === null ? t('none-yet') : counts.join(', '),
    closed && t('closed', { date: formatDay(closed.on), reason: closed.reason }),
  ];
  return (
    <Table.Tbody>
      <Table.Tr className={classes.series ?? ''}>
        <Table.Th scope="rowgroup" colSpan={columns}>
          {account.isPaper
            ? t('pad', { kind: settings(`series.kind.${kind}`) })
            : settings(`series.kind.${kind}`)}
          <span className={classes.range}>
            {last === null || last === first ? first : `${first} – ${last}`}
          </span>
          <span className={classes.about}>{about.filter(Boolean).join(' · ')}</span>
        </Table.Th>
      </Table.Tr>
      {runs.map((run) => (
        <RunRow key={`${run.fate} ${run.first}`} account={account} run={run} hasActions={columns > 5} />
      ))}
    </Table.Tbody>
  );
}

/** What speaks for itself, or has the reason of a person. */
const isExplained = (fate: Run['fate']): fate is 'issued' | 'void' | 'lost' | 'spoilt' =>
  fate === 'issued' || fate === 'void' || fate === 'lost' || fate === 'spoilt';

interface RunRowProps {
  readonly account: Account;
  readonly run: Run;
  readonly hasActions: boolean;
}

function RunRow({ account, run, hasActions }: RunRowProps) {
  const t = useText('numbers');
  const { fate, first, last, count, from, until, reason, document } = run;
  const numbers = first === last ? first : `${first} – ${last}`;
  const days = from === null || until === null || from === until ? [from] : [from, until];
  return (
    <Table.Tr data-fate={fate}>
      <Table.Td className={classes.numbers}>
        {document === null ? (
          numbers
        ) : (
          <Anchor
            component="button"
            type="button"
            onClick={() => void go({ screen: 'invoice', id: document })}
          >
            {numbers}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td ta="end">{formatCount(count)}</Table.Td>
      <Table.Td className={classes.fate}>{t(`fate.${fate}`)}</Table.Td>
      <Table.Td>{days.map((day) => (day === null ? '' : formatDay(day))).join(' – ')}</Table.Td>
      <Table.Td>
        {isExplained(fate)
          ? reason
          : t(fate === 'missing' && account.isPaper ? 'why.not-entered' : `why.${fate}`)}
      </Table.Td>
      {hasActions && (
        <Table.Td ta="end">{account.isPaper && <SheetActions account={account} run={run} />}</Table.Td>
      )}
    </Table.Tr>
  );
}
