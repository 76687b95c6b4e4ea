/** The document as amounts and the taxes that they fall under. */
import { apportion } from './apportion.ts';
import { Decimal } from './decimal.ts';
import type { LineTotals } from './document.ts';
import { type Minor, minor } from './money.ts';
import type { ParsedLine, ParsedTotalsInput } from './parsed-totals.ts';
import type { Slice } from './tax-chain.ts';
import { combinationId } from './tax-combination.ts';

/** Lines in their order, then adjustments of the document with their sign; what changes the total with tax is no part. */
export function slicesOf(
  input: ParsedTotalsInput,
  lines: readonly LineTotals[],
  adjustments: readonly Minor[],
): Slice[] {
  const ofLines = input.lines.map(
    (line, index): Slice => ({
      amount: lines[index]?.amount ?? 0,
      quantity: line.taxes.some((row) => row.kind === 'per-unit') ? unitsOf(line) : null,
      taxes: line.taxes,
    }),
  );
  const ownTaxes: Slice[] = [];
  let taxed: readonly Slice[] = ofLines;
  const perLine = input.rounding.scope === 'per-line';
  const spreads: Slice[] = [];
  input.adjustments.forEach((adjustment, index) => {
    if (adjustment.ofTotal) return;
    const amount = minor((adjustment.kind === 'allowance' ? -1 : 1) * (adjustments[index] ?? 0));
    if (adjustment.taxes) ownTaxes.push({ amount, quantity: null, taxes: adjustment.taxes });
    else if (perLine && ofLines.length > 0) taxed = spreadOverLines(amount, ofLines, taxed);
    else spreads.push(...spread(amount, ofLines));
  });
  return [...taxed, ...ownTaxes, ...spreads];
}

/** Where taxes are rounded line by line, each line takes its share: a hundred percent off leaves nothing to tax. */
function spreadOverLines(amount: Minor, lines: readonly Slice[], taxed: readonly Slice[]): Slice[] {
  // Sorted, so that the odd minor unit does not depend on the order of the lines.
  const order = lines
    .map((line, index) => ({ line, index, id: combinationId(line.taxes) }))
    .sort(
      (a, b) => b.line.amount - a.line.amount || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.index - b.index),
    );
  const shares = apportion(
    amount,
    order.map(({ line }) => new Decimal(line.amount)),
  );
  const next = [...taxed];
  order.forEach(({ index }, at) => {
    const slice = next[index];
    const share = shares[at] ?? 0;
    if (slice) next[index] = { ...slice, amount: slice.amount + share, shared: (slice.shared ?? 0) + share };
  });
  return next;
}

/** What a fixed tax counts: with a negative price goods come back, and its tax with them. */
const unitsOf = ({ quantity, unitPrice }: ParsedLine): Decimal =>
  unitPrice.isNegative() && !unitPrice.isZero() ? quantity.negated() : quantity;

function spread(amount: Minor, lines: readonly Slice[]): Slice[] {
  const byTaxes = new Map<string, { amount: number; taxes: Slice['taxes'] }>();
  for (const { amount: part, taxes } of lines) {
    const id = combinationId(taxes);
    const known = byTaxes.get(id);
    if (known) known.amount += part;
    else byTaxes.set(id, { amount: part, taxes });
  }
  // Sorted, so that the odd minor unit does not depend on the order of the lines.
  const groups = [...byTaxes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const shares = apportion(
    amount,
    groups.map((group) => new Decimal(group.amount)),
  );
  return groups.map(({ taxes }, index) => ({ amount: shares[index] ?? 0, quantity: null, taxes }));
}
