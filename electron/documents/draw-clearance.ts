/** What an authority's clearance puts on a paper: that it is still waited for, or its number and code (DO5). */
import type { Cleared } from '../../shared/domain/duty.ts';
import { clearanceWords } from './clearance-words.ts';
import { drawQr } from './draw-qr.ts';
import type { Room } from './draw-tail.ts';
import type { PaperFormat } from './paper-format.ts';
import { MM, type PaperLayout } from './paper-layout.ts';
import { fill } from './paper-words.ts';
import type { Pen } from './pen.ts';

/** As high as stamps of copies, on the other side: no template has anything there. */
const WAITING_BASE = 11 * MM;
const BLOCK_GAP = 14;
const HEADING = 13;
/** Signed codes hold about a thousand characters: smaller modules could not be read from paper. */
const CODE_SIDE = 48 * MM;

/** Above the page: it does not count yet. */
export function drawWaiting(pen: Pen, layout: PaperLayout, language: string): void {
  pen.text(clearanceWords(language).waiting, layout.left, WAITING_BASE, pen.type.smallStrong);
}

/** Number, acknowledgement and signed code, side by side over the full width. */
export function drawCleared(
  pen: Pen,
  room: Room,
  layout: PaperLayout,
  format: PaperFormat,
  language: string,
  { number, acknowledgement, date, code }: Cleared,
): void {
  const words = clearanceWords(language);
  const { smallStrong, small } = pen.type;
  const side = code === '' ? 0 : CODE_SIDE;
  const width = layout.right - layout.left - (side === 0 ? 0 : side + BLOCK_GAP);
  const lines = [
    fill(words.number, { number }),
    fill(words.acknowledgement, { acknowledgement, day: format.day(date) }),
  ].flatMap((line) => pen.wrap(line, width, small));
  const height = Math.max(side, HEADING + lines.length * small.leading);
  const top = room(BLOCK_GAP + height) + BLOCK_GAP;
  pen.text(words.cleared, layout.left, top + smallStrong.size, smallStrong);
  pen.lines(lines, layout.left, top + HEADING + small.size, small);
  if (side > 0) drawQr(pen, code, layout.right - side, top, side);
}
