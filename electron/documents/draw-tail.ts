/** What follows the totals: terms and payment details side by side, then notes and legal texts over the full width. */

import {
  isCreditorReference,
  isQrReference,
  spacedReference,
} from '../../shared/domain/creditor-reference.ts';
import type { IssuedDocument, PaymentSlip } from '../../shared/domain/document.ts';
import { asksForMoney, isOwed } from '../../shared/domain/document-kinds.ts';
import { minor } from '../../shared/domain/money.ts';
import { drawQr } from './draw-qr.ts';
import type { Look } from './look.ts';
import { spellOut, type Unprintable } from './missing-characters.ts';
import type { PaperFormat } from './paper-format.ts';
import { MM, type PaperLayout } from './paper-layout.ts';
import { fill, type PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';
import { slipWords } from './slip-words.ts';
import type { TypeStyle } from './typography.ts';

/** Gives room for text: the upper edge of `height` points, on this page or on a new one. */
export type Room = (height: number) => number;

/** Everything that the end of a document is drawn from. */
interface TailPaper {
  readonly pen: Pen;
  readonly room: Room;
  readonly document: IssuedDocument;
  readonly layout: PaperLayout;
  readonly words: PaperWords;
  readonly format: PaperFormat;
}

const BLOCK_GAP = 14;
const HEADING = 13;
const COLUMN_GAP = 20;
/** 29 mm: the smallest that phones read from paper at arm's length with the longest text. */
const CODE_SIDE = 29 * MM;

function termsText(document: IssuedDocument, words: PaperWords, format: PaperFormat): string {
  const { terms, totals, currency, kind } = document;
  if (!isOwed(kind)) return '';
  const discount =
    terms.discount === null
      ? ''
      : fill(words.earlyDiscount, {
          percent: format.percent(terms.discount.percent),
          day: format.day(terms.discount.until),
          discount: format.money(terms.discount.amount, currency),
          rest: format.money(minor(totals.due - terms.discount.amount), currency),
        });
  const instalments = (terms.instalments ?? []).map(({ due, amount }) =>
    fill(words.instalment, { amount: format.money(amount, currency), day: format.day(due) }),
  );
  return [terms.text === '' ? terms.name : terms.text, discount, ...instalments]
    .filter((part) => part !== '')
    .join('\n');
}

/** A heading with text, kept whole where it fits on a page, else broken between lines, never right after the heading. */
function drawText(
  pen: Pen,
  room: Room,
  layout: PaperLayout,
  heading: string,
  lines: readonly string[],
  style: TypeStyle,
): void {
  if (lines.length === 0) return;
  const headingHeight = heading === '' ? 0 : HEADING;
  const first = lines.length <= 12 ? lines.length : 3;
  const top = room(BLOCK_GAP + headingHeight + first * style.leading);
  if (heading !== '')
    pen.text(heading, layout.left, top + BLOCK_GAP + pen.type.smallStrong.size, pen.type.smallStrong);
  pen.lines(lines.slice(0, first), layout.left, top + BLOCK_GAP + headingHeight + style.size, style);
  for (const line of lines.slice(first)) pen.text(line, layout.left, room(style.leading) + style.size, style);
}

/** References with check digits are printed in groups; numbers of documents as they are. */
const printedReference = (reference: string) =>
  isCreditorReference(reference) || isQrReference(reference) ? spacedReference(reference) : reference;

/** The code of a slip in the right column, under the payment details, with what to do with it. */
function drawCode({ pen, room, layout, document }: TailPaper, slip: PaymentSlip): void {
  const top = room(CODE_SIDE + BLOCK_GAP) + BLOCK_GAP;
  drawQr(pen, slip.payload, layout.column, top, CODE_SIDE);
  const x = layout.column + CODE_SIDE + 10;
  const text = pen.wrap(scanWords(slip, document.language), layout.right - x, pen.type.small);
  pen.lines(text, x, top + pen.type.small.size, pen.type.small);
}

const scanWords = (slip: PaymentSlip, language: string): string =>
  slip.kind === 'upi' ? slipWords(language).scanUpi : slipWords(language).scan;

/** What a correction notice puts right: what it is, and what it reads from now on (DO6). */
function correctedTexts(
  { corrects = {} }: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
): readonly (readonly [heading: string, text: string])[] {
  const { orderNumber, contact, dueDate, text } = corrects;
  const day = dueDate === undefined ? undefined : format.day(dueDate);
  const all = { orderNumber, contact, dueDate: day, text };
  return (Object.keys(words.corrected) as (keyof typeof all)[]).flatMap((field) => {
    const value = all[field];
    return value === undefined ? [] : [[words.corrected[field], value === '' ? '–' : value] as const];
  });
}

/** Where to pay and what to name, for documents that ask for money. */
function paymentLines({ document, words }: TailPaper): string[] {
  const { slip, seller, number, totals, kind } = document;
  if (!asksForMoney(kind) || totals.due <= 0) return [];
  return [
    ...seller.bankDetails.filter((line) => line !== ''),
    number === '' || seller.bankDetails.length === 0
      ? ''
      : fill(words.reference, { number: slip ? printedReference(slip.reference) : number }),
  ];
}

/** Terms on the left, payment details on the right; `code` stands between the two, with what to do with it under them. */
function drawPayment(paper: TailPaper, code: PaymentSlip | null): void {
  const { pen, room, document, layout, words, format } = paper;
  const { body, small, smallStrong } = pen.type;
  const half = layout.column - layout.left - COLUMN_GAP;
  const beside = code ? half - CODE_SIDE - COLUMN_GAP : half;
  const width = layout.right - layout.column;
  const terms = pen.wrap(termsText(document, words, format), beside, body);
  const payment = paymentLines(paper).flatMap((line) => pen.wrap(line, width, body));
  const scan = code ? pen.wrap(scanWords(code, document.language), width, small) : [];
  const right = payment.length * body.leading + scan.length * small.leading;
  const text = Math.max(terms.length * body.leading, right);
  if (text === 0) return;
  const top = room(BLOCK_GAP + Math.max(HEADING + text, code ? CODE_SIDE : 0)) + BLOCK_GAP;
  if (terms.length > 0) {
    pen.text(words.terms, layout.left, top + smallStrong.size, smallStrong);
    pen.lines(terms, layout.left, top + HEADING + body.size, body);
  }
  if (code) drawQr(pen, code.payload, layout.left + half - CODE_SIDE, top, CODE_SIDE);
  if (payment.length > 0) pen.text(words.payment, layout.column, top + smallStrong.size, smallStrong);
  const end = pen.lines(payment, layout.column, top + HEADING + body.size, body);
  pen.lines(scan, layout.column, end - body.size + small.size, small);
}

/** Draws everything after the totals. `extra` is footer text too long for the foot of every page. */
export function drawTail(
  paper: TailPaper,
  unprintable: readonly Unprintable[],
  extra: string,
  { joined }: Pick<Look, 'joined'>,
): void {
  const { pen, room, document, layout, words, format } = paper;
  const full = layout.right - layout.left;
  for (const [heading, text] of correctedTexts(document, words, format))
    drawText(pen, room, layout, heading, pen.wrap(text, full, pen.type.body), pen.type.body);
  const { slip } = document;
  const code = slip && slip.kind !== 'swiss' ? slip : null;
  drawPayment(paper, joined ? code : null);
  if (code && !joined) drawCode(paper, code);
  if (document.amountInWords !== undefined && !joined)
    drawText(
      pen,
      room,
      layout,
      words.amountInWords,
      pen.wrap(document.amountInWords, full, pen.type.body),
      pen.type.body,
    );
  drawText(pen, room, layout, words.notes, pen.wrap(document.notes, full, pen.type.body), pen.type.body);
  for (const text of document.legalTexts)
    drawText(pen, room, layout, '', pen.wrap(text, full, pen.type.small), pen.type.small);
  drawText(
    pen,
    room,
    layout,
    '',
    pen.wrap(document.design?.closing ?? '', full, pen.type.body),
    pen.type.body,
  );
  drawText(pen, room, layout, '', pen.wrap(extra, full, pen.type.small), pen.type.small);
  const spelled = unprintable.map(({ mark, original }) => `${mark} ${spellOut(original)}`).join('   ');
  if (spelled === '') return;
  drawText(
    pen,
    room,
    layout,
    '',
    pen.wrap(`${words.unprintable}: ${spelled}`, full, pen.type.small),
    pen.type.small,
  );
}
