import { describe, expect, it } from 'vitest';
import {
  type CreditCheck,
  type CreditedDocument,
  checkCredit,
  creditable,
  shareCredit,
} from './credit-note.ts';
import { minor } from './money.ts';

const invoice = (more: Partial<CreditedDocument> = {}): CreditedDocument => ({
  id: 'a',
  kind: 'invoice',
  number: 'INV-1',
  customer: 'c',
  currency: 'EUR',
  issueDate: '2026-03-01',
  total: minor(11900),
  credited: minor(0),
  void: false,
  deductedBy: null,
  ...more,
});
const check = (more: Partial<CreditCheck> = {}) =>
  checkCredit({
    total: minor(11900),
    customer: 'c',
    currency: 'EUR',
    invoices: ['a'],
    period: null,
    reason: 'Returned',
    known: [invoice()],
    ...more,
  }).map(({ code }) => code);

describe('credit notes', () => {
  it('DO4: credit an invoice up to its whole total and not a cent beyond', () => {
    expect(check()).toEqual([]);
    expect(check({ total: minor(11901) })).toEqual(['credit-exceeds']);
  });

  it('DO4: count what earlier credit notes took', () => {
    const known = [invoice({ credited: minor(11000) })];
    expect(check({ known, total: minor(900) })).toEqual([]);
    expect(check({ known, total: minor(901) })).toEqual(['credit-exceeds']);
    expect(creditable(invoice({ credited: minor(20000) }))).toBe(0);
  });

  it('DO4: refer to an invoice or to a period, and say why', () => {
    expect(check({ invoices: [], known: [] })).toEqual(['credit-reference-missing']);
    const period = { from: '2026-01-01', to: '2026-03-31' };
    expect(check({ invoices: [], known: [], period })).toEqual([]);
    expect(check({ period: { from: period.to, to: period.from } })).toEqual(['credit-period-reversed']);
    expect(check({ reason: ' ' })).toEqual(['credit-reason-missing']);
  });

  it('DO4: have positive amounts: the sign is the kind', () => {
    expect(check({ total: minor(0) })).toEqual(['credit-not-positive']);
    expect(check({ total: minor(-1) })).toEqual(['credit-not-positive']);
    expect(check({ total: null })).toEqual([]);
  });

  it('name invoices of the same customer and currency that stand', () => {
    expect(check({ known: [] })).toEqual(['credit-invoice-missing']);
    expect(check({ known: [invoice({ kind: 'creditNote' })] })).toEqual(['credit-invoice-missing']);
    expect(check({ known: [invoice({ void: true })] })).toEqual(['credit-invoice-void']);
    expect(check({ customer: 'd' })).toEqual(['credit-customer-differs']);
    expect(check({ currency: 'USD' })).toEqual(['credit-currency-differs']);
  });

  it('fall on several invoices in their order, each as far as it has room', () => {
    const first = invoice({ credited: minor(11800) });
    const second = invoice({ id: 'b', number: 'INV-2' });
    expect(shareCredit(minor(500), [first, second])).toEqual([
      { id: 'a', amount: 100 },
      { id: 'b', amount: 400 },
    ]);
    expect(check({ invoices: ['a', 'b'], known: [second, first], total: minor(12000) })).toEqual([]);
    expect(check({ invoices: ['a', 'b'], known: [second, first], total: minor(12001) })).toEqual([
      'credit-exceeds',
    ]);
  });
});
