/** Rows of the aging report as the screen shows them: one currency, filtered, sorted; pure. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { Minor } from '../../../../shared/domain/money.ts';

export type Report = OutputOf<'aging.report'>;
export type AgingRow = Report['rows'][number];
export type AgingSums = Report['sums'][number];

/** `name`, `number`, `unapplied`, `balance`, or `bucket.2` for the third bucket. */
export type AgingSort = string;

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function amountOf(row: AgingRow, by: AgingSort): Minor | undefined {
  if (by === 'unapplied') return row.unapplied;
  if (by === 'balance') return row.balance;
  const bucket = /^bucket\.(\d+)$/.exec(by)?.[1];
  return bucket === undefined ? undefined : row.buckets[Number(bucket)];
}

/**
 * The rows of one currency whose name or number holds the text, sorted. Equal amounts stand by name, and rows that the
 * sort leaves equal keep their order.
 */
export function agingRows(
  rows: readonly AgingRow[],
  currency: string,
  search: string,
  sort: { readonly by: AgingSort; readonly direction: 'asc' | 'desc' },
): AgingRow[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const collator = new Intl.Collator(undefined, { numeric: true });
  const sign = sort.direction === 'asc' ? 1 : -1;
  const byText = (left: AgingRow, right: AgingRow): number =>
    sort.by === 'number'
      ? collator.compare(left.number, right.number)
      : collator.compare(left.name, right.name);
  return rows
    .filter((row) => row.currency === currency)
    .filter((row) => {
      const hay = fold(`${row.name} ${row.number}`);
      return words.every((word) => hay.includes(word));
    })
    .sort((left, right) => {
      const [a, b] = [amountOf(left, sort.by), amountOf(right, sort.by)];
      if (a === undefined || b === undefined) return sign * byText(left, right);
      return sign * (a - b) || byText(left, right);
    });
}

/** The currency to show: the wanted one where the report has it, else the company's, else the first there is. */
export function currencyToShow(sums: readonly AgingSums[], wanted: string, company: string): string {
  const has = (code: string): boolean => sums.some(({ currency }) => currency === code);
  if (has(wanted)) return wanted;
  return has(company) ? company : (sums[0]?.currency ?? company);
}

/** What a report was counted from, told by its buckets: by due date there is one more, "current". */
export function basisOf({ sums, widths }: Pick<Report, 'sums' | 'widths'>): 'due' | 'issue' {
  return sums[0]?.buckets.length === widths.length + 1 ? 'issue' : 'due';
}
