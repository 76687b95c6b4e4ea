/** What is left of an offer after the documents that took parts of it: together the parts give exactly the whole. */
import { Decimal, decimal, formatDecimal } from '../../shared/domain/decimal.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Draft, DraftAdjustment } from '../../shared/events/drafts.ts';
import { copyOf } from './copy-document.ts';

const ZERO = new Decimal(0);

/** What makes two adjustments the same agreement; a fee that was changed by hand is still that charge. */
const agreementOf = ({ kind, reason, tax }: DraftAdjustment): string => JSON.stringify([kind, reason, tax]);

/** What of `whole` is left after `taken`: never more than there was, nothing where more was taken. */
function restOf(whole: Decimal, taken: Decimal): Decimal {
  const rest = whole.minus(taken);
  return rest.isZero() || rest.isNegative() !== whole.isNegative() ? ZERO : rest;
}

/**
 * Amounts agreed once are asked for once: what earlier parts have of them is taken off, and the last part gets the rest.
 * Percentages stay: each part has them on its own sum.
 */
function adjustmentsLeft(
  agreed: readonly DraftAdjustment[],
  parts: readonly (readonly DraftAdjustment[])[],
): DraftAdjustment[] {
  const taken = new Map<string, Decimal>();
  for (const adjustment of parts.flat()) {
    if (adjustment.amount === null) continue;
    const key = agreementOf(adjustment);
    taken.set(key, (taken.get(key) ?? ZERO).plus(adjustment.amount));
  }
  return agreed.flatMap((adjustment) => {
    if (adjustment.amount === null) return [adjustment];
    const key = agreementOf(adjustment);
    const before = taken.get(key) ?? ZERO;
    if (before.isZero()) return [adjustment];
    const whole = decimal(adjustment.amount);
    const left = restOf(whole, before);
    // Of two with the same words, what the first does not cover was taken of the second.
    taken.set(key, before.minus(whole.minus(left)));
    // A rest is no longer what the rule of its fee gives.
    const { fee: _, ...typed } = adjustment;
    return left.isZero() ? [] : [{ ...typed, amount: formatDecimal(left) }];
  });
}

/**
 * The draft of what is left of an offer. Lines keep their ids, so that what earlier documents took of a line can be
 * counted; a line of which nothing is left is not in it. Amounts of a line and of the document go on as far as no
 * earlier part has them.
 * @param parts the standing documents that were made of the offer already.
 */
export function leftOf(id: string, offer: IssuedDocument, parts: readonly IssuedDocument[]): Draft {
  const whole = copyOf(id, offer, (index) => offer.lines[index]?.id ?? '');
  if (parts.length === 0) return whole;
  const drafts = parts.map((part) => copyOf('', part, (index) => part.lines[index]?.id ?? ''));
  const taken = new Map<string, Draft['lines']>();
  for (const line of drafts.flatMap((draft) => draft.lines))
    taken.set(line.id, [...(taken.get(line.id) ?? []), line]);
  const lines = whole.lines.flatMap((line) => {
    const before = taken.get(line.id) ?? [];
    const left = restOf(
      decimal(line.quantity),
      before.reduce((sum, { quantity }) => sum.plus(quantity), ZERO),
    );
    const adjustments = adjustmentsLeft(
      line.adjustments,
      before.map((one) => one.adjustments),
    );
    return left.isZero() ? [] : [{ ...line, quantity: formatDecimal(left), adjustments }];
  });
  const adjustments = adjustmentsLeft(
    whole.adjustments,
    drafts.map((draft) => draft.adjustments),
  );
  // Their rules would put fees there again that earlier parts have asked for.
  const asked = whole.adjustments.flatMap(({ fee, amount }) =>
    fee !== undefined && amount !== null && !adjustments.some((one) => one.fee === fee) ? [fee] : [],
  );
  return { ...whole, lines, adjustments, ...(asked.length === 0 ? {} : { feesOff: asked }) };
}

/**
 * A document with no more of its lines than is left of them; `left`, by id of line, gives way by what it takes. Lines that it does
 * not know stay whole.
 */
export function cutToLeft(document: IssuedDocument, left: Map<string, Decimal>): IssuedDocument {
  const kept = document.lines.flatMap((line, at) => {
    const room = left.get(line.id);
    if (room === undefined) return [{ line, at }];
    const whole = decimal(line.quantity);
    const rest = restOf(room, whole);
    left.set(line.id, rest);
    const taken = room.minus(rest);
    return taken.isZero() ? [] : [{ line: { ...line, quantity: formatDecimal(taken) }, at }];
  });
  const lines = kept.flatMap(({ at }) => document.totals.lines[at] ?? []);
  return { ...document, lines: kept.map(({ line }) => line), totals: { ...document.totals, lines } };
}
