/** What the QR codes of payment slips say, character by character as their standards have it. */

/** A transfer in euros (EPC069-12). Lines are ended by line feeds; empty ones at the end are left out. */
export interface EpcPayload {
  /** `002` lets the BIC be absent within the EEA. */
  readonly version: '001' | '002';
  /** 1: UTF-8, 2: ISO 8859-1. */
  readonly charset: '1' | '2';
  readonly bic: string;
  readonly name: string;
  readonly iban: string;
  /** Major units, up to two decimals. */
  readonly amount: string;
  readonly purpose: string;
  /** ISO 11649; then `text` is empty. */
  readonly reference: string;
  readonly text: string;
  readonly note: string;
}

export function epcPayload(slip: EpcPayload): string {
  const lines = ['BCD', slip.version, slip.charset, 'SCT', slip.bic, slip.name, slip.iban];
  lines.push(`EUR${slip.amount}`, slip.purpose, slip.reference, slip.text, slip.note);
  return lines.join('\n').replace(/\n+$/, '');
}

/** A structured address of the Swiss QR-bill; `street` may hold the house number too. */
export interface SwissParty {
  readonly name: string;
  readonly street: string;
  readonly house: string;
  readonly postcode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** A Swiss QR-bill (SIX, Implementation Guidelines 2.3). */
export interface SwissPayload {
  readonly iban: string;
  readonly creditor: SwissParty;
  /** Major units with two decimals; empty for an amount that the payer writes. */
  readonly amount: string;
  readonly currency: 'CHF' | 'EUR';
  readonly debtor: SwissParty | null;
  readonly referenceType: 'QRR' | 'SCOR' | 'NON';
  readonly reference: string;
  readonly message: string;
  /** Coded bill information and alternative schemes: lines that stand at the end where they are given. */
  readonly more?: readonly string[];
}

const partyLines = (party: SwissParty | null): readonly string[] =>
  party
    ? ['S', party.name, party.street, party.house, party.postcode, party.city, party.country]
    : Array.from({ length: 7 }, () => '');

export function swissPayload(slip: SwissPayload): string {
  return [
    ...['SPC', '0200', '1', slip.iban],
    ...partyLines(slip.creditor),
    // The final creditor is for later use.
    ...partyLines(null),
    ...[slip.amount, slip.currency],
    ...partyLines(slip.debtor),
    ...[slip.referenceType, slip.reference, slip.message, 'EPD'],
    ...(slip.more ?? []),
  ].join('\n');
}

/** What a payload of ours says, for the text that is printed beside its code. */
export function readSwissPayload(payload: string): SwissPayload {
  const lines = payload.split('\n');
  const at = (index: number) => lines[index] ?? '';
  const party = (from: number): SwissParty => ({
    name: at(from + 1),
    street: at(from + 2),
    house: at(from + 3),
    postcode: at(from + 4),
    city: at(from + 5),
    country: at(from + 6),
  });
  return {
    iban: at(3),
    creditor: party(4),
    amount: at(18),
    currency: at(19) === 'EUR' ? 'EUR' : 'CHF',
    debtor: at(20) === '' ? null : party(20),
    referenceType: at(27) === 'QRR' ? 'QRR' : at(27) === 'SCOR' ? 'SCOR' : 'NON',
    reference: at(28),
    message: at(29),
    ...(lines.length > 31 ? { more: lines.slice(31) } : {}),
  };
}

/** A payment by UPI (NPCI, UPI linking specification 1.6). */
export interface UpiPayload {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
  readonly reference: string;
  readonly note: string;
}

export function upiPayload({ id, name, amount, reference, note }: UpiPayload): string {
  const fields = { pa: id, pn: name, am: amount, cu: 'INR', tr: reference, tn: note };
  const query = Object.entries(fields)
    .filter(([, value]) => value !== '')
    // An address keeps its @, which every app reads and some want unescaped.
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%40', '@')}`);
  return `upi://pay?${query.join('&')}`;
}
