/** Sellers of countries with rules of their own in Peppol: what the office has in its records is enough to keep them. */
import { describe, expect, it } from 'vitest';
import type { AppliedTax, IssuedDocument } from '../../shared/domain/document.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import { checkEInvoice } from '../../shared/einvoice/check-einvoice.ts';
import { type EInvoiceFacts, eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import { FIXTURES } from '../documents/fixtures.ts';

const FACTS: EInvoiceFacts = {
  buyerReference: 'K-1',
  buyerEndpoint: { scheme: 'EM', id: 'buyer@example.org' },
  sellerEndpoint: { scheme: 'EM', id: 'seller@example.org' },
};
const { german } = FIXTURES;
const QUARTER: AppliedTax = { key: 'v', name: 'Moms', category: 'S', rate: '25' };

interface Office {
  readonly name?: string;
  readonly taxId: string;
  readonly registration: string;
  readonly bankDetails: readonly string[];
}

/** A document at home in the country, in its currency. */
function documentOf(
  country: string,
  currency: string,
  office: Office,
  buyer: Partial<Office> = {},
): IssuedDocument {
  const address = { ...german.seller.address, country };
  const changed: IssuedDocument = {
    ...german,
    currency,
    seller: { ...german.seller, ...office, address },
    buyer: { ...german.buyer, taxId: '', registration: '', ...buyer, address },
    lines: german.lines.map((line) => ({ ...line, taxes: [QUARTER] })),
    adjustments: [],
  };
  return { ...changed, totals: computeTotals(changed) };
}

const invoiceOf = (document: IssuedDocument) => eInvoiceFrom(document, FACTS, 'peppol');
const broken = (document: IssuedDocument) =>
  checkEInvoice(invoiceOf(document), 'peppol').map(({ rule }) => rule);

describe('Sweden (SE-R)', () => {
  const office = {
    taxId: 'SE556036079301',
    registration: 'Org.nr 556036-0793 · Godkänd för F-skatt',
    bankDetails: ['Bankgiro 5050-1055', 'IBAN SE45 5000 0000 0583 9825 7466'],
  };

  it('organisation number, F-skatt and Bankgiro come from the lines that the office prints', () => {
    const document = documentOf('SE', 'SEK', office);
    expect(broken(document)).toEqual([]);
    expect(invoiceOf(document)).toMatchObject({
      seller: { legalId: { id: '5560360793', scheme: '0007' }, taxNumber: 'Godkänd för F-skatt' },
      payments: [{ code: '30', account: { id: '50501055', bic: 'SE:BANKGIRO' } }],
    });
  });

  it('a Plusgiro is named as one; in other formats the account is the IBAN', () => {
    const document = documentOf('SE', 'SEK', { ...office, bankDetails: ['Plusgiro 12 34 56-7'] });
    expect(invoiceOf(document).payments).toMatchObject([
      { code: '30', account: { id: '1234567', bic: 'SE:PLUSGIRO' } },
    ]);
    const plain = eInvoiceFrom(documentOf('SE', 'SEK', office), FACTS, 'ubl');
    expect(plain.payments).toMatchObject([{ code: '30', account: { id: 'SE4550000000058398257466' } }]);
  });

  it('an office that has its organisation number alone is named by it', () => {
    const document = documentOf('SE', 'SEK', { ...office, taxId: '556036-0793', registration: 'F-skatt' });
    expect(invoiceOf(document).seller).toMatchObject({
      legalId: { id: '5560360793' },
      taxNumber: 'Godkänd för F-skatt',
      ids: [],
    });
  });

  it('SE-R-005: outside the scope of VAT the identifier does not become a number at the tax office', () => {
    const tax: AppliedTax = { key: 'o', name: '', category: 'O', rate: '0', reason: 'Utomlands' };
    const document = documentOf('SE', 'SEK', { ...office, registration: '556036-0793' });
    const lines = document.lines.map((line) => ({ ...line, taxes: [tax] }));
    const outside = { ...document, lines, totals: computeTotals({ ...document, lines }) };
    expect(broken(outside)).toEqual([]);
    expect(invoiceOf(outside).seller.taxNumber).toBeUndefined();
  });

  it('a mistyped number and a rate that Sweden has not are named (SE-R-004, SE-R-013, SE-R-006)', () => {
    const document = documentOf('SE', 'SEK', { ...office, registration: '556036-0794' });
    expect(broken(document)).toEqual(['SE-R-003', 'SE-R-004', 'SE-R-013']);
    const lines = document.lines.map((line) => ({ ...line, taxes: [{ ...QUARTER, rate: '24' }] }));
    const odd = { ...documentOf('SE', 'SEK', office), lines };
    expect(broken({ ...odd, totals: computeTotals(odd) })).toContain('SE-R-006');
  });
});

describe('Norway (NO-R)', () => {
  const office = {
    name: 'Fjord Handel AS',
    taxId: 'NO 974 760 673 MVA',
    registration: 'Org.nr. 974 760 673',
    bankDetails: ['Kontonr. 1234 56 78903'],
  };

  it('NO-R-002: a limited company says Foretaksregisteret, under the scheme that Peppol looks at', () => {
    const document = documentOf('NO', 'NOK', office);
    expect(broken(document)).toEqual([]);
    expect(invoiceOf(document).seller).toMatchObject({
      vatId: 'NO974760673MVA',
      legalId: { id: '974760673', scheme: '0192' },
      taxNumber: 'Foretaksregisteret',
    });
    const xml = writeEInvoice(invoiceOf(document), 'ubl');
    expect(xml.replace(/\s*\n\s*/g, '')).toContain(
      '<cbc:CompanyID>Foretaksregisteret</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID>',
    );
  });

  it('another office says it when it writes the word beside its number, and is advised to otherwise', () => {
    const person = { ...office, name: 'Kari Nordmann' };
    expect(broken(documentOf('NO', 'NOK', person))).toEqual(['NO-R-002']);
    const registration = 'Foretaksregisteret NO 974 760 673 MVA';
    expect(broken(documentOf('NO', 'NOK', { ...person, registration }))).toEqual([]);
  });
});

describe('Denmark (DK-R)', () => {
  const office = {
    taxId: 'DK13585628',
    registration: 'CVR 13 58 56 28',
    bankDetails: ['IBAN DK50 0040 0440 1162 43'],
  };

  it('CVR number and account are said as Danes say them, and the customer number is left out', () => {
    const document = documentOf('DK', 'DKK', office, { registration: 'CVR-nr. 13585628' });
    expect(broken(document)).toEqual([]);
    expect(invoiceOf(document)).toMatchObject({
      seller: { legalId: { id: 'DK13585628', scheme: '0184' } },
      buyer: { legalId: { id: 'DK13585628', scheme: '0184' }, ids: [] },
      payments: [{ code: '42', account: { id: '0440116243', bic: '0040' } }],
    });
  });

  it('DK-R-006: an account without its registration number is named', () => {
    const bank = (...bankDetails: string[]) => documentOf('DK', 'DKK', { ...office, bankDetails });
    expect(broken(bank('Reg.nr. 1234 Kontonr. 1234567890'))).toEqual([]);
    expect(broken(bank('Kontonr. 1234567890'))).toEqual(['DK-R-006']);
    expect(broken(bank('IBAN DE89 3704 0044 0532 0130 00', 'BIC COBADEFFXXX'))).toEqual([]);
  });

  it('DK-R-002, DK-R-014: a seller without a CVR number is told so before issue', () => {
    expect(broken(documentOf('DK', 'DKK', { ...office, registration: '' }))).toEqual(['DK-R-002']);
    expect(broken(documentOf('DK', 'DKK', { ...office, registration: 'HRB 7' }))).toEqual(['DK-R-014']);
  });
});

describe('the Netherlands, Iceland, Italy and Greece', () => {
  it('NL-R-003, NL-R-005: KvK and OIN are told from each other', () => {
    const office = {
      taxId: 'NL123456789B01',
      registration: 'KvK 12345678',
      bankDetails: ['NL91ABNA0417164300'],
    };
    const document = documentOf('NL', 'EUR', office, { registration: 'OIN 00000001234567890000' });
    expect(broken(document)).toEqual([]);
    expect(invoiceOf(document)).toMatchObject({
      seller: { legalId: { id: '12345678', scheme: '0106' } },
      buyer: { legalId: { id: '00000001234567890000', scheme: '0190' } },
    });
    expect(broken(documentOf('NL', 'EUR', { ...office, registration: 'KvK 123' }))).toEqual(['NL-R-003']);
  });

  it('IS-R-002, IS-R-004: both kennitölur stand on an invoice within Iceland', () => {
    const office = { taxId: 'IS12345', registration: 'kt. 550269-7149', bankDetails: [] };
    expect(broken(documentOf('IS', 'EUR', office, { registration: '5502697149' }))).toEqual([]);
    expect(broken(documentOf('IS', 'EUR', office))).toEqual(['IS-R-004']);
  });

  it('IT-R-001: a tax code of the wrong length is named', () => {
    const office = { registration: 'REA RM-123456', bankDetails: [] };
    expect(broken(documentOf('IT', 'EUR', { ...office, taxId: 'IT00743110157' }))).toEqual([]);
    expect(broken(documentOf('IT', 'EUR', { ...office, taxId: 'RSSMRA85T10A562S' }))).not.toContain(
      'IT-R-001',
    );
    expect(broken(documentOf('IT', 'EUR', { ...office, taxId: '12-34' }))).toContain('IT-R-001');
  });

  it('GR-R: what myDATA alone can give is named, and no name is missing', () => {
    const office = { taxId: 'EL094014201', registration: '', bankDetails: [] };
    expect(broken(documentOf('GR', 'EUR', office, { taxId: 'EL094014201' }))).toEqual([
      'GR-R-001-1',
      'GR-R-004-1',
      'GR-R-009',
      'GR-R-010',
      'GR-S-008-1',
    ]);
  });
});
