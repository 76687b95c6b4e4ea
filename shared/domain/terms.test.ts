import { describe, expect, it } from 'vitest';
import { minor } from './money.ts';
import { dueDate, earlyDiscount, paymentTerms, type TermsRecord } from './terms.ts';

const record: TermsRecord = {
  name: 'Terms',
  kind: 'days',
  days: 30,
  months: 1,
  day: 31,
  discountPercent: '2',
  discountDays: 10,
};

describe('payment terms', () => {
  it('takes from the record what its kind needs', () => {
    const discount = { percent: '2', days: 10 };
    expect(paymentTerms(record)).toEqual({ name: 'Terms', kind: 'days', days: 30, discount });
    expect(paymentTerms({ ...record, kind: 'end-of-month' })).toMatchObject({ months: 1, days: 30 });
    expect(paymentTerms({ ...record, kind: 'day-of-month', discountPercent: null })).toEqual({
      name: 'Terms',
      kind: 'day-of-month',
      day: 31,
      months: 1,
      discount: null,
    });
  });

  it('is due days later, at the end of a month, or on a day of a month that is clamped', () => {
    expect(dueDate({ kind: 'days', days: 30 }, '2026-01-31')).toBe('2026-03-02');
    expect(dueDate({ kind: 'end-of-month', months: 0 }, '2026-02-28')).toBe('2026-02-28');
    expect(dueDate({ kind: 'end-of-month', months: 1, days: 10 }, '2026-01-31')).toBe('2026-03-10');
    expect(dueDate({ kind: 'day-of-month', day: 31, months: 1 }, '2026-01-31')).toBe('2026-02-28');
    expect(dueDate({ kind: 'day-of-month', day: 15, months: 0 }, '2026-01-14')).toBe('2026-01-15');
    expect(dueDate({ kind: 'day-of-month', day: 15, months: 0 }, '2026-01-15')).toBe('2026-02-15');
    expect(dueDate({ kind: 'day-of-month', day: 15, months: 2 }, '2026-11-20')).toBe('2027-01-15');
  });

  it('EP1: offers a percent of the total with tax until a day, where something would be off', () => {
    const terms = { discount: { percent: '2', days: 10 } };
    expect(earlyDiscount(terms, '2026-01-25', { withTax: minor(12525) })).toEqual({
      percent: '2',
      until: '2026-02-04',
      amount: 251,
    });
    expect(earlyDiscount(terms, '2026-01-25', { withTax: minor(0) })).toBeNull();
    expect(earlyDiscount(terms, '2026-01-25', { withTax: minor(-12500) })).toBeNull();
    expect(earlyDiscount(terms, '2026-01-25', { withTax: minor(1) })).toBeNull();
    expect(earlyDiscount({ discount: null }, '2026-01-25', { withTax: minor(12500) })).toBeNull();
  });
});
