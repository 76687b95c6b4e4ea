/** The head of the first page in the classic template: seller, buyer in the envelope's window, references, title. */
import { buyerLines, drawReferences, drawReturnLine, type HeadPaper, sellerDetails } from './head-parts.ts';
import { MM } from './paper-layout.ts';

const LOGO_HEIGHT = 20 * MM;
const COLUMN_GAP = 20;

function drawSeller({ pen, document, layout, words, logo, letterhead }: HeadPaper): number {
  const { seller } = document;
  if (letterhead) return layout.top;
  const leftWidth = layout.column - layout.left - COLUMN_GAP;
  const rightWidth = layout.right - layout.column;
  const hasLogo = logo !== null && pen.picture(logo, layout.left, layout.top, leftWidth, LOGO_HEIGHT);
  if (!hasLogo) {
    const large = pen.wrap(seller.name, leftWidth, pen.type.title);
    const lines = large.length <= 2 ? large : pen.wrap(seller.name, leftWidth, pen.type.name);
    const style = large.length <= 2 ? pen.type.title : pen.type.name;
    pen.lines(lines, layout.left, layout.top + style.size - 3, style);
  }
  let base = layout.top + pen.type.strong.size;
  if (hasLogo)
    base = pen.lines(
      pen.wrap(seller.name, rightWidth, pen.type.strong),
      layout.column,
      base,
      pen.type.strong,
    );
  for (const line of sellerDetails(document, words)) {
    base = pen.lines(pen.wrap(line, rightWidth, pen.type.small), layout.column, base, pen.type.small);
  }
  return base;
}

function drawBuyer({ pen, document, layout, words }: HeadPaper, notAbove: number): number {
  const lines = buyerLines(document, words).flatMap((line) =>
    pen.wrap(line, layout.addressWidth, pen.type.body),
  );
  const height = lines.length * pen.type.body.leading;
  const zone = layout.addressBottom - layout.addressTop;
  // A long address grows upwards into the zone for postal remarks, as far as the letterhead leaves room.
  const top = Math.max(notAbove, layout.addressTop - Math.max(0, height - zone));
  if (layout.returnLine) drawReturnLine(pen, document, layout, top - 4);
  return pen.lines(lines, layout.left, top + pen.type.body.size + 2, pen.type.body) - pen.type.body.leading;
}

/** Draws the head of the first page; answers the upper edge of what follows. */
export function drawClassicHead(paper: HeadPaper): number {
  const { pen, layout, title } = paper;
  const sellerEnd = drawSeller(paper);
  const referencesTop = Math.max(layout.referencesTop, sellerEnd + 8);
  const referencesEnd = drawReferences(paper, referencesTop);
  const buyerEnd = drawBuyer(paper, layout.top + LOGO_HEIGHT + 22);
  const base = Math.max(layout.addressBottom + 22, referencesEnd + 14, buyerEnd + 18) + pen.type.title.size;
  pen.text(title, layout.left, base, pen.type.title);
  return base + 20;
}
