/** Countries by name in the clerk's language. */
import { formatLocale } from './format.ts';

/** ISO 3166-1 alpha-2. */
const CODES =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

let made: { readonly locale: string; readonly choices: { value: string; label: string }[] } | null = null;

/** All countries, sorted by name, as choices of a field. */
export function countryChoices(): { value: string; label: string }[] {
  const locale = formatLocale();
  if (made?.locale !== locale) {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    const collator = new Intl.Collator(locale);
    const choices = CODES.map((value) => ({ value, label: names.of(value) ?? value }));
    made = { locale, choices: choices.sort((left, right) => collator.compare(left.label, right.label)) };
  }
  return made.choices;
}

/** A country's name; empty for none. */
export function countryName(code: string): string {
  return countryChoices().find(({ value }) => value === code)?.label ?? code;
}
