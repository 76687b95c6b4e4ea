/** Draws the table of lines: head, rows aligned on the decimal, sums carried forward. */
import { fractionWidth } from './line-columns.ts';
import type { LineTable, RowPiece } from './line-rows.ts';
import { type Look, paleOf } from './look.ts';
import type { PaperLayout } from './paper-layout.ts';
import type { PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';

export const HEAD_HEIGHT = 21;
export const CARRY_HEIGHT = 20;
/** By how much the tint reaches over the text on both sides. */
const TINT_EDGE = 5;

/** The head of the table from upper edge `y`; answers where the first row begins. */
export function drawLineHead(
  pen: Pen,
  table: LineTable,
  layout: PaperLayout,
  words: PaperWords,
  currency: string,
  y: number,
  { tint, colour }: Pick<Look, 'tint' | 'colour'>,
): number {
  const { columns } = table;
  const base = y + 9;
  const head = pen.type.smallStrong;
  if (tint)
    pen.box(layout.left - TINT_EDGE, y - 2, layout.right - layout.left + 2 * TINT_EDGE, 17, paleOf(colour));
  if (columns.has.position) pen.text(words.position, columns.position, base, head, 'right');
  pen.text(words.description, columns.description, base, head);
  // The word ends where whole numbers end, so that it stands over the digits and not over the fractions.
  if (columns.has.quantity) pen.text(words.quantity, columns.quantity, base, head, 'right');
  if (columns.has.unitPrice) pen.text(words.unitPrice, columns.price, base, head, 'right');
  if (columns.has.tax) pen.text(words.tax, columns.tax, base, head, 'right');
  if (columns.has.amount) pen.text(`${words.amount} ${currency}`, columns.amount, base, head, 'right');
  if (!tint) pen.rule(layout.left, layout.right, base + 5.5, 0.6, 90);
  return y + HEAD_HEIGHT;
}

/** A piece of a line from upper edge `y`; answers where the next begins. */
export function drawPiece(pen: Pen, table: LineTable, piece: RowPiece, y: number): number {
  const { columns } = table;
  const { style, stacked } = columns;
  const fraction = (text: string) => fractionWidth(pen, text, table.decimalMark, style);
  let base = y + style.size;
  for (const line of piece.lines) {
    pen.text(line.text, columns.description, base, line.style);
    base += line.style.leading;
  }
  const { figures } = piece;
  if (figures) {
    const first = stacked ? base : y + style.size;
    const { has } = columns;
    if (has.position) pen.text(figures.position, columns.position, y + style.size, style, 'right');
    if (has.quantity) {
      const quantity = columns.quantity - columns.quantityFraction + fraction(figures.quantity);
      pen.text(figures.quantity, quantity, first, style, 'right');
      pen.lines(figures.unitLines, columns.unit, first, style);
    }
    if (has.unitPrice) {
      const price = columns.price - columns.priceFraction + fraction(figures.price);
      pen.text(figures.price, price, first, style, 'right');
      pen.text(figures.perBase, columns.price, first + style.leading, pen.type.small, 'right');
    }
    if (has.tax) pen.lines(figures.taxLines, columns.tax, first, style, 'right');
    if (has.amount) pen.text(figures.amount, columns.amount, first, style, 'right');
  }
  return y + piece.height;
}

/** The sum carried over a page's end, at the foot of one page or the head of the next. */
export function drawCarry(pen: Pen, layout: PaperLayout, word: string, amount: string, y: number): number {
  pen.text(word, layout.left, y + 12, pen.type.strong);
  pen.text(amount, layout.right, y + 12, pen.type.strong, 'right');
  return y + CARRY_HEIGHT;
}
