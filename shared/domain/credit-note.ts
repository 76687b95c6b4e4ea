/**
 * Credit notes (DO4): what is left to credit on an invoice, and how a credit note's total falls on the invoices it names.
 * A final invoice bills the whole order and asks for what deposits leave of it (AL3): all that it bills can be credited,
 * and a credit note that gives a deposit back for another invoice to deduct takes that much of it too.
 */
import type { Finding } from '../errors/index.ts';
import { type DocumentKind, isOwed } from './document-kinds.ts';
import { type CurrencyCode, type Day, type Minor, minor } from './money.ts';
import type { FindingCode } from './problems.ts';

/** A document as far as crediting it goes; amounts in minor units of its currency. */
export interface CreditedDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly issueDate: Day;
  readonly total: Minor;
  /** What it bills: its total, and what it deducted of deposits besides (AL3). */
  readonly billed: Minor;
  /** What standing credit notes that name this invoice take of what it bills, deposits that they give back included (DO4). */
  readonly credited: Minor;
  /** Deposits that it deducts and no standing credit note has given back. */
  readonly deducts: readonly HeldDeposit[];
  readonly void: boolean;
  /** Of a deposit invoice: number of the standing invoice that deducts it (AL3). */
  readonly deductedBy: string | null;
}

/** A deposit among those that an invoice deducts; `amount` with tax, in minor units of its currency. */
export interface HeldDeposit {
  readonly id: string;
  readonly amount: Minor;
}

export interface CreditCheck {
  /** Total of the credit note with tax; `null` while it cannot be computed. */
  readonly total: Minor | null;
  readonly customer: string | null;
  readonly currency: CurrencyCode;
  /** Ids of the invoices as typed, in order. */
  readonly invoices: readonly string[];
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly reason: string;
  /** Ids of the deposits that it gives back (AL3). */
  readonly deposits: readonly string[];
  /** The named invoices that exist. */
  readonly known: readonly CreditedDocument[];
}

type Creditable = Pick<CreditedDocument, 'billed' | 'credited' | 'deducts'>;

/**
 * What can still be credited: what was billed less what standing credit notes took, and less the deposits among `freed` that
 * the credit note gives back itself; never below zero (DO4).
 */
export function creditable({ billed, credited, deducts }: Creditable, freed: readonly string[] = []): Minor {
  const back = deducts.reduce((sum, { id, amount }) => sum + (freed.includes(id) ? amount : 0), 0);
  return minor(Math.max(0, billed - credited - back));
}

export interface CreditShare {
  readonly id: string;
  readonly amount: Minor;
}

/**
 * The total falls on the invoices in the given order, each up to what is left to credit on it. What no invoice has
 * room for is not shared out: `checkCredit` refuses it.
 * @param freed ids of the deposits that the credit note gives back.
 */
export function shareCredit(
  total: Minor,
  invoices: readonly (Creditable & { readonly id: string })[],
  freed: readonly string[],
): CreditShare[] {
  let left: number = total;
  return invoices.map((invoice) => {
    const amount = Math.min(left, creditable(invoice, freed));
    left -= amount;
    return { id: invoice.id, amount: minor(amount) };
  });
}

/** What keeps a credit note from being issued (DO4), and what looks like a slip about deposits. */
export function checkCredit(check: CreditCheck): Finding[] {
  const { period, reason, invoices } = check;
  const findings: Finding[] = [];
  if (invoices.length === 0 && period === null) findings.push(block('credit-reference-missing', 'credits'));
  if (period && period.to < period.from) findings.push(block('credit-period-reversed', 'credits'));
  if (reason.trim() === '') findings.push(block('credit-reason-missing', 'credits.reason'));
  const named = invoices.map((id) => check.known.find((one) => one.id === id));
  const wrong = named.flatMap((invoice) => invoiceFinding(check, invoice));
  const standing = wrong.length > 0 ? [] : named.filter((invoice) => invoice !== undefined);
  return [...findings, ...wrong, ...amountFindings(check, standing)];
}

/** What is wrong with the amounts. `standing`: the invoices that it names, empty while one of them cannot be credited. */
function amountFindings(check: CreditCheck, standing: readonly CreditedDocument[]): Finding[] {
  const { total, currency, deposits } = check;
  const back = standing.flatMap(({ deducts }) => deducts).filter(({ id }) => deposits.includes(id));
  if (standing.length > 0 && deposits.some((id) => !back.some((one) => one.id === id)))
    return [block('credit-deposit-free', 'deposits')];
  if (total === null) return [];
  const params = { total: { minor: total, currency } };
  if (total < 0 && back.length > 0) {
    const given = back.reduce((sum, { amount }) => sum + amount, 0);
    const lines = { minor: given + total, currency };
    return [block('credit-deposits-exceed', 'deposits', { deposits: { minor: given, currency }, lines })];
  }
  // A final invoice may come to nothing, and taking it back still gives its deposits back.
  if (total < 0 || (total === 0 && back.length === 0)) return [block('credit-not-positive', 'lines', params)];
  if (standing.length === 0) return [];
  const room = standing.reduce((sum, invoice) => sum + creditable(invoice, deposits), 0);
  const number = standing.map((invoice) => invoice.number).join(', ');
  const left = { minor: room, currency };
  if (total > room) return [block('credit-exceeds', 'lines', { ...params, number, left })];
  if (back.length === 0 || total === room) return [];
  const rest = { minor: room - total, currency };
  return [{ ...block('credit-deposit-part', 'deposits', { number, rest }), severity: 'ask' }];
}

function invoiceFinding(check: CreditCheck, invoice: CreditedDocument | undefined): Finding[] {
  if (!invoice || !isOwed(invoice.kind)) return [block('credit-invoice-missing', 'credits')];
  const params = { number: invoice.number };
  if (invoice.void) return [block('credit-invoice-void', 'credits', params)];
  if (invoice.deductedBy !== null)
    return [block('credit-deposit-deducted', 'credits', { ...params, by: invoice.deductedBy })];
  if (invoice.customer !== check.customer) return [block('credit-customer-differs', 'customer', params)];
  if (invoice.currency !== check.currency) return [block('credit-currency-differs', 'credits', params)];
  return [];
}

function block(code: FindingCode, path: string, params?: Finding['params']): Finding {
  return { code, severity: 'block', path, ...(params ? { params } : {}) };
}
