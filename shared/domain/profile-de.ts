/** Germany. */
import {
  ADVISER_NOTICE,
  type CountryProfile,
  endOfMonthTerms,
  netDays,
  singleTax,
  withDiscount,
  withHistory,
} from './profile.ts';

export const DE: CountryProfile = {
  code: 'DE',
  name: 'Deutschland',
  asOf: '2025-12-01',
  sources: [
    'Umsatzsteuergesetz §§ 3a, 4, 12 (19 % seit 1. Januar 2007, 7 % seit 1. Juli 1983), 13b, 14, 14a, 19, 25, 25a',
    'Umsatzsteuer-Durchführungsverordnung § 33 (Kleinbetragsrechnungen bis 250 €)',
    'Grundsätze zur ordnungsmäßigen Führung und Aufbewahrung von Büchern (GoBD), BMF 28. November 2019',
  ],
  notice: ADVISER_NOTICE,
  language: 'de',
  currency: 'EUR',
  paper: 'A4',
  dateOrder: 'dmy',
  words: {
    cheque: 'Cheque',
    creditNote: 'Credit note',
    aging: 'Outstanding',
    tax: 'VAT (USt)',
    taxId: 'VAT ID or tax number',
    postcode: 'Postcode',
    region: 'State',
  },
  taxes: [
    // Lowered for the second half of 2020 (Zweites Corona-Steuerhilfegesetz, BGBl. I 2020 S. 1512).
    withHistory(singleTax('standard', 'USt 19 %', 'S', '19', { validFrom: '2007-01-01' }), {
      '2020-07-01': '16',
      '2021-01-01': '19',
    }),
    withHistory(singleTax('reduced', 'USt 7 %', 'S', '7', { validFrom: '1983-07-01' }), {
      '2020-07-01': '5',
      '2021-01-01': '7',
    }),
    singleTax('zero', 'USt 0 % (Photovoltaik)', 'Z', '0', { validFrom: '2023-01-01' }),
    singleTax('exempt', 'Steuerfrei', 'E', '0', { reason: 'Steuerfrei nach § 4 UStG' }),
    singleTax('small-business', 'Kleinunternehmer', 'E', '0', {
      reason: 'Steuerfrei nach § 19 UStG (Kleinunternehmer)',
    }),
    // The words are the law's (§ 14a Abs. 6 UStG); works of art and antiques have their own, as taxes that the office writes.
    singleTax('margin', 'Differenzbesteuerung (§ 25a)', 'E', '0', {
      reason: 'Gebrauchtgegenstände/Sonderregelung',
    }),
    singleTax('travel', 'Reiseleistungen (§ 25)', 'E', '0', { reason: 'Sonderregelung für Reisebüros' }),
    singleTax('reverse-charge', 'Reverse Charge (§ 13b)', 'AE', '0', {
      reason: 'Steuerschuldnerschaft des Leistungsempfängers',
    }),
    singleTax('intra-community', 'Innergemeinschaftliche Lieferung', 'K', '0', {
      reason: 'Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1 Buchst. b UStG)',
    }),
    singleTax('export', 'Ausfuhr', 'G', '0', {
      reason: 'Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1 Buchst. a UStG)',
    }),
    singleTax('abroad', 'Leistung im Drittland', 'O', '0', {
      reason: 'Im Inland nicht steuerbar: Leistungsort im Ausland (§ 3a Abs. 2 UStG)',
    }),
    singleTax('none', 'Nicht steuerbar', 'O', '0', { reason: 'Nicht steuerbarer Umsatz' }),
  ],
  defaultTax: 'standard',
  pricesIncludeTax: false,
  rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
  terms: [
    netDays('receipt', 'Sofort fällig', 0),
    netDays('net14', '14 Tage netto', 14),
    netDays('net30', '30 Tage netto', 30),
    withDiscount(netDays('2-10-net30', '30 Tage netto, 10 Tage 2 % Skonto', 30), '2', 10),
    endOfMonthTerms('eom', 'Ende des Monats', 0),
  ],
  defaultTerms: 'net14',
  methods: [
    { key: 'transfer', name: 'Überweisung', kind: 'transfer' },
    { key: 'direct-debit', name: 'Lastschrift', kind: 'direct-debit' },
    { key: 'card', name: 'Karte', kind: 'card' },
    { key: 'cash', name: 'Bar', kind: 'cash' },
  ],
  series: { prefix: 'RE-', width: 4, yearly: true },
  kindPrefixes: {
    quote: 'AN',
    depositInvoice: 'AZ',
    deliveryNote: 'LS',
    creditNote: 'GS',
    charge: 'NB',
    receipt: 'QT',
    correction: 'BE',
  },
  voidRule: 'until-released',
  earlyDiscountTax: 'reduced',
  backDating: 'ask',
  clearanceCancelHours: null,
  invoiceDuties: [
    {
      kind: 'public',
      since: '2020-11-27',
      system: 'XRechnung',
      source: '§ 4a EGovG, §§ 3, 4 E-RechV (Bund); die Länder haben eigene Verordnungen',
    },
    {
      kind: 'receive',
      since: '2025-01-01',
      system: 'EN 16931',
      source: '§ 14 Abs. 1 und 2 UStG (Wachstumschancengesetz, BGBl. 2024 I Nr. 108)',
    },
    {
      kind: 'send',
      since: '2027-01-01',
      system: 'EN 16931',
      source: '§ 14 Abs. 2, § 27 Abs. 38 Satz 1 Nr. 2 UStG (Umsatz des Jahres 2026)',
      turnoverAbove: { amount: 800_000, currency: 'EUR' },
    },
    { kind: 'send', since: '2028-01-01', system: 'EN 16931', source: '§ 14 Abs. 2, § 27 Abs. 38 UStG' },
  ],
  legalTexts: {
    // The German words are the law's (§ 14a Abs. 1 and 5 UStG); others may stand beside them (Abschn. 13b.14 Abs. 1 UStAE).
    AE: {
      home: {
        en: 'Reverse charge: the recipient is liable for the VAT (Steuerschuldnerschaft des Leistungsempfängers, § 13b UStG).',
        de: 'Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).',
      },
      union: {
        en: 'Reverse charge: the recipient is liable for the VAT (Steuerschuldnerschaft des Leistungsempfängers, § 14a (1) UStG, art. 196 Directive 2006/112/EC).',
        de: 'Steuerschuldnerschaft des Leistungsempfängers (§ 14a Abs. 1 UStG, Art. 196 MwStSystRL).',
      },
      abroad: {
        en: 'Not taxable in Germany: the place of supply lies abroad, and the recipient owes any tax there (§ 3a (2) UStG).',
        de: 'Im Inland nicht steuerbar: Der Leistungsort liegt im Ausland, eine Steuer schuldet dort der Leistungsempfänger (§ 3a Abs. 2 UStG).',
      },
    },
    K: {
      home: {
        en: 'Tax-exempt intra-Community supply (§ 4 no. 1 b, § 6a UStG).',
        de: 'Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1 Buchst. b, § 6a UStG).',
      },
    },
    G: {
      home: {
        en: 'Tax-exempt export (§ 4 no. 1 a, § 6 UStG).',
        de: 'Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1 Buchst. a, § 6 UStG).',
      },
    },
  },
  customarySlips: ['epc'],
  fiscalYearStart: 1,
  writeOffTolerance: 50,
  simplifiedInvoiceLimit: 250_00,
  afterDue: {
    reminderDays: [7, 21, 35],
    interest: {
      base: 'Basiszinssatz, Deutsche Bundesbank',
      business: '9',
      consumer: '5',
      source: '§ 247, § 288 Abs. 1 und 2 BGB',
    },
    // § 288 Abs. 5 BGB
    compensation: [{ from: 0, amount: 4000 }],
  },
  // Since 1 January 2025; ten years before.
  retention: { years: 8, source: '§ 14b Abs. 1 UStG, § 147 Abs. 3 AO (BEG IV)' },
};
