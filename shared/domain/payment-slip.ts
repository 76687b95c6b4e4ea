/** Which payment slip a document carries, from the office's bank details, the currency and the profile (DO3). */
import { isQRIBAN, isSEPACountry } from 'ibantools';
import { bicOf, hasWrongIban, ibansOf } from './bank-account.ts';
import { creditorReference, qrReference } from './creditor-reference.ts';
import { fromMinor } from './currency.ts';
import type { Address, PaymentSlip } from './document.ts';
import { asksForMoney, type DocumentKind } from './document-kinds.ts';
import type { CurrencyCode, Minor } from './money.ts';
import { epcPayload, type SwissParty, swissPayload, upiPayload } from './payment-payload.ts';
import type { CountryProfile } from './profile.ts';

/** What the office chose: slips or none, and whether payers get a reference with check digits (ISO 11649). */
export interface SlipChoice {
  readonly on: boolean;
  readonly reference: 'number' | 'creditor';
}

/** Why a document that should carry a slip cannot. */
export type SlipProblem =
  | 'slip-account'
  | 'slip-amount'
  | 'slip-name'
  | 'slip-address'
  | 'slip-characters'
  | 'slip-reference'
  | 'slip-paper';

export interface SlipFacts {
  /** `null` where the office said nothing: then what is custom in its country. */
  readonly choice: SlipChoice | null;
  readonly profile: Pick<CountryProfile, 'customarySlips'>;
  readonly kind: DocumentKind;
  readonly currency: CurrencyCode;
  /** Minor units of `currency`. */
  readonly due: Minor;
  readonly number: string;
  /** What the payer is told in words: the document's kind and number. */
  readonly message: string;
  readonly paper: 'A4' | 'Letter';
  readonly seller: { readonly name: string; readonly address: Address };
  readonly bankDetails: readonly string[];
  readonly buyer: { readonly name: string; readonly address: Address };
}

export type SlipOutcome =
  | { readonly slip: PaymentSlip | null; readonly problem?: never }
  | { readonly slip: null; readonly problem: SlipProblem };

const NONE: SlipOutcome = { slip: null };
const refused = (problem: SlipProblem): SlipOutcome => ({ slip: null, problem });

/** Most of both standards: 999,999,999.99. */
const LARGEST = 99_999_999_999;
const EPC_BYTES = 331;
/** Characters of the Swiss QR-bill (Implementation Guidelines 2.3, 4.1.1). */
const SWISS_CHARACTERS = /^[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]*$/;
/** A payment address: a name, an @ and the bank's handle, which has no dot, unlike that of a mail. */
const UPI_ID = /(?:^|[^\w.-])([\w.-]{2,256}@[a-z][a-z\d]{1,63})(?![\w.-])/i;

const isSwiss = (iban: string) => /^(?:CH|LI)/.test(iban);

/** Length in UTF-8. */
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** The slip of a document that asks for money; none where it is not wanted or nothing to pay to is known. */
export function paymentSlip(facts: SlipFacts): SlipOutcome {
  const { choice, currency, kind, due, seller, bankDetails } = facts;
  if (!asksForMoney(kind) || due <= 0 || choice?.on === false) return NONE;
  const custom = facts.profile.customarySlips;
  if (currency === 'INR') return (choice?.on ?? custom.includes('upi')) ? upiSlip(facts) : NONE;
  if (currency !== 'EUR' && currency !== 'CHF') return NONE;
  const ibans = ibansOf(bankDetails);
  const swiss = ibans.find(isSwiss);
  const isSwissSeller = ['CH', 'LI'].includes(seller.address.country);
  const other = currency === 'EUR' ? ibans.find((iban) => isSEPACountry(iban.slice(0, 2))) : undefined;
  // An account of the euro area takes euros in its own way, also where the office has a Swiss one beside it.
  const iban = currency === 'EUR' && !isSwissSeller ? (other ?? swiss) : (swiss ?? other);
  const isForSwiss = iban === undefined ? currency === 'CHF' : isSwiss(iban);
  if (!(choice?.on ?? (isForSwiss ? isSwissSeller : custom.includes('epc')))) return NONE;
  if (iban === undefined) return hasWrongIban(bankDetails) ? refused('slip-account') : NONE;
  if (due > LARGEST) return refused('slip-amount');
  return isForSwiss ? swissSlip(facts, iban) : epcSlip(facts, iban);
}

