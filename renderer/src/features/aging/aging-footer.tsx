/** Totals of the report, or of the rows that are chosen, in one currency. */
import { type CurrencyCode, type Minor, minor } from '../../../../shared/domain/money.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import type { AgingRow, AgingSums } from './aging-rows.ts';

export interface AgingFooterProps {
  readonly names: readonly string[];
  /** Sums of all customers; `undefined` while they are not known. */
  readonly sums: AgingSums | undefined;
  readonly chosen: readonly AgingRow[];
  readonly currency: CurrencyCode;
}

export function AgingFooter({ names, sums, chosen, currency }: AgingFooterProps) {
  const t = useText('aging');
  const some = chosen.length > 0;
  const held = useBooks('deposits.held', { customer: null }).data?.find(
    (block) => block.currency === currency,
  );
  const add = (of: (row: AgingRow) => number): Minor =>
    minor(chosen.reduce((total, row) => total + of(row), 0));
  const figures: [string, Minor | undefined][] = [
    ...names.map((name, index): [string, Minor | undefined] => [
      name,
      some ? add((row) => row.buckets[index] ?? 0) : sums?.buckets[index],
    ]),
    [t('column.credit'), some ? add((row) => row.unapplied) : sums?.unapplied],
    [t('column.balance'), some ? add((row) => row.balance) : sums?.balance],
    // A liability of its own, in no bucket and in no balance (AL3).
    ...(held && !some ? [[t('deposits'), held.amount] satisfies [string, Minor]] : []),
  ];
  const count = some ? chosen.length : sums?.customers;
  return (
    <>
      <span>
        {count === undefined ? '' : t(some ? 'customers.chosen' : 'customers', { count })} {currency}
      </span>
      {figures.map(([name, amount]) => (
        <span key={name}>
          {name} <Amount minor={amount} currency={currency} tone="strong" />
        </span>
      ))}
    </>
  );
}
