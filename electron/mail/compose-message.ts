/** A mail as the bytes that go out (RFC 5322, MIME). They are made once: every later try sends the same. */
import { err, ok, type Result } from '../../shared/errors/index.ts';
import type { StorageError } from '../../shared/errors/storage-error.ts';
import { MAX_BLOB_BYTES } from '../journal/blobs.ts';

export interface Attachment {
  readonly name: string;
  readonly type: 'application/pdf' | 'application/xml';
  readonly bytes: Uint8Array;
}

export interface Message {
  /** The command that asked for it; the Message-ID follows from it, so that a receiver can tell a second copy. */
  readonly id: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Instant, UTC milliseconds. */
  readonly date: number;
  readonly attachments: readonly Attachment[];
  /** Marks a draft that a mail program opens to be finished and sent there. */
  readonly isDraft?: boolean;
}

/** Under the sender's domain; a draft may have no sender yet, and a Message-ID needs a domain all the same (RFC 5322, 3.6.4). */
export const messageIdOf = (id: string, sender: string): string =>
  `<${id}@${sender.slice(sender.lastIndexOf('@') + 1) || 'counterfoil.invalid'}>`;

/** `too-large` past what is kept of one mail (EV11); most servers take 25 MB, of which encoding eats a third. */
export async function composeMessage(message: Message): Promise<Result<Uint8Array, StorageError>> {
  const { id, sender, to, cc, subject, text, date, attachments } = message;
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: to.map((address) => ({ name: '', address })),
    cc: cc.map((address) => ({ name: '', address })),
    subject,
    text,
    date: new Date(date),
    messageId: messageIdOf(id, sender.address),
    attachments: attachments.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes),
    })),
    ...(message.isDraft ? { headers: { 'X-Unsent': '1' } } : {}),
    // Nothing in a mail names a file or an address from which it would be read.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  const bytes = await composer.compile().build();
  return bytes.length > MAX_BLOB_BYTES
    ? err({ kind: 'storage', reason: 'too-large', bytes: bytes.length, limit: MAX_BLOB_BYTES })
    : ok(bytes);
}
