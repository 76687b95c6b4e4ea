/**
 * Names that a new company's lists begin with, in the language of the screen while nobody has changed them. What stands
 * in the record and on paper stays as it is.
 */
import { i18n } from './i18n.ts';

type Words = readonly [english: string, german: string];

const WORDS: readonly Words[] = [
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

const english = new Map(WORDS.toReversed().map(([en, de]) => [de, en]));
const german = new Map(WORDS);

/** A preset's name in the language of the screen; any other name as it is. */
export function presetName(name: string): string {
  return (i18n.language.startsWith('de') ? german : english).get(name) ?? name;
}

/** Records of the small lists with their presets' names in the language of the screen. */
export function withPresetNames<Row extends { readonly fields: { readonly name: string } }>(
  rows: readonly Row[],
): Row[] {
  return rows.map((row) => {
    const name = presetName(row.fields.name);
    return name === row.fields.name ? row : { ...row, fields: { ...row.fields, name } };
  });
}
