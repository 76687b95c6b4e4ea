/** Fees by rule among the charges of the form: put there, followed, and left alone once the clerk has a word (pure). */
import type { Totals } from '../../../../../shared/domain/document.ts';
import { type FeeRule, feesFor } from '../../../../../shared/domain/fees.ts';
import type { DraftAdjustment, DraftHeader } from '../../../../../shared/events/drafts.ts';
import { type EntryDraft, MOST_ADJUSTMENTS, setHeader } from './entry-draft.ts';

/** What fees depend on besides the draft. */
export interface FeeBasis {
  /** `null` while rules and customer are not known: then nothing is put there or taken off. */
  readonly fees: readonly FeeRule[] | null;
  /** The customer's group, and the country that the goods go to. */
  readonly buyer: { readonly group: string; readonly country: string };
}

/** Documents that ask for a price; what takes back or charges something else has no fees of its own. */
const KINDS: readonly DraftHeader['kind'][] = ['invoice', 'quote', 'proForma'];

const same = (one: readonly DraftAdjustment[], other: readonly DraftAdjustment[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The draft with the fees that its rules give now; the same object when they are there already. */
export function withFees(
  entry: EntryDraft,
  totals: Pick<Totals, 'sumOfLines'> | null,
  { fees, buyer }: FeeBasis,
): EntryDraft {
  const { kind, customer, currency, adjustments, feesOff = [] } = entry.header;
  if (totals === null || fees === null || customer === null || !KINDS.includes(kind)) return entry;
  if (fees.length === 0 && adjustments.every(({ fee }) => fee === undefined)) return entry;
  const wanted = new Map(
    feesFor(fees, { currency, sumOfLines: totals.sumOfLines, ...buyer, off: feesOff }).map((each) => [
      each.fee,
      each,
    ]),
  );
  const kept = adjustments.flatMap((each): DraftAdjustment[] => {
    if (each.fee === undefined) return [each];
    const now = wanted.get(each.fee);
    wanted.delete(each.fee);
    return now ? [now] : [];
  });
  const next = [...kept, ...wanted.values()].slice(0, MOST_ADJUSTMENTS);
  return same(adjustments, next) ? entry : setHeader(entry, { adjustments: next });
}

/** Changes one charge by hand, or takes it out (`null`): a fee's rule leaves it alone from then on. */
export function setCharge(entry: EntryDraft, at: number, next: DraftAdjustment | null): EntryDraft {
  const { adjustments, feesOff = [] } = entry.header;
  const fee = adjustments[at]?.fee;
  if (next === null) {
    const rest = adjustments.toSpliced(at, 1);
    return setHeader(entry, {
      adjustments: rest,
      ...(fee === undefined ? {} : { feesOff: [...feesOff, fee] }),
    });
  }
  const { fee: _, ...typed } = next;
  return setHeader(entry, {
    adjustments: adjustments.with(at, typed),
    ...(fee === undefined ? {} : { feesOff: [...feesOff, fee] }),
  });
}

/** Lets the rule of a fee that was taken off put it there again. */
export function feeBack(entry: EntryDraft, fee: string): EntryDraft {
  return setHeader(entry, { feesOff: (entry.header.feesOff ?? []).filter((each) => each !== fee) });
}
