/** The floor of J7: the same page without fonts. The very texts of our paper, at their places, by bare jsPDF in a face that every viewer has. */
import { join } from 'node:path';
import { jsPDF } from 'jspdf';
import { ROOT } from '../../build/paths.mjs';
import { readFaces } from '../../electron/documents/paper-faces.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { type ReadPdf, readPdf } from '../documents/read-pdf.ts';
import { timed } from './statistics.ts';

/** Characters that a PDF's built-in faces have, as far as our paper uses them. */
const BUILT_IN = /^[\u0020-\u007e\u00a0-\u00ff€–—‘’“”•…]*$/;

/** What our own paper of a document says, read back; `null` where the built-in faces lack a character of it. */
export async function plainPage(document: IssuedDocument): Promise<ReadPdf | null> {
  const faces = readFaces(join(ROOT, 'electron/documents/fonts'));
  const read = await readPdf(renderInvoice(document, { faces }));
  return read.texts.every(({ text }) => BUILT_IN.test(text)) ? read : null;
}

/** Draws it with nothing embedded. */
export function drawPlain({ pages, width, height, texts }: ReadPdf): Uint8Array {
  const paper = new jsPDF({ unit: 'pt', format: [width, height], compress: true, floatPrecision: 3 });
  paper.setFont('helvetica').setFontSize(9);
  for (let page = 2; page <= pages; page += 1) paper.addPage();
  for (const { page, text, x, y } of texts) paper.setPage(page).text(text, x, y);
  return new Uint8Array(paper.output('arraybuffer'));
}

/**
 * Times the floor on documents as they come, those that it can draw.
 * @returns the spread of one, and milliseconds for two hundred one after the other
 * @throws where there is none, or a page does not say what ours says
 */
export async function timePlain(documents: readonly IssuedDocument[]) {
  const found = await Promise.all(documents.map(plainPage));
  const pages = found.filter((page) => page !== null);
  const [first] = pages;
  if (!first) throw new Error('no document whose characters the built-in faces have');
  if (joined(await readPdf(drawPlain(first))) !== joined(first))
    throw new Error('the floor of J7 is another page');
  const draw = (run: number) => drawPlain(pages[run % pages.length] ?? first);
  const one = await timed(30, draw);
  const start = performance.now();
  await timed(200, draw);
  return { one, twoHundred: performance.now() - start };
}

export const joined = ({ texts }: ReadPdf): string => texts.map(({ text }) => text).join(' ');
