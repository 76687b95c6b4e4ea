/** Issued documents for the paper's tests: one for each country and each way in which paper goes wrong. */
import type {
  Address,
  AppliedTax,
  DocumentLine,
  IssuedDocument,
  Party,
} from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import { computeTotals } from '../../shared/domain/totals.ts';

const address = (
  country: string,
  city: string,
  postcode: string,
  region: string,
  ...lines: string[]
): Address => ({
  lines,
  city,
  postcode,
  region,
  country,
});

const party = (name: string, where: Address, more: Partial<Party> = {}): Party => ({
  name,
  contact: '',
  address: where,
  taxId: '',
  registration: '',
  email: '',
  phone: '',
  ...more,
});

export const GERMAN_VAT: AppliedTax = { key: 'vat19', name: 'USt. 19 %', category: 'S', rate: '19' };
const GERMAN_REDUCED: AppliedTax = { key: 'vat7', name: 'USt. 7 %', category: 'S', rate: '7' };
const BRITISH_VAT: AppliedTax = { key: 'vat20', name: 'VAT standard rate', category: 'S', rate: '20' };
const TEXAS: AppliedTax = {
  key: 'austin',
  name: 'Austin, TX',
  category: 'S',
  rate: '8.25',
  parts: [
    { name: 'Texas', rate: '6.25' },
    { name: 'Austin', rate: '1' },
    { name: 'Capital Metro', rate: '1' },
  ],
};

export function line(
  index: number,
  description: string,
  quantity: string,
  unit: string,
  unitPrice: string,
  taxes: readonly AppliedTax[],
  adjustments: DocumentLine['adjustments'] = [],
): DocumentLine {
  return { id: `line-${index}`, itemId: null, description, quantity, unit, unitPrice, taxes, adjustments };
}

type Typed = Omit<IssuedDocument, 'totals'> & { readonly prepaid?: string; readonly roundingAmount?: string };

/** The document with its totals computed by the program's own function (TX9). */
export function issued(typed: Typed): IssuedDocument {
  const { prepaid, roundingAmount, ...document } = typed;
  const amounts = {
    ...(prepaid === undefined ? {} : { prepaid }),
    ...(roundingAmount === undefined ? {} : { roundingAmount }),
  };
  const totals = computeTotals({ ...document, ...amounts });
  // As the first release issued them: nets of lines whose price includes tax came with the second.
  return { ...document, totals: { ...totals, lines: totals.lines.map(({ net: _later, ...line }) => line) } };
}

const berlin = {
  ...party('Werkstatt Lindenhof GmbH', address('DE', 'Berlin', '10999', '', 'Oranienstraße 14'), {
    taxId: 'DE136695976',
    registration: 'Amtsgericht Charlottenburg HRB 81204 · Geschäftsführung: Dr. Antje Möller',
    email: 'rechnung@lindenhof.example',
    phone: '+49 30 5550 1180',
  }),
  website: 'lindenhof.example',
  bankDetails: ['Werkstatt Lindenhof GmbH', 'IBAN DE89 3704 0044 0532 0130 00', 'BIC COBADEFFXXX'],
  logo: null,
};

const german: Typed = {
  kind: 'invoice',
  number: 'RE-2026-00042',
  currency: 'EUR',
  issueDate: '2026-03-12',
  dueDate: '2026-04-11',
  supplyDate: '2026-03-10',
  customerId: 'customer-1',
  customerNumber: 'K-10417',
  orderNumber: 'B-4711/26',
  seller: berlin,
  buyer: party('Grünwald & Söhne KG', address('DE', 'München', '80331', '', 'Sendlinger Straße 8'), {
    contact: 'Frau Weiß',
    taxId: 'DE811907980',
  }),
  shipTo: null,
  pricesIncludeTax: false,
  rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
  lines: [
    line(1, 'Eichenregal nach Maß, geölt', '2', 'Stk.', '489.50', [GERMAN_VAT]),
    line(
      2,
      'Montage vor Ort einschließlich Anfahrt',
      '3.5',
      'Std.',
      '68',
      [GERMAN_VAT],
      [{ kind: 'allowance', percent: '10', reason: 'Stammkunde' }],
    ),
    line(3, 'Fachbuch „Holz im Innenausbau“', '12', 'Stk.', '24.9', [GERMAN_REDUCED]),
  ],
  adjustments: [{ kind: 'charge', amount: '35', reason: 'Versand', taxes: [GERMAN_VAT] }],
  terms: {
    name: '30 Tage, 2 % Skonto',
    text: 'Zahlbar innerhalb von 30 Tagen ohne Abzug.',
    discount: { percent: '2', until: '2026-03-22', amount: minor(3410) },
  },
  notes: 'Vielen Dank für Ihren Auftrag.',
  footer: '',
  legalTexts: [],
  profile: 'DE',
  language: 'de',
  paper: 'A4',
  template: 'classic-1',
};

