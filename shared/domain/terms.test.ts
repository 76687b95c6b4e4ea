import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { minor } from './money.ts';
import {
  dueDate,
  earlyDiscount,
  earnedDiscount,
  paymentTerms,
  type TermsRecord,
  taxInDiscount,
} from './terms.ts';
import { computeTotals } from './totals.ts';

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

  it('counts days first, where the terms say so: 30 days end of month, the first 15th after 31 days', () => {
    expect(dueDate({ kind: 'end-of-month', months: 0, after: 30 }, '2026-01-31')).toBe('2026-03-31');
    expect(dueDate({ kind: 'end-of-month', months: 1, days: 10, after: 1 }, '2026-01-31')).toBe('2026-04-10');
    const fifteenth = { kind: 'day-of-month', day: 15, months: 0, after: 31 } as const;
    expect(dueDate(fifteenth, '2026-01-15')).toBe('2026-02-15');
    expect(dueDate(fifteenth, '2026-01-16')).toBe('2026-03-15');
    expect(dueDate({ ...fifteenth, months: 1 }, '2026-01-15')).toBe('2026-03-15');
    const { discount: _, ...rule } = paymentTerms({ ...record, kind: 'day-of-month', after: 31 });
    expect(rule).toEqual({ name: 'Terms', kind: 'day-of-month', day: 31, months: 1, after: 31 });
    expect(paymentTerms({ ...record, kind: 'end-of-month', after: 0 })).not.toHaveProperty('after');
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

  const VAT = { key: 'vat', name: 'VAT', category: 'S' as const, rate: '19' };
  const totalsOf = (more: object = {}) =>
    computeTotals({
      currency: 'EUR',
      lines: [{ quantity: '1', unitPrice: '100', taxes: [VAT] }],
      ...more,
    });
  const two = { discount: { percent: '2', days: 10 } };

  it('EP1: says how much tax is in it, which a granted discount lowers, and none where the law keeps the tax', () => {
    expect(earlyDiscount(two, '2026-01-25', totalsOf())).toMatchObject({ amount: 238, tax: 38 });
    expect(earlyDiscount(two, '2026-01-25', totalsOf(), 'kept')).toMatchObject({
      amount: 200,
      tax: 0,
      base: 10_000,
    });
  });

  it('EP1: leaves fixed taxes alone, and what deposits paid already', () => {
    const levy = {
      key: 'levy',
      name: 'Levy',
      category: 'S' as const,
      rate: '0',
      kind: 'per-document' as const,
    };
    const fixed = totalsOf({
      lines: [{ quantity: '1', unitPrice: '100', taxes: [VAT, { ...levy, amount: '5' }] }],
    });
    expect(earlyDiscount(two, '2026-01-25', fixed)).toMatchObject({ amount: 238, tax: 38, base: 11_900 });
    const paid = totalsOf({ prepaid: '59.5' });
    expect(earlyDiscount(two, '2026-01-25', paid)).toMatchObject({ amount: 119, tax: 19 });
    expect(earlyDiscount(two, '2026-01-25', totalsOf({ prepaid: '119' }))).toBeNull();
  });

  it('EP1: the tax part and the rest add up to the amount, the tax part never beyond it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 999 }),
        (net, rate, permille) => {
          const totals = totalsOf({
            lines: [
              { quantity: '1', unitPrice: (net / 100).toFixed(2), taxes: [{ ...VAT, rate: String(rate) }] },
            ],
          });
          const offer = earlyDiscount(
            { discount: { percent: (permille / 10).toFixed(1), days: 1 } },
            '2026-01-01',
            totals,
          );
          if (!offer) return;
          const tax = offer.tax ?? -1;
          expect(tax >= 0 && tax <= offer.amount && offer.amount <= totals.withTax).toBe(true);
          // Said again: the tax of the net that is off, within a minor unit of it.
          const exact = (totals.tax * permille) / 1000;
          expect(Math.abs(tax - exact)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('EP1: part payments earn their share or nothing; all of them together never more than the offer', () => {
    const share = { amount: minor(200), part: 'pro-rata' as const };
    expect(earnedDiscount(share, minor(10_000), minor(10_000), minor(4900))).toBe(100);
    expect(earnedDiscount({ amount: minor(200) }, minor(10_000), minor(10_000), minor(4900))).toBe(0);
    expect(earnedDiscount({ amount: minor(200) }, minor(10_000), minor(10_000), minor(9800))).toBe(200);
    expect(earnedDiscount({ amount: minor(200) }, minor(10_000), minor(10_000), minor(9950))).toBe(50);
    expect(earnedDiscount(share, minor(10_000), minor(10_000), minor(0))).toBe(0);
    expect(taxInDiscount({ amount: minor(238), tax: minor(38) }, minor(119))).toBe(19);
    expect(taxInDiscount({ amount: minor(238) }, minor(119))).toBe(0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 6 }), (payments) => {
        let left = 10_000;
        let granted = 0;
        for (const amount of payments) {
          if (left <= 0) break;
          const paid = minor(Math.min(amount, left));
          const offer = { amount: minor(200 - granted), part: 'pro-rata' as const };
          const earned = earnedDiscount(offer, minor(10_000), minor(left), paid);
          left -= paid + earned;
          granted += earned;
        }
        expect(granted).toBeLessThanOrEqual(200);
        expect(left).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
