/**
 * Billing documents on paper: a pure function from the issued document to the bytes of a PDF. The same document gives the
 * same bytes on every machine, in every time zone, for ever (DO3): nothing here may change how a released template looks;
 * a new look is a new template beside it (`look.ts`).
 */
import { exponentOf } from '../../shared/domain/currency.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { inItsLanguage } from '../../shared/domain/document-language.ts';
import type { Cleared } from '../../shared/domain/duty.ts';
import { minor } from '../../shared/domain/money.ts';
import { addressLines, filled } from './address-lines.ts';
import { wordsOfSupply } from './bill-of-supply.ts';
import { documentFormat } from './document-format.ts';
import { drawCleared, drawWaiting } from './draw-clearance.ts';
import { drawCommodities } from './draw-commodities.ts';
import { drawHead } from './draw-head.ts';
import { CARRY_HEIGHT, drawCarry, drawLineHead, drawPiece, HEAD_HEIGHT } from './draw-lines.ts';
import { drawSwissSlip, SWISS_SLIP_HEIGHT } from './draw-swiss-slip.ts';
import { drawTail } from './draw-tail.ts';
import { NOTHING, spelledTotal, taxBlock, totalsBlock } from './draw-totals.ts';
import { sellerTaxId } from './head-parts.ts';
import { drawSignature, wordsOfIndia } from './indian-paper.ts';
import { lineTable } from './line-rows.ts';
import { lookOf } from './look.ts';
import { PrintableText } from './missing-characters.ts';
import { paginate } from './paginate.ts';
import { type PaperLayout, PRINTED_HEAD } from './paper-layout.ts';
import { fill, type PaperWords, paperWords } from './paper-words.ts';
import { Pen, type Picture } from './pen.ts';
import { printableDocument } from './printable-document.ts';
import { besideEachOther, type Shaper } from './shaper.ts';
import { showsAmounts } from './shown-columns.ts';
import type { PaperFaces } from './typography.ts';

export interface InvoiceAssets {
  readonly faces: PaperFaces;
  /** For documents with scripts that need shaping (`shapes` of their look). */
  readonly shaper?: Shaper;
  /** The seller's logo as the document names it; without one, or with an unreadable one, the seller's name stands there. */
  readonly logo?: Picture;
  /** Marks the paper as a draft: a word in the title and across every page. */
  readonly draft?: boolean;
  /** For paper that has the office's head printed on it already (DO7). */
  readonly letterhead?: boolean;
  /** The pages that follow are printed on such paper too, and begin below its head. */
  readonly letterheadOnAll?: boolean;
  /** The authority's word on a document that waits for one (DO5). */
  readonly cleared?: Cleared;
}

/** Between the foot of the page and the perforation, with the words above it. */
const SLIP_GAP = 18;
const FOOT_LINES = 6;
/** Room for `Page 100 of 100` beside the seller's imprint. */
const PAGE_COUNT_WIDTH = 90;

interface FootColumn {
  readonly x: number;
  readonly lines: readonly string[];
}

interface Foot {
  readonly lines: readonly string[];
  readonly small: readonly string[];
  /** The seller's own facts side by side, where they do not stand in the head. */
  readonly columns: readonly FootColumn[];
  /** Upper edge of the foot: content ends above. */
  readonly top: number;
}

const FOOT_GAP = 14;

/** Address, ways to reach and numbers of the seller, as letters have them in their foot. */
function sellerColumns(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
): FootColumn[] {
  const { seller, language } = document;
  const columns = [
    [seller.name, ...addressLines(seller.address, seller.address.country, language)],
    [seller.contact, seller.phone, seller.email, seller.website],
    [sellerTaxId(seller.taxId, words, language), ...seller.registration.split(' · ')],
    seller.bankDetails,
  ].map((lines) => filled(lines));
  const used = columns.filter((lines) => lines.length > 0);
  const natural = used.map((lines) => Math.max(...lines.map((line) => pen.width(line, pen.type.small))));
  const room = layout.right - layout.left - FOOT_GAP * (used.length - 1);
  const needed = natural.reduce((sum, width) => sum + width, 0);
  // Each as wide as its lines where all of them fit, the rest shared out; else all alike.
  const widths = natural.map((width) =>
    needed <= room ? width + (room - needed) / used.length : room / used.length,
  );
  let x = layout.left;
  return used.map((lines, index) => {
    const width = widths[index] ?? 0;
    const column = { x, lines: lines.flatMap((line) => pen.wrap(line, width + 0.01, pen.type.small)) };
    x += width + FOOT_GAP;
    return column;
  });
}

