/**
 * The head of a letter for window envelopes (DIN 5008 form B; US #10): the address lies in the window to the millimetre and
 * never leaves it, the facts stand in the information block, the seller's own in the foot.
 */
import { buyerLines, drawReferences, drawReturnLine, type HeadPaper } from './head-parts.ts';
import { MM } from './paper-layout.ts';
import type { TypeStyle } from './typography.ts';

const HEAD_HEIGHT = 22 * MM;
/** Of the 17.7 mm above the address, what is left beside the line of the sender. */
const REMARKS = 13.2 * MM;

function drawSeller({ pen, document, layout, logo, letterhead }: HeadPaper): void {
  if (letterhead) return;
  const { seller } = document;
  const width = layout.right - layout.left;
  if (logo && pen.picture(logo, layout.right, layout.top, width / 2, HEAD_HEIGHT, 'right')) return;
  const large = pen.wrap(seller.name, width, pen.type.title);
  const style = large.length === 1 ? pen.type.title : pen.type.name;
  pen.lines(pen.wrap(seller.name, width, style), layout.left, layout.top + style.size, style);
}

/** The type in which all lines fit into the window: the usual one, else the small one, else still smaller. */
function fitting(pen: HeadPaper['pen'], texts: readonly string[], width: number, height: number) {
  const { body, small } = pen.type;
  const dark: TypeStyle = { ...small, grey: body.grey };
  const tiny: TypeStyle = { ...dark, size: 6, leading: 7 };
  for (const style of [body, dark]) {
    const lines = texts.flatMap((text) => pen.wrap(text, width, style));
    if (lines.length * style.leading <= height) return { style, lines };
  }
  return { style: tiny, lines: texts.flatMap((text) => pen.wrap(text, width, tiny)) };
}

function drawBuyer({ pen, document, layout, words }: HeadPaper): void {
  const zone = layout.addressBottom - layout.addressTop;
  // Long addresses grow upwards, as far as the window shows: into the zone for postal remarks, or by two lines on Letter.
  const above = layout.returnLine ? REMARKS : 2 * pen.type.body.leading;
  const { style, lines } = fitting(pen, buyerLines(document, words), layout.addressWidth, zone + above);
  const top = layout.addressTop - Math.max(0, lines.length * style.leading - zone);
  if (layout.returnLine) drawReturnLine(pen, document, layout, top - 4);
  pen.lines(lines, layout.left, top + style.size, style);
}

/** Where the sheet is folded and punched: short lines at the left edge, further in than any printer's margin. */
export function drawMarks({ pen, layout }: Pick<HeadPaper, 'pen' | 'layout'>): void {
  const edge = 8 * MM;
  for (const y of layout.folds ?? []) pen.rule(edge, edge + 3 * MM, y, 0.4, 120);
  if (layout.punch !== undefined) pen.rule(edge, edge + 5 * MM, layout.punch, 0.4, 120);
}

/** Draws the head of the first page; answers the upper edge of what follows. */
export function drawLetterHead(paper: HeadPaper): number {
  const { pen, layout, title } = paper;
  drawSeller(paper);
  drawBuyer(paper);
  const referencesEnd = drawReferences(paper, layout.referencesTop);
  // The first line of the letter stands 8.46 mm under the address field (DIN 5008).
  const base = Math.max(layout.addressBottom + 8.46 * MM, referencesEnd + 14) + pen.type.title.size;
  pen.text(title, layout.left, base, pen.type.title);
  return base + 18;
}
