/** Whether a document may be issued on a day (NU5, EV8). */
import type { Finding } from '../errors/index.ts';
import { daysBetween } from './day.ts';
import type { Day } from './money.ts';
import type { FindingCode } from './problems.ts';

/** By profile: what happens to an issue date before today. */
export type BackDatingRule = 'allow' | 'ask' | 'block';

export interface IssueDayContext {
  readonly issueDate: Day;
  /** Today by this computer's clock, in the company's time zone. */
  readonly today: Day;
  readonly backDating: BackDatingRule;
  /** Day of the last commit in the record; `null` for the first. */
  readonly lastCommit: Day | null;
  /** Day on which the series gave its last number. */
  readonly lastIssue: Day | null;
  /** Id of that series, which can be closed where its last day stands in the way. */
  readonly series?: string | null;
  /** Today by the server, where it is known. */
  readonly serverDay: Day | null;
  /** First open day (PC2); `null` when no period is closed. */
  readonly openFrom?: Day | null;
}

const QUIET_DAYS = 7;

/**
 * Findings about the day, most serious first. Blocked: a clock that stands before the last issue of the series
 * (`clock-behind-series`), a future date (`date-in-future`), a closed period (`period-closed`), back-dating where the
 * profile forbids it. Asked: back-dating where it warns, a date before the series' last one (`date-before-last-issue`),
 * a day that differs from the server's, and a clock more than seven days after the last commit.
 */
export function checkIssueDay(context: IssueDayContext): Finding[] {
  const { issueDate, today, lastIssue, serverDay, lastCommit, openFrom } = context;
  const findings: Finding[] = [];
  const report = (severity: Finding['severity'], code: FindingCode, params: Finding['params'] = {}) =>
    findings.push({ code, severity, path: 'issueDate', params });
  if (lastIssue && today < lastIssue) {
    const closable = context.series ? { series: context.series } : {};
    report('block', 'clock-behind-series', { today, lastIssue, ...closable });
  }
  if (issueDate > today) report('block', 'date-in-future', { issueDate, today });
  if (openFrom && issueDate < openFrom) report('block', 'period-closed', { openFrom });
  if (issueDate < today && context.backDating !== 'allow') {
    report(context.backDating, 'back-dated', { issueDate, today });
  }
  if (lastIssue && issueDate < lastIssue && today >= lastIssue) {
    report('ask', 'date-before-last-issue', { issueDate, lastIssue });
  }
  if (serverDay && serverDay !== today) report('ask', 'clock-differs-from-server', { today, serverDay });
  if (lastCommit && daysBetween(lastCommit, today) > QUIET_DAYS)
    report('ask', 'long-since-last-commit', { lastCommit });
  return findings.sort((a, b) => rank(a) - rank(b));
}

export interface WrittenDayContext extends Pick<IssueDayContext, 'today' | 'openFrom'> {
  /** The day that stands on the sheet; `null` while it has not been typed. */
  readonly written: Day | null;
}

/**
 * Findings about the day of a document that was written by hand (NU6). The day on the sheet is kept as it is, so that entering
 * it later is no back-dating, and no other day is offered in place of one in a closed period (PC2).
 */
export function checkWrittenDay({ written, today, openFrom }: WrittenDayContext): Finding[] {
  const block = (code: FindingCode, params: Finding['params'] = {}): Finding[] => [
    { code, severity: 'block', path: 'issueDate', params },
  ];
  if (written === null) return block('written-day-missing');
  if (written > today) return block('written-to-come', { issueDate: written, today });
  return openFrom && written < openFrom ? block('written-in-closed', { openFrom }) : [];
}

const rank = (finding: Finding) => (finding.severity === 'block' ? 0 : 1);
