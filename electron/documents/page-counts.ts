/** "Page 2 of 5" at the foot of every page of a report. */
import type { PaperLayout } from './paper-layout.ts';
import { fill } from './paper-words.ts';
import type { Pen } from './pen.ts';
import { TYPE } from './typography.ts';

export function drawCounts(pen: Pen, layout: PaperLayout, sentence: string): void {
  const { pages } = pen;
  for (let page = 1; page <= pages; page += 1) {
    pen.turnTo(page);
    const count = fill(sentence, { page: String(page), pages: String(pages) });
    pen.text(count, layout.right, layout.footBase, TYPE.small, 'right');
  }
}
