/** Documents at the edge of what EN 16931 can say: they keep every rule too, or say why not. */
import { describe, expect, it } from 'vitest';
import { fromMinor } from '../../shared/domain/currency.ts';
import type { AppliedTax, DocumentLine, IssuedDocument } from '../../shared/domain/document.ts';
import type { EInvoiceFormat } from '../../shared/domain/einvoice-request.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import { checkEInvoice } from '../../shared/einvoice/check-einvoice.ts';
import { documentProblems } from '../../shared/einvoice/document-problems.ts';
import { FORMATS } from '../../shared/einvoice/formats.ts';
import { type EInvoiceFacts, eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import { FIXTURES } from '../documents/fixtures.ts';
import fc, { runs } from '../property.ts';

const FACTS: EInvoiceFacts = {
  buyerReference: '04011000-1234512345-06',
  buyerEndpoint: { scheme: 'EM', id: 'rechnung@kunde.example' },
  sellerEndpoint: { scheme: 'EM', id: 'rechnung@lindenhof.example' },
};

const { german } = FIXTURES;
const base: IssuedDocument = { ...german, seller: { ...german.seller, contact: 'Antje Möller' } };
const VAT: AppliedTax = { key: 'v', name: 'VAT', category: 'S', rate: '19' };
const OUTSIDE: AppliedTax = { key: 'o', name: 'None', category: 'O', rate: '0', reason: 'Nicht steuerbar' };

const line = (more: Partial<DocumentLine>): DocumentLine => ({
  id: 'l1',
  itemId: null,
  description: 'Work',
  unit: 'h',
  quantity: '1',
  unitPrice: '100',
  adjustments: [],
  taxes: [VAT],
  ...more,
});

const documentOf = (more: Partial<IssuedDocument>): IssuedDocument => {
  const changed = { ...base, adjustments: [], ...more };
  return { ...changed, totals: computeTotals(changed) };
};

const rulesOf = (document: IssuedDocument, format: EInvoiceFormat) =>
  checkEInvoice(eInvoiceFrom(document, FACTS, format), FORMATS[format].rules).map(
    ({ rule, path }) => `${rule} ${path}`,
  );

describe('currencies without cents', () => {
  it('BR-CO-17: tax is rounded to whole units, and stays as it was computed', () => {
    const document = documentOf({ currency: 'JPY', lines: [line({ unitPrice: '231.68' })] });
    const { vat, totals } = eInvoiceFrom(document, FACTS, 'peppol');
    expect(vat).toMatchObject([{ taxable: '232', tax: '44' }]);
    expect(totals.due).toBe('276');
    expect(rulesOf(document, 'peppol')).toEqual([]);
  });

  it('PEPPOL-EN16931-R120, R040: price and percent are those that give the rounded amounts', () => {
    const adjustments = [{ kind: 'allowance' as const, percent: '3' }];
    const document = documentOf({ currency: 'ISK', lines: [line({ unitPrice: '231.68', adjustments })] });
    const [written] = eInvoiceFrom(document, FACTS, 'peppol').lines;
    expect(written).toMatchObject({ price: '232', net: '225', allowances: [{ amount: '7' }] });
    expect(written?.allowances[0]?.percent).toBeUndefined();
    expect(rulesOf(document, 'peppol')).toEqual([]);
  });
});

describe('outside the scope of VAT (BR-O-2 … 4)', () => {
  const document = documentOf({ lines: [line({ taxes: [OUTSIDE] })] });

  it.each(['ubl', 'cii', 'peppol', 'xrechnung-ubl', 'xrechnung-cii'] as const)(
    'in %s no VAT identifier stands, and the seller is named by what it has',
    (format) => {
      expect(document.seller.taxId).not.toBe('');
      expect(document.buyer.taxId).not.toBe('');
      const invoice = eInvoiceFrom(document, FACTS, format);
      expect(invoice.seller.vatId).toBeUndefined();
      expect(invoice.buyer.vatId).toBeUndefined();
      expect(invoice.seller.taxNumber).toBe(document.seller.taxId);
      expect(rulesOf(document, format)).toEqual([]);
    },
  );

  it('BR-CO-26: a seller without another number keeps it as an identifier (BT-29)', () => {
    const nameless = { ...document, seller: { ...document.seller, registration: '' } };
    const invoice = eInvoiceFrom(nameless, FACTS, 'ubl');
    expect(invoice.seller.ids).toEqual([{ id: document.seller.taxId }]);
    expect(rulesOf(nameless, 'ubl')).toEqual([]);
  });

  it('DE-R-014: between two Germans Peppol wants a rate in the breakdown, and nobody else', () => {
    expect(eInvoiceFrom(document, FACTS, 'peppol').vat[0]?.rate).toBe('0');
    const { address } = document.buyer;
    const abroad = { ...document, buyer: { ...document.buyer, address: { ...address, country: 'CH' } } };
    expect(eInvoiceFrom(abroad, FACTS, 'peppol').vat[0]?.rate).toBeUndefined();
    expect(rulesOf(abroad, 'peppol')).toEqual([]);
  });
});

it('BT-32: the number of a buyer at its tax office is no term of the standard', () => {
  const document = { ...base, buyer: { ...base.buyer, taxId: '12/345/67890' } };
  const { buyer } = eInvoiceFrom(document, FACTS, 'cii');
  expect(buyer.taxNumber).toBeUndefined();
  expect(buyer.vatId).toBeUndefined();
});

it('PEPPOL-EN16931-R121: with a base quantity below zero the quantity turns', () => {
  const document = documentOf({ lines: [line({ quantity: '3', unitPrice: '-40', baseQuantity: '-2' })] });
  expect(eInvoiceFrom(document, FACTS, 'peppol').lines[0]).toMatchObject({
    quantity: '3',
    price: '40',
    baseQuantity: '2',
    net: '60.00',
  });
  expect(rulesOf(document, 'peppol')).toEqual([]);
});

it.each([true, false])(
  'TX6: a tax that says for itself whether prices include it (%s) is believed',
  (included) => {
    const taxes = [{ ...VAT, included }];
    const lines = [line({ unitPrice: '119', taxes })];
    const adjustments = [{ kind: 'allowance' as const, amount: '11.90' }];
    const document = documentOf({ pricesIncludeTax: !included, lines, adjustments });
    const { totals } = eInvoiceFrom(document, FACTS, 'peppol');
    expect(totals.rounding).toBeUndefined();
    expect(totals.withoutVat).toBe(included ? '90.00' : '107.10');
    expect(totals.due).toBe(included ? '107.10' : '127.45');
    expect(rulesOf(document, 'peppol')).toEqual([]);
  },
);

it('TX6: the odd cent of a line of nothing stands in its allowance or charge, which has no price beside it', () => {
  const charge = { kind: 'charge' as const, amount: '2' };
  const lines = [
    line({ unitPrice: '199.595705', quantity: '0.1879' }),
    line({ id: 'l2', quantity: '0', unitPrice: '12', adjustments: [charge] }),
    line({ id: 'l3', quantity: '0', unitPrice: '12', adjustments: [{ ...charge, amount: '0.01' }] }),
  ];
  const document = documentOf({ pricesIncludeTax: true, lines });
  expect(rulesOf(document, 'peppol')).toEqual([]);
});

const amount = (max: number, decimals: number) =>
  fc
    .integer({ min: 0, max: max * 10 ** decimals })
    .map((units) => (units / 10 ** decimals).toFixed(decimals));

const kind = fc.constantFrom('allowance' as const, 'charge' as const);
const adjustment = fc.oneof(
  fc.record({ kind, amount: amount(9, 3) }),
  fc.record({ kind, percent: fc.constantFrom('10', '3.333', '100', '0.5') }),
  fc.record({ kind, percent: fc.constant('12.5'), base: amount(100, 3) }),
);
const tax = fc.constantFrom<AppliedTax>(
  VAT,
  { ...VAT, key: 'r', rate: '5.5' },
  { ...VAT, key: 'z', category: 'Z', rate: '0' },
  { ...VAT, key: 'e', category: 'E', rate: '0', reason: 'exempt' },
  { ...VAT, key: 'l', category: 'L', rate: '7' },
);

/** Every way of rounding, of which the standard has one, in currencies with two decimals and with none. */
const anyDocument = fc
  .record({
    currency: fc.constantFrom('EUR', 'HUF', 'JPY', 'ISK'),
    pricesIncludeTax: fc.boolean(),
    rounding: fc.record({
      scope: fc.constantFrom('per-rate' as const, 'per-line' as const, 'per-document' as const),
      mode: fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const),
      step: fc.constantFrom(1, 5, 10),
    }),
    lines: fc.array(
      fc.record({
        quantity: fc.constantFrom('0', '1', '-2', '0.1879', '7.25'),
        unitPrice: fc.oneof(
          amount(500, 4),
          amount(500, 2).map((price) => `-${price}`),
        ),
        baseQuantity: fc.constantFrom('1', '100', '3', '-5'),
        adjustments: fc.array(adjustment, { maxLength: 2 }),
        taxes: tax.map((each) => [each]),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    adjustments: fc.array(adjustment, { maxLength: 2 }),
  })
  .map(({ lines, ...rest }) =>
    documentOf({ ...rest, lines: lines.map((each, index) => line({ ...each, id: `l${index}` })) }),
  );

it('however a document was rounded, its e-invoice breaks no rule and asks for the same', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      expect(documentProblems(document)).toEqual([]);
      const invoice = eInvoiceFrom(document, FACTS, 'peppol');
      expect(checkEInvoice(invoice, 'peppol').filter(({ severity }) => severity === 'fatal')).toEqual([]);
      expect(invoice.totals.due).toBe(fromMinor(document.totals.due, document.currency));
      const back = readEInvoice(new TextEncoder().encode(writeEInvoice(invoice, 'ubl')));
      expect(back.ok && back.value.invoice).toEqual(invoice);
    }),
    { numRuns: runs(300) },
  );
});
