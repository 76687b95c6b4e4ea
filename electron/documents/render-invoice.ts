/**
 * The invoice and credit note on paper, template `classic-1`: a pure function from the issued document to the bytes of a PDF.
 * The same document gives the same bytes on every machine, in every time zone, for ever (DO3): nothing here may change the
 * look of `classic-1` after a release; a new look is a new template beside it.
 */
import { exponentOf } from '../../shared/domain/currency.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import { drawHead } from './draw-head.ts';
import { CARRY_HEIGHT, drawCarry, drawLineHead, drawPiece, HEAD_HEIGHT } from './draw-lines.ts';
import { drawSwissSlip, SWISS_SLIP_HEIGHT } from './draw-swiss-slip.ts';
import { drawTail } from './draw-tail.ts';
import { taxBlock, totalsBlock } from './draw-totals.ts';
import { lineTable } from './line-rows.ts';
import { PrintableText } from './missing-characters.ts';
import { paginate } from './paginate.ts';
import { paperFormat } from './paper-format.ts';
import { type PaperLayout, paperLayout } from './paper-layout.ts';
import { fill, type PaperWords, paperWords } from './paper-words.ts';
import { type PaperFaces, Pen, type Picture, TYPE } from './pen.ts';
import { printableDocument } from './printable-document.ts';

/** The template that this file draws. */
const TEMPLATE = 'classic-1';

export interface InvoiceAssets {
  readonly faces: PaperFaces;
  /** The seller's logo as the document names it; without one, or with an unreadable one, the seller's name stands there. */
  readonly logo?: Picture;
  /** Marks the paper as a draft: a word in the title and across every page. */
  readonly draft?: boolean;
}

/** Between the foot of the page and the perforation, with the words above it. */
const SLIP_GAP = 18;
const FOOT_LINES = 6;
/** Room for `Page 100 of 100` beside the seller's imprint. */
const PAGE_COUNT_WIDTH = 90;

interface Foot {
  readonly lines: readonly string[];
  readonly small: readonly string[];
  /** Upper edge of the foot: content ends above. */
  readonly top: number;
}

function footOf(pen: Pen, document: IssuedDocument, layout: PaperLayout): { foot: Foot; extra: string } {
  const wrapped = pen.wrap(document.footer, layout.right - layout.left, TYPE.small);
  const lines = wrapped.length <= FOOT_LINES ? wrapped : [];
  const imprint = [document.seller.name, document.seller.registration]
    .filter((part) => part !== '')
    .join(' · ');
  const small = pen.wrap(imprint, layout.right - layout.left - PAGE_COUNT_WIDTH, TYPE.small);
  const top = layout.footBase - (lines.length + Math.max(1, small.length)) * TYPE.small.leading - 10;
  return { foot: { lines, small, top }, extra: lines.length === wrapped.length ? '' : document.footer };
}

/** `lift`: by how much the foot of the last page stands higher, above a payment slip. */
function drawFeet(pen: Pen, foot: Foot, layout: PaperLayout, words: PaperWords, lift: number): void {
  const { pages } = pen;
  const { leading } = TYPE.small;
  for (let page = 1; page <= pages; page += 1) {
    pen.turnTo(page);
    const raised = page === pages ? lift : 0;
    pen.rule(layout.left, layout.right, foot.top + 4 - raised);
    const lines = [...foot.lines, ...foot.small];
    const base = layout.footBase - raised;
    pen.lines(lines, layout.left, base - (lines.length - 1) * leading, TYPE.small);
    const count = fill(words.page, { page: String(page), pages: String(pages) });
    pen.text(count, layout.right, base, TYPE.small, 'right');
  }
}

/**
 * Renders an issued document, or a draft in that shape, as a PDF of template `classic-1`. All figures come from
 * `document.totals` (TX9); characters that the typeface lacks are replaced visibly and spelled out at the end.
 * @throws RangeError for a currency without a minor unit.
 */
export function renderInvoice(document: IssuedDocument, assets: InvoiceAssets): Uint8Array {
  const text = new PrintableText(document.language);
  const shown = printableDocument(document, text);
  const layout = paperLayout(document.paper);
  const words = paperWords(document.profile, document.language);
  const format = paperFormat(document.profile, document.language);
  const kind = words.title[document.kind];
  const title = assets.draft === true ? `${kind} – ${words.draft}` : kind;
  const pen = new Pen({
    format: layout.format,
    faces: assets.faces,
    title: `${kind} ${document.number}`.trim(),
    author: document.seller.name,
    language: document.language === 'de' ? 'de-DE' : document.profile === 'US' ? 'en-US' : 'en-GB',
    day: document.issueDate,
    identity: JSON.stringify([TEMPLATE, document, assets.draft === true]),
  });
  const startPage = () => {
    if (assets.draft === true) pen.watermark(words.draft, layout.format);
  };
  startPage();

  const { foot, extra } = footOf(pen, shown, layout);
  const table = lineTable(shown, words, format, layout, pen, exponentOf(document.currency));
  const tax = taxBlock(pen, shown, layout, words, format);
  const totals = totalsBlock(pen, shown, layout, words, format);
  const totalsHeight = Math.max(tax.height, totals.height) + 10;

  let y = drawHead(pen, shown, layout, words, format, assets.logo ?? null, title);
  const runningHead = `${title} ${shown.number}`.trim();
  const nextPage = () => {
    pen.addPage();
    startPage();
    pen.text(runningHead, layout.left, layout.top + 8, TYPE.smallStrong);
    pen.text(shown.buyer.name.slice(0, 60), layout.right, layout.top + 8, TYPE.small, 'right');
    return layout.top + 26;
  };

  const pages = paginate(
    table.pieces.map((piece) => piece.height),
    {
      first: foot.top - y - HEAD_HEIGHT,
      later: foot.top - layout.top - 26 - HEAD_HEIGHT,
      carry: CARRY_HEIGHT,
      tail: totalsHeight,
    },
  );
  let carried = 0;
  pages.forEach((page, index) => {
    if (index > 0) y = nextPage();
    y = drawLineHead(pen, table, layout, words, document.currency, y);
    const sum = () => format.amount(minor(carried), document.currency);
    if (index > 0) y = drawCarry(pen, layout, words.broughtForward, sum(), y);
    for (const at of page) {
      const piece = table.pieces[at];
      if (!piece) continue;
      y = drawPiece(pen, table, piece, y);
      carried += piece.amount;
    }
    if (index < pages.length - 1) {
      pen.rule(layout.left, layout.right, y);
      drawCarry(pen, layout, words.carriedForward, sum(), y);
    }
  });
  pen.rule(layout.left, layout.right, y);
  tax.draw(y + 10);
  totals.draw(y + 10);
  y += totalsHeight;

  const room = (height: number) => {
    if (y + height > foot.top) y = nextPage();
    const top = y;
    y += height;
    return top;
  };
  drawTail(pen, room, shown, layout, words, format, text.unprintable, extra);
  const [, pageHeight] = layout.format;
  // The slip takes the lower edge of the last page; the page's own foot moves above it.
  const lift =
    shown.slip?.kind === 'swiss' ? SWISS_SLIP_HEIGHT + SLIP_GAP - (pageHeight - layout.footBase) : 0;
  if (shown.slip && lift > 0) {
    if (y > foot.top - lift) nextPage();
    drawSwissSlip(pen, shown.slip.payload, document.language, pageHeight);
  }
  drawFeet(pen, foot, layout, words, lift);
  return pen.bytes();
}
