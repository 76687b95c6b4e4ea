/**
 * Which tax the place that the goods go to proposes (TX10): a tax may name places that it is due in, by region (`TX`), by
 * postal code (`75201`) or by a range of them (`75201-75254`). The narrowest place counts. Pure.
 */
import type { Address } from './document.ts';
import type { Day } from './money.ts';
import { type Certificate, isInForce, type TaxRecord } from './tax-record.ts';
import { US_STATES } from './us-states.ts';

/** Most places that one tax names. */
export const MOST_PLACES = 3000;

type Placed = Pick<Address, 'country' | 'region' | 'postcode'>;

/** A tax that may be proposed; archived ones are not. */
export interface PlacedTax extends TaxRecord {
  readonly archived?: boolean;
}

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleUpperCase('en');

const STATE_CODES = new Map(Object.entries(US_STATES).map(([code, name]) => [folded(name), code]));

/** A region as places name it: of the United States the postal code of the state, however it was typed. */
function regionCode({ country, region }: Placed): string {
  const typed = folded(region);
  return (country === 'US' ? STATE_CODES.get(typed) : undefined) ?? typed;
}

/** The ZIP code without the four digits that may follow it; other countries' codes as typed. */
const zipOf = (postcode: string): string =>
  /^(\d{5})-?\d{4}$/.exec(folded(postcode))?.[1] ?? folded(postcode);

const RANGE = /^(\d{5})-(\d{5})$/;

/** A place as a tax names it, written one way; `null` for text that is none. */
export function readPlace(text: string): string | null {
  const typed = zipOf(text.replace(/\s*[-–]\s*/g, '-'));
  const range = RANGE.exec(typed);
  if (range) return (range[1] ?? '') <= (range[2] ?? '') ? typed : null;
  const state = STATE_CODES.get(typed);
  if (state) return state;
  const isPlace = /^[A-Z\d][A-Z\d ]{0,10}$/.test(typed);
  return isPlace ? typed : null;
}

/** How narrowly a place names an address: 0 not at all, 1 by its region, 2 by a range of codes, 3 by its code. */
function narrowness(place: string, region: string, code: string): 0 | 1 | 2 | 3 {
  if (place === code && code !== '') return 3;
  const range = RANGE.exec(place);
  if (range) return (range[1] ?? '') <= code && code <= (range[2] ?? '') && code.length === 5 ? 2 : 0;
  return place === region && region !== '' ? 1 : 0;
}

function bestOf({ places = [] }: TaxRecord, region: string, code: string): number {
  return places.reduce<number>((best, place) => Math.max(best, narrowness(place, region, code)), 0);
}

/** True when the tax names places and the address lies in none of them; places are those of the seller's country. */
export function isOutOfPlace(tax: TaxRecord, address: Placed, home: Placed): boolean {
  if ((tax.places ?? []).length === 0) return false;
  if (regionCode(address) === '' && zipOf(address.postcode) === '') return false;
  return address.country !== home.country || bestOf(tax, regionCode(address), zipOf(address.postcode)) === 0;
}

/** The tax that names the place most narrowly; of equally narrow ones the first by name. */
function taxOfPlace(address: Placed, taxes: ReadonlyMap<string, PlacedTax>): string | null {
  const [region, code] = [regionCode(address), zipOf(address.postcode)];
  let best: { id: string; name: string; narrow: number } | null = null;
  for (const [id, tax] of taxes) {
    const narrow = tax.archived ? 0 : bestOf(tax, region, code);
    if (narrow === 0 || (best && narrow < best.narrow)) continue;
    if (!best || narrow > best.narrow || tax.name < best.name) best = { id, name: tax.name, narrow };
  }
  return best?.id ?? null;
}

/**
 * The tax that a line is offered where the goods go: in place of a tax that names places, the one of this place. A tax that
 * names none (exempt, no tax) stays, and so does one where no tax names the place.
 * @param home address of the seller: places are regions and codes of its country.
 */
export function proposedTax(
  id: string | null,
  address: Placed | null,
  home: Placed,
  taxes: ReadonlyMap<string, PlacedTax>,
): string | null {
  if (id === null || address === null || address.country !== home.country) return id;
  if ((taxes.get(id)?.places ?? []).length === 0) return id;
  return taxOfPlace(address, taxes) ?? id;
}

const STATE = /^[A-Z]{2}\b/;

/** The two letters that a region or jurisdiction of the United States begins with: `TX` of `Texas` and of `TX local`. */
function stateOf(region: string): string | undefined {
  const code = STATE.exec(regionCode({ country: 'US', region, postcode: '' }))?.[0];
  return code !== undefined && code in US_STATES ? code : undefined;
}

/**
 * True when the certificate frees sales that go to a region of the United States on that day, whatever tax they would
 * have (TX10). One of another state does not; where a state cannot be told, it does.
 */
export function exempts(certificate: Certificate, region: string, day: Day): boolean {
  if (!isInForce(certificate, day)) return false;
  const [of, to] = [stateOf(certificate.jurisdiction), stateOf(region)];
  return of === undefined || to === undefined || of === to;
}
