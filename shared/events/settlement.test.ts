import { describe, expect, it } from 'vitest';
import { type Minor, minor } from '../domain/money.ts';
import {
  type AllocationFact,
  FOREVER,
  restOn,
  type SettlementFacts,
  type SourceFact,
  settle,
} from './settlement.ts';

const fact = (id: string, amount: number, from = '2026-01-01', until = FOREVER): SourceFact => ({
  id,
  amount: minor(amount),
  from,
  until,
});

const allocation = (id: string, amount: number, more: Partial<AllocationFact> = {}): AllocationFact => ({
  id,
  source: 'pay',
  target: 'inv',
  asked: minor(amount),
  most: null,
  from: '2026-01-02',
  until: FOREVER,
  order: id,
  ...more,
});

const facts = (more: Partial<SettlementFacts>): SettlementFacts => ({
  sources: [fact('pay', 100)],
  targets: [fact('inv', 80)],
  reductions: [],
  allocations: [],
  ...more,
});

const amounts = (given: SettlementFacts): [string, Minor, Minor][] =>
  settle(given).map(({ id, amount, cut }) => [id, amount, cut]);

describe('settlement', () => {
  it('EV6: an allocation takes min(asked, room of the target, room of the source); the rest is cut', () => {
    expect(amounts(facts({ allocations: [allocation('a', 90)] }))).toEqual([['a', 80, 10]]);
    const little = facts({ sources: [fact('pay', 30)], allocations: [allocation('a', 90)] });
    expect(amounts(little)).toEqual([['a', 30, 60]]);
  });

  it('EV6: an allocation whose source or target is not known yet stands with nothing, and so does what reduces nothing', () => {
    const reduction = { id: 'r', subject: 'inv', amount: minor(5), from: '2026-01-01', until: FOREVER };
    const unknown = facts({
      sources: [],
      targets: [],
      reductions: [reduction],
      allocations: [allocation('a', 90)],
    });
    expect(settle(unknown)).toMatchObject([{ amount: 0, cut: 90, from: '2026-01-02', until: FOREVER }]);
    expect(amounts(facts({ sources: [], allocations: [allocation('a', 90)] }))).toEqual([['a', 0, 90]]);
  });

  it('EV6: what was cut when a period was closed stands for no more afterwards; the rest stays credit', () => {
    const capped = facts({ allocations: [allocation('a', 60, { most: minor(25) })] });
    expect(amounts(capped)).toEqual([['a', 25, 35]]);
  });

  it('AL7: allocations stand in the order of confirmation, not of arrival', () => {
    const late = allocation('late', 60, { order: '2' });
    const early = allocation('early', 60, { order: '1' });
    expect(amounts(facts({ allocations: [late, early] }))).toEqual([
      ['early', 60, 0],
      ['late', 20, 40],
    ]);
  });

  it('EV6: facts come first, so a deduction leaves less for allocations and is never cut itself', () => {
    const reductions = [{ id: 'd', subject: 'inv', amount: minor(50), from: '2026-01-05', until: FOREVER }];
    expect(amounts(facts({ reductions, allocations: [allocation('a', 80)] }))).toEqual([['a', 30, 50]]);
  });

  it('AL2: stands from the later of the two documents on, until the first of its ends', () => {
    const given = facts({
      sources: [fact('pay', 100, '2026-01-10', '2026-03-01')],
      allocations: [
        allocation('a', 80, { until: '2026-02-01' }),
        allocation('b', 80, { from: '2026-02-01' }),
      ],
    });
    expect(settle(given)).toMatchObject([
      { id: 'a', amount: 80, from: '2026-01-10', until: '2026-02-01' },
      { id: 'b', amount: 80, from: '2026-02-01', until: '2026-03-01' },
    ]);
  });

  it('EV6: what was cut is not applied by itself when room comes back later', () => {
    const allocations = [allocation('a', 80, { until: '2026-02-01' }), allocation('b', 20)];
    expect(amounts(facts({ allocations }))).toEqual([
      ['a', 80, 0],
      ['b', 0, 20],
    ]);
  });

  it('an allocation whose source or invoice has not arrived stands with nothing', () => {
    expect(amounts(facts({ sources: [], allocations: [allocation('a', 80)] }))).toEqual([['a', 0, 80]]);
  });

  it('an allocation taken back before it began stands on no day', () => {
    const [one] = settle(facts({ allocations: [allocation('a', 80, { until: '2026-01-01' })] }));
    expect(one).toMatchObject({ amount: 0, from: '2026-01-02', until: '2026-01-02' });
  });

  it('AG2: the rest of a day counts what stands on that day, and nothing outside the document\u2019s own days', () => {
    const invoice = fact('inv', 80, '2026-01-01', '2026-06-01');
    const standing = settle(
      facts({ targets: [invoice], allocations: [allocation('a', 30, { until: '2026-02-01' })] }),
    );
    const reductions = [{ id: 'd', subject: 'inv', amount: minor(5), from: '2026-03-01', until: FOREVER }];
    const days = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-02-01', '2026-03-01', '2026-06-01'];
    expect(days.map((day) => restOn(invoice, reductions, standing, day))).toEqual([0, 80, 50, 80, 75, 0]);
  });

  it('EV6: facts that overdraw stand, and leave a negative rest for review', () => {
    const refund = (id: string) => ({
      id,
      subject: 'pay',
      amount: minor(70),
      from: '2026-01-03',
      until: FOREVER,
    });
    const refunds = [refund('r1'), refund('r2')];
    expect(restOn(fact('pay', 100), refunds, [], '2026-01-03')).toBe(-40);
  });
});
