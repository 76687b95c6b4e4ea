/** Our documents as e-invoices: they keep every rule, and what is due is what our totals say (TX9). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromMinor } from '../../shared/domain/currency.ts';
import type { Adjustment, AppliedTax, IssuedDocument, TaxCategory } from '../../shared/domain/document.ts';
import { EINVOICE_FORMATS } from '../../shared/domain/einvoice-request.ts';
import { minor } from '../../shared/domain/money.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import { checkEInvoice } from '../../shared/einvoice/check-einvoice.ts';
import { compareTotals } from '../../shared/einvoice/compare-totals.ts';
import { documentProblems } from '../../shared/einvoice/document-problems.ts';
import { FORMATS } from '../../shared/einvoice/formats.ts';
import { type EInvoiceFacts, eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import { unitCode } from '../../shared/einvoice/unit-words.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';
import { FIXTURES } from '../documents/fixtures.ts';
import fc, { runs } from '../property.ts';

const FACTS: EInvoiceFacts = {
  buyerReference: '04011000-1234512345-06',
  buyerEndpoint: { scheme: 'EM', id: 'rechnung@kunde.example' },
  sellerEndpoint: { scheme: 'EM', id: 'rechnung@lindenhof.example' },
};

const { german } = FIXTURES;
const seller = { ...german.seller, contact: 'Antje Möller' };
const base: IssuedDocument = { ...german, seller };

const rulesOf = (document: IssuedDocument, format: (typeof EINVOICE_FORMATS)[number]) =>
  checkEInvoice(eInvoiceFrom(document, FACTS, format), FORMATS[format].rules).map(
    ({ rule, path }) => `${rule} ${path}`,
  );

const withLines = (document: IssuedDocument, more: Partial<IssuedDocument>): IssuedDocument => {
  const changed = { ...document, ...more };
  return { ...changed, totals: computeTotals(changed) };
};

describe.each(EINVOICE_FORMATS)('%s', (format) => {
  const { syntax } = FORMATS[format];

  it('an issued document keeps every rule and comes back from its file', () => {
    expect(rulesOf(base, format)).toEqual([]);
    const invoice = eInvoiceFrom(base, FACTS, format);
    const read = readEInvoice(new TextEncoder().encode(writeEInvoice(invoice, syntax)));
    expect(read.ok && read.value.invoice).toEqual(invoice);
  });

  it('DO4: a credit note names what it takes back', () => {
    const credits = {
      invoices: [{ id: 'a', number: 'RE-1', issueDate: '2026-03-01', amount: base.totals.withTax }],
      period: null,
      reason: 'Goods came back',
    };
    const credit: IssuedDocument = { ...base, kind: 'creditNote', credits };
    expect(rulesOf(credit, format)).toEqual([]);
    const invoice = eInvoiceFrom(credit, FACTS, format);
    expect(invoice).toMatchObject({ typeCode: '381', preceding: [{ number: 'RE-1', date: '2026-03-01' }] });
    expect(writeEInvoice(invoice, syntax)).toContain(syntax === 'ubl' ? '<cbc:CreditedQuantity' : '381');
  });
});

it('DO3: reasons are in the language of the document, on its lines as in its breakdown', () => {
  const { 'reverse-charge': charged } = FIXTURES;
  const of = charged.totals.taxes[0]?.reason ?? '';
  const design = { wording: [{ of, as: 'Reverse charge' }] };
  const document = { ...charged, seller, design };
  expect(rulesOf(document, 'ubl')).toEqual(rulesOf({ ...charged, seller }, 'ubl'));
  const [row] = eInvoiceFrom(document, FACTS, 'ubl').vat;
  expect(row).toMatchObject({ category: 'AE', reason: 'Reverse charge' });
});

it('BR-DE-18: an early discount is a line for machines, in XRechnung only', () => {
  expect(eInvoiceFrom(base, FACTS, 'xrechnung-cii').paymentTerms).toBe(
    'Zahlbar innerhalb von 30 Tagen ohne Abzug.\n#SKONTO#TAGE=10#PROZENT=2.00#\n',
  );
  expect(eInvoiceFrom(base, FACTS, 'ubl').paymentTerms).toBe('Zahlbar innerhalb von 30 Tagen ohne Abzug.');
});

it('BT-9, BT-20: of instalments the first day is the due date, and the terms name all of them', () => {
  const instalments = [
    { due: '2026-03-12', amount: minor(30_00) },
    { due: '2026-04-11', amount: minor(70_00) },
  ];
  const document = { ...base, dueDate: '2026-03-12', terms: { ...base.terms, discount: null, instalments } };
  const invoice = eInvoiceFrom(document, FACTS, 'xrechnung-cii');
  expect(invoice.dueDate).toBe('2026-03-12');
  expect(invoice.paymentTerms).toBe(
    'Zahlbar innerhalb von 30 Tagen ohne Abzug.\n30.00 EUR fällig am 2026-03-12\n70.00 EUR fällig am 2026-04-11',
  );
  for (const format of ['ubl', 'xrechnung-ubl', 'xrechnung-cii'] as const)
    expect(rulesOf(document, format)).toEqual([]);
});

it('BR-DE-14, BR-48: outside the scope of VAT the breakdown has a rate in XRechnung only', () => {
  const tax: AppliedTax = { key: 'o', name: 'None', category: 'O', rate: '0', reason: 'Nicht steuerbar' };
  const [line] = base.lines;
  const lines = line ? [{ ...line, taxes: [tax] }] : [];
  const plain = { ...base, seller: { ...seller, taxId: '' }, buyer: { ...base.buyer, taxId: '' } };
  const document = withLines(plain, { lines, adjustments: [] });
  expect(eInvoiceFrom(document, FACTS, 'ubl').vat[0]?.rate).toBeUndefined();
  expect(eInvoiceFrom(document, FACTS, 'xrechnung-ubl').vat[0]?.rate).toBe('0');
  for (const format of ['ubl', 'xrechnung-ubl'] as const) expect(rulesOf(document, format)).toEqual([]);
});

it.each([
  ['Gebrauchtgegenstände/Sonderregelung', 'VATEX-EU-F'],
  ['Kunstgegenstände/Sonderregelung', 'VATEX-EU-I'],
  ['Sammlungsstücke und Antiquitäten/Sonderregelung', 'VATEX-EU-J'],
  ['Sonderregelung für Reisebüros', 'VATEX-EU-D'],
  ['Margin scheme: second-hand goods', 'VATEX-EU-F'],
  ['Tour operators’ margin scheme', 'VATEX-EU-D'],
  ['Steuerfrei nach § 4 UStG', undefined],
])('BT-121: %s has the code %s', (reason, code) => {
  const tax: AppliedTax = { key: 'm', name: 'None', category: 'E', rate: '0', reason };
  const lines = base.lines.map((line) => ({ ...line, taxes: [tax] }));
  const document = withLines(base, { lines, adjustments: [] });
  for (const format of ['peppol', 'xrechnung-cii'] as const) {
    expect(eInvoiceFrom(document, FACTS, format).vat).toMatchObject([{ category: 'E', reason }]);
    expect(eInvoiceFrom(document, FACTS, format).vat[0]?.reasonCode).toBe(code);
    expect(rulesOf(document, format)).toEqual([]);
  }
});

it('BT-121: exempt supplies for several reasons have no code', () => {
  const taxed = (reason: string): AppliedTax => ({ key: reason, name: '', category: 'E', rate: '0', reason });
  const [line] = base.lines;
  if (!line) throw new RangeError('no line');
  const lines = ['Sonderregelung für Reisebüros', 'Steuerfrei'].map((reason) => ({
    ...line,
    id: reason,
    taxes: [taxed(reason)],
  }));
  expect(eInvoiceFrom(withLines(base, { lines, adjustments: [] }), FACTS, 'ubl').vat[0]?.reasonCode).toBe(
    undefined,
  );
});

it('BR-CO-25: a credit note without means of payment says when it is due in its terms', () => {
  const bare = {
    ...base,
    seller: { ...seller, bankDetails: [] },
    terms: { name: '', text: '', discount: null },
  };
  expect(eInvoiceFrom({ ...bare, kind: 'creditNote' }, FACTS, 'ubl').paymentTerms).toBe(
    'Fällig am 2026-04-11',
  );
  expect(eInvoiceFrom(bare, FACTS, 'ubl').paymentTerms).toBeUndefined();
});

it('BT-6, BT-111: tax in the currency of the books; BG-26: the time of supply of each line', () => {
  const lines = base.lines.map((line) => ({ ...line, supplyFrom: '2026-03-01', supplyTo: '2026-03-09' }));
  const document = { ...base, lines };
  const totals = computeTotals({ ...document, accounting: { currency: 'SEK', rate: '11.2345678901' } });
  for (const format of ['peppol', 'xrechnung-cii'] as const) {
    const invoice = eInvoiceFrom({ ...document, totals }, FACTS, format);
    expect(invoice.taxCurrency).toBe('SEK');
    expect(invoice.totals.vatInTaxCurrency).toBe(fromMinor(totals.accounting?.tax ?? base.totals.tax, 'SEK'));
    expect(invoice.lines[0]?.period).toEqual({ start: '2026-03-01', end: '2026-03-09' });
    expect(rulesOf({ ...document, totals }, format)).toEqual([]);
    const read = readEInvoice(new TextEncoder().encode(writeEInvoice(invoice, FORMATS[format].syntax)));
    expect(read.ok && read.value.invoice).toEqual(invoice);
  }
});

it('a tax id that is no VAT id is a number of the tax office (BT-32)', () => {
  const invoice = eInvoiceFrom({ ...base, seller: { ...seller, taxId: '12/345/67890' } }, FACTS, 'cii');
  expect(invoice.seller).toMatchObject({ taxNumber: '12/345/67890' });
  expect(invoice.seller.vatId).toBeUndefined();
});

it('BR-CO-26: a seller who has only a number of the tax office is named by it (BT-29), in every format', () => {
  const small = { ...base, seller: { ...seller, taxId: '12/345/67890', registration: '' } };
  for (const format of ['ubl', 'cii', 'peppol', 'xrechnung-ubl', 'xrechnung-cii'] as const) {
    const named = eInvoiceFrom(small, FACTS, format).seller;
    expect(named).toMatchObject({ ids: [{ id: '12/345/67890' }], taxNumber: '12/345/67890' });
    expect(rulesOf(small, format).filter((rule) => rule.startsWith('BR-CO-26'))).toEqual([]);
  }
  expect(eInvoiceFrom({ ...small, seller }, FACTS, 'ubl').seller.ids).toEqual([]);
});

it('BT-31: a Swiss VAT identifier may have the word for VAT of any of its languages behind it', () => {
  for (const word of ['', ' MWST', ' TVA', ' IVA', ' VAT']) {
    const swiss = { ...base, seller: { ...seller, taxId: `CHE-116.281.710${word}` } };
    const { vatId, taxNumber } = eInvoiceFrom(swiss, FACTS, 'cii').seller;
    expect([vatId, taxNumber]).toEqual([`CHE116281710${word.trim()}`, undefined]);
  }
});

it('BT-130: units as a German clerk writes them are the codes that receivers know', () => {
  const codes = ['St', 'St.', 'Stk', 'Std', 'Std.', 'Stück'].map(unitCode);
  expect(codes).toEqual(['H87', 'H87', 'H87', 'HUR', 'HUR', 'H87']);
});

it('an unknown unit is not replaced but named (BR-CL-23)', () => {
  const lines = base.lines.map((line, index) => (index === 0 ? { ...line, unit: 'Fuder' } : line));
  expect(rulesOf(withLines(base, { lines }), 'ubl')).toEqual(['BR-CL-23 lines.0.unit']);
});

it('TX6: prices including tax; what is due stays, and the odd cent stands in BT-114', () => {
  const tax: AppliedTax = { key: 'v20', name: 'VAT', category: 'S', rate: '20' };
  const line = {
    ...(base.lines[0] as IssuedDocument['lines'][number]),
    quantity: '1',
    unitPrice: '3.03',
    taxes: [tax],
  };
  const document = withLines(base, { pricesIncludeTax: true, lines: [line], adjustments: [] });
  const invoice = eInvoiceFrom(document, FACTS, 'ubl');
  expect(invoice.totals).toEqual({
    lines: '2.52',
    withoutVat: '2.52',
    vat: '0.50',
    withVat: '3.02',
    rounding: '0.01',
    due: '3.03',
  });
  expect(rulesOf(document, 'ubl')).toEqual([]);
});

it('TX7: several taxes on a line, tax on tax and withholding are refused with the reason', () => {
  const vat: AppliedTax = { key: 'a', name: 'VAT', category: 'S', rate: '19' };
  const problems = (taxes: readonly AppliedTax[]) => {
    const [line] = base.lines;
    const lines = line ? [{ ...line, taxes }] : [];
    return documentProblems(withLines(base, { lines, adjustments: [] })).map(({ rule }) => rule);
  };
  expect(problems([vat])).toEqual([]);
  expect(problems([vat, { ...vat, key: 'b' }])).toEqual(['CF-STANDARD-SEVERAL-TAXES']);
  expect(problems([vat, { ...vat, key: 'w', kind: 'withholding' }])).toContain('CF-STANDARD-WITHHOLDING');
});

const amounts = fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
const adjustment = fc.record({
  kind: fc.constantFrom('allowance' as const, 'charge' as const),
  amount: fc.integer({ min: 0, max: 500 }).map((cents) => (cents / 100).toFixed(2)),
});
const percents = fc.record({
  kind: fc.constant('allowance' as const),
  percent: fc.integer({ min: 1, max: 99 }).map(String),
});
const rate = fc
  .constantFrom('7', '19', '20', '5.5')
  .map((text): AppliedTax => ({ key: `v${text}`, name: 'VAT', category: 'S', rate: text }));

const anyDocument = fc
  .record({
    pricesIncludeTax: fc.boolean(),
    lines: fc.array(
      fc.record({
        quantity: fc.constantFrom('1', '2', '3', '-1', '0.5', '7.25', '12'),
        unitPrice: fc.oneof(
          amounts,
          amounts.map((text) => `-${text}`),
        ),
        adjustments: fc.array(fc.oneof(adjustment, percents), { maxLength: 2 }),
        taxes: rate.map((tax) => [tax]),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    adjustments: fc.array(
      fc.oneof<fc.Arbitrary<Adjustment>[]>(
        adjustment,
        percents,
        fc.tuple(adjustment, rate).map(([each, tax]) => ({ ...each, taxes: [tax] })),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ lines, ...rest }) =>
    withLines(base, {
      ...rest,
      lines: lines.map((line, index) => ({
        ...line,
        id: `l${index}`,
        itemId: null,
        description: 'Work',
        unit: 'h',
      })),
    }),
  );

it('whatever is typed, every sum of the e-invoice is exact and what is due is what the document says', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const invoice = eInvoiceFrom(document, FACTS, 'peppol');
      expect(checkEInvoice(invoice, 'peppol').filter(({ severity }) => severity === 'fatal')).toEqual([]);
      expect(invoice.totals.due).toBe(fromMinor(document.totals.due, 'EUR'));
    }),
    { numRuns: runs(300) },
  );
});

interface Row {
  id: string;
  class: 'exact' | 'tolerance';
  source: { suite: string };
  inputs: {
    docType: string;
    currency: string;
    lines: ({
      qty?: string;
      unit?: string;
      netUnitPrice: string;
      baseQty?: string;
      allowances?: Typed[];
      charges?: Typed[];
    } & Taxed)[];
    docAllowances?: (Typed & Taxed)[];
    docCharges?: (Typed & Taxed)[];
    prepaid?: string;
    rounding?: string;
  };
  expected: { payable: string; sumLines: string; taxTotal: string };
}
interface Taxed {
  taxCategory?: string;
  taxRate?: string;
}
interface Typed {
  amount: string;
  percent?: string;
  base?: string;
}

const file = fileURLToPath(new URL('../oracles/data/invoice-totals.json', import.meta.url));
const rows = (JSON.parse(readFileSync(file, 'utf8')) as Row[]).filter((row) => row.class === 'exact');

const NEEDS_REASON = new Set(['E', 'AE', 'K', 'G', 'O']);
const taxesOf = ({ taxCategory, taxRate }: Taxed): AppliedTax[] =>
  taxCategory === undefined
    ? []
    : [
        {
          key: 'vat',
          name: 'VAT',
          category: taxCategory as TaxCategory,
          rate: taxRate ?? '0',
          ...(NEEDS_REASON.has(taxCategory) ? { reason: 'as agreed' } : {}),
        },
      ];
const read =
  (kind: Adjustment['kind'], own: boolean) =>
  ({ amount, percent, base: of, ...tax }: Typed & Taxed): Adjustment => ({
    kind,
    amount,
    ...(percent === undefined ? {} : { percent }),
    ...(of === undefined ? {} : { base: of }),
    reason: 'as agreed',
    ...(own ? { taxes: taxesOf(tax) } : {}),
  });

function documentOf({ inputs }: Row): IssuedDocument {
  const document: IssuedDocument = {
    ...base,
    kind: inputs.docType === 'creditNote' ? 'creditNote' : 'invoice',
    currency: inputs.currency,
    lines: inputs.lines.map((line, index) => ({
      id: `l${index}`,
      itemId: null,
      description: 'Goods',
      unit: line.unit ?? '',
      quantity: line.qty ?? '1',
      unitPrice: line.netUnitPrice,
      ...(line.baseQty === undefined ? {} : { baseQuantity: line.baseQty }),
      adjustments: [
        ...(line.allowances ?? []).map(read('allowance', false)),
        ...(line.charges ?? []).map(read('charge', false)),
      ],
      taxes: taxesOf(line),
    })),
    adjustments: [
      ...(inputs.docAllowances ?? []).map(read('allowance', true)),
      ...(inputs.docCharges ?? []).map(read('charge', true)),
    ],
  };
  const more = {
    ...(inputs.prepaid === undefined ? {} : { prepaid: inputs.prepaid }),
    ...(inputs.rounding === undefined ? {} : { roundingAmount: inputs.rounding }),
  };
  return { ...document, totals: computeTotals({ ...document, ...more }) };
}

/** Rules that a row cannot keep for reasons of its own: who is identified, codes of other countries, a currency that is no more. */
const OF_THE_ROW =
  /^(BR-(S|Z|E|AE|IC|G|O|IG|IP)-[2-4]|BR-B-1|BR-IC-1[12]|BR-CO-18|BR-CO-4|BR-CL-4|BR-CL-23|BR-CL-1[78]|BR-32)\b/;

