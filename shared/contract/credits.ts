/** Credit that customers have left and nobody uses: the list of it, and what becomes of it (AL8). */
import { zSource } from '../events/payments.ts';
import { zAmount, zCurrency, zDay, zId, zMinor } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, MANAGEMENT } from './channel.ts';
import { zCredit } from './payments.ts';

export const zOldCredit = zCredit.extend({
  customer: zId,
  customerName: z.string(),
  /** The day from which all that is left was free. */
  since: zDay,
  /** Calendar days from then to today. */
  age: z.number().int(),
});

export const creditChannels = {
  /** Credits that have stood for more than so many days, the oldest first; `null`: all of them. Sums by currency (MO3). */
  'credits.old': booksQuery(
    z.object({ today: zDay, olderThan: z.number().int().min(0).max(36_500).nullable() }),
    z.object({
      rows: z.array(zOldCredit),
      sums: z.array(z.object({ currency: zCurrency, count: z.number().int(), unapplied: zMinor })),
    }),
  ),
  /** Writes credit to income, never more than is left: a manager's word, with a reason. */
  'credits.write': command(
    z.object({
      commandId: zId,
      source: zSource,
      amount: zAmount,
      date: zDay,
      reason: z.string().min(1, 'required').max(300),
    }),
    z.object({ id: zId, written: zMinor, source: zId }),
    MANAGEMENT,
  ),
  /** Takes it back from today on: the credit is the customer's again. */
  'credits.takeBack': command(
    z.object({ commandId: zId, id: zId, reason: z.string().min(1, 'required').max(300) }),
    z.object({ id: zId }),
    MANAGEMENT,
  ),
  /** What of a payment or credit note was written to income, the oldest first. */
  'credits.written': booksQuery(
    z.object({ source: zSource }),
    z.array(
      z.object({
        id: zId,
        date: zDay,
        amount: zMinor,
        currency: zCurrency,
        reason: z.string(),
        takenBack: z.object({ on: zDay, reason: z.string() }).nullable(),
      }),
    ),
  ),
} as const;
