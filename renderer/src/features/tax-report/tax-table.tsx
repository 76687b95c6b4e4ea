/** The table of one currency: a row for each jurisdiction, under it its rates and its reasons of exemption. */
import { Table } from '@mantine/core';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { type Minor, minor } from '../../../../shared/domain/money.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import classes from './tax-report.module.css';

type Block = OutputOf<'taxes.report'>['blocks'][number];
type Jurisdiction = Block['jurisdictions'][number];

const COLUMNS = ['gross', 'exempt', 'not-taxable', 'taxable', 'tax'] as const;

export function TaxTable({ block }: { readonly block: Block }) {
  const t = useText('tax-report');
  const { currency, jurisdictions } = block;
  return (
    <Table className={classes.table ?? ''} aria-label={t('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.jurisdiction')}</Table.Th>
          {COLUMNS.map((column) => (
            <Table.Th key={column} ta="end">
              {t(`column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      {jurisdictions.map((each) => (
        <Part key={each.jurisdiction} part={each} currency={currency} />
      ))}
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={COLUMNS.length}>{t('total')}</Table.Th>
          <Table.Th ta="end">
            <Amount minor={block.tax} currency={currency} withCurrency tone="strong" />
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

function Part({ part, currency }: { readonly part: Jurisdiction; readonly currency: string }) {
  const s = useText('settings');
  const exempt = minor(part.exempt.reduce((sum, { amount }) => sum + amount, 0));
  const figure = (amount: Minor | null, strong = false) => (
    <Table.Td ta="end">
      {amount !== null && (
        <Amount
          minor={amount}
          currency={currency}
          tone={amount === 0 ? 'quiet' : strong ? 'strong' : 'plain'}
        />
      )}
    </Table.Td>
  );
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th scope="row">{part.jurisdiction}</Table.Th>
        {figure(part.gross, true)}
        {figure(exempt, true)}
        {figure(part.notTaxable, true)}
        {figure(part.taxable, true)}
        {figure(part.tax, true)}
      </Table.Tr>
      {part.rates.map(({ name, rate, taxable, tax }) => (
        <Table.Tr key={`${name} ${rate}`} className={classes.detail}>
          <Table.Td>{name.includes(rate) ? name : `${name} ${formatPercent(rate)}`}</Table.Td>
          {figure(null)}
          {figure(null)}
          {figure(null)}
          {figure(taxable)}
          {figure(tax)}
        </Table.Tr>
      ))}
      {part.exempt.map(({ category, reason, amount }) => (
        <Table.Tr key={`${category} ${reason}`} className={classes.detail}>
          <Table.Td>{reason === '' ? s(`category.${category}`) : reason}</Table.Td>
          {figure(null)}
          {figure(amount)}
          {figure(null)}
          {figure(null)}
          {figure(null)}
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}
