/** Drafts around delivery notes: what an offer lets deliver, and one invoice over several deliveries (RE4). */
import { apportion } from '../../shared/domain/apportion.ts';
import { fromMinor } from '../../shared/domain/currency.ts';
import { Decimal, decimal, formatDecimal } from '../../shared/domain/decimal.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { type Minor, ZERO } from '../../shared/domain/money.ts';
import type { Draft, DraftAdjustment } from '../../shared/events/drafts.ts';
import { copyOf } from './copy-document.ts';
import { leftOf } from './left-of-offer.ts';

/** As `zDraft` takes them. */
const MOST_OF_LINE = 4;
const MOST_OF_DOCUMENT = 10;
const LONGEST_REASON = 100;

/**
 * What is left to deliver of an offer, as a delivery note; prices are left to the invoice, and what was agreed on the
 * whole goes with them.
 * @param deliveries the standing delivery notes that were made of the offer already.
 */
export function deliveryOf(id: string, offer: IssuedDocument, deliveries: readonly IssuedDocument[]): Draft {
  const { feesOff: _, ...left } = leftOf(id, offer, deliveries);
  return {
    ...left,
    kind: 'deliveryNote',
    about: { documents: [id], reason: '' },
    hidesAmounts: true,
    copiedFrom: null,
    notes: '',
  };
}

export interface Delivery {
  readonly id: string;
  readonly document: IssuedDocument;
}

/**
 * One invoice over deliveries, in their order; each line was supplied on the day of its delivery note (TX11). What all of
 * them grant or charge in percent stands once, for all lines; what only some do stays with theirs.
 */
export function invoiceOfDeliveries(
  [first, ...others]: readonly [Delivery, ...Delivery[]],
  newId: () => string,
): Draft {
  const all = [first, ...others];
  const copies = all.map(({ id, document }) => copyOf(id, document, newId));
  const { about: _about, hidesAmounts: _hides, ...draft } = copyOf(first.id, first.document, newId);
  const orders = new Set(all.map(({ document }) => document.orderNumber));
  const isOne = all.length === 1;
  const common = isOne ? draft.adjustments : commonPercents(copies);
  const own = isOne
    ? []
    : all.map(({ document }, at) => ownAdjustments(document, copies[at] ?? draft, common));
  return {
    ...draft,
    kind: 'invoice',
    about: { documents: all.map(({ id }) => id), reason: '' },
    orderNumber: orders.size === 1 ? draft.orderNumber : '',
    supplyDate: isOne ? (first.document.supplyDate ?? first.document.issueDate) : null,
    adjustments: joined(
      common,
      own.flatMap(({ ofDocument }) => ofDocument),
    ),
    copiedFrom: null,
    notes: '',
    lines: all.flatMap(({ document }, at) =>
      (copies[at]?.lines ?? []).map((line, index) => ({
        ...line,
        ...(isOne ? {} : { supplyFrom: document.supplyDate ?? document.issueDate }),
        adjustments: [...line.adjustments, ...(own[at]?.ofLines[index] ?? [])],
      })),
    ),
  };
}

const sameAs = (one: DraftAdjustment) => (other: DraftAdjustment) =>
  (['kind', 'percent', 'reason', 'tax'] as const).every((field) => one[field] === other[field]);

/** Percentages that every delivery has. */
function commonPercents([first, ...others]: readonly Draft[]): DraftAdjustment[] {
  const percents = (first?.adjustments ?? []).filter(({ percent }) => percent !== null);
  return percents.filter(
    (one, index) =>
      percents.findIndex(sameAs(one)) === index &&
      others.every((draft) => draft.adjustments.some(sameAs(one))),
  );
}

/**
 * What one delivery alone grants or charges, in the amounts that it came to: with a tax of its own on the invoice, else
 * shared by the delivery's lines in proportion, whose taxes it then falls under as it did.
 */
function ownAdjustments(
  document: IssuedDocument,
  copy: Draft,
  common: readonly DraftAdjustment[],
): { readonly ofDocument: DraftAdjustment[]; readonly ofLines: DraftAdjustment[][] } {
  const ofDocument: DraftAdjustment[] = [];
  const ofLines = copy.lines.map((): DraftAdjustment[] => []);
  const left = [...common];
  const weights = document.totals.lines.map(({ amount }) => new Decimal(amount));
  for (const [index, adjustment] of copy.adjustments.entries()) {
    const at = left.findIndex(sameAs(adjustment));
    if (at >= 0) {
      left.splice(at, 1);
      continue;
    }
    const amount = document.totals.adjustments[index] ?? ZERO;
    const inMajor = (share: Minor): DraftAdjustment => ({
      ...adjustment,
      percent: null,
      amount: fromMinor(share, document.currency),
    });
    const hasRoom = copy.lines.every(
      (line, each) => line.adjustments.length + (ofLines[each]?.length ?? 0) < MOST_OF_LINE,
    );
    if (adjustment.tax !== null || !hasRoom) {
      ofDocument.push(inMajor(amount));
      continue;
    }
    for (const [each, share] of apportion(amount, weights).entries())
      if (share !== 0) ofLines[each]?.push({ ...withoutFee(inMajor(share)), tax: null });
  }
  return { ofDocument, ofLines };
}

function withoutFee({ fee: _, ...adjustment }: DraftAdjustment): DraftAdjustment {
  return adjustment;
}

/** Amounts under the same words are one; where they are too many still, those under the same tax are. */
function joined(common: readonly DraftAdjustment[], amounts: readonly DraftAdjustment[]): DraftAdjustment[] {
  const byWords = addUp(amounts, ({ kind, tax, reason }) => [kind, tax, reason]);
  if (common.length + byWords.length <= MOST_OF_DOCUMENT) return [...common, ...byWords];
  return [...common, ...addUp(byWords, ({ kind, tax }) => [kind, tax])];
}

function addUp(
  amounts: readonly DraftAdjustment[],
  keyOf: (adjustment: DraftAdjustment) => readonly (string | null)[],
): DraftAdjustment[] {
  const sums = new Map<string, DraftAdjustment>();
  for (const adjustment of amounts) {
    const key = JSON.stringify(keyOf(adjustment));
    const known = sums.get(key);
    if (!known) {
      sums.set(key, adjustment);
      continue;
    }
    const words = known.reason === adjustment.reason ? [known.reason] : [known.reason, adjustment.reason];
    const amount = decimal(known.amount ?? '0').plus(adjustment.amount ?? '0');
    sums.set(key, {
      ...withoutFee(known),
      amount: formatDecimal(amount),
      reason: words.filter(Boolean).join(', ').slice(0, LONGEST_REASON),
    });
  }
  return [...sums.values()];
}
