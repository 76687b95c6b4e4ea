import { describe, expect, it } from 'vitest';
import { minor } from '../domain/money.ts';
import { isLikelyDouble, type PaymentTraits } from './review.ts';

const payment: PaymentTraits = {
  id: 'one',
  customer: 'alder',
  currency: 'GBP',
  amount: minor(5_00),
  date: '2026-02-28',
  method: 'Transfer',
  device: 'desk 1',
};
const other = (more: Partial<PaymentTraits>): PaymentTraits => ({
  ...payment,
  id: 'two',
  device: 'desk 2',
  ...more,
});

describe('a likely double entry (EV9)', () => {
  it.each(['2026-02-27', '2026-02-28', '2026-03-01'])(
    'is the same payment on another desktop, on %s',
    (date) => {
      expect(isLikelyDouble(payment, other({ date }))).toBe(true);
      expect(isLikelyDouble(other({ date }), payment)).toBe(true);
    },
  );

  it.each([
    ['of another customer', { customer: 'birch' }],
    ['in another currency', { currency: 'EUR' }],
    ['of another amount', { amount: minor(5_01) }],
    ['that came another way', { method: 'Cash' }],
    ['from the same desktop, whose clerk saw the first', { device: 'desk 1' }],
    ['two days later', { date: '2026-03-02' }],
    ['that is the payment itself', { id: 'one' }],
  ])('is none %s', (_what, more) => {
    expect(isLikelyDouble(payment, other(more))).toBe(false);
  });
});
