/** The words in which Peppol's rules of single countries are written: whom they bind, and whose rule they are. */
import type { EInvoice, PostalAddress, TradeParty } from '../model.ts';
import { type Fault, isEmpty, type Rule, rule, type Site, site } from './rule.ts';

type Binds = (invoice: EInvoice) => boolean;

interface NationalOptions {
  readonly warning?: true;
}

type NationalRule = (
  id: string,
  terms: readonly string[],
  fault: Fault,
  broken: Rule['broken'],
  options?: NationalOptions,
) => Rule;

/** A maker of rules that are kept by whoever they do not bind. */
export const bindingOn =
  (binds: Binds): NationalRule =>
  (id, terms, fault, broken, { warning } = {}) =>
    rule({ id, terms, fault, set: 'peppol', severity: warning === true ? 'warning' : 'fatal' }, (invoice) =>
      binds(invoice) ? broken(invoice) : [],
    );

export const sitsIn = ({ address }: TradeParty, country: string): boolean =>
  address?.country?.trim().toUpperCase() === country;

/** The seller's address is in the country. */
export const soldFrom =
  (country: string): Binds =>
  ({ seller }) =>
    sitsIn(seller, country);

/** Both addresses are in the country. */
export const soldWithin =
  (country: string): Binds =>
  ({ seller, buyer }) =>
    sitsIn(seller, country) && sitsIn(buyer, country);

const prefix = (vatId: string | undefined): string => (vatId ?? '').trim().slice(0, 2).toUpperCase();

/** The country in which a party is taxed: of its VAT identifier, else of its address. */
export function ownTaxCountry({ vatId, address }: TradeParty): string {
  return prefix(vatId) || (address?.country ?? '').trim().toUpperCase();
}

/** The same of the seller, for whom a representative may be registered. */
export function taxCountry({ seller, representative }: EInvoice): string {
  return prefix(seller.vatId) || prefix(representative?.vatId) || ownTaxCountry(seller);
}

export const taxedIn =
  (...countries: readonly string[]): Binds =>
  (invoice) =>
    countries.includes(taxCountry(invoice));

/** The first part of an address that is missing. */
export function missingPart(
  address: PostalAddress | undefined,
  path: string,
  ...keys: readonly (keyof PostalAddress)[]
): Site[] {
  const missing = keys.find((key) => isEmpty(address?.[key]));
  return missing === undefined ? [] : site(true, `${path}.${missing}`);
}
