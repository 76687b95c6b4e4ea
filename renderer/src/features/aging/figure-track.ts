/** How wide a column of amounts must be so that no figure is ever cut. */
import type { Minor } from '../../../../shared/domain/money.ts';
import { formatFigure } from '../../text/format.ts';
import type { AgingRow } from './aging-rows.ts';

/** Widths in the list's 13 px rows and 12 px header, of the widest of the system fonts that we name. */
const DIGIT = 7.7;
const STRONG_DIGIT = 8.5;
const LETTER = 7.2;
const PADDING = 22;

/**
 * A CSS grid track that holds the longest figure and the header, and grows where there is room. Amounts are compared
 * by size, since equal sizes have equal lengths: only two are written out.
 */
export function figureTrack(
  header: string,
  rows: readonly AgingRow[],
  of: (row: AgingRow) => Minor,
  strong: boolean,
): string {
  let [most, least]: (AgingRow | undefined)[] = [];
  for (const row of rows) {
    if (most === undefined || of(row) > of(most)) most = row;
    if (least === undefined || of(row) < of(least)) least = row;
  }
  const length = (row: AgingRow | undefined): number =>
    row ? formatFigure(of(row), row.currency).length : 0;
  const figure = Math.max(length(most), length(least)) * (strong ? STRONG_DIGIT : DIGIT);
  return `minmax(${Math.ceil(Math.max(figure, header.length * LETTER)) + PADDING}px, 1fr)`;
}
