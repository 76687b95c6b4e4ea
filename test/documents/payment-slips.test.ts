/** Payment slips on paper: the codes are read back from what the pen draws, by a reader that did not write them. */
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { drawQr } from '../../electron/documents/draw-qr.ts';
import { drawSwissSlip } from '../../electron/documents/draw-swiss-slip.ts';
import { Pen } from '../../electron/documents/pen.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument, PaymentSlip } from '../../shared/domain/document.ts';
import { paymentSlip } from '../../shared/domain/payment-slip.ts';
import { FACES } from './faces.ts';
import { FIXTURES, type FixtureName } from './fixtures.ts';
import { readPdf } from './read-pdf.ts';

const A4 = [595.28, 841.89] as const;
/** Pixels a point: a module of the densest code is three wide. */
const SHARP = 4;

/** A pen that also paints its boxes on a grid of pixels. */
class PaintingPen extends Pen {
  readonly pixelWidth = Math.ceil(A4[0] * SHARP);
  readonly pixelHeight = Math.ceil(A4[1] * SHARP);
  readonly pixels = new Uint8ClampedArray(this.pixelWidth * this.pixelHeight * 4).fill(255);

  override box(x: number, y: number, width: number, height: number, grey: number): void {
    const at = (value: number) => Math.round(value * SHARP);
    for (let row = at(y); row < at(y + height); row += 1) {
      for (let column = at(x); column < at(x + width); column += 1) {
        this.pixels.fill(
          grey,
          (row * this.pixelWidth + column) * 4,
          (row * this.pixelWidth + column) * 4 + 3,
        );
      }
    }
    super.box(x, y, width, height, grey);
  }

  decoded(): string {
    return jsQR(this.pixels, this.pixelWidth, this.pixelHeight)?.data ?? '';
  }
}

const painting = () =>
  new PaintingPen({
    format: A4,
    faces: FACES,
    title: '',
    author: '',
    language: 'en-GB',
    day: '2026-03-12',
    identity: '',
  });

const swissSeller = {
  ...FIXTURES.german.seller,
  address: { lines: ['Bahnhofstrasse 12'], city: 'Zürich', postcode: '8001', region: '', country: 'CH' },
  bankDetails: ['IBAN CH44 3199 9123 0008 8901 2'],
};

function withSlip(document: IssuedDocument, reference: 'number' | 'creditor' = 'number') {
  const { kind, currency, number, paper, seller, buyer, totals } = document;
  const { slip } = paymentSlip({
    choice: { on: true, reference },
    profile: { customarySlips: [] },
    ...{ kind, currency, number, paper, seller, buyer },
    due: totals.due,
    message: number,
    bankDetails: seller.bankDetails,
  });
  if (!slip) throw new Error('no slip');
  return { ...document, slip };
}

const swiss = (name: FixtureName, lines: number): IssuedDocument & { slip: PaymentSlip } => {
  const document = FIXTURES[name];
  return withSlip({
    ...document,
    number: 'RE-2026-00042',
    currency: 'CHF',
    paper: 'A4',
    seller: swissSeller,
    lines: document.lines.slice(0, lines),
  });
};

describe('codes on paper', () => {
  it.each([
    withSlip(FIXTURES.german),
    withSlip(FIXTURES.german, 'creditor'),
    withSlip({
      ...FIXTURES.indian,
      seller: { ...FIXTURES.indian.seller, bankDetails: ['UPI saraswati@hdfcbank'] },
    }),
  ])('a phone reads $slip.kind as it was meant', ({ slip }) => {
    const pen = painting();
    drawQr(pen, slip.payload, 100, 100, 82);
    expect(pen.decoded()).toBe(slip.payload);
  });

  it('a phone reads the Swiss code through the cross in its middle', () => {
    const { slip } = swiss('german', 3);
    const pen = painting();
    drawSwissSlip(pen, slip.payload, 'de', A4[1]);
    expect(pen.decoded()).toBe(slip.payload);
  });

  it('the reference that the payer is asked for is the one in the code', async () => {
    const pdf = await readPdf(renderInvoice(withSlip(FIXTURES.german, 'creditor'), { faces: FACES }));
    expect(pdf.page(1)).toContain('Verwendungszweck RF82 RE20 2600 042');
    expect(pdf.page(1)).toContain('Mit der Banking-App');
  });
});

describe('the Swiss slip', () => {
  it.each([1, 5, 9, 14, 20, 33, 45])('lies at the foot of the last page, after %i lines', async (lines) => {
    const pdf = await readPdf(renderInvoice(swiss('many-lines', lines), { faces: FACES }));
    const slipTop = pdf.height - 105 * (72 / 25.4);
    const last = pdf.texts.filter(({ page }) => page === pdf.pages);
    const below = last.filter(({ y }) => y > slipTop).map(({ text }) => text);
    for (const word of ['Receipt', 'Payment part', 'Acceptance point', 'CHF']) expect(below).toContain(word);
    // Nothing of the bill reaches into it, and the number of the page stands above the perforation.
    expect(below.join(' ')).not.toMatch(/Page|Notes|Subtotal/);
    expect(last.find(({ text }) => text.startsWith('Page '))?.y).toBeLessThan(slipTop - 12);
    for (const { x, width } of last) expect(x + width).toBeLessThan(pdf.width - 14);
  });

  it('says in print what the code says', async () => {
    const pdf = await readPdf(renderInvoice(swiss('german', 3), { faces: FACES }));
    const text = pdf.page(pdf.pages);
    for (const part of ['CH44 3199 9123 0008 8901 2', '1 781.28', 'Zürich', 'DE-80331 München'])
      expect(text.split(part).length - 1, part).toBe(2);
  });
});
