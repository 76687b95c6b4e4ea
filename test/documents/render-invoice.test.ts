import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { COVERAGE } from '../../electron/documents/fonts/coverage.ts';
import { paperFormat } from '../../electron/documents/paper-format.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import fc, { runs } from '../property.ts';
import { FACES } from './faces.ts';
import { FIXTURES, type FixtureName, GERMAN_VAT, issued, line } from './fixtures.ts';
import { expectAmounts, expectNothingOver } from './paper-checks.ts';
import { type PlacedText, type ReadPdf, readPdf } from './read-pdf.ts';

const MM = 72 / 25.4;
const NAMES = Object.keys(FIXTURES) as FixtureName[];

const render = (document: IssuedDocument) => readPdf(renderInvoice(document, { faces: FACES }));
const formatOf = (document: IssuedDocument) => paperFormat(document.profile, document.language);
const texts = (pdf: ReadPdf) => pdf.texts.map(({ text }) => text);
const find = (pdf: ReadPdf, text: string): PlacedText => {
  const found = pdf.texts.find((placed) => placed.text === text);
  if (!found) throw new Error(`not on the paper: ${text}`);
  return found;
};

describe.each(NAMES)('the paper of %s', (name) => {
  const document = FIXTURES[name];

  it('TX9: shows every amount of the totals as it stands in the document', async () => {
    expectAmounts(document, await render(document));
  });

  it('keeps 15 mm free at every edge', async () => {
    const pdf = await render(document);
    for (const { x, y, width } of pdf.texts) {
      expect(x).toBeGreaterThanOrEqual(15 * MM);
      expect(x + width).toBeLessThanOrEqual(pdf.width - 15 * MM);
      expect(y).toBeGreaterThanOrEqual(15 * MM);
      expect(y).toBeLessThanOrEqual(pdf.height - 15 * MM);
    }
  });

  it('sets no text over another', async () => {
    expectNothingOver(await render(document));
  });

  it('numbers its pages and tells viewers its title, author and language', async () => {
    const pdf = await render(document);
    for (let page = 1; page <= pdf.pages; page += 1) {
      const count =
        document.language === 'de' ? `Seite ${page} von ${pdf.pages}` : `Page ${page} of ${pdf.pages}`;
      expect(pdf.page(page)).toContain(count);
    }
    expect(pdf.title).toContain(document.number);
    expect(pdf.author).toBe(document.seller.name);
    expect(pdf.language).toBe(
      document.language === 'de' ? 'de-DE' : document.profile === 'US' ? 'en-US' : 'en-GB',
    );
  });
});

describe('lines over several pages', () => {
  const long = (count: number): IssuedDocument =>
    issued({
      ...FIXTURES.german,
      adjustments: [],
      lines: Array.from({ length: count }, (_, index) =>
        line(index + 1, `Position Nummer ${index + 1}`, '1', 'Stk.', `${index + 1}.11`, [GERMAN_VAT]),
      ),
    });

  it('carries the sum forward on every page, repeats the head, and loses no line', async () => {
    const document = long(500);
    const pdf = await render(document);
    const { amount } = formatOf(document);
    const last = find(pdf, 'Zu zahlen').page;
    let sum = 0;
    for (let page = 1; page <= last; page += 1) {
      const shown = pdf.texts.filter((text) => text.page === page).map(({ text }) => text);
      expect(shown).toContain('Betrag EUR');
      const carried = shown.flatMap((text, index) => (text === 'Übertrag' ? [shown[index + 1]] : []));
      if (page > 1) expect(carried.shift()).toBe(amount(minor(sum), 'EUR'));
      for (const text of shown) {
        const index = /^Position Nummer (\d+)$/.exec(text)?.[1];
        if (index !== undefined) sum += document.totals.lines[Number(index) - 1]!.amount;
      }
      if (page < last) expect(carried).toEqual([amount(minor(sum), 'EUR')]);
    }
    expect(sum).toBe(document.totals.sumOfLines);
  });

  it('never leaves the totals on a page without a line', async () => {
    for (let count = 1; count <= 60; count += 1) {
      const pdf = await render(long(count));
      const totals = find(pdf, 'Zu zahlen').page;
      const last = find(pdf, `Position Nummer ${count}`).page;
      expect(last, `${count} lines`).toBe(totals);
    }
  });

  it('aligns amounts on their last digit and prices on the decimal mark', async () => {
    const pdf = await render(long(12));
    const amounts = pdf.texts.filter((text) => /^\d+,11$/.test(text.text));
    const ends = new Set(amounts.map(({ x, width }) => (x + width).toFixed(0)));
    expect(amounts.length).toBeGreaterThanOrEqual(24);
    expect(ends.size).toBe(2);
  });

  it('breaks a description of a thousand characters over pages', async () => {
    const description = 'Wort '.repeat(1000).trim();
    const document = issued({
      ...FIXTURES.german,
      lines: [line(1, description, '1', '', '1', [GERMAN_VAT])],
    });
    const pdf = await render(document);
    expect(pdf.pages).toBeGreaterThan(1);
    expect(
      texts(pdf)
        .join(' ')
        .match(/\bWort\b/g),
    ).toHaveLength(1000);
  });
});