function footOf(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  isLetter: boolean,
): { foot: Foot; extra: string } {
  const wrapped = pen.wrap(document.footer, layout.right - layout.left, pen.type.small);
  const lines = wrapped.length <= FOOT_LINES ? wrapped : [];
  const imprint = besideEachOther(filled([document.seller.name, document.seller.registration]), ' · ');
  const columns = isLetter ? sellerColumns(pen, document, layout, words) : [];
  const small = isLetter
    ? []
    : pen.wrap(imprint, layout.right - layout.left - PAGE_COUNT_WIDTH, pen.type.small);
  const rows = lines.length + Math.max(1, small.length, ...columns.map((column) => column.lines.length + 1));
  const top = layout.footBase - rows * pen.type.small.leading - 10;
  return {
    foot: { lines, small, columns, top },
    extra: lines.length === wrapped.length ? '' : document.footer,
  };
}

/** `lift`: by how much the foot of the last page stands higher, above a payment slip. */
function drawFeet(pen: Pen, foot: Foot, layout: PaperLayout, words: PaperWords, lift: number): void {
  const { pages } = pen;
  const { leading } = pen.type.small;
  const { columns } = foot;
  for (let page = 1; page <= pages; page += 1) {
    pen.turnTo(page);
    const raised = page === pages ? lift : 0;
    pen.rule(layout.left, layout.right, foot.top + 4 - raised);
    const lines = [...foot.lines, ...foot.small];
    const base = layout.footBase - raised;
    const first =
      columns.length === 0 ? base - (lines.length - 1) * leading : foot.top + 4 - raised + leading;
    const below = pen.lines(lines, layout.left, first, pen.type.small);
    for (const column of columns) pen.lines(column.lines, column.x, below, pen.type.small);
    const count = fill(words.page, { page: String(page), pages: String(pages) });
    pen.text(count, layout.right, base, pen.type.small, 'right');
  }
}

/**
 * Renders an issued document, or a draft in that shape, as a PDF of its template. All figures come from
 * `document.totals` (TX9); characters that the typeface lacks are replaced visibly and spelled out at the end.
 * @throws RangeError for a currency without a minor unit, and for a template of a later release.
 */
