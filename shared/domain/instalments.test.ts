import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { addDays, laterDay } from './day.ts';
import { firstDue, instalmentsOf, leavesRest, nextDue, openInstalments } from './instalments.ts';
import { type Minor, minor } from './money.ts';
import { type DueRule, dueDate, type PaymentTerms, paymentTerms, type TermsRecord } from './terms.ts';

const record: TermsRecord = {
  ...{ name: 'Parts', kind: 'days', days: 30, months: 0, day: 1, discountPercent: '2', discountDays: 10 },
};
const part = (percent: string, days: number) => ({ percent, kind: 'days', days, months: 0, day: 1 }) as const;
const terms = (...parts: ReturnType<typeof part>[]): PaymentTerms =>
  paymentTerms({ ...record, instalments: parts });
const amounts = (parts: readonly { readonly amount: Minor }[]) => parts.map(({ amount }) => amount);

describe('instalments', () => {
  it('AG3: thirty percent at once, the last takes the rest and is due by the rule of the terms', () => {
    expect(instalmentsOf(terms(part('30', 0)), '2026-11-22', minor(100_01))).toEqual([
      { due: '2026-11-22', amount: 30_00 },
      { due: '2026-12-22', amount: 70_01 },
    ]);
  });

  it('AG3: a third each, exact to the minor unit', () => {
    const thirds = paymentTerms({
      ...record,
      ...{ kind: 'end-of-month', days: 0, months: 2 },
      instalments: [
        { ...part('33.333333', 0), kind: 'end-of-month', months: 0 },
        { ...part('33.333333', 0), kind: 'end-of-month', months: 1 },
      ],
    });
    expect(instalmentsOf(thirds, '2026-01-31', minor(100))).toEqual([
      { due: '2026-01-31', amount: 33 },
      { due: '2026-02-28', amount: 33 },
      { due: '2026-03-31', amount: 34 },
    ]);
  });

  it('EP1: whoever pays in instalments is offered no early discount', () => {
    expect(paymentTerms({ ...record, instalments: [] }).discount).not.toBeNull();
    expect(terms(part('50', 0)).discount).toBeNull();
  });

  it('are none where all is due on one day, nothing is due, or nothing is left of all but one', () => {
    expect(instalmentsOf(paymentTerms(record), '2026-01-01', minor(100))).toEqual([]);
    expect(instalmentsOf(terms(part('50', 30)), '2026-01-01', minor(100))).toEqual([]);
    expect(instalmentsOf(terms(part('50', 0)), '2026-01-01', minor(0))).toEqual([]);
    expect(instalmentsOf(terms(part('10', 0)), '2026-01-01', minor(1))).toEqual([]);
  });

  it('stand in the order of their days, whatever the order of the terms; the first is the due date', () => {
    const turned = terms(part('20', 60), part('30', 10));
    expect(instalmentsOf(turned, '2026-01-01', minor(100)).map(({ due }) => due)).toEqual([
      '2026-01-11',
      '2026-01-31',
      '2026-03-02',
    ]);
    expect(firstDue(turned, '2026-01-01')).toBe('2026-01-11');
  });

  it('leave something for the last', () => {
    expect([leavesRest(['50', '49.999999']), leavesRest(['50', '50']), leavesRest([])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  const rule: fc.Arbitrary<DueRule> = fc.oneof(
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 0, max: 90 }) }),
    fc.record({ kind: fc.constant('end-of-month' as const), months: fc.integer({ min: 0, max: 3 }) }),
  );
  const earlier = fc.array(fc.record({ percent: fc.integer({ min: 1, max: 20 }).map(String), rule }), {
    maxLength: 4,
  });

  it('AG3: add up to what is due, and each is its percentage to the minor unit', () => {
    fc.assert(
      fc.property(earlier, rule, fc.integer({ min: 1, max: 1_000_000 }), (parts, last, total) => {
        const meant: PaymentTerms = { name: '', discount: null, ...last, earlier: parts };
        const found = instalmentsOf(meant, '2026-01-15', minor(total));
        const days = new Map<string, number>();
        let rest = total;
        for (const one of parts) {
          const due = dueDate(one.rule, '2026-01-15');
          const share = (total * Number(one.percent)) / 100;
          days.set(due, (days.get(due) ?? 0) + share);
          rest -= share;
        }
        const due = dueDate(last, '2026-01-15');
        days.set(due, (days.get(due) ?? 0) + rest);
        if (found.length === 0) return;
        expect(amounts(found).reduce((sum, amount) => sum + amount, 0)).toBe(total);
        for (const one of found)
          expect(Math.abs(one.amount - (days.get(one.due) ?? 0))).toBeLessThan(parts.length + 1);
      }),
    );
  });
});

describe('open instalments', () => {
  const three = [
    { due: '2026-01-10', amount: minor(30) },
    { due: '2026-02-10', amount: minor(30) },
    { due: '2026-03-10', amount: minor(40) },
  ];

  it('AG3: what is settled has settled the earliest first', () => {
    expect(openInstalments(three, minor(55), [], '2026-01-01')).toEqual([
      { due: '2026-02-10', amount: 15, number: 2, of: 3 },
      { due: '2026-03-10', amount: 40, number: 3, of: 3 },
    ]);
    expect(nextDue(three, minor(55), [], '2026-01-01')).toBe('2026-02-10');
    expect(openInstalments(three, minor(0), [], '2026-01-01')).toEqual([]);
    expect(nextDue(three, minor(0), [], '2026-01-01')).toBe('2026-03-10');
  });

  it('DO6: from the day of a correction notice on none is due before the later date, and none earlier than it was', () => {
    const dues = [{ on: '2026-01-05', due: '2026-02-20' }];
    const days = (asOf: string) => openInstalments(three, minor(100), dues, asOf).map(({ due }) => due);
    expect(days('2026-01-04')).toEqual(['2026-01-10', '2026-02-10', '2026-03-10']);
    expect(days('2026-01-05')).toEqual(['2026-02-20', '2026-02-20', '2026-03-10']);
  });

  it('AG3: are what is left when each minor unit that is paid goes to the earliest that has one open', () => {
    const list = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 240 }), fc.nat(120), (sizes, paid, later) => {
        const parts = sizes.map((amount, index) => ({
          due: addDays('2026-01-01', 20 * index),
          amount: minor(amount),
        }));
        const total = sizes.reduce((sum, amount) => sum + amount, 0);
        const notice = addDays('2026-01-01', later);
        const left = [...sizes];
        for (let unit = 0; unit < Math.min(paid, total); unit++) {
          const first = left.findIndex((amount) => amount > 0);
          left[first] = (left[first] ?? 0) - 1;
        }
        const expected = parts.flatMap(({ due }, index) =>
          left[index] ? [{ due: laterDay(due, notice), amount: left[index] }] : [],
        );
        const rest = minor(total - Math.min(paid, total));
        const found = openInstalments(parts, rest, [{ on: '2026-01-01', due: notice }], '2026-01-01');
        expect(found.map(({ due, amount }) => ({ due, amount }))).toEqual(expected);
      }),
    );
  });
});
