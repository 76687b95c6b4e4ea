import { describe, expect, it } from 'vitest';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { DeductedDeposit, IssuedDocument } from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import { FACES } from './faces.ts';
import { FIXTURES, type FixtureName, onTemplate, TEMPLATES } from './fixtures.ts';
import { readPdf } from './read-pdf.ts';

const [NAME] = Object.keys(FIXTURES) as FixtureName[];
const BASE = FIXTURES[NAME as FixtureName];
const ALL = ['classic-1', ...TEMPLATES];

const words = async (document: IssuedDocument, template: string): Promise<string> => {
  const shown = template === 'classic-1' ? document : onTemplate(document, template);
  const pdf = await readPdf(renderInvoice(shown, { faces: FACES }));
  return pdf.texts.map(({ text }) => text).join(' ');
};
const named = { id: '00000000-0000-4000-8000-000000000001', number: 'INV-7', issueDate: '2026-03-01' };

describe.each(ALL)('papers that confirm, on %s', (template) => {
  it('a delivery note without prices shows what was delivered and not one amount', async () => {
    const note: IssuedDocument = { ...BASE, kind: 'deliveryNote', language: 'en', hidesAmounts: true };
    const shown = await words(note, template);
    expect(shown).toContain('Delivery note');
    for (const line of note.lines) expect(shown).toContain(line.description.split(' ')[0]);
    for (const word of ['Amount', 'Unit price', 'Total', 'VAT 19']) expect(shown).not.toContain(word);
    expect(await words({ ...note, hidesAmounts: false }, template)).toContain('Unit price');
  });

  it('a receipt shows how the money came, and what of it went where', async () => {
    const receipt: IssuedDocument = {
      ...BASE,
      kind: 'receipt',
      language: 'en',
      payment: { id: named.id, date: '2026-03-05', method: 'Bank transfer', reference: 'TRF 77' },
    };
    const shown = await words(receipt, template);
    for (const word of [
      'Receipt',
      'Received on',
      'Bank transfer',
      'TRF 77',
      'Received with thanks',
      'Amount',
    ])
      expect(shown).toContain(word);
    for (const word of ['Unit price', 'Quantity']) expect(shown).not.toContain(word);
  });

  it('AL1: a receipt for a post-dated cheque names the cheque’s day too', async () => {
    const payment = { id: named.id, date: '2026-03-05', method: 'Cheque', reference: '100235' };
    const receipt: IssuedDocument = { ...BASE, kind: 'receipt', language: 'en', payment };
    expect(await words(receipt, template)).not.toContain('Post-dated');
    const shown = await words({ ...receipt, payment: { ...payment, postDated: '2091-03-12' } }, template);
    expect(shown).toContain('Post-dated to');
    expect(shown).toContain('2091');
  });

  it('DO6: a correction notice names its invoice and says what it reads now, in the customer’s language', async () => {
    const { totals } = BASE;
    const nothing = {
      ...totals,
      lines: [],
      taxes: [],
      due: minor(0),
      withTax: minor(0),
      withoutTax: minor(0),
    };
    const notice: IssuedDocument = {
      ...BASE,
      kind: 'correction',
      language: 'de',
      lines: [],
      adjustments: [],
      totals: nothing,
      about: { documents: [named], reason: 'Telefonisch vereinbart' },
      corrects: { orderNumber: 'B-8', dueDate: '2026-05-01', text: 'Geliefert im März' },
    };
    const shown = await words(notice, template);
    for (const word of ['Rechnungsberichtigung', 'INV-7', 'vereinbart', 'B-8', 'Geliefert im März'])
      expect(shown).toContain(word);
    for (const word of ['Einzelpreis', 'Betrag', 'Summe']) expect(shown).not.toContain(word);
  });

  it('AL3: the final invoice names each deposit with its tax for each rate', async () => {
    const deposit: DeductedDeposit = {
      ...named,
      number: 'DEP-3',
      amount: minor(119_00),
      taxes: [
        { key: 'a', name: 'VAT 19', category: 'S', rate: '19', taxable: minor(100_00), tax: minor(19_00) },
      ],
    };
    const { totals } = BASE;
    const prepaid = minor(119_00);
    const due = minor(totals.due - prepaid);
    const final = { ...BASE, language: 'en', deposits: [deposit], totals: { ...totals, prepaid, due } };
    const shown = await words(final, template);
    expect(shown).toContain('DEP-3');
    expect(shown).toMatch(/including VAT 19 19\.00/);
    expect(shown).not.toContain('Already paid');
  });
});
