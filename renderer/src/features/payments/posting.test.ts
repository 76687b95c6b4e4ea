import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import fc from '../../../../test/property.ts';
import {
  amountToFollow,
  type Credit,
  deductedOn,
  type OpenItem,
  type PostingTerms,
  postingProblem,
  postingSums,
  restChoices,
  settleChoices,
  taxInGranted,
  withPaid,
} from './posting.ts';
import { changeGiven, planPosting } from './posting-plan.ts';

const invoice = (id: string, outstanding: number, more: Partial<OpenItem> = {}): OpenItem => ({
  id,
  number: id,
  customer: 'c',
  issueDate: '2026-01-01',
  dueDate: '2026-01-31',
  currency: 'EUR',
  total: minor(outstanding),
  outstanding: minor(outstanding),
  discount: null,
  ...more,
});

const credit = (id: string, unapplied: number): Credit => ({
  id,
  kind: 'payment',
  label: id,
  date: '2026-01-01',
  currency: 'EUR',
  amount: minor(unapplied),
  unapplied: minor(unapplied),
});

const terms = (amount: number, more: Partial<PostingTerms> = {}): PostingTerms => ({
  date: '2026-01-10',
  tolerance: minor(100),
  amount: minor(amount),
  ...more,
});

const paid = (amount: number, rest: 'open' | 'small-difference' | 'early-discount' = 'open') => ({
  paid: minor(amount),
  rest,
});

const discounted = invoice('d', 10_000, { discount: { until: '2026-01-11', amount: minor(200) } });

describe('restChoices', () => {
  it('AL8: offers to write off a rest within the tolerance, and only then', () => {
    expect(restChoices(invoice('a', 1000), minor(950), terms(950))).toEqual([
      'open',
      'small-difference',
      'bank-charge',
    ]);
    expect(restChoices(invoice('a', 1000), minor(800), terms(800))).toEqual(['open']);
  });

  it('TX8: offers what coins leave of an amount paid in cash, of either sign, and settles the invoice with it', () => {
    const cash = (amount: number) =>
      terms(amount, { coins: { step: 5, mode: 'half-up' }, tolerance: minor(0) });
    for (const [owed, handed] of [
      [1002, 1000],
      [998, 1000],
    ] as const) {
      const item = invoice('a', owed);
      const line = withPaid(item, { paid: minor(0), rest: 'open' }, minor(handed), cash(handed));
      expect(line).toEqual({ paid: handed, rest: 'cash-rounding' });
      const sums = postingSums([item], { a: line }, [], cash(handed));
      expect([sums.deducted, sums.stillOwed, sums.left]).toEqual([owed - handed, 0, 0]);
      expect(postingProblem([item], { a: line }, sums)).toBeNull();
      expect(planPosting([item], { a: line }, [], cash(handed))).toMatchObject({
        allocations: [{ target: 'a', amount: handed }],
        writeOffs: [{ target: 'a', amount: owed - handed, kind: 'cash-rounding' }],
      });
      expect(settleChoices([item], { a: line }, terms(handed)).a?.rest).toBe('open');
    }
    expect(restChoices(invoice('a', 1003), minor(1000), cash(1000))).toEqual(['open']);
    expect(restChoices(invoice('a', 1000), minor(1000), cash(1000))).toEqual(['open']);
  });

  it('EP1: offers the discount on the last day and not on the day after', () => {
    expect(restChoices(discounted, minor(9800), terms(9800, { date: '2026-01-11' }))).toContain(
      'early-discount',
    );
    expect(restChoices(discounted, minor(9800), terms(9800, { date: '2026-01-12' }))).not.toContain(
      'early-discount',
    );
  });

  it('EP1: offers no discount on a part payment', () => {
    expect(restChoices(discounted, minor(5000), terms(5000))).toEqual(['open']);
  });

  it('EP1: a discount that came too late can be granted still, and is left open unless somebody does', () => {
    const late = terms(9800, { date: '2026-01-12', tolerance: minor(0) });
    expect(restChoices(discounted, minor(9800), late)).toEqual(['open', 'late-discount']);
    expect(restChoices(discounted, minor(9799), late)).toEqual(['open']);
    expect(withPaid(discounted, paid(0), minor(9800), late)).toEqual(paid(9800));
    const line = { paid: minor(9800), rest: 'late-discount' as const };
    expect(deductedOn(discounted, line, late)).toBe(200);
    expect(planPosting([discounted], { d: line }, [], late).writeOffs).toEqual([
      { target: 'd', amount: 200, kind: 'early-discount', isLate: true },
    ]);
  });

  it('EP1: a part payment earns its share where the invoice says so, and the rest stays open', () => {
    const shared = invoice('s', 10_000, {
      discount: { until: '2026-01-11', amount: minor(200), tax: minor(32), part: 'pro-rata' },
    });
    const line = withPaid(shared, paid(0), minor(4900), terms(4900));
    expect(line).toEqual(paid(4900, 'early-discount'));
    // 200 × 4,900 ÷ 9,800.
    expect(deductedOn(shared, line, terms(4900))).toBe(100);
    expect(taxInGranted(shared, line, terms(4900))).toBe(16);
    const sums = postingSums([shared], { s: line }, [], terms(4900));
    expect(sums).toMatchObject({ deducted: 100, stillOwed: 5000 });
  });

  it('offers nothing where credit alone pays: deductions come with money', () => {
    expect(restChoices(discounted, minor(9800), terms(0))).toEqual(['open']);
  });
});

