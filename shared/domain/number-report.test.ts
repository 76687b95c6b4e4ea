import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { accountFor, type NumberedDocument, rangeOfDays } from './number-report.ts';

const issued = (counter: number, issueDate = '2026-03-02'): NumberedDocument => ({
  ...{ id: `d${counter}`, counter, issueDate, voided: null },
});
const voided = (counter: number): NumberedDocument => ({
  ...issued(counter),
  voided: { on: '2026-03-05', reason: 'typed twice' },
});
const open = (first: number) => ({ first, closed: null });
const told = (account: ReturnType<typeof accountFor>) =>
  account.runs.map(({ fate, from, to }) => `${fate} ${from}-${to}`);

describe('the number report of a series', () => {
  it('NU3: accounts for every number from first to last; a voided one keeps its own', () => {
    const account = accountFor(open(1), [issued(3), issued(1), voided(2), issued(4, '2026-03-09')]);
    expect(told(account)).toEqual(['issued 1-1', 'void 2-2', 'issued 3-4']);
    expect(account).toMatchObject({ given: 4, voided: 1, missing: 0 });
    expect(account.runs[1]).toMatchObject({ document: 'd2', reason: 'typed twice', lastDay: '2026-03-05' });
    expect(account.runs[2]).toMatchObject({ firstDay: '2026-03-02', lastDay: '2026-03-09' });
  });

  it('NU5: numbers before the first that was set are told and not called missing', () => {
    const account = accountFor(open(1000), [issued(1000), issued(1001)]);
    expect(told(account)).toEqual(['earlier 1-999', 'issued 1000-1001']);
    expect(account.missing).toBe(0);
  });

  it('NU3: a gap is named, and so is a number that stands on two documents', () => {
    const clone = { ...issued(2), id: 'clone' };
    const account = accountFor(open(1), [issued(2), clone, issued(5)]);
    expect(told(account)).toEqual(['missing 1-1', 'twice 2-2', 'missing 3-4', 'issued 5-5']);
    expect(account).toMatchObject({ given: 2, missing: 3 });
  });

  it('NU5: what a closed series had given beyond the record is told with the reason of the closing', () => {
    const closed = { on: '2026-03-08', reason: 'disk failed', last: 4 };
    const account = accountFor({ first: 1, closed }, [issued(1), issued(2)]);
    expect(told(account)).toEqual(['issued 1-2', 'lost 3-4']);
    expect(account).toMatchObject({ given: 2, missing: 0 });
    expect(account.runs[1]?.reason).toBe('disk failed');
    expect(told(accountFor({ first: 1, closed: { ...closed, last: 2 } }, [issued(1), issued(2)]))).toEqual([
      'issued 1-2',
    ]);
    const range = rangeOfDays({ first: 1, closed }, [issued(2, '2025-12-01')], (day) => day > '2026');
    expect(range).toEqual({ from: 3, to: 4 });
  });

  it('a series that has given nothing has nothing to account for', () => {
    expect(accountFor(open(1), []).runs).toEqual([]);
    expect(told(accountFor(open(7), []))).toEqual(['earlier 1-6']);
  });

  it('NU3: of a counter that never begins again, each year has its own part, and a gap between two stands in one', () => {
    const documents = [issued(1, '2025-12-30'), issued(4, '2026-01-02'), issued(5, '2026-01-03')];
    const part = (year: string) => {
      const range = rangeOfDays(open(1), documents, (day) => day.startsWith(year));
      return range && told(accountFor(open(1), documents, range));
    };
    expect(part('2025')).toEqual(['issued 1-1']);
    expect(part('2026')).toEqual(['missing 2-3', 'issued 4-5']);
    expect(part('2027')).toBeNull();
  });

  it('NU3: whatever was given, the runs follow one another without a gap and hold every document', () => {
    const one = fc.record({ counter: fc.integer({ min: 1, max: 40 }), isVoid: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (given, first) => {
        const documents = given.map(({ counter, isVoid }, index) => ({
          ...(isVoid ? voided(counter) : issued(counter)),
          id: `d${index}`,
        }));
        const { runs, given: count, missing } = accountFor(open(first), documents);
        let next = 1;
        for (const { from, to } of runs) {
          expect(from).toBe(next);
          expect(to).toBeGreaterThanOrEqual(from);
          next = to + 1;
        }
        const counters = new Set(given.map(({ counter }) => counter));
        expect(count).toBe(counters.size);
        const last = counters.size === 0 ? first - 1 : Math.max(...counters);
        expect(count + missing + Math.min(first, ...counters) - 1).toBe(last);
      }),
    );
  });
});
