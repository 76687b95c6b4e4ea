/**
 * Exactly once on all desktops: what a rule makes for a document and a period – a reminder of a level, a charge, an
 * invoice of a contract – has an id made from these three, so that two desktops without a line make the same thing and
 * not two. Clocks play no part in it.
 */
import { canonicalJson } from './canonical-json.ts';
import { type Sha256, toHex } from './commit.ts';

export interface OnceKey {
  /** Document, customer or contract that it is made for. */
  readonly document: string;
  /** Which rule made it, with its step: `reminder/2`. */
  readonly rule: string;
  /** Day, month or run that it is made for, `YYYY-MM-DD` or `YYYY-MM`; empty for once ever. */
  readonly period: string;
}

/** The entity id (UUID version 8) under which the thing is recorded, on every desktop the same. */
export function onceId({ document, rule, period }: OnceKey, sha256: Sha256): string {
  // As JSON: parts that merely run together the same must not become one key.
  const hex = toHex(sha256(new TextEncoder().encode(canonicalJson(['once', document, rule, period]))));
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * Of several makings of one thing the one that stands: that of the smallest commit id. It does not change when the server
 * gives its order, so what was sent to a customer on the strength of it stays what stands.
 */
export function standingOnce<Made extends { readonly entity: string; readonly commit: string }>(
  made: Iterable<Made>,
): ReadonlyMap<string, Made> {
  const standing = new Map<string, Made>();
  for (const one of made) {
    const holder = standing.get(one.entity);
    if (!holder || one.commit < holder.commit) standing.set(one.entity, one);
  }
  return standing;
}
