/** What a business rule is, and the small words that rules are written in. */
import { exponentOf, hasMinorUnit } from '../../domain/currency.ts';
import { Decimal } from '../../domain/decimal.ts';
import type { RuleSet } from '../formats.ts';
import type { AllowanceCharge, EInvoice, InvoiceLine } from '../model.ts';

/** What is wrong, as a translation key: the rule's terms say with what. */
export type Fault =
  | 'missing'
  | 'one-missing'
  | 'not-allowed'
  | 'unknown-code'
  | 'wrong-sum'
  | 'wrong-tax'
  | 'wrong-format'
  | 'negative'
  | 'not-zero'
  | 'zero'
  | 'too-many-decimals'
  | 'days-turned'
  | 'outside-period'
  | 'too-many'
  | 'doubled'
  | 'mixed'
  | 'no-breakdown'
  | 'same'
  | 'unlike'
  | 'not-sayable';

/** Where a rule is broken: `path` into the model, `lines.2.price`; what stands there, and what should. */
export interface Site {
  readonly path: string;
  readonly found?: string;
  readonly expected?: string;
}

export interface Rule {
  readonly id: string;
  readonly severity: 'fatal' | 'warning';
  /** Business terms that the rule is about, the one to mend first. */
  readonly terms: readonly string[];
  readonly fault: Fault;
  /** Whose rule it is; those of EN 16931 hold for all. */
  readonly set: RuleSet;
  /** Every place at which the invoice breaks the rule. */
  readonly broken: (invoice: EInvoice) => readonly Site[];
}

/** One broken rule at one place. */
export interface Violation extends Site {
  readonly rule: string;
  readonly severity: Rule['severity'];
  readonly fault: Fault;
  readonly terms: readonly string[];
}

type Facts = Pick<Rule, 'id' | 'terms' | 'fault'> & Partial<Pick<Rule, 'severity' | 'set'>>;

export function rule({ severity = 'fatal', set = 'en16931', ...facts }: Facts, broken: Rule['broken']): Rule {
  return { ...facts, severity, set, broken };
}

export const isEmpty = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** The place, when the condition holds. */
export function site(condition: boolean, path: string, more: Omit<Site, 'path'> = {}): Site[] {
  return condition ? [{ path, ...more }] : [];
}

/** A term that must stand in the document. */
export function required(
  id: string,
  term: string,
  path: string,
  get: (invoice: EInvoice) => string | undefined,
  more: Partial<Pick<Rule, 'severity' | 'set'>> = {},
): Rule {
  return rule({ id, terms: [term], fault: 'missing', ...more }, (invoice) =>
    site(isEmpty(get(invoice)), path),
  );
}

/** Every line with its path. */
export function inLines(
  test: (line: InvoiceLine, path: string, invoice: EInvoice) => readonly Site[],
): Rule['broken'] {
  return (invoice) => invoice.lines.flatMap((line, index) => test(line, `lines.${index}`, invoice));
}

export type AdjustmentKind = 'allowances' | 'charges';

/** Allowances or charges of the document with their path. */
export function inAdjustments(
  kind: AdjustmentKind,
  test: (adjustment: AllowanceCharge, path: string, invoice: EInvoice) => readonly Site[],
): Rule['broken'] {
  return (invoice) => invoice[kind].flatMap((each, index) => test(each, `${kind}.${index}`, invoice));
}

/** Allowances or charges of all lines with their path. */
export function inLineAdjustments(
  kind: AdjustmentKind,
  test: (adjustment: AllowanceCharge, path: string) => readonly Site[],
): Rule['broken'] {
  return inLines((line, path) => line[kind].flatMap((each, index) => test(each, `${path}.${kind}.${index}`)));
}

/** As an XML schema has it: digits may be missing before the point or after it. */
const NUMBER = /^[+-]?(\d{1,30}(\.\d{0,20})?|\.\d{1,20})$/;

/** The number that a text is; zero for what is no number, which BR-FORMAT names. */
export function number(text: string | undefined): Decimal {
  return text !== undefined && NUMBER.test(text) ? new Decimal(text) : new Decimal(0);
}

export const isNumber = (text: string): boolean => NUMBER.test(text);

export function total(texts: Iterable<string | undefined>): Decimal {
  let sum = new Decimal(0);
  for (const text of texts) sum = sum.plus(number(text));
  return sum;
}

/** A sum against what is stated, exact to the last digit; nothing is said where nothing is stated. */
export function sums(path: string, stated: string | undefined, expected: Decimal): Site[] {
  if (isEmpty(stated) || number(stated).equals(expected)) return [];
  return [{ path, found: stated ?? '', expected: cents(expected) }];
}

/** Decimals that an amount may have: two at most (BR-DEC), none where the currency has no smaller unit (yen, krónur). */
export const decimalsOf = (currency: string | undefined): number =>
  currency !== undefined && hasMinorUnit(currency) ? Math.min(2, exponentOf(currency)) : 2;

/** An amount as people write it: two decimals unless it has more. */
export function cents(value: Decimal): string {
  return value.decimalPlaces() > 2 ? value.toFixed() : value.toFixed(2);
}
