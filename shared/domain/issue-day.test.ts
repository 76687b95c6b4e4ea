import { describe, expect, it } from 'vitest';
import { checkIssueDay, type IssueDayContext } from './issue-day.ts';

const context: IssueDayContext = {
  issueDate: '2026-03-10',
  today: '2026-03-10',
  backDating: 'ask',
  lastCommit: '2026-03-09',
  lastIssue: '2026-03-09',
  serverDay: null,
};
const codes = (more: Partial<IssueDayContext>) =>
  checkIssueDay({ ...context, ...more }).map(({ severity, code }) => `${severity} ${code}`);

describe('the day of issue', () => {
  it('NU5: finds nothing wrong with today', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ lastCommit: null, lastIssue: null, serverDay: '2026-03-10' })).toEqual([]);
  });

  it('NU5: warns of, refuses or allows back-dating by profile', () => {
    const earlier = { issueDate: '2026-03-09' };
    expect(codes(earlier)).toEqual(['ask back-dated']);
    expect(codes({ ...earlier, backDating: 'block' })).toEqual(['block back-dated']);
    expect(codes({ ...earlier, backDating: 'allow' })).toEqual([]);
    expect(codes({ issueDate: '2026-03-01', backDating: 'allow' })).toEqual(['ask date-before-last-issue']);
  });

  it('NU5: refuses a future date', () => {
    expect(codes({ issueDate: '2026-03-11' })).toEqual(['block date-in-future']);
  });

  it('EV8: refuses while the clock stands before the last issue of the series', () => {
    expect(codes({ lastIssue: '2026-03-11' })).toEqual(['block clock-behind-series']);
  });

  it('NU5: asks when the server has another day, and when the last commit is more than seven days old', () => {
    expect(codes({ serverDay: '2026-03-11' })).toEqual(['ask clock-differs-from-server']);
    expect(codes({ lastCommit: '2026-03-03' })).toEqual([]);
    expect(codes({ lastCommit: '2026-03-02' })).toEqual(['ask long-since-last-commit']);
  });

  it('PC2: refuses a day in a closed period, and puts what blocks first', () => {
    const found = codes({
      issueDate: '2026-02-27',
      openFrom: '2026-03-01',
      lastIssue: null,
      lastCommit: '2026-01-01',
    });
    expect(found).toEqual(['block period-closed', 'ask back-dated', 'ask long-since-last-commit']);
  });
});
