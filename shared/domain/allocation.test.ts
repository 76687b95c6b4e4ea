import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import {
  ALLOCATION_ORDERS,
  type AllocationRequest,
  compareNumbers,
  proposeAllocations,
  shortPayment,
} from './allocation.ts';
import { minor } from './money.ts';

const item = (id: string, outstanding: number, more: object = {}) => ({
  id,
  number: `INV-${id}`,
  dueDate: '2026-03-01',
  currency: 'EUR',
  outstanding: minor(outstanding),
  ...more,
});
const credit = (id: string, unapplied: number, more: object = {}) => ({
  id,
  date: '2026-01-01',
  currency: 'EUR',
  unapplied: minor(unapplied),
  ...more,
});
const propose = (amount: number, more: Partial<AllocationRequest>) =>
  proposeAllocations({ amount: minor(amount), currency: 'EUR', openItems: [], credits: [], ...more });
const short = (proposal: ReturnType<typeof propose>) =>
  proposal.allocations.map(
    ({ source, target, amount, because }) => `${source ?? 'money'} ${target} ${amount} ${because}`,
  );

describe('proposed allocations', () => {
  it('AL4: oldest due date first, then the lowest number', () => {
    const openItems = [item('10', 50), item('9', 50), item('1', 50, { dueDate: '2026-04-01' })];
    const proposal = propose(120, { openItems });
    expect(short(proposal)).toEqual(['money 9 50 oldest', 'money 10 50 oldest', 'money 1 20 oldest']);
    expect(proposal.unapplied).toBe(0);
    expect(['INV-10', 'INV-9', 'B-1'].sort(compareNumbers)).toEqual(['B-1', 'INV-9', 'INV-10']);
  });

  it('AL4: what the payer stated comes before everything else', () => {
    const openItems = [item('1', 50), item('2', 50, { dueDate: '2026-05-01' }), item('21', 50)];
    const proposal = propose(70, { openItems, purpose: 'Payment of inv 2, thanks' });
    expect(short(proposal)).toEqual(['money 2 50 purpose', 'money 1 20 oldest']);
    expect(short(propose(50, { openItems, purpose: 'INV/21' }))).toEqual(['money 21 50 purpose']);
  });

  it('AL4: an exact match of one invoice, or of all, comes before the oldest', () => {
    const openItems = [item('1', 30), item('2', 50), item('3', 20)];
    expect(short(propose(50, { openItems }))).toEqual(['money 2 50 exact']);
    expect(short(propose(100, { openItems }))).toEqual([
      'money 1 30 exact',
      'money 2 50 exact',
      'money 3 20 exact',
    ]);
  });

  it('AL4: existing credit goes before new money', () => {
    const openItems = [item('1', 100)];
    const credits = [credit('new', 10, { date: '2026-02-01' }), credit('old', 30)];
    const proposal = propose(90, { openItems, credits });
    expect(short(proposal)).toEqual(['old 1 30 oldest', 'new 1 10 oldest', 'money 1 60 oldest']);
    expect(proposal.unapplied).toBe(30);
  });

  it('AL4, AL3: skips disputed items and deposits unless they are named', () => {
    const openItems = [item('1', 50, { disputed: true }), item('2', 50)];
    const credits = [credit('d', 40, { deposit: true })];
    expect(short(propose(60, { openItems, credits }))).toEqual(['money 2 50 oldest']);
    expect(short(propose(60, { openItems, credits, named: ['1', 'd'] }))).toEqual([
      'money 1 50 purpose',
      'd 2 40 oldest',
      'money 2 10 oldest',
    ]);
  });

  it('AL4: in proportion, what is left after purpose, exact match and credit goes to all by what is then open', () => {
    const openItems = [item('1', 100), item('2', 200), item('3', 300, { disputed: true })];
    const order = 'proportion' as const;
    expect(short(propose(100, { openItems, order }))).toEqual(['money 1 100 exact']);
    expect(short(propose(99, { openItems, order }))).toEqual([
      'money 1 33 proportion',
      'money 2 66 proportion',
    ]);
    expect(short(propose(110, { openItems, order, purpose: 'INV 3' }))).toEqual(['money 3 110 purpose']);
    expect(short(propose(450, { openItems, order, purpose: 'INV 3' }))).toEqual([
      'money 3 300 purpose',
      'money 1 50 proportion',
      'money 2 100 proportion',
    ]);
    const credits = [credit('c', 50)];
    expect(short(propose(25, { openItems, order, credits }))).toEqual([
      'c 1 50 oldest',
      'money 1 5 proportion',
      'money 2 20 proportion',
    ]);
  });

  it('AL4: in proportion, what cannot be divided goes by largest remainder, then to the oldest', () => {
    const openItems = [item('1', 10), item('2', 10), item('3', 10, { dueDate: '2026-01-01' })];
    const proposal = propose(20, { openItems, order: 'proportion' });
    expect(short(proposal)).toEqual(['money 3 7 proportion', 'money 1 7 proportion', 'money 2 6 proportion']);
    expect(propose(40, { openItems, order: 'proportion' })).toMatchObject({ unapplied: 10 });
  });

  it('AL4: in proportion is what handing out unit by unit to whoever is furthest behind would give', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 7 }),
        (amount, open) => {
          const whole = open.reduce((total, each) => total + each, 0);
          fc.pre(amount !== whole && !open.includes(amount));
          const openItems = open.map((each, index) => item(String(index), each));
          const { allocations, unapplied } = propose(amount, { openItems, order: 'proportion' });
          const got = open.map((_, index) =>
            sum(allocations.filter(({ target }) => target === String(index))),
          );
          const given = Math.min(amount, whole);
          // Begins with the whole units of every share; what is missing to its exact share is said in parts of `whole`.
          const expected = open.map((each) => Math.floor((given * each) / whole));
          const behind = (index: number) => given * (open[index] ?? 0) - whole * (expected[index] ?? 0);
          for (let left = given - expected.reduce((total, each) => total + each, 0); left > 0; left--) {
            const next = open.reduce((most, _, index) => (behind(index) > behind(most) ? index : most), 0);
            expected[next] = (expected[next] ?? 0) + 1;
          }
          expect(got).toEqual(expected);
          expect(unapplied).toBe(amount - given);
          expect(got.every((each, index) => each <= (open[index] ?? 0))).toBe(true);
        },
      ),
    );
  });

  it('MO3: never mixes currencies', () => {
    const openItems = [item('1', 50, { currency: 'USD' }), item('2', 20)];
    const proposal = propose(60, { openItems, credits: [credit('c', 10, { currency: 'USD' })] });
    expect(short(proposal)).toEqual(['money 2 20 oldest']);
    expect(proposal.unapplied).toBe(40);
  });

  it('AL3: never takes more than a source has or gives more than is outstanding, and wastes nothing', () => {
    const items = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.nat(5), fc.boolean()), {
      maxLength: 8,
    });
    const credits = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        items,
        credits,
        fc.constantFrom('', 'INV-1 INV-3'),
        fc.constantFrom(...ALLOCATION_ORDERS),
        (amount, drawn, given, purpose, order) => {
          const openItems = drawn.map(([open, month, disputed], index) =>
            item(String(index), open, { dueDate: `2026-0${month + 1}-01`, disputed }),
          );
          const sources = given.map((rest, index) => credit(`c${index}`, rest));
          const { allocations, unapplied } = propose(amount, { openItems, credits: sources, purpose, order });
          const taken = (source: string | null) => sum(allocations.filter((each) => each.source === source));
          const paid = (target: string) => sum(allocations.filter((each) => each.target === target));
          expect(taken(null) + unapplied).toBe(amount);
          for (const { id, unapplied: has } of sources) expect(taken(id)).toBeLessThanOrEqual(has);
          for (const { id, outstanding } of openItems) expect(paid(id)).toBeLessThanOrEqual(outstanding);
          expect(allocations.every((each) => each.amount > 0)).toBe(true);
          const named = (id: string) => purpose !== '' && (id === '1' || id === '3');
          const openStill = drawn.some(([open, , disputed], index) => {
            const id = String(index);
            return (!disputed || named(id)) && paid(id) < open;
          });
          if (openStill) expect(unapplied).toBe(0);
        },
      ),
    );
  });
});

const sum = (list: readonly { readonly amount: number }[]) =>
  list.reduce((total, { amount }) => total + amount, 0);

describe('a short payment', () => {
  it('AL8: may be written off within the tolerance, or stay open', () => {
    expect(shortPayment(minor(1000), minor(995), minor(5))).toEqual({
      rest: 5,
      choices: ['leave-open', 'write-off'],
    });
    expect(shortPayment(minor(1000), minor(994), minor(5))).toEqual({ rest: 6, choices: ['leave-open'] });
    expect(shortPayment(minor(3), minor(0), minor(5))).toEqual({ rest: 3, choices: ['leave-open'] });
  });

  it('AL8: is none when nothing is left; an overpayment stays credit', () => {
    expect([
      shortPayment(minor(10), minor(10), minor(5)),
      shortPayment(minor(10), minor(12), minor(5)),
    ]).toEqual([null, null]);
  });
});