describe('withPaid', () => {
  it('EP1: takes the discount by itself when exactly the discounted sum is paid', () => {
    expect(withPaid(discounted, paid(0), minor(9800), terms(9800))).toEqual(paid(9800, 'early-discount'));
  });

  it('falls back to open when the rest grows beyond the tolerance', () => {
    const line = withPaid(invoice('a', 1000), paid(950, 'small-difference'), minor(500), terms(500));
    expect(line).toEqual(paid(500));
  });

  it('keeps the choice while it fits', () => {
    expect(withPaid(invoice('a', 1000), paid(950, 'small-difference'), minor(960), terms(960)).rest).toBe(
      'small-difference',
    );
  });
});

describe('settleChoices', () => {
  it('EP1: leaves the rest open again when the date moves past the offer', () => {
    const lines = { d: paid(9800, 'early-discount') };
    expect(
      settleChoices([discounted], lines, terms(9800, { date: '2026-02-01', tolerance: minor(0) })),
    ).toEqual({ d: paid(9800) });
  });
});

describe('postingSums and postingProblem', () => {
  const items = [invoice('a', 1000), invoice('b', 500)];

  it('AL3: what no invoice gets stays as credit', () => {
    const sums = postingSums(items, { a: paid(1000) }, [], terms(1250));
    expect(sums).toMatchObject({ paid: 1000, left: 250, newCredit: 250, stillOwed: 500 });
    expect(postingProblem(items, { a: paid(1000) }, sums)).toBeNull();
  });

  it('AL4: unused existing credit is not new credit', () => {
    const sums = postingSums(items, { a: paid(1000) }, [credit('p', 5000)], terms(300));
    expect(sums.left).toBe(4300);
    expect(sums.newCredit).toBe(300);
  });

  it('AL3: refuses more than an invoice is owed, and more than there is', () => {
    const over = { a: paid(1100) };
    expect(postingProblem(items, over, postingSums(items, over, [], terms(1100)))).toMatchObject({
      problem: 'over-outstanding',
      by: 100,
    });
    const tooMuch = { a: paid(1000), b: paid(500) };
    expect(postingProblem(items, tooMuch, postingSums(items, tooMuch, [], terms(1200)))).toEqual({
      problem: 'over-allocated',
      by: 300,
    });
  });

  it('asks for an amount when there is nothing at all', () => {
    expect(postingProblem(items, {}, postingSums(items, {}, [], terms(0)))).toEqual({
      problem: 'nothing-to-post',
    });
  });

  it('counts a write-off as settled', () => {
    const lines = { a: paid(950, 'small-difference') };
    expect(postingSums(items, lines, [], terms(950))).toMatchObject({ deducted: 50, stillOwed: 500 });
  });
});

describe('planPosting', () => {
  it('AL4: uses existing credit before new money, oldest invoice first', () => {
    const items = [invoice('a', 1000), invoice('b', 500)];
    const plan = planPosting(
      items,
      { a: paid(1000), b: paid(300) },
      [credit('p', 400), credit('q', 100)],
      terms(900),
    );
    expect(plan.credits.map(({ credit: { id }, allocations }) => [id, allocations])).toEqual([
      ['p', [{ target: 'a', amount: 400 }]],
      ['q', [{ target: 'a', amount: 100 }]],
    ]);
    expect(plan.allocations).toEqual([
      { target: 'a', amount: 500 },
      { target: 'b', amount: 300 },
    ]);
  });

  it('AL8: carries the write-off with its kind', () => {
    const plan = planPosting([invoice('a', 1000)], { a: paid(950, 'small-difference') }, [], terms(950));
    expect(plan.writeOffs).toEqual([{ target: 'a', amount: 50, kind: 'small-difference' }]);
  });

  it('AL6: gives out exactly what the lines say and never more than a source has', () => {
    const amounts = fc.array(
      fc.record({ owed: fc.integer({ min: 1, max: 5000 }), part: fc.integer({ min: 0, max: 100 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        amounts,
        fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 4 }),
        (rows, creditAmounts) => {
          const items = rows.map(({ owed }, index) => invoice(`i${index}`, owed));
          const lines = Object.fromEntries(
            rows.map(({ owed, part }, index) => [`i${index}`, paid(Math.floor((owed * part) / 100))]),
          );
          const credits = creditAmounts.map((amount, index) => credit(`c${index}`, amount));
          const given = Object.values(lines).reduce((total, line) => total + line.paid, 0);
          const owned = creditAmounts.reduce((total, amount) => total + amount, 0);
          const money = Math.max(0, given - owned);
          const plan = planPosting(items, lines, credits, terms(money, { tolerance: minor(0) }));
          const all = [...plan.allocations, ...plan.credits.flatMap(({ allocations }) => allocations)];
          for (const { id } of items) {
            const got = all
              .filter(({ target }) => target === id)
              .reduce((total, { amount }) => total + amount, 0);
            expect(got).toBe(lines[id]?.paid);
          }
          for (const { credit: source, allocations } of plan.credits) {
            expect(allocations.reduce((total, { amount }) => total + amount, 0)).toBeLessThanOrEqual(
              source.unapplied,
            );
          }
          expect(plan.allocations.reduce((total, { amount }) => total + amount, 0)).toBe(money);
        },
      ),
    );
  });
});

describe('changeGiven', () => {
  it('AL1: is what was handed over beyond the amount', () => {
    expect(changeGiven(minor(5000), minor(4210))).toBe(790);
    expect(changeGiven(minor(4000), minor(4210))).toBeNull();
  });
});

describe('deductedOn', () => {
  it('is nothing for a choice that is not allowed', () => {
    expect(deductedOn(invoice('a', 1000), paid(100, 'small-difference'), terms(100))).toBe(0);
  });
});

describe('amountToFollow', () => {
  it('is what the ticked invoices come to, and nothing when none is', () => {
    expect(amountToFollow({ a: paid(1000), b: paid(250) })).toBe(1250);
    expect(amountToFollow({ a: paid(0) })).toBeNull();
  });
});
