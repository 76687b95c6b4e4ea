/** The templates beside the classic one: what every paper must hold, and where the window of an envelope shows. */
import { describe, expect, it } from 'vitest';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { FACES, SHAPER } from './faces.ts';
import { FIXTURES, type FixtureName, GERMAN_VAT, issued, line, onTemplate, TEMPLATES } from './fixtures.ts';
import { expectAmounts, expectNothingOver } from './paper-checks.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';

const MM = 72 / 25.4;
const INCH = 72;
const NAMES = [
  'german',
  'american',
  'indian',
  'kuwaiti',
  'long-names',
  'credit-note',
  'including-tax',
] as const;

const render = (document: IssuedDocument, letterhead = false) =>
  readPdf(renderInvoice(document, { faces: FACES, shaper: SHAPER, letterhead }));
const papers = TEMPLATES.flatMap((template) => NAMES.map((name) => [template, name] as const));
const read = new Map<string, Promise<ReadPdf>>();
const paperOf = (template: string, name: FixtureName) => {
  const key = `${template} ${name}`;
  const pdf = read.get(key) ?? render(onTemplate(FIXTURES[name], template));
  read.set(key, pdf);
  return pdf;
};

describe.each(papers)('template %s with %s', (template, name) => {
  it('TX9: shows every amount of the totals', async () => {
    expectAmounts(FIXTURES[name], await paperOf(template, name));
  });

  it('sets no text over another, and none nearer to an edge than a printer can', async () => {
    const pdf = await paperOf(template, name);
    expectNothingOver(pdf);
    for (const { x, y, width } of pdf.texts) {
      expect(Math.min(x, pdf.width - x - width, y, pdf.height - y)).toBeGreaterThan(10 * MM);
    }
  });

  it('carries the office’s words and fields, and leaves out the columns that it does not want', async () => {
    const pdf = await paperOf(template, name);
    const shown = pdf.texts.map(({ text }) => text);
    for (const text of [
      'For what we have done for you we charge:',
      'With kind regards',
      'EORI',
      'DE123456789012345',
    ])
      expect(shown).toContain(text);
    expect(shown).not.toContain(FIXTURES[name].language === 'de' ? 'Pos.' : 'No.');
  });
});

const long = (template: string, count: number) =>
  onTemplate(
    issued({
      ...FIXTURES.german,
      adjustments: [],
      lines: Array.from({ length: count }, (_, index) =>
        line(index + 1, `Position Nummer ${index + 1}`, '1', 'Stk.', index % 7 === 3 ? '-4.11' : '8.11', [
          GERMAN_VAT,
        ]),
      ),
    }),
    template,
  );

describe.each(TEMPLATES)('template %s', (template) => {
  it('carries sums forward over pages, and never parts the totals from the last line', async () => {
    const pdf = await render(long(template, 150));
    const of = (text: string) => pdf.texts.filter((placed) => placed.text === text).map(({ page }) => page);
    const last = of('Zu zahlen')[0] ?? 0;
    expect(last).toBeGreaterThan(1);
    expect(of('Position Nummer 150')).toEqual([last]);
    // At the foot of every page but the last, at the head of every page but the first.
    expect(of('Übertrag')).toHaveLength(2 * (last - 1));
    expect(of('Betrag EUR')).toHaveLength(last);
    for (let count = 1; count <= 150; count += 1) expect(of(`Position Nummer ${count}`)).toHaveLength(1);
  });

  it('DO7: on letterhead paper head and logo stay out, and everything else stands where it stood', async () => {
    const document = onTemplate(FIXTURES.german, template);
    const [full, bare] = [await render(document), await render(document, true)];
    const name = FIXTURES.german.seller.phone;
    expect(full.page(1)).toContain(name);
    expect(bare.page(1)).not.toContain(name);
    const due = ({ texts }: ReadPdf) => texts.find(({ text }) => text === 'Grünwald & Söhne KG')?.y;
    if (template !== 'compact-3') expect(due(bare)).toBe(due(full));
  });
});

describe.each(TEMPLATES)('letterhead paper, on template %s', (template) => {
  it('DO7: nothing is printed over its head, on the first page or on all', async () => {
    const document = long(template, 80);
    const render = (letterheadOnAll: boolean) =>
      readPdf(renderInvoice(document, { faces: FACES, shaper: SHAPER, letterhead: true, letterheadOnAll }));
    const [first, all] = [await render(false), await render(true)];
    const topOf = (pdf: ReadPdf, page: number) =>
      Math.min(...pdf.texts.filter((text) => text.page === page).map(({ y }) => y));
    expect(topOf(first, 1)).toBeGreaterThan(45 * MM);
    expect(topOf(first, 2)).toBeLessThan(25 * MM);
    for (let page = 1; page <= all.pages; page += 1) expect(topOf(all, page)).toBeGreaterThan(45 * MM);
    const shown = all.texts.map(({ text }) => text);
    for (let count = 1; count <= 80; count += 1) expect(shown).toContain(`Position Nummer ${count}`);
    expectNothingOver(all);
  });
});

