/** Totals of a document that is wished to be held to EN 16931 but may be of a kind that the standard cannot express. */
import type { FieldProblem } from '../errors/index.ts';
import type { Result } from '../errors/result.ts';
import type { Totals, TotalsInput } from './document.ts';
import { checkTotals } from './totals.ts';

/**
 * By the standard where the document can be said in it, else without: what stands in the way of an e-invoice is told by
 * the checks before issue, and the paper is right either way. `input` is the one that was computed.
 */
export function heldTotals(
  wished: TotalsInput,
): Result<{ readonly totals: Totals; readonly input: TotalsInput }, readonly FieldProblem[]> {
  const held = checkTotals(wished);
  if (held.ok) return { ok: true, value: { totals: held.value, input: wished } };
  if (!wished.standard || !held.error.every(({ problem }) => problem.startsWith('standard-'))) return held;
  const { standard: _refused, ...input } = wished;
  const free = checkTotals(input);
  return free.ok ? { ok: true, value: { totals: free.value, input } } : free;
}
