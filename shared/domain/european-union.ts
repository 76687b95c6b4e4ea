/** Where a supply goes from the seller's point of view: its own country, the European Union, or beyond. */

/** Member states by ISO 3166 code. */
export const UNION: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

export type Destination = 'home' | 'union' | 'abroad';

/** `union`: from one member state to another. A buyer whose country is not known is at home. */
export function destinationOf(seller: string, buyer: string): Destination {
  if (buyer === '' || seller === '' || buyer === seller) return 'home';
  return UNION.has(seller) && UNION.has(buyer) ? 'union' : 'abroad';
}