describe('public invoices through mapping, file and rules', () => {
  it.each(rows.map((row) => [row.id, row.source.suite, row] as const))('%s (%s)', (_id, _suite, row) => {
    const document = documentOf(row);
    const invoice = eInvoiceFrom(document, FACTS, 'ubl');
    expect(Number(invoice.totals.due)).toBe(Number(row.expected.payable));
    expect(Number(invoice.totals.vat)).toBe(Number(row.expected.taxTotal));
    expect(rulesOf(document, 'ubl').filter((rule) => !OF_THE_ROW.test(rule))).toEqual([]);
    for (const syntax of ['ubl', 'cii'] as const) {
      const back = readEInvoice(new TextEncoder().encode(writeEInvoice(invoice, syntax)));
      expect(back.ok && back.value.invoice).toEqual(invoice);
      expect(back.ok && compareTotals(back.value.invoice)).toEqual({ ok: true, value: [] });
    }
  });
});

describe('days of supply and references', () => {
  const inXml = (more: Partial<IssuedDocument>) => {
    const document = withLines(base, more);
    return { document, invoice: eInvoiceFrom(document, FACTS, 'xrechnung-ubl') };
  };

  it('a period of supply is the invoicing period, and no day of delivery stands beside it (BG-14)', () => {
    const { document, invoice } = inXml({ supplyFrom: '2026-02-01', supplyDate: '2026-02-28' });
    expect(invoice.period).toEqual({ start: '2026-02-01', end: '2026-02-28' });
    expect(invoice.delivery?.date).toBeUndefined();
    expect(rulesOf(document, 'xrechnung-ubl')).toEqual([]);
  });

  it('the reference typed for the document goes before the customer’s (BT-10)', () => {
    expect(inXml({ buyerReference: '991-1' }).invoice.buyerReference).toBe('991-1');
    expect(inXml({}).invoice.buyerReference).toBe(FACTS.buyerReference);
  });

  it('BR-DE-18: an early discount on the goods alone names what it is a percent of', () => {
    const discount = { percent: '2', until: '2026-12-01', amount: minor(238), base: minor(11_900) };
    const { invoice, document } = inXml({ issueDate: '2026-11-21', terms: { ...base.terms, discount } });
    expect(invoice.paymentTerms).toContain('#SKONTO#TAGE=10#PROZENT=2.00#BASISBETRAG=119.00#\n');
    expect(rulesOf(document, 'xrechnung-ubl')).toEqual([]);
  });
});
