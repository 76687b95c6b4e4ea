/**
 * What an office of a country has in its registration line, as the fields that e-invoices keep it in: the number under its
 * register's code of ISO 6523 (BT-30, BT-47), and what the country's law wants said beside it (BT-32).
 */
import type { TradeParty } from './model.ts';
import { isDanish, isNorwegian, isSwedish } from './organisation-numbers.ts';
import { NORWEGIAN_REGISTER } from './rules/national-rules.ts';
import { F_TAX } from './rules/swedish-rules.ts';

interface Register {
  readonly scheme: string;
  readonly isRight: (digits: string) => boolean;
  readonly prefix?: string;
}

const digits = (count: number) => (text: string) => new RegExp(`^\\d{${count}}$`).test(text);

/** The registers of each country whose sellers Peppol asks for a number of them. */
const REGISTERS: Readonly<Record<string, readonly Register[]>> = {
  NO: [{ scheme: '0192', isRight: isNorwegian }],
  DK: [{ scheme: '0184', isRight: isDanish, prefix: 'DK' }],
  SE: [{ scheme: '0007', isRight: isSwedish }],
  IS: [{ scheme: '0196', isRight: digits(10) }],
  NL: [
    { scheme: '0190', isRight: digits(20) },
    { scheme: '0106', isRight: digits(8) },
  ],
};

/** The number of a register that stands in the text, whatever is written around it and between its digits. */
function registered(text: string, country: string): TradeParty['legalId'] {
  const numbers = [...text.matchAll(/\d[\d .-]*\d/g)].map(([found]) => found.replace(/\D/g, ''));
  for (const { scheme, isRight, prefix = '' } of REGISTERS[country] ?? []) {
    const found = numbers.find(isRight);
    if (found !== undefined) return { id: `${prefix}${found}`, scheme };
  }
  return undefined;
}

/** The party with its number as its country's register has it; unchanged where the country or the number is not known. */
export function withRegister(party: TradeParty): TradeParty {
  const country = party.address?.country ?? '';
  const texts = [party.legalId?.id, party.taxNumber].filter((text) => text !== undefined);
  const found = texts.map((text) => registered(text, country)).find((each) => each !== undefined);
  if (found === undefined) return party;
  const { taxNumber, ...rest } = party;
  const isSame = taxNumber !== undefined && registered(taxNumber, country)?.id === found.id;
  return { ...rest, ...(taxNumber === undefined || isSame ? {} : { taxNumber }), legalId: found };
}

/** Companies that stand in Norway's register by law: limited ones, and branches of foreign ones. */
const NORWEGIAN_COMPANY = /\b(AS|ASA|NUF)\W*$/;

/** What the seller's country wants said in BT-32; `undefined` where it wants nothing or the seller says nothing. */
export function saidOfSeller(name: string, registration: string, country: string): string | undefined {
  const says = (text: string) => registration.toLowerCase().includes(text.toLowerCase());
  if (country === 'SE' && says('F-skatt')) return F_TAX;
  if (country === 'NO' && (says(NORWEGIAN_REGISTER) || NORWEGIAN_COMPANY.test(name.trim())))
    return NORWEGIAN_REGISTER;
  return undefined;
}

/** Greek sellers say both parties' names as the registers have them, which Peppol looks for in BT-28 and BT-45 (GR-R-002, GR-R-005). */
export function fullyNamed(party: TradeParty, sellersCountry: string): TradeParty {
  return sellersCountry === 'GR' && party.name !== undefined ? { ...party, tradingName: party.name } : party;
}
