/**
 * Deposits (AL3): a deposit invoice asks for a part of an order, and its tax is due at once; the invoice that ends the
 * order deducts what was paid on it, with the tax, so that nothing is taxed twice.
 */
import type { Finding } from '../errors/index.ts';
import { apportion, roundToSum } from './apportion.ts';
import { Decimal } from './decimal.ts';
import type { DeductedDeposit, IssuedDocument, TaxSubtotal, Totals } from './document.ts';
import type { DocumentKind } from './document-kinds.ts';
import { type CurrencyCode, type Day, type Minor, minor } from './money.ts';
import type { FindingCode } from './problems.ts';

/** A deposit invoice as far as deducting it goes; amounts in minor units of its currency. */
export interface DepositInvoice {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly issueDate: Day;
  readonly orderNumber: string;
  /** The offer that it was asked for. */
  readonly offers: readonly string[];
  readonly outstanding: Minor;
  readonly void: boolean;
  /** Number of the standing invoice that deducts it; `null` while none does. */
  readonly deductedBy: string | null;
  readonly deduction: DeductedDeposit;
}

/** Part of a credit note that falls on a deposit invoice. */
export interface DepositCredit {
  readonly amount: Minor;
  readonly note: Pick<IssuedDocument, 'totals'>;
}

/**
 * What stands of a deposit invoice once its credit notes are taken off, and how it was taxed. A credit note over other
 * invoices too takes its share of every row, so that taxable amounts and taxes go on adding up to what is deducted.
 */
export function standingDeposit(
  id: string,
  document: Pick<IssuedDocument, 'number' | 'issueDate' | 'totals'>,
  credits: readonly DepositCredit[],
): DeductedDeposit {
  const { number, issueDate, totals } = document;
  let amount: number = totals.due;
  let taxes: readonly TaxSubtotal[] = totals.taxes;
  for (const credit of credits) {
    amount -= credit.amount;
    taxes = less(taxes, shareOf(credit));
  }
  return { id, number, issueDate, amount: minor(amount), taxes: amount <= 0 ? [] : taxes };
}

/** The part of the credit note's tax table that belongs to its share for one invoice. */
function shareOf({ amount, note: { totals } }: DepositCredit): readonly TaxSubtotal[] {
  if (amount === totals.due || totals.due === 0) return totals.taxes;
  const factor = new Decimal(amount).dividedBy(totals.due);
  const exact = totals.taxes.flatMap(({ taxable, tax }) => [factor.times(taxable), factor.times(tax)]);
  const whole = totals.taxes.reduce((sum, { taxable, tax }) => sum + taxable + tax, 0);
  const shares = roundToSum(exact, minor(factor.times(whole).round().toNumber()));
  return totals.taxes.map(({ parts: _parts, ...row }, index) => ({
    ...row,
    taxable: shares[index * 2] ?? minor(0),
    tax: shares[index * 2 + 1] ?? minor(0),
  }));
}

const rowKey = ({ key, category, rate, reason = '' }: TaxSubtotal): string =>
  JSON.stringify([key, category, rate, reason]);

function less(taxes: readonly TaxSubtotal[], taken: readonly TaxSubtotal[]): TaxSubtotal[] {
  return taxes.map((row) => {
    const off = taken.find((other) => rowKey(other) === rowKey(row));
    if (!off) return row;
    const parts = row.parts?.map((part, index) => ({
      ...part,
      tax: minor(part.tax - (off.parts?.[index]?.tax ?? 0)),
    }));
    const { parts: _parts, ...rest } = row;
    const left = { ...rest, taxable: minor(row.taxable - off.taxable), tax: minor(row.tax - off.tax) };
    return off.parts && parts ? { ...left, parts } : left;
  });
}

/** The sum of what deposits take off, with tax. */
export const deductedAmount = (deposits: readonly Pick<DeductedDeposit, 'amount'>[]): Minor =>
  minor(deposits.reduce((sum, { amount }) => sum + amount, 0));

export interface DepositCheck {
  readonly kind: DocumentKind;
  readonly customer: string | null;
  readonly currency: CurrencyCode;
  readonly orderNumber: string;
  /** Documents that the draft stands on: what it was copied from, what it is about. */
  readonly offers: readonly string[];
  /** Ids of deposit invoices as the draft names them. */
  readonly deposits: readonly string[];
  /** The named ones that exist. */
  readonly named: readonly DepositInvoice[];
  /** The customer's deposit invoices in this currency that nothing deducts yet. */
  readonly open: readonly DepositInvoice[];
  readonly totals: Pick<Totals, 'due'> | null;
}

