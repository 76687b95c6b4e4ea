/** What an issued document has that no document after EN 16931 can say (TX7), as broken rules of our own. */
import type { IssuedDocument } from '../domain/document.ts';
import { checkTotals } from '../domain/totals.ts';
import type { Violation } from './rules/rule.ts';

/** Several or unusual taxes are refused with the reason; how tax is rounded is not: BT-114 takes up the difference. */
export function documentProblems(document: IssuedDocument): Violation[] {
  const { currency, pricesIncludeTax, lines, adjustments } = document;
  const checked = checkTotals({
    currency,
    pricesIncludeTax,
    lines,
    adjustments,
    rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
    standard: 'en16931',
  });
  if (checked.ok) return [];
  return checked.error.map(
    ({ path, problem }): Violation => ({
      rule: `CF-${problem.toUpperCase()}`,
      severity: 'fatal',
      fault: 'not-sayable',
      terms: ['BT-151'],
      path,
      found: problem,
    }),
  );
}
