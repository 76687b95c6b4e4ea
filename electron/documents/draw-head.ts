/** The head of the first page, as the template has it, and the office's words above the lines. */
import { drawClassicHead } from './draw-classic-head.ts';
import { drawCompactHead } from './draw-compact-head.ts';
import { drawLetterHead, drawMarks } from './draw-letter-head.ts';
import { drawModernHead } from './draw-modern-head.ts';
import type { HeadPaper } from './head-parts.ts';
import type { Look } from './look.ts';
import type { Colour } from './typography.ts';

function drawOf(paper: HeadPaper, head: Look['head'], colour: Colour | number): number {
  switch (head) {
    case 'classic':
      return drawClassicHead(paper);
    case 'letter':
      return drawLetterHead(paper);
    case 'modern':
      return drawModernHead(paper, colour);
    case 'compact':
      return drawCompactHead(paper);
  }
}

/** Draws the head of the first page; answers the upper edge of what follows. */
export function drawHead(paper: HeadPaper, look: Look): number {
  const { pen, layout, document } = paper;
  const y = drawOf(paper, look.head, look.colour);
  if (document.design?.marks) drawMarks(paper);
  const intro = document.design?.intro ?? '';
  if (intro === '') return y;
  const lines = pen.wrap(intro, layout.right - layout.left, pen.type.body);
  const end = pen.lines(lines, layout.left, y + pen.type.body.size - 4, pen.type.body);
  return end - pen.type.body.size + 8;
}
