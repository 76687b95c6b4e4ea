/** Likely doubles of a customer that is being entered: the same tax id, e-mail address or name. */
import { sortKey } from './sort-key.ts';

export interface CustomerIdentity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly taxId: string;
}

export interface LikelyDuplicate {
  readonly id: string;
  /** The strongest of the reasons that apply. */
  readonly because: 'tax-id' | 'email' | 'name';
}

/** Legal forms that people leave out or write in several ways; compared without dots. */
const LEGAL_FORMS = new Set(
  (
    'ab ag as aps bv co company corp corporation cv ek eg ev gbr gmbh inc incorporated kft kg kgaa limited llc llp lp ' +
    'ltd mbh nv ohg oy oyj plc private pty pvt sa sarl sas se sl sp spa srl ug zoo'
  ).split(' '),
);

/**
 * Names that would be the same company: case, accents, punctuation, legal form, word order and a leading "the" aside.
 * `The Müller GmbH & Co. KG` and `MULLER` are one.
 */
export function normalizedName(name: string): string {
  const words = sortKey(name)
    .replace(/[.'’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  const kept = words.filter(
    (word) => !LEGAL_FORMS.has(word) && word !== 'the' && word !== 'and' && word !== 'und',
  );
  return (kept.length > 0 ? kept : words).sort().join(' ');
}

/** Letters and digits alone, upper case: `DE 123-456` is `DE123456`. */
function normalizedTaxId(taxId: string): string {
  return taxId.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** What a customer has in common with its likely doubles, as keys: tax id, e-mail address, name. */
export function customerTraits({ name, email, taxId }: Omit<CustomerIdentity, 'id'>): string[] {
  const traits = [
    ['tax', normalizedTaxId(taxId)],
    ['mail', sortKey(email)],
    ['name', normalizedName(name)],
  ];
  return traits.flatMap(([what, key]) => (key ? [`${what} ${key}`] : []));
}

/** Existing customers that are likely the same, strongest reason first, otherwise in the order given. */
export function likelyDuplicates(
  customer: Omit<CustomerIdentity, 'id'> & { readonly id?: string },
  existing: readonly CustomerIdentity[],
): LikelyDuplicate[] {
  const taxId = normalizedTaxId(customer.taxId);
  const email = sortKey(customer.email);
  const name = normalizedName(customer.name);
  const found: LikelyDuplicate[] = [];
  for (const other of existing) {
    if (other.id === customer.id) continue;
    if (taxId !== '' && normalizedTaxId(other.taxId) === taxId)
      found.push({ id: other.id, because: 'tax-id' });
    else if (email !== '' && sortKey(other.email) === email) found.push({ id: other.id, because: 'email' });
    else if (name !== '' && normalizedName(other.name) === name)
      found.push({ id: other.id, because: 'name' });
  }
  return found.sort((a, b) => STRENGTH.indexOf(a.because) - STRENGTH.indexOf(b.because));
}

const STRENGTH: readonly LikelyDuplicate['because'][] = ['tax-id', 'email', 'name'];