export function renderInvoice(document: IssuedDocument, assets: InvoiceAssets): Uint8Array {
  const letterhead = assets.letterhead === true;
  const isHeadOnAll = letterhead && assets.letterheadOnAll === true;
  const look = lookOf(document);
  const text = new PrintableText(document.language, look.shapes);
  const shown = printableDocument(inItsLanguage(document), text);
  const layout = look.layout(document.paper);
  const usual = paperWords(document.profile, document.language);
  const named = look.indian ? wordsOfIndia(document, usual) : usual;
  const words = look.tellsUntaxed ? wordsOfSupply(document, named) : named;
  const format = documentFormat(document);
  const kind = words.title[document.kind];
  const title = assets.draft === true ? `${kind} – ${words.draft}` : kind;
  const pen = new Pen({
    format: layout.format,
    faces: assets.faces,
    title: `${kind} ${document.number}`.trim(),
    author: document.seller.name,
    language: document.language === 'de' ? 'de-DE' : document.profile === 'US' ? 'en-US' : 'en-GB',
    day: document.issueDate,
    type: look.type,
    ...(look.shapes && assets.shaper ? { shaper: assets.shaper } : {}),
    identity: JSON.stringify([
      document.template,
      document,
      assets.draft === true,
      ...(letterhead ? [isHeadOnAll ? 'letterhead on all' : 'letterhead'] : []),
      ...(assets.cleared ? [assets.cleared] : []),
    ]),
  });
  const isWaiting = document.clearance !== undefined && !assets.cleared;
  const startPage = () => {
    if (assets.draft === true) pen.watermark(words.draft, layout.format);
    else if (isWaiting) drawWaiting(pen, layout, document.language);
  };
  startPage();

  const { foot, extra } = footOf(pen, shown, layout, words, look.head === 'letter' && !letterhead);
  const table = lineTable(shown, words, format, layout, pen, exponentOf(document.currency));
  const tax = taxBlock(pen, shown, layout, words, format, look);
  const totals = totalsBlock(pen, shown, layout, words, format, look);
  const totalsHeight = Math.max(tax.height, totals.height) + 10;
  const spelled = look.joined ? spelledTotal(pen, shown, layout, words) : NOTHING;

  const head = { pen, document: shown, layout, words, format, logo: assets.logo ?? null, title, letterhead };
  let y = drawHead(head, look);
  const runningHead = `${title} ${shown.number}`.trim();
  const laterTop = isHeadOnAll ? PRINTED_HEAD : layout.top;
  const nextPage = () => {
    pen.addPage();
    startPage();
    pen.text(runningHead, layout.left, laterTop + 8, pen.type.smallStrong);
    const beside = layout.right - layout.left - pen.width(runningHead, pen.type.smallStrong) - 16;
    // The first template cut names by their letters, which were too many beside a long number.
    const name = look.shapes
      ? (pen.wrap(shown.buyer.name, Math.max(beside, 40), pen.type.small)[0] ?? '')
      : shown.buyer.name.slice(0, 60);
    pen.text(name, layout.right, laterTop + 8, pen.type.small, 'right');
    return laterTop + 26;
  };

  const pages = paginate(
    table.pieces.map((piece) => piece.height),
    {
      first: foot.top - y - HEAD_HEIGHT,
      later: foot.top - laterTop - 26 - HEAD_HEIGHT,
      carry: CARRY_HEIGHT,
      tail: totalsHeight + spelled.height,
      mayPassFirst: look.joined,
    },
  );
  const hasAmounts = showsAmounts(shown);
  let carried = 0;
  pages.forEach((page, index) => {
    if (index > 0) y = nextPage();
    if (page.length === 0 && index < pages.length - 1) return;
    if (shown.lines.length > 0) y = drawLineHead(pen, table, layout, words, document.currency, y, look);
    const sum = () => format.amount(minor(carried), document.currency);
    const isCarried = index > 1 || (index === 1 && pages[0]?.length !== 0);
    if (isCarried && hasAmounts) y = drawCarry(pen, layout, words.broughtForward, sum(), y);
    for (const at of page) {
      const piece = table.pieces[at];
      if (!piece) continue;
      y = drawPiece(pen, table, piece, y);
      if (look.tint && piece.isLast) pen.rule(layout.left, layout.right, y - 1, 0.3, 205);
      carried += piece.amount;
    }
    if (index < pages.length - 1) {
      pen.rule(layout.left, layout.right, y);
      if (hasAmounts) drawCarry(pen, layout, words.carriedForward, sum(), y);
    }
  });
  if (shown.lines.length > 0) pen.rule(layout.left, layout.right, y);
  tax.draw(y + 10);
  totals.draw(y + 10);
  y += totalsHeight;
  spelled.draw(y);
  y += spelled.height;

  const room = (height: number) => {
    if (y + height > foot.top) y = nextPage();
    const top = y;
    y += height;
    return top;
  };
  drawCommodities(pen, room, shown, layout, words, format);
  if (assets.cleared) drawCleared(pen, room, layout, format, document.language, assets.cleared);
  drawTail({ pen, room, document: shown, layout, words, format }, text.unprintable, extra, look);
  if (look.indian) drawSignature(pen, room, shown, layout);
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
