/** An invoice below zero as the credit note over the same money (DO2, DO4); pure. */
import type { DraftAdjustment, DraftLine } from '../../../../../shared/events/drafts.ts';
import { type EntryDraft, isBlank } from './entry-draft.ts';

const isBelowZero = (figure: string): boolean => figure.startsWith('-');

/** An amount changes sides; a percentage follows what it is of. What a fee's rule put there is as if typed. */
function turnedAdjustment({ fee: _fee, ...adjustment }: DraftAdjustment): DraftAdjustment {
  if (adjustment.amount === null) return adjustment;
  return { ...adjustment, kind: adjustment.kind === 'allowance' ? 'charge' : 'allowance' };
}

/** The line with the sign of its amount turned: a minus is taken off the price, else off the quantity, or put before that. */
function turnedLine(line: DraftLine): DraftLine {
  if (isBlank(line)) return line;
  const turned = { ...line, adjustments: line.adjustments.map(turnedAdjustment) };
  if (isBelowZero(line.unitPrice)) {
    const typed = line.priceFrom === undefined ? {} : { priceFrom: null };
    return { ...turned, unitPrice: line.unitPrice.slice(1), ...typed };
  }
  const { quantity } = line;
  return { ...turned, quantity: isBelowZero(quantity) ? quantity.slice(1) : `-${quantity}` };
}

/**
 * The draft of an invoice as that of a credit note: every amount with its sign turned, so that the total is what the invoice
 * was below zero by; reason and reference are still to be typed. Deposits that it deducted and the document that it was copied
 * from belong to the invoice alone. Only taxes of a fixed amount for the whole document keep their sign.
 */
export function asCreditNote(entry: EntryDraft): EntryDraft {
  const { deposits: _deposits, ...header } = entry.header;
  return {
    ...entry,
    header: {
      ...header,
      kind: 'creditNote',
      credits: { invoices: [], period: null, reason: '' },
      adjustments: header.adjustments.map(turnedAdjustment),
      copiedFrom: null,
    },
    lines: Object.fromEntries(Object.entries(entry.lines).map(([id, line]) => [id, turnedLine(line)])),
  };
}
