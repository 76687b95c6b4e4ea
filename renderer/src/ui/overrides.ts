/** Findings that ask, and the reasons given for passing them (DO2); pure. */
import type { Finding } from '../../../shared/errors/index.ts';

export interface Override {
  readonly code: string;
  readonly reason: string;
}

export const blocking = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity === 'block');

/** One question for each code: the record keeps one reason for a code, however many lines it is about. */
export function questions(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings)
    if (finding.severity === 'ask' && !first.has(finding.code)) first.set(finding.code, finding);
  return [...first.values()];
}

/** Codes that still lack a reason. */
export function unanswered(
  findings: readonly Finding[],
  reasons: Readonly<Record<string, string>>,
): string[] {
  return questions(findings).flatMap(({ code }) => (reasons[code]?.trim() ? [] : [code]));
}

/** What goes with the command. */
export function overridesOf(
  findings: readonly Finding[],
  reasons: Readonly<Record<string, string>>,
): Override[] {
  return questions(findings).map(({ code }) => ({ code, reason: reasons[code]?.trim() ?? '' }));
}
