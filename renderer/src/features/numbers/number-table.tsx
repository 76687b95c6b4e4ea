/** A head for each series, and under it its numbers in their order. */
import { Anchor, Table } from '@mantine/core';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { formatCount, formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import classes from './numbers.module.css';

type Account = OutputOf<'series.report'>['series'][number];
type Run = Account['runs'][number];

export function NumberTable({ series }: { readonly series: readonly Account[] }) {
  const t = useText('numbers');
  return (
    <Table className={classes.table ?? ''} aria-label={t('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.numbers')}</Table.Th>
          <Table.Th ta="end">{t('column.count')}</Table.Th>
          <Table.Th>{t('column.fate')}</Table.Th>
          <Table.Th>{t('column.days')}</Table.Th>
          <Table.Th>{t('column.reason')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      {series.map((each) => (
        <SeriesRows key={each.id} account={each} />
      ))}
    </Table>
  );
}

function SeriesRows({ account }: { readonly account: Account }) {
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
        <Table.Th scope="rowgroup" colSpan={5}>
          {settings(`series.kind.${kind}`)}
          <span className={classes.range}>
            {last === null || last === first ? first : `${first} – ${last}`}
          </span>
          <span className={classes.about}>{about.filter(Boolean).join(' · ')}</span>
        </Table.Th>
      </Table.Tr>
      {runs.map((run) => (
        <RunRow key={`${run.fate} ${run.first}`} run={run} />
      ))}
    </Table.Tbody>
  );
}

/** What speaks for itself, or has the reason of a person. */
const isExplained = (fate: Run['fate']): fate is 'issued' | 'void' | 'lost' =>
  fate === 'issued' || fate === 'void' || fate === 'lost';

function RunRow({ run }: { readonly run: Run }) {
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
      <Table.Td>{isExplained(fate) ? reason : t(`why.${fate}`)}</Table.Td>
    </Table.Tr>
  );
}
