/** In which region of the seller's country a supply is taxed (TX10): it chooses between a tax and its counterpart. */
import type { Address } from './document.ts';

/** Codes of the states and union territories as GSTINs begin with them (CGST Rules 2017, rule 10, and form GST REG-01). */
const INDIAN_STATES: Readonly<Record<string, string>> = {
  '01': 'Jammu and Kashmir',
  '02': 'Himachal Pradesh',
  '03': 'Punjab',
  '04': 'Chandigarh',
  '05': 'Uttarakhand',
  '06': 'Haryana',
  '07': 'Delhi',
  '08': 'Rajasthan',
  '09': 'Uttar Pradesh',
  '10': 'Bihar',
  '11': 'Sikkim',
  '12': 'Arunachal Pradesh',
  '13': 'Nagaland',
  '14': 'Manipur',
  '15': 'Mizoram',
  '16': 'Tripura',
  '17': 'Meghalaya',
  '18': 'Assam',
  '19': 'West Bengal',
  '20': 'Jharkhand',
  '21': 'Odisha',
  '22': 'Chhattisgarh',
  '23': 'Madhya Pradesh',
  '24': 'Gujarat',
  '26': 'Dadra and Nagar Haveli and Daman and Diu',
  '27': 'Maharashtra',
  '29': 'Karnataka',
  '30': 'Goa',
  '31': 'Lakshadweep',
  '32': 'Kerala',
  '33': 'Tamil Nadu',
  '34': 'Puducherry',
  '35': 'Andaman and Nicobar Islands',
  '36': 'Telangana',
  '37': 'Andhra Pradesh',
  '38': 'Ladakh',
  '97': 'Other Territory',
};

/** Of supplies that leave India, as returns and the registration portal number them beside the states. */
const ABROAD = '96 Other Countries';

const GSTIN = /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]{3}$/;

const folded = (text: string) =>
  text.trim().replace(/&/g, ' and ').replace(/\s+/g, ' ').toLocaleUpperCase('en');

const CODES = new Map(Object.entries(INDIAN_STATES).map(([code, name]) => [folded(name), code]));

/** Someone who sells or receives; the tax id counts only for the address that it was given for. */
export interface Placed {
  readonly address: Address;
  readonly taxId: string;
}

/** A region that can be compared; empty where nobody knows. In India the state's code, elsewhere the region as typed. */
export function regionOf({ address, taxId }: Placed): string {
  if (address.country !== 'IN') return folded(address.region);
  const byName = CODES.get(folded(address.region)) ?? (/^\d{2}$/.test(address.region) ? address.region : '');
  return byName !== '' ? byName : GSTIN.test(taxId) ? taxId.slice(0, 2) : '';
}

/** Where the supply goes: to the place of delivery, else to the buyer. */
export function supplyPlace(buyer: Placed, shipTo: Address | null): Placed {
  return shipTo ? { address: shipTo, taxId: '' } : buyer;
}

/** True when a supply goes to another region of the seller's own country; false while either is not known. */
export function isElsewhere(seller: Placed, place: Placed): boolean {
  if (seller.address.country !== place.address.country) return false;
  const [home, there] = [regionOf(seller), regionOf(place)];
  return home !== '' && there !== '' && home !== there;
}

/**
 * As an Indian invoice prints it: code and name of the state (CGST Rules 2017, rule 46(n)); for other countries empty, unless
 * it is an export (IGST Act 2017, ss. 11(b), 13(2)).
 */
export function placeOfSupply(place: Placed, isExport = false): string {
  const { country } = place.address;
  if (country !== 'IN') return isExport && country !== '' ? ABROAD : '';
  const code = regionOf(place);
  const name = INDIAN_STATES[code];
  return name === undefined ? '' : `${code} ${name}`;
}