const services = [
  'Consulting on the reorganisation of the archive',
  'Replacement filter, type F7, with frame and seal',
  'Site inspection and written report',
  'Installation of shelving in the upper store, including removal of the old units and disposal of the packaging',
  'Annual maintenance',
];

const british: Typed = {
  ...german,
  number: 'INV-2026-0118',
  currency: 'GBP',
  seller: {
    ...party('Harrow & Finch Ltd', address('GB', 'Leeds', 'LS1 4AP', '', '27 Wellington Street'), {
      taxId: 'GB 123 4567 89',
      registration: 'Registered in England and Wales no. 04512233',
      email: 'accounts@harrowfinch.example',
      phone: '+44 113 496 0000',
    }),
    website: 'harrowfinch.example',
    bankDetails: ['Harrow & Finch Ltd', 'Sort code 20-00-00', 'Account 55779911'],
    logo: null,
  },
  buyer: party(
    'Pemberton Archives',
    address('GB', 'York', 'YO1 7HH', '', 'Unit 4, Foundry Court', '19 Stonegate'),
    {
      contact: 'Ms Okafor',
    },
  ),
  lines: Array.from({ length: 45 }, (_, i) =>
    line(
      i + 1,
      services[i % services.length] ?? '',
      i % 3 === 0 ? '1' : `${i}.25`,
      i % 2 === 0 ? 'hours' : 'pcs',
      `${12 + i}.5`,
      [BRITISH_VAT],
    ),
  ),
  adjustments: [],
  terms: { name: '30 days', text: 'Payment within 30 days of the date of invoice.', discount: null },
  notes: 'Work carried out as agreed on 2 March. Materials remain our property until paid for in full.',
  footer: 'Harrow & Finch Ltd · 27 Wellington Street · Leeds LS1 4AP',
  profile: 'GB',
  language: 'en',
};

const american: Typed = {
  ...german,
  number: 'INV-10087',
  currency: 'USD',
  seller: {
    ...party(
      'Blue Heron Woodworks LLC',
      address('US', 'Austin', '78704', 'TX', '1412 S Lamar Blvd', 'Suite 200'),
      {
        taxId: '74-1234567',
        email: 'billing@blueheron.example',
        phone: '(512) 555-0142',
      },
    ),
    website: 'blueheron.example',
    bankDetails: ['Checks payable to Blue Heron Woodworks LLC', 'ACH routing 111000025, account 123456789'],
    logo: null,
  },
  buyer: party('Lone Star Office Supply, Inc.', address('US', 'Austin', '78701', 'TX', '500 Congress Ave'), {
    contact: 'Accounts Payable',
  }),
  shipTo: address('US', 'Round Rock', '78664', 'TX', '88 Sundance Pkwy', 'Dock 3'),
  orderNumber: 'PO-20931',
  lines: [
    line(1, 'Conference table, walnut, 10 ft', '1', 'ea', '3250', [TEXAS]),
    line(
      2,
      'Task chair',
      '14',
      'ea',
      '189.99',
      [TEXAS],
      [{ kind: 'allowance', percent: '5', reason: 'Volume' }],
    ),
    line(3, 'Delivery and setup', '6.5', 'hr', '85', []),
  ],
  adjustments: [],
  prepaid: '1000',
  terms: {
    name: '2/10 net 30',
    text: 'Net 30 days.',
    discount: { percent: '2', until: '2026-03-22', amount: minor(11_234) },
  },
  notes: 'Thank you for your business.',
  profile: 'US',
  language: 'en',
  paper: 'Letter',
};

