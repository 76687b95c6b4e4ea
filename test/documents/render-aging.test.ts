import { describe, expect, it } from 'vitest';
import { paperFormat } from '../../electron/documents/paper-format.ts';
import { type AgingPaper, renderAging } from '../../electron/documents/render-aging.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import { FACES } from './faces.ts';
import { readPdf } from './read-pdf.ts';

const MARGIN = (15 * 72) / 25.4;

function row(index: number, currency: string, scale = 1): AgingPaper['report']['rows'][number] {
  const buckets = [100, 0, index * 7, 31, index].map((value) => minor(value * scale));
  const unapplied = minor(index % 3 === 0 ? 50 * scale : 0);
  const balance = minor(buckets.reduce<number>((sum, value) => sum + value, -unapplied));
  const customer = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
  return {
    customer,
    number: `K-${index}`,
    name: `Kunde Nummer ${index} ש`,
    currency,
    buckets,
    unapplied,
    balance,
  };
}

function paper(rows: AgingPaper['report']['rows'], more: Partial<AgingPaper> = {}): AgingPaper {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const sums = currencies.map((currency) => {
    const own = rows.filter((one) => one.currency === currency);
    const add = (pick: (one: (typeof own)[number]) => number): Minor =>
      minor(own.reduce((sum, one) => sum + pick(one), 0));
    return {
      currency,
      buckets: [0, 1, 2, 3, 4].map((bucket) => add((one) => one.buckets[bucket] ?? 0)),
      unapplied: add((one) => one.unapplied),
      balance: add((one) => one.balance),
      customers: own.length,
    };
  });
  const report = { asOf: '2026-03-31', widths: [30, 60, 90], rows, sums, tied: true };
  return { report, company: 'Lindenhof', profile: 'DE', language: 'de', paper: 'A4', ...more };
}

const many = (count: number, currency: string, scale = 1) =>
  Array.from({ length: count }, (_, index) => row(index + 1, currency, scale));

describe('renderAging', () => {
  it('AG3: shows every figure of every customer and the totals, credit taken off', async () => {
    const document = paper([...many(70, 'EUR'), ...many(2, 'JPY')]);
    const pdf = await readPdf(renderAging(document, FACES));
    const shown = pdf.texts.map(({ text }) => text);
    const format = paperFormat('DE', 'de');
    expect(pdf.pages).toBeGreaterThan(1);
    for (const { currency, balance, unapplied, buckets } of [
      ...document.report.rows,
      ...document.report.sums,
    ]) {
      for (const amount of [...buckets, minor(-unapplied), balance]) {
        expect(shown).toContain(amount === 0 ? '–' : format.amount(amount, currency));
      }
    }
    expect(shown.filter((text) => text === 'Saldo')).toHaveLength(pdf.pages + 1);
    expect(shown).toContain('Summe JPY');
    expect(shown).toContain('K-70 Kunde Nummer 70 ⟨Hebräisch⟩');
  });

  it.each([
    ['usual amounts', 100],
    ['thousands of millions on a turned sheet', 1_000_000_000],
  ])('keeps the margins and sets no figure over another, with %s', async (_, scale) => {
    const pdf = await readPdf(renderAging(paper(many(60, 'EUR', scale), { paper: 'Letter' }), FACES));
    for (const [index, one] of pdf.texts.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(MARGIN);
      expect(one.x + one.width).toBeLessThanOrEqual(pdf.width - MARGIN);
      expect(one.y).toBeLessThanOrEqual(pdf.height - MARGIN);
      for (const other of pdf.texts.slice(index + 1)) {
        if (one.page !== other.page || Math.abs(one.y - other.y) > 4) continue;
        const overlap = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        expect(overlap, `${one.text} | ${other.text}`).toBeLessThan(0.5);
      }
    }
  });

  it('never leaves the totals on a page without a customer', async () => {
    for (let count = 50; count <= 64; count += 1) {
      const pdf = await readPdf(renderAging(paper(many(count, 'EUR')), FACES));
      const last = pdf.texts.find(({ text }) => text.startsWith(`K-${count} `));
      expect(pdf.texts.find(({ text }) => text === 'Summe EUR')?.page).toBe(last?.page);
    }
  });

  it('says that nothing is owed by showing an empty report', async () => {
    const pdf = await readPdf(renderAging(paper([]), FACES));
    expect(pdf.page(1)).toContain('Offene Posten Lindenhof · Stand 31.03.2026');
  });
});
