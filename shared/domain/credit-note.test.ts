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
  billed: minor(11900),
  credited: minor(0),
  deducts: [],
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
    deposits: [],
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
    expect(shareCredit(minor(500), [first, second], [])).toEqual([
      { id: 'a', amount: 100 },
      { id: 'b', amount: 400 },
    ]);
    expect(check({ invoices: ['a', 'b'], known: [second, first], total: minor(12000) })).toEqual([]);
    expect(check({ invoices: ['a', 'b'], known: [second, first], total: minor(12001) })).toEqual([
      'credit-exceeds',
    ]);
  });
});

describe('credit notes on final invoices', () => {
  // It bills 119.00, of which deposits of 30.00 and 20.00 are deducted: 69.00 is asked for.
  const final = (more: Partial<CreditedDocument> = {}) =>
    invoice({
      total: minor(6900),
      deducts: [
        { id: 'd1', amount: minor(3000) },
        { id: 'd2', amount: minor(2000) },
      ],
      ...more,
    });
  const both = ['d1', 'd2'];
  const on = (known: CreditedDocument, total: number, deposits: readonly string[] = []) =>
    check({ known: [known], total: minor(total), deposits });

  it('DO4, AL3: credit all that was billed, and what gives deposits back takes them of it', () => {
    expect(on(final(), 11900)).toEqual([]);
    expect(on(final(), 11901)).toEqual(['credit-exceeds']);
    expect(on(final(), 6900, both)).toEqual([]);
    expect(on(final(), 6901, both)).toEqual(['credit-exceeds']);
    expect(on(final(), 8900, ['d1'])).toEqual([]);
    expect(on(final(), 8901, ['d1'])).toEqual(['credit-exceeds']);
    expect(shareCredit(minor(9000), [final(), invoice({ id: 'b' })], both)).toEqual([
      { id: 'a', amount: 6900 },
      { id: 'b', amount: 2100 },
    ]);
  });

  it('AL3: give back only what the invoice deducts still, and leave room for what was given back', () => {
    const [first] = final().deducts;
    const one = final({ credited: minor(2000), deducts: first ? [first] : [] });
    expect(on(one, 6900, ['d1'])).toEqual([]);
    expect(on(one, 6901, ['d1'])).toEqual(['credit-exceeds']);
    expect(on(one, 100, ['d2'])).toEqual(['credit-deposit-free']);
    expect(on(invoice(), 100, ['d1'])).toEqual(['credit-deposit-free']);
  });

  it('AL3: may come to nothing with the deposits, not to less; a part credit that gives them back asks', () => {
    const paidWhole = final({ total: minor(0), billed: minor(5000) });
    expect(on(paidWhole, 0, both)).toEqual([]);
    expect(on(paidWhole, 0)).toEqual(['credit-not-positive']);
    expect(on(final(), -1, both)).toEqual(['credit-deposits-exceed']);
    expect(on(final(), 6899, both)).toEqual(['credit-deposit-part']);
    expect(on(final(), 1, [])).toEqual([]);
  });
});
