/**
 * Fees that are added by rule: small-order surcharge, freight, packing. A fee stands on a document as a charge of its own,
 * with its tax and with the id of its rule; what the clerk takes off or changes, the rule leaves alone.
 */
import { fromMinor, toMinor } from './currency.ts';
import { isDecimal, roundPercent } from './decimal.ts';
import type { CurrencyCode, DecimalString, Minor } from './money.ts';
import { groupKey } from './price-lists.ts';

export interface FeeRule {
  readonly id: string;
  readonly name: string;
  /** An amount; a percent of the sum of lines, at least `least`; what is missing to `amount` as the least order value. */
  readonly kind: 'flat' | 'percent' | 'top-up';
  readonly currency: CurrencyCode;
  readonly amount: DecimalString | null;
  readonly percent: DecimalString | null;
  readonly least: DecimalString | null;
  /** Only for orders below this. */
  readonly below: DecimalString | null;
  readonly groups: readonly string[];
  readonly countries: readonly string[];
  readonly tax: string | null;
  readonly archived: boolean;
}

/** What decides about fees besides their rules. */
export interface FeeFacts {
  readonly currency: CurrencyCode;
  /** Minor units of `currency`: of an order of nothing there is no fee. */
  readonly sumOfLines: Minor;
  /** Of the customer; empty for none. */
  readonly group: string;
  /** Where the goods go; empty while nobody knows. */
  readonly country: string;
  /** Fees that were taken off this document, or changed by hand. */
  readonly off: readonly string[];
}

/** A charge of the document as a draft has it: a percent of the sum of lines, or an amount in major units. */
export interface FeeCharge {
  readonly kind: 'charge';
  readonly percent: DecimalString | null;
  readonly amount: DecimalString | null;
  readonly reason: string;
  readonly tax: string | null;
  readonly fee: string;
}

/** Minor units of an amount of a rule; `null` for none, and for one that cannot be read. */
function inMinor(text: DecimalString | null, currency: CurrencyCode): Minor | null {
  if (text === null || !isDecimal(text)) return null;
  const amount = toMinor(text, currency);
  return amount.ok ? amount.value : null;
}

function applies(rule: FeeRule, { currency, sumOfLines, group, country, off }: FeeFacts): boolean {
  if (rule.archived || rule.currency !== currency || sumOfLines <= 0 || off.includes(rule.id)) return false;
  const below = inMinor(rule.below, currency);
  if (below !== null && sumOfLines >= below) return false;
  if (rule.countries.length > 0 && !rule.countries.includes(country)) return false;
  return rule.groups.length === 0 || rule.groups.some((each) => groupKey(each) === groupKey(group));
}

/** What the rule comes to: the percent itself, so that the document says it, or an amount. */
function worth(
  rule: FeeRule,
  { currency, sumOfLines }: FeeFacts,
): Pick<FeeCharge, 'percent' | 'amount'> | null {
  const amountOf = (value: Minor | null) =>
    value === null || value <= 0 ? null : { percent: null, amount: fromMinor(value, currency) };
  const amount = inMinor(rule.amount, currency);
  if (rule.kind === 'flat') return amountOf(amount);
  if (rule.kind === 'top-up') return amountOf(amount === null ? null : ((amount - sumOfLines) as Minor));
  if (rule.percent === null || !isDecimal(rule.percent) || !(Number(rule.percent) > 0)) return null;
  const least = inMinor(rule.least, currency);
  return least !== null && roundPercent(sumOfLines, rule.percent) < least
    ? amountOf(least)
    : { percent: rule.percent, amount: null };
}

/** The charges that the rules put on a document, by their names. */
export function feesFor(rules: readonly FeeRule[], facts: FeeFacts): FeeCharge[] {
  return rules
    .filter((rule) => applies(rule, facts))
    .sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1))
    .flatMap((rule) => {
      const value = worth(rule, facts);
      return value
        ? [{ kind: 'charge' as const, ...value, reason: rule.name, tax: rule.tax, fee: rule.id }]
        : [];
    });
}
