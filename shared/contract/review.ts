/** What a person must look at after the work of several desktops came together: the list, and what can be said of each. */
import { zCurrency, zDay, zId, zLine, zMinor } from '../events/primitives.ts';
import { answerFields, REVIEWED_TABLES, zReviewKind } from '../events/review.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command } from './channel.ts';

/** One figure or word of a side; amounts are minor units of their currency. */
const zReviewValue = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('day'), day: zDay }),
  z.object({ type: z.literal('amount'), minor: zMinor, currency: zCurrency }),
  /** A field of a record as its form shows it. */
  z.object({ type: z.literal('field'), value: z.json() }),
]);

export const zReviewFact = z.enum([
  'customer',
  'date',
  'amount',
  'method',
  'reference',
  'unapplied',
  'number',
  'name',
  'city',
  'email',
  'taxId',
  'invoice',
  'source',
  'asked',
  'stands',
  'cut',
  'credit',
  'total',
  'credited',
  'taken',
  'rest',
  'ended',
  'value',
]);

/**
 * What puts an entry right: a payment or document voided, a customer archived, an allocation that gives way to the one that did
 * not fit, one of an invoice that is void ended, a refund or deduction taken back. `correct` is not said by a word: a
 * credit note takes the invoice back.
 */
const zReviewEnd = z.object({
  how: z.enum(['void', 'archive', 'give-way', 'release', 'take-back', 'correct']),
  what: z.enum(['payment', 'document', 'customer', 'allocation', 'reduction']),
  id: zId,
});

/** One side of an entry: what it is, who made it, when and where. */
const zReviewSide = z.object({
  what: z.enum(['payment', 'document', 'customer', 'value']),
  /** The record that it opens. */
  id: zId,
  facts: z.array(z.object({ name: zReviewFact, value: zReviewValue })),
  recorded: z.number().int(),
  actor: z.string(),
  device: z.string(),
  /** What may be done to it from here by one word. */
  end: zReviewEnd.nullable(),
});

export const zReviewEntry = z.object({
  key: z.string(),
  /** What the answer is said of: another one than before opens the entry again. */
  of: z.string(),
  kind: zReviewKind,
  /** What it is about, in a few words of the office: a customer's name, a number. */
  title: z.string(),
  /** Of likely doubles both were voided, each on another desktop: perhaps now nothing stands. */
  bothEnded: z.boolean(),
  /** `changed-twice`: which field of which record. */
  field: z.object({ table: z.string(), id: zId, name: z.string() }).nullable(),
  sides: z.array(zReviewSide),
});

const zEnd = zReviewEnd.omit({ how: true }).extend({ reason: z.string().max(300) });

export const reviewChannels = {
  /** Everything that waits for a look, oldest first; at most so many, `count` says how many there are. */
  'review.list': booksQuery(
    z.object({ today: zDay }),
    z.object({ entries: z.array(zReviewEntry), count: z.number().int() }),
  ),
  /** A person's word on an entry, with what follows from it, in one commit; the word `open` takes it back. */
  'review.answer': command(
    z.object({ commandId: zId, ...answerFields.shape, end: zEnd.nullable() }),
    z.object({ key: z.string() }),
  ),
  /** Writes one field of a record or shared draft that two desktops had changed: the value that shall stand (EV4). */
  'review.settleField': command(
    z.object({
      commandId: zId,
      of: z.enum(REVIEWED_TABLES),
      id: zId,
      field: zLine(80),
      /** As JSON. */
      value: z.string().max(20_000),
    }),
    z.object({ id: zId }),
  ),
} as const;

export type ReviewEntry = z.output<typeof zReviewEntry>;
export type ReviewSide = z.output<typeof zReviewSide>;
export type ReviewValue = z.output<typeof zReviewValue>;