function epcSlip({ choice, due, number, seller, bankDetails }: SlipFacts, iban: string): SlipOutcome {
  if (seller.name.length > 70) return refused('slip-name');
  const structured = choice?.reference === 'creditor' && number !== '' ? creditorReference(number) : '';
  if (structured === null) return refused('slip-reference');
  const payload = epcPayload({
    version: '002',
    charset: '1',
    bic: bicOf(bankDetails) ?? '',
    name: seller.name,
    iban,
    amount: fromMinor(due, 'EUR'),
    purpose: '',
    reference: structured,
    text: structured === '' ? number : '',
    note: '',
  });
  if (bytesOf(payload) > EPC_BYTES) return refused('slip-name');
  return { slip: { kind: 'epc', payload, reference: structured === '' ? number : structured } };
}

/** A party as the slip has it; `null` when a part is missing or too long. */
function swissParty({ name, address }: SlipFacts['buyer']): SwissParty | null {
  const street = address.lines.filter((line) => line !== '').join(', ');
  const { postcode, city, country } = address;
  const isWhole = [name, postcode, city, country].every((part) => part !== '');
  if (!isWhole || name.length > 70 || street.length > 70 || postcode.length > 16 || city.length > 35)
    return null;
  return { name, street, house: '', postcode, city, country };
}

const isWritable = (party: SwissParty) => Object.values(party).every((part) => SWISS_CHARACTERS.test(part));

function swissSlip(facts: SlipFacts, iban: string): SlipOutcome {
  const { choice, currency, due, number, seller, buyer } = facts;
  if (facts.paper !== 'A4') return refused('slip-paper');
  const creditor = swissParty(seller);
  if (!creditor) return refused(seller.name.length > 70 ? 'slip-name' : 'slip-address');
  if (!isWritable(creditor)) return refused('slip-characters');
  // Whom it is for may be left to be written by hand, where the code cannot say it.
  const known = swissParty(buyer);
  const debtor = known && isWritable(known) ? known : null;
  const isForQr = isQRIBAN(iban);
  const type = isForQr ? 'QRR' : choice?.reference === 'creditor' && number !== '' ? 'SCOR' : 'NON';
  // A draft has no number yet; zeros show where it will stand.
  const made = isForQr ? qrReference(number === '' ? '0' : number) : creditorReference(number);
  if (type !== 'NON' && made === null) return refused('slip-reference');
  const reference = type === 'NON' ? '' : (made ?? '');
  const payload = swissPayload({
    iban,
    creditor,
    amount: fromMinor(due, currency),
    currency: currency === 'EUR' ? 'EUR' : 'CHF',
    debtor,
    referenceType: type,
    reference,
    message: SWISS_CHARACTERS.test(facts.message) ? facts.message.slice(0, 140) : '',
  });
  return { slip: { kind: 'swiss', payload, reference: reference === '' ? number : reference } };
}

function upiSlip({ bankDetails, seller, due, number, message }: SlipFacts): SlipOutcome {
  const id = bankDetails.map((line) => UPI_ID.exec(line)?.[1]).find((found) => found !== undefined);
  if (id === undefined)
    return bankDetails.some((line) => /\bUPI\b/i.test(line)) ? refused('slip-account') : NONE;
  const payload = upiPayload({
    id,
    name: seller.name,
    amount: fromMinor(due, 'INR'),
    // Of a transaction's reference only letters and digits pass everywhere.
    reference: number.replace(/[^A-Za-z0-9]/g, ''),
    note: message,
  });
  return { slip: { kind: 'upi', payload, reference: number } };
}
