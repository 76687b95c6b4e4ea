/** A broken business rule of e-invoices in words: what is wrong, and where it is mended. */
import { i18n } from './i18n.ts';

export interface BrokenRule {
  readonly rule: string;
  readonly fault: string;
  /** Business terms, BT-1 … */
  readonly terms: readonly string[];
  /** Place in the model of EN 16931: `seller.contact.phone`, `lines.2.unit`. */
  readonly path: string;
  readonly found?: string;
  readonly expected?: string;
}

/** Where a cause can be mended. */
export type Remedy =
  | 'company'
  | 'bank'
  | 'customer'
  | 'lines'
  | 'taxes'
  | 'delivery'
  | 'terms'
  | 'discounts'
  | 'document'
  | 'program';

const REMEDIES: Readonly<Record<string, Remedy>> = {
  seller: 'company',
  payments: 'bank',
  buyer: 'customer',
  buyerReference: 'customer',
  lines: 'lines',
  vat: 'taxes',
  delivery: 'delivery',
  period: 'delivery',
  dueDate: 'terms',
  paymentTerms: 'terms',
  allowances: 'discounts',
  charges: 'discounts',
  adjustments: 'discounts',
  currency: 'document',
  issueDate: 'document',
  number: 'document',
  order: 'document',
};

/** What the path's first part belongs to; sums and what the program writes by itself are its own fault. */
export function remedyOf({ path }: Pick<BrokenRule, 'path'>): Remedy {
  const [part = '', , field] = path.split('.');
  // A line without a tax, or with one that does not fit, is mended in the line; the tax's own record is not at fault.
  if (part === 'lines' && field === 'taxes') return 'taxes';
  return Object.hasOwn(REMEDIES, part) ? (REMEDIES[part] ?? 'program') : 'program';
}

const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  i18n.t(key, { ns: 'einvoice', ...values });

const known = (key: string): boolean => i18n.exists(key, { ns: 'einvoice' });

const termWords = (term: string): string => (known(`term.${term}`) ? say(`term.${term}`) : term);

/** What is wrong, as one sentence; of a line with its number. The rule's own words go before those of its kind. */
export function brokenRuleWords({ rule, fault, terms, path, found = '', expected = '' }: BrokenRule): string {
  const values = { terms: terms.map(termWords).join(', '), found, expected };
  const own = `rule.${rule}`;
  const text = known(own) ? say(own, values) : known(`fault.${fault}`) ? say(`fault.${fault}`, values) : rule;
  const [part, index] = path.split('.');
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return part === 'lines' && index !== undefined
    ? say('line', { number: Number(index) + 1, text: sentence })
    : sentence;
}

/** What to do about it. */
export const remedyWords = (broken: Pick<BrokenRule, 'path'>): string => say(`remedy.${remedyOf(broken)}`);
