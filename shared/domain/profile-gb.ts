/** United Kingdom. */
import {
  ADVISER_NOTICE,
  type CountryProfile,
  endOfMonthTerms,
  netDays,
  singleTax,
  withDiscount,
  withHistory,
} from './profile.ts';

export const GB: CountryProfile = {
  code: 'GB',
  name: 'United Kingdom',
  asOf: '2025-12-01',
  sources: [
    'Value Added Tax Act 1994 s. 2 (20 % since 4 January 2011), Sch. 7A (5 %), Sch. 8 (zero rate), Sch. 9 (exempt)',
    'VAT Regulations 1995 (SI 1995/2518) regs 14, 16A (simplified invoices up to £250); HMRC Notice 700 §§ 16, 17',
    'HMRC Notices 735 (domestic reverse charge wording), 718 (margin schemes), 709/5 (tour operators), 741A (place of supply)',
  ],
  notice: ADVISER_NOTICE,
  language: 'en',
  currency: 'GBP',
  paper: 'A4',
  dateOrder: 'dmy',
  words: {
    cheque: 'Cheque',
    creditNote: 'Credit note',
    aging: 'Aged debtors',
    tax: 'VAT',
    taxId: 'VAT number',
    postcode: 'Postcode',
    region: 'County',
  },
  taxes: [
    // Finance (No. 2) Act 2010 s. 3; SI 2008/3020 for the thirteen months of 15 %.
    withHistory(singleTax('standard', 'VAT 20%', 'S', '20', { validFrom: '1991-04-01' }), {
      '1991-04-01': '17.5',
      '2008-12-01': '15',
      '2010-01-01': '17.5',
      '2011-01-04': '20',
    }),
    singleTax('reduced', 'VAT 5%', 'S', '5', { validFrom: '1997-09-01' }),
    singleTax('zero', 'Zero-rated', 'Z', '0'),
    singleTax('exempt', 'Exempt', 'E', '0', { reason: 'Exempt supply (VAT Act 1994, Schedule 9)' }),
    // Notice 718 § 3, Notice 709/5 § 5: the scheme is named, and no VAT shown.
    singleTax('margin', 'Margin scheme', 'E', '0', { reason: 'Margin scheme: second-hand goods' }),
    singleTax('travel', 'Tour operators’ margin scheme', 'E', '0', {
      reason: 'Tour operators’ margin scheme',
    }),
    singleTax('reverse-charge', 'Reverse charge', 'AE', '0', {
      reason: 'Reverse charge: customer to account for the VAT',
    }),
    // Notice 735: the rate that the customer accounts for stands on the invoice, where the amount does not.
    singleTax('reverse-charge-20', 'Domestic reverse charge 20%', 'AE', '0', {
      reason: 'Reverse charge: VAT Act 1994 Section 55A applies, customer to account for VAT at 20%',
    }),
    singleTax('reverse-charge-5', 'Domestic reverse charge 5%', 'AE', '0', {
      reason: 'Reverse charge: VAT Act 1994 Section 55A applies, customer to account for VAT at 5%',
    }),
    singleTax('export', 'Export', 'G', '0', { reason: 'Zero-rated export (VAT Act 1994 s. 30(6))' }),
    singleTax('abroad', 'Services abroad', 'O', '0', {
      reason: 'Outside the scope of UK VAT: place of supply outside the UK (VAT Act 1994 s. 7A)',
    }),
    singleTax('none', 'Outside the scope of VAT', 'O', '0', { reason: 'Outside the scope of UK VAT' }),
  ],
  defaultTax: 'standard',
  pricesIncludeTax: false,
  rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
  terms: [
    netDays('receipt', 'Due on receipt', 0),
    netDays('net14', '14 days', 14),
    netDays('net30', '30 days', 30),
    endOfMonthTerms('eom1', 'End of following month', 1),
    withDiscount(netDays('2-10-net30', '30 days, 2% within 10 days', 30), '2', 10),
  ],
  defaultTerms: 'net30',
  methods: [
    { key: 'bacs', name: 'Bank transfer', kind: 'transfer' },
    { key: 'cheque', name: 'Cheque', kind: 'cheque' },
    { key: 'direct-debit', name: 'Direct debit', kind: 'direct-debit' },
    { key: 'card', name: 'Card', kind: 'card' },
    { key: 'cash', name: 'Cash', kind: 'cash' },
  ],
  series: { prefix: 'INV-', width: 4, yearly: false },
  voidRule: 'until-released',
  earlyDiscountTax: 'reduced',
  backDating: 'ask',
  clearanceCancelHours: null,
  invoiceDuties: [
    {
      kind: 'send',
      since: '2029-04-01',
      system: 'HMRC',
      source: 'HM Treasury, Budget 2025 (26 November 2025)',
      announced: true,
    },
  ],
  legalTexts: {
    AE: {
      home: {
        en: 'Reverse charge: customer to account for the VAT to HMRC.',
        de: 'Steuerschuldnerschaft des Leistungsempfängers: der Kunde führt die Umsatzsteuer an HMRC ab.',
      },
      abroad: {
        en: 'Reverse charge: the place of supply is outside the UK, and the customer accounts for any VAT there (VAT Act 1994 s. 7A).',
        de: 'Steuerschuldnerschaft des Leistungsempfängers: Der Leistungsort liegt außerhalb des Vereinigten Königreichs (VAT Act 1994 s. 7A).',
      },
    },
    G: { home: { en: 'Zero-rated export of goods.', de: 'Steuerfreie Ausfuhrlieferung.' } },
  },
  customarySlips: [],
  fiscalYearStart: 4,
  writeOffTolerance: 50,
  simplifiedInvoiceLimit: 250_00,
  afterDue: {
    reminderDays: [7, 21, 35],
    interest: {
      base: 'Bank Rate, Bank of England',
      business: '8',
      consumer: null,
      source:
        'Late Payment of Commercial Debts (Interest) Act 1998 ss. 1, 6; Rate of Interest (No. 3) Order 2002',
    },
    // Late Payment of Commercial Debts (Interest) Act 1998 s. 5A
    compensation: [
      { from: 0, amount: 4000 },
      { from: 100_000, amount: 7000 },
      { from: 1_000_000, amount: 10_000 },
    ],
  },
  retention: { years: 6, source: 'Value Added Tax Act 1994 sch. 11 para. 6; VAT Notice 700/21' },
};
