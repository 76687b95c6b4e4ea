/**
 * Countries whose authority clears an invoice before or while it is issued (DO5). This program has no line to any of them:
 * a seller there is refused in words instead of given papers that are no invoices. In India a person registers the invoice
 * at the portal and enters what it answered; until then the invoice waits.
 */
import { CLEARANCE, type Clearance } from './clearance-countries.ts';
import { addDays } from './day.ts';
import type { IssuedDocument } from './document.ts';
import type { Day } from './money.ts';

/** What clears the invoices of a seller in this country on this day; `null` where nobody does. */
export function clearanceOf(country: string, day: Day): Clearance | null {
  const found = CLEARANCE[country];
  return found && found.since <= day ? found : null;
}

/** Kinds that the portal registers; receipts of advances are not among them. */
const REGISTERED: ReadonlySet<IssuedDocument['kind']> = new Set(['invoice', 'creditNote', 'charge']);
/** Under these a bill of supply is made, which is not registered. */
const UNTAXED: ReadonlySet<string> = new Set(['E', 'O', 'Z']);

type Registrable = Pick<IssuedDocument, 'kind' | 'profile' | 'seller' | 'buyer' | 'totals'>;

/**
 * Whether the portal must register the document: taxed supplies of India to registered persons and abroad, once the seller's
 * turnover has passed ₹5 crore in any year since 2017-18 (CGST Rules 2017, rule 48(4); Notifications 13/2020 and
 * 10/2023-Central Tax). `registers` is the seller's word that it has.
 */
export function needsRegistration(document: Registrable, registers: boolean): boolean {
  const { kind, profile, seller, buyer, totals } = document;
  if (!registers || profile !== 'IN' || seller.address.country !== 'IN' || !REGISTERED.has(kind))
    return false;
  const goesOut =
    buyer.taxId.trim() !== '' || (buyer.address.country !== '' && buyer.address.country !== 'IN');
  return goesOut && totals.taxes.some(({ category }) => !UNTAXED.has(category));
}

/** Sixty-four hexadecimal digits, as the portal makes them by SHA-256. */
export const isIrn = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);

const HOURS_OF_DAY = 24;

/**
 * The last day on which an authority may still take a registration back. Its portal counts hours and says the day alone: on
 * the last one its own answer decides.
 */
export function registrationEnds(clearedOn: Day, hours: number): Day {
  return addDays(clearedOn, Math.ceil(hours / HOURS_OF_DAY));
}