describe('any document', () => {
  const decimal = (max: number) => fc.integer({ min: 0, max }).map((value) => (value / 100).toFixed(2));
  const typedLine = fc.record({
    description: fc.string({ unit: fc.constantFrom('a', 'W', ' ', '-', 'ü', '\n'), maxLength: 300 }),
    quantity: decimal(1_000_000),
    unit: fc.constantFrom('', 'Stk.', 'Verpackungseinheit'),
    price: decimal(100_000_000),
    taxed: fc.boolean(),
  });

  it('TX9: shows each line amount and the sum due, inside the margins, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(typedLine, { minLength: 1, maxLength: 40 }), async (typed) => {
        const document = issued({
          ...FIXTURES.german,
          lines: typed.map((one, index) =>
            line(
              index + 1,
              one.description,
              one.quantity,
              one.unit,
              one.price,
              one.taxed ? [GERMAN_VAT] : [],
            ),
          ),
        });
        const pdf = await render(document);
        const shown = texts(pdf);
        const format = formatOf(document);
        for (const { amount } of document.totals.lines) expect(shown).toContain(format.amount(amount, 'EUR'));
        expect(shown).toContain(format.money(document.totals.due, 'EUR'));
        for (const { x, width, y } of pdf.texts) {
          expect(x + width).toBeLessThanOrEqual(pdf.width - 15 * MM);
          expect(y).toBeLessThanOrEqual(pdf.height - 15 * MM);
        }
      }),
      { numRuns: runs(25) },
    );
  });
});

describe('the head of the paper', () => {
  it('sets the address into the window of a DIN 5008 form B envelope', async () => {
    const pdf = await render(FIXTURES.german);
    for (const text of ['Grünwald & Söhne KG', 'z. Hd. Frau Weiß', 'Sendlinger Straße 8', '80331 München']) {
      const { x, y } = find(pdf, text);
      expect(x).toBeCloseTo(25 * MM, 0);
      expect(y).toBeGreaterThan(62.7 * MM);
      expect(y).toBeLessThan(90 * MM);
    }
  });

  it('sets the address into the window of a #10 envelope on Letter', async () => {
    const pdf = await render(FIXTURES.american);
    expect([pdf.width, pdf.height]).toEqual([612, 792]);
    for (const text of ['Lone Star Office Supply, Inc.', 'Attn. Accounts Payable', 'Austin, TX 78701']) {
      const { x, y } = find(pdf, text);
      expect(x).toBeGreaterThanOrEqual(0.875 * 72);
      expect(y).toBeGreaterThan(2.05 * 72);
      expect(y).toBeLessThan(2.95 * 72);
    }
  });

  it('names the country of a foreign customer in capitals, and of a domestic one not at all', async () => {
    expect(texts(await render(FIXTURES['reverse-charge']))).toContain('FRANKREICH');
    expect(texts(await render(FIXTURES.german))).not.toContain('DEUTSCHLAND');
  });

  it('calls a German number without country letters a Steuernummer', async () => {
    const { german } = FIXTURES;
    const pdf = await render({ ...german, seller: { ...german.seller, taxId: '13/456/78901' } });
    expect(texts(pdf)).toContain('Steuernummer 13/456/78901');
  });
});

