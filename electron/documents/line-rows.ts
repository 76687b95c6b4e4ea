/** The lines of a document as pieces of rows, wrapped and measured, before they are spread over pages. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import { type LineColumns, lineColumns, TAX_WIDTH, UNIT_WIDTH } from './line-columns.ts';
import { type LineTexts, lineTexts } from './line-texts.ts';
import type { PaperFormat } from './paper-format.ts';
import type { PaperLayout } from './paper-layout.ts';
import type { PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';
import { hiddenColumns } from './shown-columns.ts';
import type { TypeStyle } from './typography.ts';

/** A part of a line that is never split over two pages; the first part of a line carries its figures. */
export interface RowPiece {
  readonly figures:
    | (LineTexts & { readonly unitLines: readonly string[]; readonly taxLines: readonly string[] })
    | null;
  readonly lines: readonly { readonly text: string; readonly style: TypeStyle }[];
  readonly height: number;
  /** The line's amount, counted on the page where its figures stand. */
  readonly amount: Minor;
  /** Ends its line. */
  readonly isLast: boolean;
}

export interface LineTable {
  readonly columns: LineColumns;
  readonly pieces: readonly RowPiece[];
  /** `.` or `,`: what figures are aligned on. */
  readonly decimalMark: string;
}

const ROW_GAP = 5;
const LINES_A_PIECE = 12;

/** Measures all lines, chooses the columns, wraps the descriptions. `decimals` is the currency's exponent (MO1). */
export function lineTable(
  document: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
  layout: PaperLayout,
  pen: Pen,
  decimals: number,
): LineTable {
  const texts = lineTexts(document, words, format, decimals);
  const { decimalMark } = format;
  const columns = lineColumns(
    texts,
    pen,
    layout,
    words,
    document.currency,
    decimalMark,
    hiddenColumns(document),
  );
  const pieces = texts.flatMap((row, index) =>
    rowPieces(row, columns, pen, document.totals.lines[index]?.amount ?? minor(0)),
  );
  return { columns, pieces, decimalMark };
}

function rowPieces(row: LineTexts, columns: LineColumns, pen: Pen, amount: Minor): RowPiece[] {
  const { style, descriptionWidth } = columns;
  const wrapped = (text: string, of: TypeStyle) =>
    pen.wrap(text, descriptionWidth, of).map((part) => ({ text: part, style: of }));
  const lines = [
    ...wrapped(row.description, style),
    ...row.details.flatMap((detail) => wrapped(detail, pen.type.small)),
  ];
  const figures = {
    ...row,
    unitLines: pen.wrap(row.unit, UNIT_WIDTH, style),
    taxLines: pen.wrap(row.tax, TAX_WIDTH, style),
  };
  const besideLines = Math.max(
    1,
    figures.unitLines.length,
    columns.has.tax ? figures.taxLines.length : 0,
    row.perBase === '' ? 1 : 2,
  );
  const pieces: RowPiece[] = [];
  for (let from = 0; from < Math.max(1, lines.length); from += LINES_A_PIECE) {
    const part = lines.slice(from, from + LINES_A_PIECE);
    const isFirst = from === 0;
    const isLast = from + LINES_A_PIECE >= lines.length;
    const textHeight = part.reduce((sum, line) => sum + line.style.leading, 0);
    const figureHeight = isFirst ? besideLines * style.leading : 0;
    const height = columns.stacked ? textHeight + figureHeight : Math.max(textHeight, figureHeight);
    pieces.push({
      figures: isFirst ? figures : null,
      lines: part,
      height: height + (isLast ? ROW_GAP : 0),
      amount: isFirst ? amount : minor(0),
      isLast,
    });
  }
  return pieces;
}
