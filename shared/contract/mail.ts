/** Documents by mail: the account of this desktop, a mail before it is sent, and the outbox. */
import { zEInvoiceFormat } from '../events/masters.ts';
import { zId, zLine, zMailAddress, zText } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { BILLING, command, mainQuery } from './channel.ts';

export const zMailProblem = z.enum([
  'no-account',
  'password-unreadable',
  'account-unreadable',
  'unreachable',
  'timeout',
  'certificate',
  'no-encryption',
  'not-mail',
  'login',
  'login-impossible',
  'busy',
  'sender-refused',
  'recipient-refused',
  'too-large',
  'refused',
  'lost',
  'interrupted',
  'document-void',
  'message-missing',
  'no-program',
  'storage',
  'fault',
]);

/** How the line is kept from others' eyes; `none` only to this machine itself. */
const zSecurity = z.enum(['tls', 'starttls', 'none']);

const zAccount = {
  server: zLine(250).refine((server) => /^[\p{L}\p{N}.:-]+$/u.test(server), 'not-an-address'),
  port: z.number().int().min(1).max(65_535),
  security: zSecurity,
  /** Empty where the server wants no login. */
  user: zLine(200),
  senderName: zLine(80),
  senderAddress: zMailAddress,
};

/** The password goes one way only; `null` leaves the one that is kept. */
const zAccountInput = z.object({ ...zAccount, password: z.string().max(500).nullable() });

const zRecipients = z.array(zMailAddress).max(20);

/** Text of a mail as it was typed; line ends as a form gives them. */
const zMailText = z
  .string()
  .max(20_000, 'too-long')
  .transform((text) => text.replace(/\r\n?/g, '\n'))
  .pipe(zText(20_000));

const zMail = {
  /** The document. */
  id: zId,
  to: zRecipients.min(1, 'required'),
  cc: zRecipients,
  subject: zLine(300).refine((subject) => subject !== '', 'required'),
  text: zMailText,
  /** The e-invoice that goes along, if one does. */
  eInvoice: zEInvoiceFormat.nullable(),
};

/**
 * `waiting` goes out by itself; `failed` waits for a person; `uncertain`: the line was lost or the program ended after the
 * text was on its way, so that nobody here knows whether it arrived.
 */
export const zMailState = z.enum(['waiting', 'sending', 'sent', 'failed', 'uncertain', 'cancelled']);

const zOutboxRow = z.object({
  id: zId,
  document: zId,
  number: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  state: zMailState,
  problem: zMailProblem.nullable(),
  /** What the server said, in its own words. */
  detail: z.string(),
  /** Instants, UTC milliseconds. */
  queued: z.number().int(),
  changed: z.number().int(),
  tries: z.number().int(),
  /** Recipients that the server would not take while it took others. */
  refused: z.array(z.string()),
});

const zDocuments = z.array(zId).min(1).max(2000);

const oneMail = z.object({ id: zId });
const zNothing = z.object({});

export const mailChannels = {
  'mail.account': mainQuery(
    zNothing,
    z.object({
      account: z
        .object({ ...zAccount, server: z.string(), senderAddress: z.string(), hasPassword: z.boolean() })
        .nullable(),
      /** Where the password is kept: the system's key store, or a file that only this user can read. */
      protection: z.enum(['system', 'file']),
    }),
  ),
  'mail.saveAccount': command(zAccountInput, zNothing),
  'mail.removeAccount': command(zNothing, zNothing),
  /** Signs in and sends one mail to the sender's own address; the answer is its error or that it worked. */
  'mail.test': command(zAccountInput, z.object({ to: z.string() })),
  /** The mail that would be sent for a document: recipient, text in the customer's language, what goes along. */
  'mail.compose': {
    ...mainQuery(
      z.object({ id: zId }),
      z.object({
        to: z.array(z.string()),
        subject: z.string(),
        text: z.string(),
        sender: z.object({ name: z.string(), address: z.string() }).nullable(),
        /** Format of the e-invoice that the customer wants; `null` for none. */
        eInvoice: zEInvoiceFormat.nullable(),
        /** Names of the files. */
        attachments: z.array(z.string()),
      }),
    ),
    roles: BILLING,
  },
  /** Puts the mail into the outbox, durable when it answers; it goes out by itself from there. */
  'mail.send': command(z.object({ commandId: zId, ...zMail }), oneMail),
  /** What `mail.sendMany` would do with these documents. */
  'mail.plan': {
    ...mainQuery(
      z.object({ documents: zDocuments }),
      z.object({
        /** Those that go out, in order, and whether they were printed or mailed before. */
        ready: z.array(z.object({ id: zId, handedOut: z.boolean() })),
        /** Whose customers have no address. */
        without: z.array(z.object({ id: zId, number: z.string(), customer: z.string() })),
        void: z.number().int(),
        /** Some of the customers want e-invoices. */
        hasEInvoices: z.boolean(),
      }),
    ),
    roles: BILLING,
  },
  /** Puts a mail for each document into the outbox, as `mail.compose` proposes it; a task that can be stopped. */
  'mail.sendMany': command(
    z.object({ commandId: zId, documents: zDocuments, withEInvoices: z.boolean() }),
    z.object({
      queued: z.number().int(),
      /** What could not be made. */
      left: z.array(
        z.object({
          id: zId,
          number: z.string(),
          why: z.enum(['einvoice', 'void', 'address', 'too-large', 'file']),
        }),
      ),
      stopped: z.boolean(),
    }),
  ),
  /** Hands the mail with its files to the system's own mail program as a draft; whether it is sent is decided there. */
  'mail.handOver': command(z.object({ commandId: zId, ...zMail }), zNothing),
  'mail.outbox': mainQuery(
    zNothing,
    z.object({
      rows: z.array(zOutboxRow),
      /** `stopped`: a person must act first, as by giving the right password. */
      line: z.enum(['idle', 'sending', 'waiting', 'stopped']),
      problem: zMailProblem.nullable(),
      nextTry: z.number().int().nullable(),
    }),
  ),
  /** Tries now whatever waits. */
  'mail.now': command(zNothing, zNothing),
  /** A person's decision on one mail: send it (again), give it up, or note that it did arrive. */
  'mail.decide': command(
    z.object({ id: zId, decision: z.enum(['again', 'cancel', 'arrived']) }),
    z.object({ done: z.boolean() }),
  ),
} as const;

export type MailOutbox = z.output<(typeof mailChannels)['mail.outbox']['output']>;