describe('what the law and the terms want on paper', () => {
  it('TX3: shows the shares of a tax group under its one tax', async () => {
    const shown = texts(await render(FIXTURES.american));
    expect(shown).toEqual(expect.arrayContaining(['Austin, TX', '8.25%', 'Texas', '6.25%', 'Capital Metro']));
  });

  it('TX7: says why no tax is charged', async () => {
    const pdf = await render(FIXTURES['reverse-charge']);
    expect(pdf.page(1)).toContain('Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge)');
  });

  it('EP1: says what an early payment saves, until when, and what is then to pay', async () => {
    const pdf = await render(FIXTURES.german);
    expect(pdf.page(1)).toContain('2 % Skonto bei Zahlung bis 22.03.2026: 34,10 € abziehen');
    expect(pdf.page(1)).toContain('1.747,18 € zahlen');
  });

  it('DO4: asks for no money on a credit note', async () => {
    const shown = texts(await render(FIXTURES['credit-note']));
    expect(shown).toContain('Credit memo');
    expect(shown).toContain('Amount credited');
    expect(shown).not.toContain('Payment details');
    expect(shown).not.toContain('Due date');
  });

  it('has no tax column and no tax table where there is no tax', async () => {
    const shown = texts(await render(FIXTURES.kuwaiti));
    expect(shown).not.toContain('VAT');
    expect(shown).toContain('KWD 1,961.750');
  });
});

describe('scripts that the typeface lacks', () => {
  it('shows the name of the script, never boxes, and spells the characters out at the end', async () => {
    const pdf = await render(FIXTURES.scripts);
    const page = pdf.page(1);
    expect(page).toContain('Café ⟨Hebrew⟩ ⟨emoji⟩ Ltd');
    expect(page).toContain('Ελληνικά, Русский, Tiếng Việt');
    expect(page).toContain('⟨Hebrew⟩ U+05E9 U+05DC U+05D5 U+05DD');
  });

  it.each(['regular', 'bold'])(
    'holds in its %s face every character that the table of coverage names',
    async (face) => {
      const characters = COVERAGE.flatMap(([first, last]) =>
        Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
      ).filter((character) => /\S/.test(character) && character.normalize('NFC') === character);
      const { scripts } = FIXTURES;
      // Numbers are set in bold, notes in regular. Spaces keep accents from composing with what stands before.
      for (let from = 0; from < characters.length; from += 300) {
        const part = characters.slice(from, from + 300);
        const text = part.join(' ');
        const pdf = await render(
          face === 'bold' ? { ...scripts, number: text } : { ...scripts, notes: text },
        );
        const shown = new Set(texts(pdf).join(''));
        expect(part.filter((character) => !shown.has(character))).toEqual([]);
      }
      expect(characters.length).toBeGreaterThan(1800);
    },
  );

  it('keeps Greek in the title of the file', async () => {
    const { scripts } = FIXTURES;
    const pdf = await render({ ...scripts, number: 'Ω-1', seller: { ...scripts.seller, name: 'Ελιά ΑΕ' } });
    expect(pdf.title).toBe('Invoice Ω-1');
    expect(pdf.author).toBe('Ελιά ΑΕ');
  });
});

describe('logo and draft', () => {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  /** A red PNG of 2 × 1 pixels. */
  const png = () => {
    const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    const pixels = deflateSync(Buffer.from([0, 255, 0, 0, 255, 0, 0]));
    const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
    return Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', pixels),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  };

  it('puts the logo in place of the large name and the name beside it', async () => {
    const logo = { bytes: new Uint8Array(png()), type: 'png', width: 2, height: 1 } as const;
    const bytes = renderInvoice(FIXTURES.german, { faces: FACES, logo });
    expect(Buffer.from(bytes).toString('latin1')).toContain('/Subtype /Image');
    const name = find(await readPdf(bytes), 'Werkstatt Lindenhof GmbH');
    expect(name.x).toBeGreaterThan(120 * MM);
  });

  it('shows the name where the logo cannot be read', async () => {
    const logo = { bytes: new Uint8Array([1, 2, 3]), type: 'png', width: 2, height: 1 } as const;
    const pdf = await readPdf(renderInvoice(FIXTURES.german, { faces: FACES, logo }));
    expect(find(pdf, 'Werkstatt Lindenhof GmbH').x).toBeCloseTo(25 * MM, 0);
  });

  it('marks a draft in the title and across every page', async () => {
    const draft = { ...FIXTURES['many-lines'], number: '' };
    const pdf = await readPdf(renderInvoice(draft, { faces: FACES, draft: true }));
    expect(find(pdf, 'Invoice – Draft').page).toBe(1);
    for (let page = 1; page <= pdf.pages; page += 1) expect(pdf.page(page)).toMatch(/\bDraft\b/);
    expect(texts(pdf)).not.toContain('Invoice no.');
  });
});

/** CRC-32 of PNG chunks; Node 20 has none. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
