/** What must hold of every document on every template. */
import { expect } from 'vitest';
import { paperFormat } from '../../electron/documents/paper-format.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import type { ReadPdf } from './read-pdf.ts';

/** Every amount of the totals stands on the paper as the document has it (TX9). */
export function expectAmounts(document: IssuedDocument, pdf: ReadPdf): void {
  const shown = pdf.texts.map(({ text }) => text);
  const { totals, currency } = document;
  const format = paperFormat(document.profile, document.language);
  const amounts = [
    ...totals.lines.map(({ amount }) => amount),
    ...totals.taxes.flatMap(({ taxable, tax, parts }) => [
      taxable,
      tax,
      ...(parts ?? []).map((part) => part.tax),
    ]),
    ...(totals.taxes.length === 0 ? [] : [totals.withoutTax, totals.tax]),
    ...(totals.prepaid === 0 ? [] : [minor(-totals.prepaid), totals.withTax]),
    ...(totals.rounding === 0 ? [] : [totals.rounding]),
  ];
  for (const amount of amounts) expect(shown).toContain(format.amount(amount, currency));
  expect(shown).toContain(format.money(totals.due, currency).replaceAll('\u00a0', ' '));
}

export function expectNothingOver(pdf: ReadPdf): void {
  for (const [index, one] of pdf.texts.entries()) {
    for (const other of pdf.texts.slice(index + 1)) {
      if (one.page !== other.page || Math.abs(one.y - other.y) > 4) continue;
      const overlap = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
      expect(overlap, `${one.text} | ${other.text}`).toBeLessThan(0.5);
    }
  }
}