describe('the window of an envelope', () => {
  const address = (pdf: ReadPdf, from: string, to: string) => {
    const start = pdf.texts.findIndex(({ text }) => text.startsWith(from));
    const end = pdf.texts.findIndex(({ text }, index) => index >= start && text.startsWith(to));
    return pdf.texts.slice(start, end + 1);
  };
  /** A body of 9.5 points reaches this far above its base line and below it. */
  const ABOVE = 7;
  const BELOW = 2.2;

  it('DIN 5008 form B: shows the address between 62.7 and 90 mm, from 25 to 105 mm', async () => {
    const lines = address(await paperOf('letter-2', 'german'), 'Grünwald', '80331');
    expect(lines).toHaveLength(4);
    for (const { x, y, width } of lines) {
      expect(x).toBeGreaterThanOrEqual(24.9 * MM);
      expect(x + width).toBeLessThanOrEqual(105 * MM);
      expect(y - ABOVE).toBeGreaterThanOrEqual(62.7 * MM);
      expect(y + BELOW).toBeLessThanOrEqual(90 * MM);
    }
  });

  it('DIN 5008 form B: an address of many lines stays in the field, from 45 to 90 mm', async () => {
    const lines = address(await paperOf('letter-2', 'long-names'), 'Donau', 'ÖSTERREICH');
    expect(lines.length).toBeGreaterThan(6);
    for (const { y } of lines) {
      expect(y - ABOVE).toBeGreaterThanOrEqual(45 * MM);
      expect(y + BELOW).toBeLessThanOrEqual(90 * MM);
    }
  });

  it('US #10: shows the address however the sheet slides in the envelope', async () => {
    const lines = address(await paperOf('letter-2', 'american'), 'Lone Star', 'Austin, TX 78701');
    expect(lines).toHaveLength(4);
    // Window ⅞ inch from the left, 4½ wide, ½ from the foot, 1⅛ high; envelope 9½ × 4⅛, sheet 8½ × 3⅔ when folded.
    const [slackX, slackY] = [1 * INCH, (4.125 - 11 / 3) * INCH];
    const top = (4.125 - 0.5 - 1.125) * INCH;
    for (const { x, y, width } of lines) {
      expect(x).toBeGreaterThanOrEqual(0.875 * INCH);
      expect(x + width).toBeLessThanOrEqual(5.375 * INCH - slackX);
      expect(y - ABOVE).toBeGreaterThanOrEqual(top - 0.5);
      expect(y + BELOW).toBeLessThanOrEqual(top + 1.125 * INCH - slackY + 1);
    }
  });
});

describe.each(TEMPLATES)('what belongs together, on template %s', (template) => {
  const UPI = { kind: 'upi', payload: 'upi://pay?pa=saraswati@bank&am=1.00&cu=INR', reference: '1' } as const;
  const withLines = (count: number) => {
    const lines = Array.from({ length: count }, (_, index) => FIXTURES.indian.lines[index % 3] as never);
    return onTemplate(
      issued({ ...FIXTURES.indian, lines, slip: UPI, amountInWords: 'Rupees One Lakh and Fifty Paise Only' }),
      template,
    );
  };

  it('DO3: the total in words is on the page of the totals, however many lines there are', async () => {
    for (let count = 1; count <= 40; count += 3) {
      const pdf = await render(withLines(count));
      const page = (start: string) => pdf.texts.find(({ text }) => text.startsWith(start))?.page ?? start;
      expect({ count, words: page('Rupees One Lakh') }).toEqual({ count, words: page('Amount due') });
      expect({ count, scan: page('Scan with') }).toEqual({ count, scan: page('Payment details') });
      expectNothingOver(pdf);
    }
  });

  it('prints no totals over the foot where the head leaves them no room', async () => {
    const document = onTemplate(issued({ ...FIXTURES['long-names'], prepaid: '5' }), template);
    const fields = Array.from({ length: 14 }, (_, index) => ({
      label: `Field ${index}`,
      value: `V${index}`,
    }));
    const tall = { ...document, lines: document.lines.slice(1), design: { ...document.design, fields } };
    const lines = document.totals.lines.slice(1);
    const pdf = await render({ ...tall, totals: { ...document.totals, lines } });
    expectNothingOver(pdf);
    const due = pdf.texts.find(({ text }) => text === 'Zu zahlen');
    const row = pdf.texts.find(({ text }) => text === 'Kurz');
    expect(due?.page).toBe(row?.page);
  });
});

describe('a customer in Switzerland', () => {
  const swiss = {
    ...FIXTURES.german,
    buyer: {
      ...FIXTURES.german.buyer,
      address: { lines: ['Bahnhofstrasse 1'], city: 'Zürich', postcode: '8001', region: '', country: 'CH' },
    },
  };

  it('reads figures as they are written there, on templates that know of it', async () => {
    const due = (FIXTURES.german.totals.due / 100).toFixed(2);
    const [thousands, rest] = [due.slice(0, -6), due.slice(-6)];
    const shown = (await render(onTemplate(swiss, 'classic-4'))).page(1);
    expect(shown).toContain(`EUR ${thousands}’${rest}`);
    expect(shown).toContain('19%');
    const before = (await render(onTemplate(swiss, 'classic-2'))).page(1);
    expect(before).toContain(`${thousands}.${rest.replace('.', ',')} €`);
  });
});

describe('a template of a later release', () => {
  it('DO3: is not drawn as another', () => {
    expect(() => renderInvoice({ ...FIXTURES.german, template: 'modern-99' }, { faces: FACES })).toThrow(
      RangeError,
    );
  });
});