/** What stands in the way of a deposit invoice, or of deducting deposits; and what looks forgotten. */
export function checkDeposits(check: DepositCheck): Finding[] {
  if (check.kind === 'depositInvoice') {
    const isForNothing = check.orderNumber.trim() === '' && check.offers.length === 0;
    return isForNothing ? [block('deposit-order-missing', 'orderNumber')] : [];
  }
  if (check.kind !== 'invoice') return [];
  const wrong = check.deposits.flatMap((id) => wrongDeposit(id, check));
  if (wrong.length > 0) return wrong;
  const { currency, totals } = check;
  if (totals && totals.due < 0 && check.deposits.length > 0) {
    const params = {
      deposits: { minor: deductedAmount(check.named.map(({ deduction }) => deduction)), currency },
      over: { minor: -totals.due, currency },
    };
    return [block('deposits-exceed', 'deposits', params)];
  }
  return forgotten(check);
}

function wrongDeposit(id: string, check: DepositCheck): Finding[] {
  const deposit = check.named.find((one) => one.id === id);
  if (deposit?.kind !== 'depositInvoice') return [block('deposit-missing', 'deposits')];
  const { number, currency, outstanding, deductedBy } = deposit;
  if (deposit.void || deposit.deduction.amount <= 0) return [block('deposit-void', 'deposits', { number })];
  if (deposit.customer !== check.customer) return [block('deposit-customer-differs', 'customer', { number })];
  if (currency !== check.currency) return [block('deposit-currency-differs', 'deposits', { number })];
  if (deductedBy !== null) return [block('deposit-deducted', 'deposits', { number, by: deductedBy })];
  if (outstanding <= 0) return [];
  return [block('deposit-unpaid', 'deposits', { number, left: { minor: outstanding, currency } })];
}

/** A paid deposit for the same order or offer that this invoice leaves out: its tax would be asked for again. */
function forgotten({ orderNumber, offers, deposits, open }: DepositCheck): Finding[] {
  const order = orderNumber.trim().toLowerCase();
  const missed = open.filter(
    (one) =>
      !deposits.includes(one.id) &&
      one.deduction.amount > 0 &&
      ((order !== '' && one.orderNumber.trim().toLowerCase() === order) ||
        one.offers.some((offer) => offers.includes(offer))),
  );
  const [first] = missed;
  return first
    ? [{ ...block('deposit-not-deducted', 'deposits', { number: first.number }), severity: 'ask' }]
    : [];
}

function block(code: FindingCode, path: string, params?: Finding['params']): Finding {
  return { code, severity: 'block', path, ...(params ? { params } : {}) };
}

/** A part of an offer under one tax: the record of the tax, and what is asked for of it. */
export interface DepositPart {
  /** `null` for what is not taxed at all. */
  readonly tax: string | null;
  /** In the currency's minor units, as the offer's prices are: with or without tax. */
  readonly amount: Minor;
}

/**
 * A deposit on an offer, shared out over its taxes as the offer itself is (AL3), so that each rate's tax falls due on its part.
 * `asked`: a percent of the offer's total, or an amount; both as its prices are, with or without tax.
 */
export function depositParts(
  { totals, pricesIncludeTax }: Pick<IssuedDocument, 'totals' | 'pricesIncludeTax'>,
  asked: { readonly percent: string } | { readonly amount: Minor },
): DepositPart[] {
  const bases = new Map<string | null, number>();
  let taxed = 0;
  for (const { key, taxable, tax } of totals.taxes) {
    const record = key.split(':')[0] ?? key;
    // Several taxes on one line have one base between them (CGST and SGST).
    const isNew = !bases.has(record);
    if (isNew) taxed += taxable;
    bases.set(record, (bases.get(record) ?? 0) + (isNew ? taxable : 0) + (pricesIncludeTax ? tax : 0));
  }
  if (totals.withoutTax !== taxed) bases.set(null, totals.withoutTax - taxed);
  const weights = [...bases.values()].map((base) => new Decimal(base));
  const whole = pricesIncludeTax ? totals.withTax : totals.withoutTax;
  const amount =
    'amount' in asked
      ? asked.amount
      : minor(new Decimal(whole).times(asked.percent).dividedBy(100).round().toNumber());
  const shares = apportion(amount, weights);
  return [...bases.keys()]
    .map((tax, index) => ({ tax, amount: shares[index] ?? minor(0) }))
    .filter((part) => part.amount !== 0);
}
