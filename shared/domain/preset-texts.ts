/**
 * What new companies begin with – names of terms, taxes and methods, reasons of taxes – in the languages of documents and
 * screens. Texts that somebody changed are theirs, and stay as they are.
 */

export type DocumentLanguage = 'en' | 'de';

/** A text by language of documents; empty where the office wrote none. */
export interface ByLanguage {
  readonly en: string;
  readonly de: string;
}

type Words = readonly [english: string, german: string];

/** Names of terms, taxes and methods. */
const NAMES: readonly Words[] = [
  ['Due on receipt', 'Sofort fällig'],
  ['14 days', '14 Tage netto'],
  ['15 days', '15 Tage netto'],
  ['30 days', '30 Tage netto'],
  ['45 days', '45 Tage netto'],
  ['End of month', 'Ende des Monats'],
  ['End of following month', 'Ende des Folgemonats'],
  ['30 days, 2% within 10 days', '30 Tage netto, 10 Tage 2 % Skonto'],
  ['Net 15', '15 Tage netto'],
  ['Net 30', '30 Tage netto'],
  ['2/10 net 30', '30 Tage netto, 10 Tage 2 % Skonto'],
  ['Zero-rated', 'Nullsatz'],
  ['VAT 0% (photovoltaics)', 'USt 0 % (Photovoltaik)'],
  ['Exempt', 'Steuerfrei'],
  ['Reverse charge', 'Reverse Charge'],
  ['Reverse charge (§ 13b)', 'Reverse Charge (§ 13b)'],
  ['Small business', 'Kleinunternehmer'],
  ['Margin scheme (§ 25a)', 'Differenzbesteuerung (§ 25a)'],
  ['Travel services (§ 25)', 'Reiseleistungen (§ 25)'],
  ['Margin scheme', 'Differenzbesteuerung'],
  ['Tour operators’ margin scheme', 'Reiseleistungen (TOMS)'],
  ['Supply within the EU', 'Innergemeinschaftliche Lieferung'],
  ['Export', 'Ausfuhr'],
  ['Export under LUT', 'Ausfuhr mit LUT'],
  ['Export / SEZ under LUT', 'Ausfuhr / SEZ mit LUT'],
  ['Services in a third country', 'Leistung im Drittland'],
  ['Services abroad', 'Leistung im Ausland'],
  ['Outside the scope of VAT', 'Nicht steuerbar'],
  ['Domestic reverse charge 20%', 'Inländisches Reverse Charge 20 %'],
  ['Domestic reverse charge 5%', 'Inländisches Reverse Charge 5 %'],
  ['VAT exempt', 'Umsatzsteuerfrei'],
  ['Not a supply under GST', 'Nicht steuerbar (GST)'],
  ['Nil rated', 'Nullsatz (GST)'],
  ['No tax', 'Keine Steuer'],
  ['Bank transfer', 'Überweisung'],
  ['Cheque', 'Scheck'],
  ['Check', 'Scheck'],
  ['Direct debit', 'Lastschrift'],
  ['Card', 'Karte'],
  ['Cash', 'Bar'],
];

/** Why there is no tax. */
const REASONS: readonly Words[] = [
  ['Exempt under § 4 UStG', 'Steuerfrei nach § 4 UStG'],
  ['Exempt under § 19 UStG (small business)', 'Steuerfrei nach § 19 UStG (Kleinunternehmer)'],
  ['Reverse charge: the recipient is liable for the VAT', 'Steuerschuldnerschaft des Leistungsempfängers'],
  [
    'Tax-exempt intra-Community supply (§ 4 no. 1 b UStG)',
    'Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1 Buchst. b UStG)',
  ],
  ['Tax-exempt export (§ 4 no. 1 a UStG)', 'Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1 Buchst. a UStG)'],
  ['Supply outside the scope of VAT', 'Nicht steuerbarer Umsatz'],
  ['Exempt supply (VAT Act 1994, Schedule 9)', 'Steuerfreier Umsatz (VAT Act 1994, Schedule 9)'],
  [
    'Reverse charge: customer to account for the VAT',
    'Reverse Charge: Steuerschuldnerschaft des Leistungsempfängers',
  ],
  [
    'Reverse charge: VAT Act 1994 Section 55A applies, customer to account for VAT at 20%',
    'Reverse Charge nach VAT Act 1994 Section 55A: der Kunde schuldet die Umsatzsteuer von 20 %',
  ],
  [
    'Reverse charge: VAT Act 1994 Section 55A applies, customer to account for VAT at 5%',
    'Reverse Charge nach VAT Act 1994 Section 55A: der Kunde schuldet die Umsatzsteuer von 5 %',
  ],
  ['Zero-rated export (VAT Act 1994 s. 30(6))', 'Steuerfreie Ausfuhr (VAT Act 1994 s. 30(6))'],
  ['Margin scheme – Second-hand goods', 'Gebrauchtgegenstände/Sonderregelung'],
  ['Margin scheme – Travel agents', 'Sonderregelung für Reisebüros'],
  [
    'Not taxable in Germany: place of supply abroad (§ 3a (2) UStG)',
    'Im Inland nicht steuerbar: Leistungsort im Ausland (§ 3a Abs. 2 UStG)',
  ],
  ['Margin scheme: second-hand goods', 'Differenzbesteuerung: Gebrauchtgegenstände'],
  [
    'Outside the scope of UK VAT: place of supply outside the UK (VAT Act 1994 s. 7A)',
    'Im Vereinigten Königreich nicht steuerbar: Leistungsort im Ausland (VAT Act 1994 s. 7A)',
  ],
  ['Outside the scope of UK VAT', 'Im Vereinigten Königreich nicht steuerbar'],
  ['Not subject to sales tax', 'Unterliegt nicht der Sales Tax'],
  ['Exempt sale: certificate on file', 'Steuerfreier Umsatz: Bescheinigung liegt vor'],
  ['Exempt supply', 'Steuerfreie Leistung'],
  [
    'Tax is payable on reverse charge basis',
    'Steuerschuldnerschaft des Leistungsempfängers (reverse charge)',
  ],
  [
    'Zero-rated under bond or letter of undertaking',
    'Nullsatz unter Bürgschaft oder Verpflichtungserklärung (LUT)',
  ],
  [
    'Export under letter of undertaking without payment of integrated tax',
    'Ausfuhr unter Verpflichtungserklärung (LUT) ohne Zahlung der integrierten Steuer',
  ],
  ['Outside the scope of GST', 'Außerhalb der GST'],
];

const WORDS = [...NAMES, ...REASONS];
const english = new Map(WORDS.toReversed().map(([en, de]) => [de, en]));
const german = new Map(WORDS);

/** A text that new companies begin with in a language (`de`, else English); any other as it is. */
export const presetIn = (text: string, language: string): string =>
  (language.startsWith('de') ? german : english).get(text) ?? text;

/** The same, and value added tax with its rate: `USt 19 %` is `VAT 19%`. */
export function taxTextIn(text: string, language: string): string {
  const isGerman = language.startsWith('de');
  const [, rate] = (isGerman ? /^VAT (\d+(?:\.\d+)?)%$/ : /^USt (\d+(?:,\d+)?) %$/).exec(text) ?? [];
  if (rate === undefined) return presetIn(text, language);
  return isGerman ? `USt ${rate.replace('.', ',')} %` : `VAT ${rate.replace(',', '.')}%`;
}
