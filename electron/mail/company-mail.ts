/** Mail of the company that is open: its account, its outbox, and what is put into it. */
import type { MailOutbox } from '../../shared/contract/mail.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { beginMail, recordMail } from '../commands/mail-facts.ts';
import type { Company } from '../company/company.ts';
import { getBlob, putBlob } from '../journal/blobs.ts';
import type { Log } from '../ports.ts';
import type { LoopSurroundings } from '../sync/sync-loop.ts';
import { derivedId } from '../time-id.ts';
import type { AccountInput, AccountStore } from './account-store.ts';
import { composeMessage, type Message, messageIdOf } from './compose-message.ts';
import type { MailFailure, MailPort } from './mail-port.ts';
import { Outbox, type OutboxHost } from './outbox.ts';
import { type OutboxEntry, outboxFiles } from './outbox-files.ts';

export interface CompanyMailOptions {
  readonly dataFolder: string;
  readonly accounts: AccountStore;
  readonly port: MailPort;
  readonly around: LoopSurroundings;
  readonly log: Log;
  /** The outbox has changed: screens that show it ask again. */
  readonly onChanged: () => void;
}

/** A mail to be sent, with all that it says. */
export interface NewMail extends Omit<Message, 'sender' | 'date' | 'isDraft'> {
  readonly document: string;
  readonly number: string;
}

/** Milliseconds that closing waits for a server. */
const PATIENCE = 5_000;

const EMPTY: MailOutbox = { rows: [], line: 'idle', problem: null, nextTry: null };

export const mailError = ({ problem, detail }: MailFailure): AppError => ({ kind: 'mail', problem, detail });

export class CompanyMail {
  private readonly options: CompanyMailOptions;
  private present: { readonly company: Company; readonly outbox: Outbox } | null = null;

  constructor(options: CompanyMailOptions) {
    this.options = options;
  }

  async opened(company: Company): Promise<void> {
    const { dataFolder, port, around, log, onChanged } = this.options;
    const files = outboxFiles(dataFolder, company.id);
    const outbox = new Outbox({ port, files, host: this.hostOf(company), around, log, onChanged });
    this.present = { company, outbox };
    await outbox.open();
  }

  /** Waits for the mail that is on its way, but not for long: what comes of it then is asked about at the next start. */
  async closing(): Promise<void> {
    const { present } = this;
    this.present = null;
    if (!present) return;
    await new Promise<void>((resolve) => {
      const giveUp = this.options.around.later(PATIENCE, resolve);
      void present.outbox.close().then(() => {
        giveUp();
        resolve();
      });
    });
  }

  get outbox(): Outbox | null {
    return this.present?.outbox ?? null;
  }

  get state(): MailOutbox {
    return this.present?.outbox.state ?? EMPTY;
  }

  /** The account was changed: what waits for a person may go now. */
  changed(): void {
    this.present?.outbox.resume();
    this.options.onChanged();
  }

  /** Puts a mail into the outbox; a command id that is there already, or was sent, changes nothing. */
  async send(mail: NewMail): Promise<Result<{ id: string }, AppError>> {
    const { present } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    const { company, outbox } = present;
    const { id, document, number, to, cc, subject } = mail;
    if (outbox.has(id) || (await isCommitted(company, sentId(id)))) return ok({ id });
    const account = await this.options.accounts.ready(company.id);
    if (!account.ok) return err(mailError(account.error));
    const { sender } = account.value;
    const queued = this.options.around.now();
    const message = await composeMessage({ ...mail, sender, date: queued });
    if (!message.ok) return message.error.reason === 'too-large' ? TOO_LARGE : message;
    const stored = await putBlob(company.folder, message.value);
    if (!stored.ok) return stored;
    const added = await outbox.add({
      id,
      document,
      number,
      from: sender.address,
      to: [...to],
      cc: [...cc],
      subject,
      messageId: messageIdOf(id, sender.address),
      sha256: stored.value,
      bytes: message.value.length,
      state: 'waiting',
      problem: null,
      detail: '',
      queued,
      changed: queued,
      tries: 0,
      refused: [],
      recorded: false,
    });
    return added.ok ? ok({ id }) : added;
  }

  /** Signs in with what was typed and sends one mail to the sender itself. */
  async test(
    company: Company,
    typed: AccountInput,
    mail: Pick<Message, 'id' | 'subject' | 'text'>,
  ): Promise<Result<{ to: string }, AppError>> {
    const account = await this.options.accounts.ready(company.id, typed);
    if (!account.ok) return err(mailError(account.error));
    const { sender } = account.value;
    const to = sender.address;
    const date = this.options.around.now();
    const message = await composeMessage({ ...mail, sender, to: [to], cc: [], date, attachments: [] });
    if (!message.ok) return message;
    const line = await this.options.port.connect(account.value);
    if (!line.ok) return err(mailError(line.error));
    const sent = await line.value.send({ from: to, to: [to] }, message.value);
    line.value.close();
    return sent.ok ? ok({ to }) : err(mailError(sent.error));
  }

  private hostOf(company: Company): OutboxHost {
    return {
      account: () => this.options.accounts.ready(company.id),
      message: (sha256) => getBlob(company.folder, sha256),
      begin: ({ id, document }) =>
        company.execute('mails.begin', beginMail, { commandId: derivedId(id, 'begin'), document }),
      record: (mail) => {
        const { id, document, to, cc, refused, subject, messageId, sha256, bytes } = mail;
        return company.execute('mails.send', recordMail, {
          commandId: sentId(id),
          document,
          mail: { to, cc, refused, subject, messageId, sha256, bytes },
        });
      },
      isRecorded: ({ id }: OutboxEntry) => isCommitted(company, sentId(id)),
    };
  }
}

/** Id of the commit that names a mail as sent. */
const sentId = (id: string): string => derivedId(id, 'sent');

const TOO_LARGE = err({ kind: 'mail', problem: 'too-large', detail: '' } as const);

async function isCommitted(company: Company, id: string): Promise<boolean> {
  const found = await company.keeper.lookup('commit', { id });
  return found.ok && found.value !== null;
}
