/** The aging report as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheet programs read every script). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { fromMinor } from '../../shared/domain/currency.ts';

type Report = OutputOf<'aging.report'>;

const BYTE_ORDER_MARK = '\uFEFF';

/** One cell. A leading `=`, `+`, `-` or `@` of a text would run as a formula in a spreadsheet: it gets an apostrophe. */
function cell(text: string, isText: boolean): string {
  const safe = isText && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

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
    cell(row.number, true),
    cell(row.name, true),
    row.currency,
    ...[...row.buckets, row.unapplied, row.balance].map((amount) => fromMinor(amount, row.currency)),
  ]);
  return BYTE_ORDER_MARK + [head, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}
