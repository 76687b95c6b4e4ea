/** Sums by code of goods and services, as Indian invoices carry them, after the totals. */
import { commoditySummary } from '../../shared/domain/commodity-codes.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Room } from './draw-tail.ts';
import type { PaperFormat } from './paper-format.ts';
import type { PaperLayout } from './paper-layout.ts';
import type { PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';
import { showsAmounts } from './shown-columns.ts';

const BLOCK_GAP = 14;
const FIGURE_WIDTH = 80;
const ROW_GAP = 1.5;

export function drawCommodities(
  pen: Pen,
  room: Room,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  format: PaperFormat,
): void {
  const rows = showsAmounts(document) ? commoditySummary(document) : [];
  if (rows.length === 0) return;
  const { smallStrong, small, figure } = pen.type;
  const right = layout.column - 20;
  const line = (top: number, cells: readonly string[], style: typeof small) => {
    const [code = '', taxable = '', tax = ''] = cells;
    const base = top + style.size + 1;
    pen.text(code, layout.left, base, style);
    pen.text(taxable, right - FIGURE_WIDTH, base, style, 'right');
    pen.text(tax, right, base, style, 'right');
  };
  // The head never stands alone at the foot of a page.
  const top = room(BLOCK_GAP + 2 * small.leading + 8) + BLOCK_GAP;
  line(top, [words.commodityCode, words.taxable, words.taxAmount], smallStrong);
  pen.rule(layout.left, right, top + small.leading + 2);
  rows.forEach(({ code, taxable, tax }, index) => {
    const cells = [
      code || '–',
      format.amount(taxable, document.currency),
      format.amount(tax, document.currency),
    ];
    line(index === 0 ? top + small.leading + 5 : room(small.leading + ROW_GAP), cells, figure);
  });
}
