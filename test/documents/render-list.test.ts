import { describe, expect, it } from 'vitest';
import type { Row } from '../../electron/documents/export/list-table.ts';
import { type ListPaper, renderList } from '../../electron/documents/render-list.ts';
import { minor } from '../../shared/domain/money.ts';
import { FACES } from './faces.ts';
import { readPdf } from './read-pdf.ts';

const paper = (rows: readonly Row[], more: Partial<ListPaper> = {}): ListPaper => ({
  title: 'Invoices',
  columns: [
    { head: 'Number', kind: 'code' },
    { head: 'Customer', kind: 'text' },
    { head: 'Issued', kind: 'day' },
    { head: 'Total', kind: 'amount' },
  ],
  rows,
  company: 'Ivy Bookbinders',
  profile: 'GB',
  language: 'en',
  paper: 'A4',
  day: '2026-03-02',
  ...more,
});

const row = (number: number, name = 'Alder & Sons'): Row => [
  `INV-${number}`,
  name,
  '2026-03-01',
  { amount: minor(number * 100_000), currency: 'GBP' },
];

describe('renderList', () => {
  it('puts every row on paper, with its heads again on every page', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => row(index + 1));
    const pdf = await readPdf(renderList(paper(rows), FACES));
    expect(pdf.pages).toBeGreaterThan(1);
    for (let page = 1; page <= pdf.pages; page += 1) expect(pdf.page(page)).toContain('Customer');
    expect(pdf.page(1)).toContain('INV-1 ');
    expect(pdf.page(pdf.pages)).toContain('INV-120');
    expect(pdf.page(pdf.pages)).toContain('120,000.00');
    expect(pdf.page(1)).toContain(`1 of ${pdf.pages}`);
  });

  it('breaks a long name into lines, and gives the same bytes for the same list (DO3)', async () => {
    const long = paper([row(1, 'A very long name of a customer '.repeat(8))]);
    const bytes = renderList(long, FACES);
    expect(renderList(long, FACES)).toEqual(bytes);
    const text = (await readPdf(bytes)).page(1);
    expect(text.match(/A very long name/g)).toHaveLength(8);
  });

  it('writes days and amounts as the country does', async () => {
    const text = (await readPdf(renderList(paper([row(1)], { language: 'de', profile: 'DE' }), FACES))).page(
      1,
    );
    expect(text).toContain('01.03.2026');
    expect(text).toContain('1.000,00');
  });
});
