/**
 * Closed periods (PC1–PC3, EV6). Closing, reopening and sealing are facts, and what is closed is a function of the set of
 * them: neither order nor clocks play a part. A close says which commits it knew, so that every desktop can tell what
 * arrived after it, and what stood of the allocations that did not fit, so that none of them ever grows into closed days.
 */
import { addDays } from '../domain/day.ts';
import type { Day, Minor } from '../domain/money.ts';
import type { PeriodClose } from './closes.ts';
import { FOREVER } from './settlement.ts';

/** A close with what has become of it; `device` and `sequence` are its own commit's. */
export interface Close extends Pick<PeriodClose, 'through' | 'known' | 'cuts'> {
  readonly device: string;
  readonly sequence: number;
  readonly reopened: boolean;
  readonly sealed: boolean;
}

/** What is sealed stays closed, even if another desktop reopened it without knowing. */
export const closeStands = ({ reopened, sealed }: Pick<Close, 'reopened' | 'sealed'>): boolean =>
  sealed || !reopened;

/** The first open day (PC2); `null` while nothing is closed. */
export function openFrom(closes: Iterable<Pick<Close, 'through' | 'reopened' | 'sealed'>>): Day | null {
  let through: Day | null = null;
  for (const close of closes)
    if (closeStands(close) && (through === null || close.through > through)) through = close.through;
  if (through === null) return null;
  return through < FOREVER ? addDays(through, 1) : FOREVER;
}

/** The day itself, or the first open day where it is closed (AL2). */
export const firstOpen = (day: Day, open: Day | null): Day => (open !== null && day < open ? open : day);

/** Whether the closing desktop had a commit. */
export const knew = (
  close: Pick<Close, 'known' | 'device' | 'sequence'>,
  { device, sequence }: { readonly device: string; readonly sequence: number },
): boolean =>
  sequence <= (close.known[device] ?? 0) || (device === close.device && sequence < close.sequence);

/** PC3: whether something of that day in that commit arrived after the close, which does not count it. */
export const arrivedAfter = (
  close: Close,
  commit: { readonly device: string; readonly sequence: number },
  day: Day,
): boolean => closeStands(close) && day <= close.through && !knew(close, commit);

/** The most that an allocation may stand for: what stood of it when a period was closed over it (EV6). */
export function mostOf(closes: Iterable<Close>): ReadonlyMap<string, Minor> {
  const most = new Map<string, Minor>();
  for (const close of closes) {
    if (!closeStands(close)) continue;
    for (const [allocation, amount] of Object.entries(close.cuts)) {
      const known = most.get(allocation);
      if (known === undefined || amount < known) most.set(allocation, amount);
    }
  }
  return most;
}

/** Events that count from their day on: they change what is owed, or what was issued, as of a day. */
const TAKE_EFFECT: ReadonlySet<string> = new Set([
  'document.issued',
  'document.voided',
  'payment.posted',
  'payment.voided',
  'payment.returned',
  'payment.presented',
  'refund.made',
  'credit.written',
  'allocation.made',
  'allocation.taken-back',
  'deduction.made',
  'deduction.taken-back',
]);

/** The earliest day from which anything among these events counts; `null` where nothing of them does. */
export function earliestEffect(
  events: Iterable<{ readonly type: string; readonly effective: Day }>,
): Day | null {
  let earliest: Day | null = null;
  for (const { type, effective } of events)
    if (TAKE_EFFECT.has(type) && (earliest === null || effective < earliest)) earliest = effective;
  return earliest;
}
