/**
 * Faults that were found in a library for e-invoices before this was written by hand (docs/adr/0009): each as a test, so that
 * none of them comes back.
 */
import { describe, expect, it } from 'vitest';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { EINVOICE_FORMATS } from '../../shared/domain/einvoice-request.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import { checkEInvoice } from '../../shared/einvoice/check-einvoice.ts';
import { FORMATS } from '../../shared/einvoice/formats.ts';
import { eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import { FIXTURES } from '../documents/fixtures.ts';
import { FULL } from './full-invoice.ts';
import { validInvoice } from './valid-invoice.ts';

const { german } = FIXTURES;
const facts = {
  buyerReference: 'ref',
  buyerEndpoint: { scheme: 'EM', id: 'a@b.example' },
  sellerEndpoint: { scheme: '', id: '' },
};
const xmlOf = (document: IssuedDocument, format: (typeof EINVOICE_FORMATS)[number]) =>
  writeEInvoice(eInvoiceFrom(document, facts, format), FORMATS[format].syntax);

describe.each(['ubl', 'cii'] as const)('%s', (format) => {
  it('a unit price keeps all of its decimals (BT-146)', () => {
    const lines = german.lines.map((line) => ({ ...line, unitPrice: '0.1234567891' }));
    const document = { ...german, lines, totals: computeTotals({ ...german, lines }) };
    expect(xmlOf(document, format)).toContain('>0.1234567891<');
  });

  it('the seller’s own identifier is there, and its VAT or legal id as well', () => {
    const xml = writeEInvoice(FULL, format);
    for (const id of ['own-1', '4012345000009', 'DE123456789', 'HRB 1234']) expect(xml).toContain(`>${id}<`);
  });

  it('an amount with more decimals is read and named by its rule instead of stopping everything', () => {
    const invoice = validInvoice('en16931');
    invoice.totals.due = '100.250';
    const read = readEInvoice(new TextEncoder().encode(writeEInvoice(invoice, format)));
    expect(read.ok && checkEInvoice(read.value.invoice, 'en16931').map(({ rule }) => rule)).toEqual([
      'BR-DEC-18',
    ]);
  });
});

it('no amount of CII has a currency, but the tax totals, which must (CII-DT-031)', () => {
  const withCurrency = [...writeEInvoice(FULL, 'cii').matchAll(/<(ram:\w+) currencyID=/g)].map(
    ([, name]) => name,
  );
  expect(withCurrency).toEqual(['ram:TaxTotalAmount', 'ram:TaxTotalAmount']);
});

it('every amount of UBL has one', () => {
  const amounts = [...writeEInvoice(FULL, 'ubl').matchAll(/<cbc:\w*Amount([^>]*)>/g)].map(
    ([, attributes]) => attributes,
  );
  expect(amounts.length).toBeGreaterThan(20);
  for (const attributes of amounts) expect(attributes).toMatch(/^ currencyID="(EUR|SEK)"$/);
});

it('each format says its own specification (BT-24)', () => {
  const said = EINVOICE_FORMATS.map((format) => eInvoiceFrom(german, facts, format).specification);
  expect(said).toEqual([
    'urn:cen.eu:en16931:2017',
    'urn:cen.eu:en16931:2017',
    'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
    'urn:cen.eu:en16931:2017',
  ]);
});