const reverseCharge: Typed = {
  ...german,
  number: 'RE-2026-00043',
  buyer: party('Ateliers du Marais SARL', address('FR', 'Paris', '75003', '', '12 rue de Turenne'), {
    taxId: 'FR40303265045',
  }),
  lines: [
    line(1, 'Entwurf und Planung Ladeneinrichtung', '40', 'Std.', '95', [
      {
        key: 'ae',
        name: 'Steuerfrei',
        category: 'AE',
        rate: '0',
        reason: 'Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge), Art. 196 MwStSystRL',
      },
    ]),
  ],
  adjustments: [],
  terms: { name: '14 Tage', text: 'Zahlbar innerhalb von 14 Tagen ohne Abzug.', discount: null },
  legalTexts: ['Steuerschuldnerschaft des Leistungsempfängers.'],
};

const gst = (rate: string): AppliedTax[] => [
  { key: `cgst${rate}`, name: `CGST ${rate}%`, category: 'S', rate },
  { key: `sgst${rate}`, name: `SGST ${rate}%`, category: 'S', rate },
];

const indian: Typed = {
  ...german,
  number: 'CF/26-27/00031',
  currency: 'INR',
  seller: {
    ...party(
      'Saraswati Instruments Pvt. Ltd.',
      address('IN', 'Pune', '411001', 'Maharashtra', '14 MG Road'),
      {
        taxId: '27AAPFU0939F1ZV',
        registration: 'CIN U72200MH2011PTC123456',
        email: 'accounts@saraswati.example',
        phone: '+91 20 5550 1234',
      },
    ),
    website: '',
    bankDetails: ['Account 0123 4567 8901', 'IFSC HDFC0000001'],
    logo: null,
  },
  buyer: party('Deccan Laboratories', address('IN', 'Mumbai', '400001', 'Maharashtra', 'Fort, 3rd Floor'), {
    taxId: '27AAACD1234F1Z5',
  }),
  lines: [
    line(1, 'Digital oscilloscope 200 MHz (HSN 9030)', '5', 'nos', '124500', gst('9')),
    line(2, 'Calibration service (SAC 998346)', '1', 'job', '1000.5', gst('9')),
    line(3, 'Probe set (HSN 9030)', '25', 'nos', '3499.75', gst('6')),
  ],
  adjustments: [],
  roundingAmount: '0.36',
  terms: { name: '45 days', text: 'Payment within 45 days.', discount: null },
  notes: '',
  legalTexts: [
    'We declare that this invoice shows the actual price of the goods described and that all particulars are true and correct.',
  ],
  profile: 'IN',
  language: 'en',
};

const japanese: Typed = {
  ...british,
  number: 'INV-2026-0119',
  currency: 'JPY',
  buyer: party(
    'Takeda Trading Co., Ltd.',
    address('JP', 'Tokyo', '100-0005', '', '1-4-1 Marunouchi, Chiyoda-ku'),
  ),
  lines: [
    line(1, 'Translation of manuals', '12500', 'words', '18', []),
    line(2, 'Typesetting', '64', 'pages', '1250', []),
  ],
  terms: { name: 'on receipt', text: 'Payable on receipt.', discount: null },
  notes: '',
  footer: '',
};

const kuwaiti: Typed = {
  ...japanese,
  number: 'INV-2026-0120',
  currency: 'KWD',
  buyer: party('Gulf Marine Services W.L.L.', address('KW', 'Safat', '13001', '', 'P.O. Box 24242')),
  lines: [
    line(1, 'Survey of hull', '1', 'job', '1875.125', []),
    line(2, 'Sampling', '7', 'pcs', '12.375', []),
  ],
};

