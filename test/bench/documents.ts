/** What documents cost without the window: totals, and paper with its two faces embedded, as the PDF thread makes it. */
import { join } from 'node:path';
import { ROOT } from '../../build/paths.mjs';
import { readFaces } from '../../electron/documents/paper-faces.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { AppliedTax, IssuedDocument, TotalsInput } from '../../shared/domain/document.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import { type Spread, timed } from './statistics.ts';

const TAXES: readonly AppliedTax[] = [
  { key: 'vat20', name: 'VAT 20 %', category: 'S', rate: '20' },
  { key: 'vat5', name: 'VAT 5 %', category: 'S', rate: '5' },
];

/** Lines that nobody has computed before: totals remember what a line came to. */
const freshInput = (lines: number, run: number): TotalsInput => ({
  currency: 'GBP',
  lines: Array.from({ length: lines }, (_, line) => ({
    quantity: `${1 + (line % 9)}.5`,
    unitPrice: `${10 + ((line + run) % 500)}.25`,
    adjustments: line % 10 === 0 ? [{ kind: 'allowance', percent: '5', reason: '' }] : [],
    taxes: [TAXES[line % TAXES.length] as AppliedTax],
  })),
});

/** Totals of a document that is new in every line. */
export async function timeTotals(lines: number, runs: number): Promise<Spread> {
  const inputs = Array.from({ length: runs }, (_, run) => freshInput(lines, run));
  return timed(runs, (run) => {
    const totals = computeTotals(inputs[run] as TotalsInput);
    if (totals.lines.length !== lines) throw new Error('totals without their lines');
  });
}

/** Paper of so many documents, one after the other; throws when one came out empty. */
export async function timePapers(documents: readonly IssuedDocument[], runs: number): Promise<Spread> {
  const faces = readFaces(join(ROOT, 'electron/documents/fonts'));
  return timed(runs, (run) => {
    const document = documents[run % documents.length];
    if (!document || renderInvoice(document, { faces }).length < 5_000)
      throw new Error('a PDF came out empty');
  });
}
