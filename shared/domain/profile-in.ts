/** India: CGST and SGST are taxes of their own within a state (TX3), IGST between states. */
import {
  ADVISER_NOTICE,
  type CountryProfile,
  endOfMonthTerms,
  netDays,
  singleTax,
  type TaxPreset,
} from './profile.ts';

/** How rule 46 begins the endorsement that exports and supplies to special economic zones carry, word for word. */
const ZERO_RATED = 'SUPPLY MEANT FOR EXPORT/SUPPLY TO SEZ UNIT OR SEZ DEVELOPER FOR AUTHORISED OPERATIONS';

/** First day of the tax. */
const GST_FROM = '2017-07-01';
/** Since then the rates are 5, 18 and 40 %; 12 and 28 % ended the day before. */
const REFORM = '2025-09-22';
const BEFORE_REFORM = '2025-09-21';

/** Days of supply that a rate holds for (TX11). */
interface Validity {
  readonly from: string;
  readonly until?: string;
}

function withinState(rate: string, half: string, { from, until }: Validity): TaxPreset {
  return {
    key: `gst${rate}`,
    name: `GST ${rate}% (CGST + SGST)`,
    category: 'S',
    mode: 'several',
    parts: [
      { key: 'cgst', name: `CGST ${half}%`, rate: half, jurisdiction: 'CGST' },
      { key: 'sgst', name: `SGST ${half}%`, rate: half, jurisdiction: 'SGST' },
    ],
    reason: '',
    validFrom: from,
    validUntil: until ?? null,
    elsewhere: `igst${rate}`,
  };
}

const betweenStates = (rate: string, { from, until }: Validity): TaxPreset => ({
  ...singleTax(`igst${rate}`, `IGST ${rate}%`, 'S', rate, { validFrom: from }),
  validUntil: until ?? null,
  jurisdiction: 'IGST',
});

/** Exports and supplies to special economic zones are between states wherever they go (IGST Act 2017 s. 7(5)). */
const onPayment = (rate: string, validity: Validity): TaxPreset => ({
  ...betweenStates(rate, validity),
  key: `zero-rated${rate}`,
  name: `IGST ${rate}% (export / SEZ)`,
  zeroRated: true,
});

const ALWAYS: Validity = { from: GST_FROM };
const SINCE_REFORM: Validity = { from: REFORM };
const UNTIL_REFORM: Validity = { from: GST_FROM, until: BEFORE_REFORM };

export const IN: CountryProfile = {
  code: 'IN',
  name: 'India',
  asOf: '2025-12-01',
  sources: [
    'CGST Act 2017 ss. 9, 31, 34; UTGST Act 2017 s. 7; IGST Act 2017 ss. 5, 7, 10–13, 16; Notifications 1/2017 and 9/2025-Central Tax (Rate), 28 June 2017 and 17 September 2025',
    'CGST Rules 2017 rule 46: number of at most sixteen characters (letters, digits, - and /), unique in the financial year; (e) no name and address of an unregistered recipient below ₹50,000; (p) whether tax is payable on reverse charge; (q) signature; proviso: endorsement of zero-rated supplies',
    'CGST Rules 2017 rules 48(1), (2) and 55(2): how copies are marked; rule 55: delivery challan',
    'CGST Rules 2017 rule 48(4) and the manual of the Invoice Registration Portal: an IRN is cancelled whole, within 24 hours of its making, and its number is not registered again',
  ],
  notice: ADVISER_NOTICE,
  language: 'en',
  currency: 'INR',
  paper: 'A4',
  dateOrder: 'dmy',
  words: {
    cheque: 'Cheque',
    creditNote: 'Credit note',
    aging: 'Outstanding',
    tax: 'GST',
    taxId: 'GSTIN',
    postcode: 'PIN code',
    region: 'State',
  },
  taxes: [
    withinState('18', '9', ALWAYS),
    withinState('5', '2.5', ALWAYS),
    withinState('40', '20', SINCE_REFORM),
    betweenStates('18', ALWAYS),
    betweenStates('5', ALWAYS),
    betweenStates('40', SINCE_REFORM),
    // For what was supplied before: credit notes and late invoices.
    withinState('12', '6', UNTIL_REFORM),
    withinState('28', '14', UNTIL_REFORM),
    betweenStates('12', UNTIL_REFORM),
    betweenStates('28', UNTIL_REFORM),
    onPayment('18', ALWAYS),
    onPayment('5', ALWAYS),
    onPayment('40', SINCE_REFORM),
    singleTax('nil', 'Nil rated', 'Z', '0'),
    singleTax('exempt', 'Exempt', 'E', '0', { reason: 'Exempt supply' }),
    singleTax('reverse-charge', 'Reverse charge', 'AE', '0', {
      reason: 'Tax is payable on reverse charge basis',
    }),
    singleTax('export', 'Export / SEZ under LUT', 'G', '0', {
      reason: 'Zero-rated under bond or letter of undertaking',
    }),
    singleTax('none', 'Not a supply under GST', 'O', '0', { reason: 'Outside the scope of GST' }),
  ],
  defaultTax: 'gst18',
  pricesIncludeTax: false,
  rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
  terms: [
    netDays('receipt', 'Due on receipt', 0),
    netDays('net15', '15 days', 15),
    netDays('net30', '30 days', 30),
    netDays('net45', '45 days', 45),
    endOfMonthTerms('eom', 'End of month', 0),
  ],
  defaultTerms: 'net30',
  methods: [
    { key: 'transfer', name: 'NEFT / RTGS / IMPS', kind: 'transfer' },
    { key: 'upi', name: 'UPI', kind: 'transfer' },
    { key: 'cheque', name: 'Cheque', kind: 'cheque' },
    { key: 'card', name: 'Card', kind: 'card' },
    { key: 'cash', name: 'Cash', kind: 'cash' },
  ],
  series: { prefix: 'INV-', width: 4, yearly: true },
  voidRule: 'until-released',
  earlyDiscountTax: 'kept',
  backDating: 'block',
  clearanceCancelHours: 24,
  invoiceDuties: [
    {
      kind: 'register',
      since: '2023-08-01',
      system: 'IRP (IRN)',
      source: 'CGST Rules 2017, rule 48(4); Notification 10/2023-Central Tax (any year since 2017-18)',
      turnoverAbove: { amount: 50_000_000, currency: 'INR' },
    },
  ],
  legalTexts: {
    AE: {
      home: {
        en: 'Tax payable on reverse charge: yes.',
        de: 'Steuerschuldnerschaft des Leistungsempfängers (tax payable on reverse charge): ja.',
      },
    },
    G: {
      home: {
        en: `${ZERO_RATED} UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX`,
        de: `${ZERO_RATED} UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX`,
      },
    },
  },
  zeroRatedText: {
    en: `${ZERO_RATED} ON PAYMENT OF INTEGRATED TAX`,
    de: `${ZERO_RATED} ON PAYMENT OF INTEGRATED TAX`,
  },
  customarySlips: ['upi'],
  fiscalYearStart: 4,
  writeOffTolerance: 100,
  simplifiedInvoiceLimit: 50_000_00,
  // Interest of the MSMED Act 2006 s. 16 is for registered micro and small sellers, at three times the bank rate: agreed by hand.
  afterDue: { reminderDays: [7, 21, 45], interest: null, compensation: [] },
  retention: {
    years: 8,
    source: 'Companies Act 2013 s. 128(5); CGST Act 2017 s. 36 (72 months from the annual return)',
  },
};