const longNames: Typed = {
  ...german,
  number: 'RE-2026-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0000044',
  orderNumber: 'BESTELLUNG-MIT-EINER-SEHR-LANGEN-NUMMER-0123456789-0123456789',
  seller: {
    ...berlin,
    name: 'Gesellschaft für innovative Holzverarbeitung, Restaurierung und Denkmalpflege in Brandenburg mbH & Co. KG',
  },
  buyer: party(
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und Nachfolger mbH',
    address(
      'AT',
      'Wien',
      '1030',
      '',
      'Hinterhaus, dritter Aufgang, Tür 47',
      'Landstraßer Hauptstraße 148a',
      'Postfach 99',
    ),
    { contact: 'Univ.-Prof. Dipl.-Ing. Dr. techn. Maximiliane Hohenwarter-Schreckenstein' },
  ),
  lines: [
    line(
      1,
      `https://example.com/${'sehr-langer-pfad/'.repeat(8)}ohnejedeTrennmoeglichkeit${'x'.repeat(90)} und dann weiter mit gewöhnlichem Text, der über mehrere Zeilen läuft.`,
      '1234567.1234567891',
      'Verpackungseinheit',
      '0.0123456789',
      [GERMAN_VAT],
    ),
    line(2, 'Kurz', '1', 'Stk.', '99999999999.99', [GERMAN_VAT]),
  ],
  terms: { name: '', text: '', discount: null },
};

const scripts: Typed = {
  ...british,
  number: 'INV-2026-0121',
  buyer: party(
    'Café שלום עולם 🎉 Ltd',
    address('IL', 'Tel Aviv', '6100001', '', 'רחוב הרצל 12', 'c/o Nguyễn Thị Ánh'),
  ),
  lines: [
    line(1, 'Ελληνικά, Русский, Tiếng Việt, Türkçe, Čeština, Łódź', '1', 'pcs', '100', [BRITISH_VAT]),
    line(2, 'Poster 東京タワー → “Berlin” 📦📦', '2', 'pcs', '25', [BRITISH_VAT]),
  ],
  notes: 'Merci 🙏 und vielen Dank – שלום עולם',
};

const creditNote: Typed = {
  ...american,
  kind: 'creditNote',
  number: 'CM-10012',
  prepaid: '0',
  lines: [line(1, 'Task chair, returned', '2', 'ea', '189.99', [TEXAS])],
  notes: 'Refers to invoice INV-10087 of Mar 12, 2026.',
  terms: { name: '', text: '', discount: null },
};

const includingTax: Typed = {
  ...german,
  number: 'RE-2026-00045',
  pricesIncludeTax: true,
  lines: [
    line(1, 'Frühstück', '2', 'Pers.', '14.9', [GERMAN_VAT]),
    line(2, 'Übernachtung', '3', 'Nächte', '89', [GERMAN_REDUCED]),
  ],
  adjustments: [{ kind: 'allowance', percent: '5', reason: 'Frühbucher' }],
  terms: { name: 'sofort', text: 'Zahlbar sofort.', discount: null },
};

const typed = {
  german,
  'one-line': { ...british, number: 'INV-2026-0117', lines: british.lines.slice(0, 1) },
  'many-lines': british,
  american,
  'reverse-charge': reverseCharge,
  indian,
  japanese,
  kuwaiti,
  'long-names': longNames,
  scripts,
  'credit-note': creditNote,
  'including-tax': includingTax,
} satisfies Record<string, Typed>;

export type FixtureName = keyof typeof typed;

/** Each fixture issued, with totals. */
export const FIXTURES: Readonly<Record<FixtureName, IssuedDocument>> = Object.fromEntries(
  Object.entries(typed).map(([name, document]) => [name, issued(document)]),
) as Record<FixtureName, IssuedDocument>;

/** The templates beside the first classic one that documents are still drawn again with; hashes in `look-hashes.json`. */
export const EARLIER = [
  ...['classic-2', 'modern-1', 'compact-1', 'letter-1'],
  ...['classic-3', 'modern-2', 'compact-2', 'letter-2'],
] as const;
/** The templates of new documents, their hashes there too. */
export const TEMPLATES = ['classic-4', 'modern-3', 'compact-3', 'letter-3'] as const;

const DESIGN = {
  colour: '#1f5f7a',
  hide: ['position'],
  marks: true,
  intro: 'For what we have done for you we charge:',
  closing: 'With kind regards',
  fields: [{ label: 'EORI', value: 'DE123456789012345' }],
} as const;

/** A fixture on another template, with everything that an office can choose. */
export const onTemplate = (document: IssuedDocument, template: string): IssuedDocument => ({
  ...document,
  template,
  design: DESIGN,
});
