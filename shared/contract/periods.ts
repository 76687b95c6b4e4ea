/** Closed periods on screen: what is closed, what a close needs first, what arrived after one (PC1–PC4). */

import { zClosedFigures, zFiledReport, zPeriodClose } from '../events/closes.ts';
import { zDay, zDocumentKind, zId, zMinor, zSha256, zText } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, MANAGEMENT } from './channel.ts';

const zSaid = z.object({ recorded: z.number().int(), actor: z.string() });

const zClose = z.object({
  id: zId,
  through: zDay,
  ...zSaid.shape,
  device: z.string(),
  state: z.enum(['closed', 'reopened', 'sealed']),
  reopened: zSaid.extend({ reason: z.string() }).nullable(),
  sealed: zSaid.nullable(),
  figures: z.array(zClosedFigures),
  files: z.array(zFiledReport),
  /** Names of the desktops that were passed over. */
  absent: z.array(z.string()),
  note: z.string(),
  /** Entries of closed days that the close did not know. */
  late: z.number().int(),
});

/** Something that counts from a closed day and arrived after the close. */
const zArrival = z.object({
  commit: zId,
  type: z.enum([
    'issued',
    'voided',
    'received',
    'payment-ended',
    'presented',
    'refunded',
    'written-to-income',
    'settled',
    'taken-back',
  ]),
  /** The document or payment that it opens; `null` where that has not arrived. */
  subject: z.object({ what: z.enum(['document', 'payment']), id: zId, label: z.string() }).nullable(),
  kind: zDocumentKind.nullable(),
  customer: z.string(),
  day: zDay,
  amount: z.object({ minor: zMinor, currency: z.string() }).nullable(),
  ...zSaid.shape,
  device: z.string(),
});

export const periodChannels = {
  /** Every close, the newest day first; `openFrom` is the first open day, `null` while nothing is closed. */
  'periods.list': booksQuery(z.object({}), z.object({ openFrom: zDay.nullable(), closes: z.array(zClose) })),
  /** What a close through a day would meet: desktops with nothing known of a later day, and whether the figures tie out. */
  'periods.check': booksQuery(
    z.object({ through: zDay }),
    z.object({
      desktops: z.array(
        z.object({ id: zId, name: z.string(), last: z.number().int().nullable(), isBeyond: z.boolean() }),
      ),
      tied: z.boolean(),
      figures: z.array(zClosedFigures),
      /** Records that only a newer program can read (EV7). */
      unread: z.number().int(),
    }),
  ),
  /** What was owed on a close's last day as it is known now, and what arrived after the close (PC3). */
  'periods.compare': booksQuery(
    z.object({ id: zId }),
    z.object({ now: z.array(zClosedFigures), arrivals: z.array(zArrival), count: z.number().int() }),
  ),
  /** Files the reports and closes everything up to a day. */
  'periods.close': command(
    z.object({
      commandId: zId,
      through: zDay,
      absent: zPeriodClose.shape.absent,
      note: zPeriodClose.shape.note,
    }),
    z.object({ id: zId, through: zDay }),
    MANAGEMENT,
  ),
  /** Reopens a close and all that close later days. */
  'periods.reopen': command(
    z.object({
      commandId: zId,
      id: zId,
      reason: zText(300).refine((text) => text.trim() !== '', 'required'),
    }),
    z.object({ id: zId }),
    MANAGEMENT,
  ),
  /** From now on the close cannot be reopened. */
  'periods.seal': command(z.object({ commandId: zId, id: zId }), z.object({ id: zId }), ['owner']),
  /** Saves a filed report to a chosen place. */
  'periods.saveReport': command(
    z.object({ commandId: zId, id: zId, sha256: zSha256 }),
    z.object({ saved: z.boolean() }),
    MANAGEMENT,
  ),
} as const;
