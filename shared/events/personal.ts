/**
 * Personal data that no law obliges an office to keep (AU4, EV10): contact persons and call notes of a customer. A commit
 * holds each only sealed, under a key of the person whom it is about; the keys lie apart from the record, and destroying
 * one is the erasure. What stands here is which keys there are, what lies under them, and which of them are erased.
 */
import type { Day } from '../domain/money.ts';
import { zDay, zId, zSha256 } from './primitives.ts';
import { z } from './zod.ts';

/** The longest sealed entry, base64: a note of 2,000 characters of four bytes each fits. */
const MOST_SEALED = 20_000;

/** A contact person or call note: AES-256-GCM under the key named, base64. */
export const zSealedEntry = z.object({ key: zId, box: z.base64().max(MOST_SEALED) });

/**
 * Whom a key is about: a contact person (the id of its entry), or the customer for what names nobody. Keys of one subject
 * have generations: after an erasure a new one begins, and all before it are gone, whoever made them.
 */
export const zKeySubject = z.object({ subject: zId, generation: z.number().int().min(1).max(1_000_000) });

/** A key as the record names it; `check` is the SHA-256 of the key, so that no other is ever taken for it. */
export const zNamedKey = zKeySubject.extend({ check: zSha256 });

const ERASURE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[1-9]\d{0,6}$/;

/** Entries of one customer (the entity), each merged on its own (EV4); one that is `null` was taken out. */
export const personalFields = z.object({
  entries: z.record(zId, zSealedEntry.nullable()),
  keys: z.record(zId, zNamedKey),
});

/** By subject and last generation that is erased, `<subject>/<generation>`: the day on which somebody said so. */
export const erasureFields = z.object({
  erased: z.record(z.string().regex(ERASURE), z.object({ on: zDay })),
});

export type SealedEntry = z.output<typeof zSealedEntry>;
export type KeySubject = z.output<typeof zKeySubject>;
export type NamedKey = z.output<typeof zNamedKey>;

/** What the record knows of one customer's personal data. */
export interface PersonalFields {
  readonly entries: Readonly<Record<string, SealedEntry>>;
  readonly keys: Readonly<Record<string, NamedKey>>;
  readonly erased: Readonly<Record<string, { readonly on: Day }>>;
}

export const NO_PERSONAL: PersonalFields = { entries: {}, keys: {}, erased: {} };

interface Erasure extends KeySubject {
  readonly on: Day;
}

const erasuresOf = ({ erased }: Pick<PersonalFields, 'erased'>): readonly Erasure[] =>
  Object.entries(erased).map(([name, { on }]) => {
    const [subject, generation] = name.split('/') as [string, string];
    return { subject, generation: Number(generation), on };
  });

/** By subject the last generation whose keys are erased. */
export function erasedThrough(fields: Pick<PersonalFields, 'erased'>): ReadonlyMap<string, number> {
  const through = new Map<string, number>();
  for (const { subject, generation } of erasuresOf(fields))
    through.set(subject, Math.max(through.get(subject) ?? 0, generation));
  return through;
}

/** The generation under which something of this subject is sealed now: behind every erasure that is known. */
export const generationNow = (fields: Pick<PersonalFields, 'erased'>, subject: string): number =>
  (erasedThrough(fields).get(subject) ?? 0) + 1;

/** The day of the first erasure that took this key; `null` while it stands. */
export function erasedOn(fields: PersonalFields, key: string): Day | null {
  const of = fields.keys[key];
  const days = erasuresOf(fields)
    .filter(({ subject, generation }) => subject === of?.subject && generation >= of.generation)
    .map(({ on }) => on);
  return days.sort()[0] ?? null;
}

/** The subjects that have something to erase. */
export function standingSubjects(fields: PersonalFields): readonly string[] {
  const through = erasedThrough(fields);
  const standing = Object.values(fields.keys).filter(
    ({ subject, generation }) => generation > (through.get(subject) ?? 0),
  );
  return [...new Set(standing.map(({ subject }) => subject))].sort();
}

/** The name under which an erasure stands in the record. */
export const erasureName = (subject: string, through: number): string => `${subject}/${through}`;
