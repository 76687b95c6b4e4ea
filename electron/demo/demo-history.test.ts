import { describe, expect, it } from 'vitest';
import { exponentOf } from '../../shared/domain/currency.ts';
import { minor } from '../../shared/domain/money.ts';
import { DemoHistory } from './demo-history.ts';

const frame = {
  currency: 'GBP',
  taxes: ['t1', 't2'] as [string, ...string[]],
  terms: ['n'] as [string, ...string[]],
  methods: ['m'] as [string, ...string[]],
  pricesIncludeTax: false,
  today: '2026-03-02',
};

function historyOf(invoices: number) {
  const history = new DemoHistory(frame, invoices);
  const masters = [...history.masters()];
  const issues = [...history.issues()];
  const payments = issues.map((act, index) =>
    history.payment({
      invoice: act.input.id,
      customer: act.input.draft.customer ?? '',
      currency: act.input.draft.currency,
      total: minor(100_00),
      day: act.day,
      recency: index / invoices,
    }),
  );
  return { masters, issues, payments };
}

describe('the demo history', () => {
  it('is the same every time', () => {
    expect(historyOf(50)).toEqual(historyOf(50));
  });

  it('is about 70 % paid, 10 % part paid and 20 % open', () => {
    const { payments } = historyOf(4_000);
    const share = (test: (amount: number) => boolean) =>
      payments.filter((act) => test(act?.input.amount ?? 0)).length / payments.length;
    expect(share((amount) => amount === 100_00)).toBeCloseTo(0.7, 1);
    expect(share((amount) => amount > 0 && amount < 100_00)).toBeCloseTo(0.1, 1);
    expect(share((amount) => amount === 0)).toBeCloseTo(0.2, 1);
  });

  it('runs forward in time and never beyond today', () => {
    const { issues, payments } = historyOf(500);
    const days = issues.map(({ day }) => day);
    expect([...days].sort()).toEqual(days);
    for (const act of payments)
      if (act) expect(act.day <= frame.today && act.input.date === act.day).toBe(true);
  });

  it('MO1: prices have no more decimals than their currency', () => {
    const { issues } = historyOf(2_000);
    const currencies = new Set(issues.map(({ input }) => input.draft.currency));
    expect(currencies.has('JPY') && currencies.has('KWD')).toBe(true);
    for (const { input } of issues) {
      for (const { unitPrice } of input.draft.lines) {
        expect(unitPrice.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(exponentOf(input.draft.currency));
      }
    }
  });
});
