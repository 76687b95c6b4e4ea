/** The Swiss QR-bill: receipt and payment part side by side over the foot of an A4 page (SIX, Style Guide QR-bill). */
import { spacedReference } from '../../shared/domain/creditor-reference.ts';
import { readSwissPayload, type SwissParty } from '../../shared/domain/payment-payload.ts';
import { drawQr } from './draw-qr.ts';
import { MM } from './paper-layout.ts';
import type { Pen } from './pen.ts';
import { type SlipWords, slipWords } from './slip-words.ts';
import type { TypeStyle } from './typography.ts';

/** Height of the slip, at the lower edge of the page, and of the line of words above its perforation. */
export const SWISS_SLIP_HEIGHT = 105 * MM;

const RECEIPT_WIDTH = 62 * MM;
const SLIP_WIDTH = 210 * MM;
const MARGIN = 5 * MM;
const QR_SIDE = 46 * MM;
const CROSS = 7 * MM;

const style = (face: 'sans' | 'sansBold', size: number, leading: number): TypeStyle => ({
  face,
  size,
  leading,
  grey: 0,
});
const TITLE = style('sansBold', 11, 11);

/** One of the two parts: where its texts stand and how large they are. */
interface Part {
  readonly x: number;
  readonly width: number;
  readonly heading: TypeStyle;
  readonly value: TypeStyle;
}

/** `1949.75` with its thousands apart. */
const spacedAmount = (amount: string) => amount.replace(/\B(?=(\d{3})+\.)/g, ' ');

const partyLines = ({ name, street, house, postcode, city, country }: SwissParty, from: string): string[] => [
  name,
  [street, house].filter((part) => part !== '').join(' '),
  `${country === from ? '' : `${country}-`}${postcode} ${city}`,
];

/** The corners of a field that is filled in by hand. */
function blank(pen: Pen, x: number, y: number, width: number, height: number): void {
  const arm = 3 * MM;
  const [right, foot] = [x + width, y + height];
  pen.strokes(
    [
      [x, y + arm, x, y, x + arm, y],
      [right - arm, y, right, y, right, y + arm],
      [right, foot - arm, right, foot, right - arm, foot],
      [x + arm, foot, x, foot, x, foot - arm],
    ],
    0.75,
  );
}

/** The cross in the middle of the code, 7 mm with its white edge. */
function swissCross(pen: Pen, middleX: number, middleY: number): void {
  const unit = CROSS / 19.8;
  const [x, y] = [middleX - CROSS / 2, middleY - CROSS / 2];
  pen.box(x, y, CROSS, CROSS, 255);
  pen.box(x + 0.75 * unit, y + 0.75 * unit, 18.3 * unit, 18.3 * unit, 0);
  pen.box(x + 8.25 * unit, y + 4.4 * unit, 3.3 * unit, 11 * unit, 255);
  pen.box(x + 4.4 * unit, y + 8.25 * unit, 11 * unit, 3.3 * unit, 255);
}

/** Draws headings with their values below each other; a heading without a value leaves a field to fill in. */
function drawFacts(
  pen: Pen,
  part: Part,
  top: number,
  facts: readonly (readonly [heading: string, lines: readonly string[]])[],
  field: readonly [width: number, height: number],
): void {
  let base = top + part.heading.size;
  for (const [heading, lines] of facts) {
    pen.text(heading, part.x, base, part.heading);
    base += part.value.leading;
    if (lines.length === 0) {
      blank(pen, part.x, base - part.value.size + 2, field[0], field[1]);
      base += field[1];
    }
    const wrapped = lines.flatMap((line) => pen.wrap(line, part.width, part.value));
    base = pen.lines(wrapped, part.x, base, part.value) + part.value.leading - part.value.size + 4;
  }
}

function drawAmount(
  pen: Pen,
  part: Part,
  top: number,
  words: SlipWords,
  currency: string,
  amount: string,
): void {
  const base = top + part.heading.size;
  const second = part.x + (part.value.size < 10 ? 12 : 15) * MM;
  pen.text(words.currency, part.x, base, part.heading);
  pen.text(words.amount, second, base, part.heading);
  pen.text(currency, part.x, base + part.value.leading + 2, part.value);
  pen.text(spacedAmount(amount), second, base + part.value.leading + 2, part.value);
}

/** Draws the slip of a payload of ours at the foot of a page of this height. */
export function drawSwissSlip(pen: Pen, payload: string, language: string, pageHeight: number): void {
  const words = slipWords(language);
  const { iban, creditor, debtor, amount, currency, reference, message } = readSwissPayload(payload);
  const top = pageHeight - SWISS_SLIP_HEIGHT;
  const from = creditor.country;
  pen.perforation(0, top, SLIP_WIDTH, top);
  pen.perforation(RECEIPT_WIDTH, top, RECEIPT_WIDTH, pageHeight);
  pen.text(words.separate, SLIP_WIDTH / 2, top - 4, style('sans', 7, 9), 'center');

  const payableTo = [spacedReference(iban), ...partyLines(creditor, from)];
  const payableBy = debtor
    ? ([words.payableBy, partyLines(debtor, from)] as const)
    : ([words.payableByBlank, []] as const);
  const referenceFact = reference === '' ? [] : [[words.reference, [spacedReference(reference)]] as const];
  const receipt: Part = {
    x: MARGIN,
    width: RECEIPT_WIDTH - 2 * MARGIN,
    heading: style('sansBold', 6, 9),
    value: style('sans', 8, 9),
  };
  pen.text(words.receipt, MARGIN, top + MARGIN + TITLE.size - 2, TITLE);
  drawFacts(
    pen,
    receipt,
    top + 12 * MM,
    [[words.payableTo, payableTo], ...referenceFact, payableBy],
    [52 * MM, 20 * MM],
  );
  drawAmount(pen, receipt, top + 68 * MM, words, currency, amount);
  pen.text(
    words.acceptance,
    RECEIPT_WIDTH - MARGIN,
    top + 82 * MM + receipt.heading.size,
    receipt.heading,
    'right',
  );

  const left = RECEIPT_WIDTH + MARGIN;
  const payment: Part = {
    x: left + 51 * MM,
    width: SLIP_WIDTH - MARGIN - left - 51 * MM,
    heading: style('sansBold', 8, 11),
    value: style('sans', 10, 11),
  };
  pen.text(words.paymentPart, left, top + MARGIN + TITLE.size - 2, TITLE);
  drawQr(pen, payload, left, top + 17 * MM, QR_SIDE);
  swissCross(pen, left + QR_SIDE / 2, top + 17 * MM + QR_SIDE / 2);
  drawAmount(pen, { ...payment, x: left }, top + 68 * MM, words, currency, amount);
  drawFacts(
    pen,
    payment,
    top + MARGIN,
    [
      [words.payableTo, payableTo],
      ...referenceFact,
      ...(message === '' ? [] : [[words.information, [message]] as const]),
      payableBy,
    ],
    [65 * MM, 25 * MM],
  );
}
