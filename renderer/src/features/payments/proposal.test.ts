import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import type { Credit, OpenItem, PostingTerms } from './posting.ts';
import { expectedAmount, type ProposalRequest, proposeLines } from './proposal.ts';

const invoice = (
  id: string,
  outstanding: number,
  dueDate: string,
  discount: number | null = null,
): OpenItem => ({
  id,
  number: `INV-${id}`,
  customer: 'c',
  issueDate: '2026-01-01',
  dueDate,
  currency: 'EUR',
  total: minor(outstanding),
  outstanding: minor(outstanding),
  discount: discount === null ? null : { until: '2026-01-11', amount: minor(discount) },
});

const items = [
  invoice('1', 1000, '2026-01-20', 20),
  invoice('2', 700, '2026-01-10'),
  invoice('3', 700, '2026-01-15'),
];
const propose = (
  amount: number,
  more: Partial<Pick<ProposalRequest, 'purpose' | 'named' | 'credits' | 'order'>> & { date?: string } = {},
) =>
  proposeLines({
    items,
    credits: more.credits ?? [],
    currency: 'EUR',
    terms: { date: more.date ?? '2026-01-10', tolerance: minor(0), amount: minor(amount) },
    purpose: more.purpose ?? '',
    named: more.named ?? [],
    order: more.order,
  });

describe('proposeLines', () => {
  it('TX8: takes cash that is the named invoice but for what coins leave as settling it', () => {
    const given = (amount: number, coins: PostingTerms['coins'] = { step: 5, mode: 'half-up' }) =>
      proposeLines({
        items: [invoice('1', 998, '2026-01-20')],
        credits: [],
        currency: 'EUR',
        terms: { date: '2026-01-10', tolerance: minor(0), amount: minor(amount), coins },
        purpose: '',
        named: ['1'],
      });
    expect(given(1000)).toEqual({ 1: { paid: 1000, rest: 'cash-rounding' } });
    expect(given(1005)).toEqual({ 1: { paid: 998, rest: 'open' } });
    expect(given(1000, null)).toEqual({ 1: { paid: 998, rest: 'open' } });
  });

  it('EP1: sees the discounted sum as an exact match while the offer stands', () => {
    expect(propose(980)).toEqual({ 1: { paid: 980, rest: 'early-discount' } });
  });

  it('EP1: falls back to the oldest invoices when the offer is over', () => {
    expect(propose(980, { date: '2026-01-12' })).toEqual({
      2: { paid: 700, rest: 'open' },
      3: { paid: 280, rest: 'open' },
    });
  });

  it('EP1: takes the discounts when all invoices are paid with them', () => {
    expect(propose(2380)).toMatchObject({
      1: { paid: 980, rest: 'early-discount' },
      2: { paid: 700 },
      3: { paid: 700 },
    });
  });

  it('AL4: puts the invoice that the clerk came from first', () => {
    expect(propose(700, { named: ['3'] })).toEqual({ 3: { paid: 700, rest: 'open' } });
  });

  it('AL4: follows the number in the reference', () => {
    expect(propose(300, { purpose: 'Re INV-3' })).toEqual({ 3: { paid: 300, rest: 'open' } });
  });

  it('AL4: spends existing credit together with new money, oldest due first', () => {
    const credit: Credit = {
      id: 'p',
      kind: 'payment',
      label: 'p',
      date: '2026-01-01',
      currency: 'EUR',
      amount: minor(500),
      unapplied: minor(500),
    };
    expect(propose(300, { credits: [credit] })).toEqual({
      2: { paid: 700, rest: 'open' },
      3: { paid: 100, rest: 'open' },
    });
  });

  it('AL4: gives to all in proportion where the office wants it, and an exact match first', () => {
    const order = 'proportion';
    expect(propose(1200, { order })).toMatchObject({
      1: { paid: 500 },
      2: { paid: 350, rest: 'open' },
      3: { paid: 350, rest: 'open' },
    });
    expect(propose(700, { order })).toEqual({ 2: { paid: 700, rest: 'open' } });
    expect(propose(300, { order, purpose: 'Re INV-3' })).toEqual({ 3: { paid: 300, rest: 'open' } });
  });

  it('proposes nothing without money', () => {
    expect(propose(0)).toEqual({});
  });
});

describe('expectedAmount', () => {
  it('EP1: is the discounted sum until the last day of the offer', () => {
    expect(expectedAmount(items[0] as OpenItem, '2026-01-11')).toBe(980);
    expect(expectedAmount(items[0] as OpenItem, '2026-01-12')).toBe(1000);
  });
});
