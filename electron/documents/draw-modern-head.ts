/** The head of the modern template: a rule in the office's colour, a large title, the references as a strip of facts. */
import {
  buyerLines,
  drawReturnLine,
  type HeadPaper,
  type Reference,
  references,
  sellerDetails,
} from './head-parts.ts';
import { MM } from './paper-layout.ts';
import type { Colour } from './typography.ts';

const LOGO_HEIGHT = 18 * MM;
const COLUMNS = 4;
const GAP = 14;
const RULE = 2.2;

function drawSeller({ pen, document, layout, words, logo, letterhead }: HeadPaper): number {
  if (letterhead) return layout.top;
  const { seller } = document;
  const half = (layout.right - layout.left) * 0.55;
  const hasLogo = logo !== null && pen.picture(logo, layout.left, layout.top, half, LOGO_HEIGHT);
  if (!hasLogo) {
    const lines = pen.wrap(seller.name, half, pen.type.name);
    pen.lines(lines, layout.left, layout.top + pen.type.name.size, pen.type.name);
  }
  let base = layout.top + pen.type.small.size;
  const details = hasLogo ? [seller.name, ...sellerDetails(document, words)] : sellerDetails(document, words);
  for (const line of details) {
    const parts = pen.wrap(line, layout.right - layout.left - half - GAP, pen.type.small);
    base = pen.lines(parts, layout.right, base, pen.type.small, 'right');
  }
  return Math.max(layout.top + LOGO_HEIGHT, base);
}

/** Facts side by side, four in a row, each under its label; answers the lower edge. */
function drawStrip({ pen, layout }: HeadPaper, facts: readonly Reference[], top: number): number {
  const { small, strong } = pen.type;
  const width = (layout.right - layout.left - GAP * (COLUMNS - 1)) / COLUMNS;
  let y = top;
  for (let from = 0; from < facts.length; from += COLUMNS) {
    const row = facts.slice(from, from + COLUMNS);
    let lowest = y;
    row.forEach(({ label, values }, column) => {
      const x = layout.left + column * (width + GAP);
      const labels = pen.lines(pen.wrap(label, width, small), x, y + small.size, small);
      const lines = values.flatMap((value) => pen.wrap(value, width, strong));
      lowest = Math.max(lowest, pen.lines(lines, x, labels + strong.size - small.size + 1, strong));
    });
    y = lowest - strong.leading + strong.size + 6;
  }
  return y;
}

/** Draws the head of the first page; answers the upper edge of what follows. */
export function drawModernHead(paper: HeadPaper, colour: Colour | number): number {
  const { pen, document, layout, words, format, title } = paper;
  const sellerEnd = drawSeller(paper);
  const ruleTop = Math.min(sellerEnd + 4, layout.addressTop - 26);
  // Printed paper has a head of its own there.
  if (!paper.letterhead)
    pen.box(layout.left, Math.max(ruleTop, layout.top), layout.right - layout.left, RULE, colour);
  const lines = buyerLines(document, words).flatMap((line) =>
    pen.wrap(line, layout.addressWidth, pen.type.body),
  );
  if (layout.returnLine) drawReturnLine(pen, document, layout, layout.addressTop - 4);
  const { body } = pen.type;
  const buyerEnd = pen.lines(lines, layout.left, layout.addressTop + body.size + 2, body) - body.leading;
  const base = Math.max(layout.addressBottom + 16, buyerEnd + 20) + pen.type.title.size;
  pen.text(title, layout.left, base, pen.type.title);
  return drawStrip(paper, references(pen, document, words, format), base + 16) + 12;
}
