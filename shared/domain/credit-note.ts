/** Credit notes (DO4): what is left to credit on an invoice, and how a credit note's total falls on the invoices it names. */
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
  /** What standing credit notes that name this invoice take from its total (DO4). */
  readonly credited: Minor;
  readonly void: boolean;
  /** Of a deposit invoice: number of the standing invoice that deducts it (AL3). */
  readonly deductedBy: string | null;
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
  /** The named invoices that exist. */
  readonly known: readonly CreditedDocument[];
}

/** What can still be credited: the total less what standing credit notes took; never below zero (DO4). */
export function creditable(invoice: Pick<CreditedDocument, 'total' | 'credited'>): Minor {
  return minor(Math.max(0, invoice.total - invoice.credited));
}

export interface CreditShare {
  readonly id: string;
  readonly amount: Minor;
}

/**
 * The total falls on the invoices in the given order, each up to what is left to credit on it. What no invoice has
 * room for is not shared out: `checkCredit` refuses it.
 */
export function shareCredit(
  total: Minor,
  invoices: readonly Pick<CreditedDocument, 'id' | 'total' | 'credited'>[],
): CreditShare[] {
  let left: number = total;
  return invoices.map((invoice) => {
    const amount = Math.min(left, creditable(invoice));
    left -= amount;
    return { id: invoice.id, amount: minor(amount) };
  });
}

/** What keeps a credit note from being issued (DO4); every finding blocks. */
export function checkCredit(check: CreditCheck): Finding[] {
  const { total, currency, period, reason, invoices } = check;
  const findings: Finding[] = [];
  if (invoices.length === 0 && period === null) findings.push(block('credit-reference-missing', 'credits'));
  if (period && period.to < period.from) findings.push(block('credit-period-reversed', 'credits'));
  if (reason.trim() === '') findings.push(block('credit-reason-missing', 'credits.reason'));
  if (total !== null && total <= 0)
    findings.push(block('credit-not-positive', 'lines', { total: { minor: total, currency } }));
  const named = invoices.map((id) => check.known.find((one) => one.id === id));
  const wrong = named.flatMap((invoice) => invoiceFinding(check, invoice));
  findings.push(...wrong);
  if (total === null || total <= 0 || wrong.length > 0 || invoices.length === 0) return findings;
  const standing = named.filter((invoice) => invoice !== undefined);
  const room = standing.reduce((sum, invoice) => sum + creditable(invoice), 0);
  if (total > room) {
    findings.push(
      block('credit-exceeds', 'lines', {
        number: standing.map(({ number }) => number).join(', '),
        total: { minor: total, currency },
        left: { minor: room, currency },
      }),
    );
  }
  return findings;
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
