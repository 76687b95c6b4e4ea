/** The head of the compact template: title, seller, buyer and references in one band, for papers with many lines. */
import { buyerLines, drawReferences, type HeadPaper, sellerDetails } from './head-parts.ts';
import { MM, PRINTED_HEAD } from './paper-layout.ts';

const LOGO_HEIGHT = 11 * MM;
const GAP = 14;

/** Draws the head of the first page; answers the upper edge of what follows. */
export function drawCompactHead(paper: HeadPaper): number {
  const { pen, document, layout, words, logo, title, letterhead } = paper;
  const { type } = pen;
  const width = layout.right - layout.left;
  const first = letterhead ? PRINTED_HEAD : layout.top;
  const hasLogo =
    !letterhead &&
    logo !== null &&
    pen.picture(logo, layout.right, layout.top, width / 3, LOGO_HEIGHT, 'right');
  pen.text(title, layout.left, first + type.title.size, type.title);
  const top = first + (hasLogo ? LOGO_HEIGHT + 6 : type.title.size + 12);
  pen.rule(layout.left, layout.right, top - 4, 0.6, 90);

  const half = (layout.column - layout.left - GAP) / 2;
  const column = half - GAP;
  let seller = top + type.strong.size;
  if (!letterhead) {
    seller = pen.lines(pen.wrap(document.seller.name, column, type.strong), layout.left, seller, type.strong);
    for (const line of sellerDetails(document, words))
      seller = pen.lines(pen.wrap(line, column, type.small), layout.left, seller, type.small);
  }
  const x = letterhead ? layout.left : layout.left + half + GAP / 2;
  const lines = buyerLines(document, words).flatMap((line) => pen.wrap(line, column, type.body));
  const buyer = pen.lines(lines, x, top + type.body.size, type.body);
  const facts = drawReferences(paper, top);
  return Math.max(seller, buyer, facts + type.body.leading) + 2;
}
