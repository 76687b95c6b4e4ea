/** Contact persons and call notes of a customer (EV10): read and written by the main process, which holds their keys. */
import { zDay, zEmail, zId, zLine, zText } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { BILLING, command, MANAGEMENT, mainQuery } from './channel.ts';

export const contactFields = z.object({
  name: zLine(120).refine((name) => name !== '', 'required'),
  role: zLine(80),
  phone: zLine(40),
  email: zEmail,
  note: zText(500),
});

export const callFields = z.object({
  day: zDay,
  /** Whom it was with, as typed. */
  who: zLine(120),
  /** The contact person whom it was with and is about; `null` for nobody who is listed. */
  contact: zId.nullable(),
  text: zText(2000).refine((text) => text !== '', 'required'),
});

const zSaved = z.object({ id: zId });
const saving = <Fields extends z.ZodType>(fields: Fields) =>
  command(z.object({ commandId: zId, customer: zId, id: zId, fields }), zSaved);

export const personalChannels = {
  'personal.list': {
    ...mainQuery(
      z.object({ customer: zId }),
      z.object({
        contacts: z.array(z.object({ id: zId, fields: contactFields })),
        /** Newest first. */
        calls: z.array(z.object({ id: zId, fields: callFields })),
        /** Entries whose key has not come to this desktop yet. */
        notHere: z.number().int(),
        /** The last day on which something was erased, and how many entries cannot be read any more by it. */
        erased: z.object({ on: zDay, entries: z.number().int() }).nullable(),
        /** For how many years the law keeps what is on documents, and which (AU4). */
        retention: z.object({ years: z.number().int(), source: z.string() }),
      }),
    ),
    roles: BILLING,
  },
  'personal.saveContact': saving(contactFields),
  'personal.saveCall': saving(callFields),
  /** Takes a call note off the card; it stays in the record, sealed, until it is erased. */
  'personal.removeCall': command(z.object({ commandId: zId, customer: zId, id: zId }), zSaved),
  /** Everything that can be read of a customer as a file, for whoever asks what is kept. */
  'personal.export': command(z.object({ customer: zId }), z.object({ saved: z.boolean() })),
  /** Destroys the keys of one contact person, or of everything of this customer: nobody reads it any more, anywhere (AU4). */
  'personal.erase': command(
    z.object({ commandId: zId, customer: zId, contact: zId.nullable() }),
    z.object({ customer: zId }),
    MANAGEMENT,
  ),
} as const;
