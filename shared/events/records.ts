/** Last writer wins, per field (EV4): the merge rule of master data and shared drafts. */
import type { Clock } from './clock.ts';

/** Records whose fields people type, so that two may change one without knowing of each other. */
export const TYPED_RECORDS = [
  'company',
  'customers',
  'items',
  'taxes',
  'terms',
  'methods',
  'rates',
  'priceLists',
  'fees',
] as const;

/** All that is kept field by field, each kind in a table of its own; of the others the last word is what counts. */
export const RECORD_TABLES = [...TYPED_RECORDS, 'personal', 'users', 'devices', 'answers'] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

/** One field's present value and the write that set it. */
export interface FieldWrite {
  readonly value: unknown;
  /** Effective clock of the write. */
  readonly clock: Clock;
  readonly commit: string;
}

/** A record under merge: field name to its winning write. Lines of a draft are fields named `line/<id>`. */
export type MergedRecord = Readonly<Record<string, FieldWrite>>;

const wins = (challenger: FieldWrite, holder: FieldWrite): boolean =>
  challenger.clock !== holder.clock ? challenger.clock > holder.clock : challenger.commit > holder.commit;

/** The record after one commit's writes. Order of delivery and repetition change nothing. */
export function mergeFields(
  record: MergedRecord,
  fields: Readonly<Record<string, unknown>>,
  clock: Clock,
  commit: string,
): MergedRecord {
  const merged: Record<string, FieldWrite> = { ...record };
  for (const [name, value] of Object.entries(fields)) {
    const write = { value, clock, commit };
    const holder = merged[name];
    if (!holder || wins(write, holder) || holder.commit === commit) merged[name] = write;
  }
  return merged;
}

/** The commit that wrote last: the record's revision, which forms send back as `expectedRevision` (EV4). */
export function revisionOf(record: MergedRecord): string {
  let last: FieldWrite | undefined;
  for (const write of Object.values(record)) if (!last || wins(write, last)) last = write;
  return last?.commit ?? '';
}

/** The plain values of a merged record. */
export function valuesOf(record: MergedRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, write]) => [name, write.value]));
}
