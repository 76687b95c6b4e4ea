/** The aging report as CSV. */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { fromMinor } from '../../shared/domain/currency.ts';
import { csvOf, textCell } from './csv.ts';

type Report = OutputOf<'aging.report'>;

/** Amounts in major units with a point, one row a customer and currency, in the report's order. */
export function agingCsv(report: Report): string {
  const { widths } = report;
  const older = widths.map((width, index) => `${(widths[index - 1] ?? 0) + 1}-${width} days`);
  const head = [
    'Number',
    'Customer',
    'Currency',
    'Current',
    ...older,
    `Over ${widths.at(-1) ?? 0} days`,
    'Unapplied',
    'Balance',
  ];
  const rows = report.rows.map((row) => [
    textCell(row.number),
    textCell(row.name),
    row.currency,
    ...[...row.buckets, row.unapplied, row.balance].map((amount) => fromMinor(amount, row.currency)),
  ]);
  return csvOf([head, ...rows]);
}
