/**
 * The outbox of one company on this desktop: every mail goes out once, or a person is asked.
 *
 *                      server ready to hear of it          taken over
 *      ┌─────────┐ ───────────────────────────▶ ┌─────────┐ ───────▶ ┌──────┐
 *  ──▶ │ waiting │                              │ sending │          │ sent │ ──▶ named in the record
 *      └─────────┘ ◀─────── not now ─────────── └─────────┘          └──────┘
 *        │     ▲                                 │       │               ▲
 *        │     │              never ┌────────────┘       │ line lost     │
 *        │     │                    ▼                    ▼ in the text,  │ arrived
 *        │     │ again         ┌────────┐        ┌───────────┐ program   │ (a person
 *        │     ├────────────── │ failed │        │ uncertain │ ended     │  says so)
 *        │     │               └────────┘        └───────────┘ ──────────┘
 *        │     └──────────────────────────────────────┘ again
 *        ▼ cancel (also of failed and uncertain ones)
 *   ┌───────────┐
 *   │ cancelled │
 *   └───────────┘
 *
 * `sending` is on the medium before the first word about the mail, and the document counts as released by then: whatever
 * happens afterwards, nobody sends a second copy unasked. What the line and the account do to all mails is the loop's
 * matter: a line that fails is tried again later (SY4), an account that fails waits for a person.
 */
import type { MailOutbox } from '../../shared/contract/mail.ts';
import type { AppError, MailProblem, Result } from '../../shared/errors/index.ts';
import type { Log } from '../ports.ts';
import { type LoopSurroundings, type Step, SyncLoop } from '../sync/sync-loop.ts';
import type { ReadyAccount } from './account-store.ts';
import type { MailFailure, MailPort } from './mail-port.ts';
import type { OutboxEntry, OutboxFiles } from './outbox-files.ts';

/** What the outbox needs of the company. */
export interface OutboxHost {
  account(): Promise<Result<ReadyAccount, MailFailure>>;
  /** The bytes of a mail, checked against their hash. */
  message(sha256: string): Promise<Result<Uint8Array, AppError>>;
  /** Records that the document leaves; `already-void` when it must not. */
  begin(mail: OutboxEntry): Promise<Result<unknown, AppError>>;
  /** Names the mail in the record as sent; the same answer however often. */
  record(mail: OutboxEntry): Promise<Result<unknown, AppError>>;
  /** Whether the record names it already. */
  isRecorded(mail: OutboxEntry): Promise<boolean>;
}

export interface OutboxOptions {
  readonly port: MailPort;
  readonly files: OutboxFiles;
  readonly host: OutboxHost;
  readonly around: LoopSurroundings;
  readonly log: Log;
  readonly onChanged: () => void;
}

export type Decision = 'again' | 'cancel' | 'arrived';

/** Looks by itself this often, milliseconds; whatever happens here looks at once. */
const INTERVAL = 10 * 60_000;
/** Mails that are done stay in the list this long, milliseconds; the record keeps them for good. */
const SHOWN = 60 * 24 * 3_600_000;

/** From which states a decision leads on. */
const MAY: Readonly<Record<Decision, ReadonlySet<OutboxEntry['state']>>> = {
  again: new Set(['failed', 'uncertain', 'cancelled']),
  cancel: new Set(['waiting', 'failed', 'uncertain']),
  arrived: new Set(['uncertain']),
};

export class Outbox {
  private readonly options: OutboxOptions;
  private readonly mails = new Map<string, OutboxEntry>();
  private readonly loop: SyncLoop<MailFailure>;
  /** What kept the mails when it was last tried: still said while it is tried again, which may take a minute of silence. */
  private trouble: MailFailure | null = null;

  constructor(options: OutboxOptions) {
    this.options = options;
    this.loop = new SyncLoop<MailFailure>({
      around: options.around,
      interval: INTERVAL,
      work: () => this.tried(),
      fault: (thrown) => {
        options.log.error('the outbox failed', thrown);
        return { problem: 'fault', scope: 'line', detail: '' };
      },
      onState: options.onChanged,
    });
  }

  /** Takes up what was left: a mail that was being sent when the program ended may have arrived. */
  async open(): Promise<void> {
    const { files, host, around } = this.options;
    for (const mail of await files.all()) {
      const isDone = mail.state === 'cancelled' || (mail.state === 'sent' && mail.recorded);
      if (isDone && mail.changed < around.now() - SHOWN) {
        await files.remove(mail.id);
        continue;
      }
      this.mails.set(mail.id, mail);
      if (mail.state !== 'sending') continue;
      if (await host.isRecorded(mail)) await this.change(mail, { state: 'sent', recorded: true });
      else await this.change(mail, { state: 'uncertain', problem: 'interrupted', detail: '' });
    }
    this.loop.resume();
  }

  close(): Promise<void> {
    return this.loop.close();
  }

  /** Newest first, and how the line stands. */
  get state(): MailOutbox {
    const { state } = this.loop;
    const rows = [...this.mails.values()].sort((a, b) => b.queued - a.queued || (a.id < b.id ? 1 : -1));
    const failure = 'failure' in state ? state.failure : state.state === 'running' ? this.trouble : null;
    return {
      rows: rows.map(({ from, messageId, sha256, bytes, recorded, ...row }) => row),
      line: LINE[state.state],
      problem: failure?.problem ?? null,
      nextTry: 'until' in state ? state.until : null,
    };
  }

  has(id: string): boolean {
    return this.mails.has(id);
  }

  /** Takes a mail in; it waits on the medium when this answers, and goes out by itself. */
  async add(mail: OutboxEntry): Promise<Result<void, AppError>> {
    const written = await this.options.files.write(mail);
    if (!written.ok) return written;
    this.mails.set(mail.id, mail);
    this.options.onChanged();
    this.loop.nudge();
    return written;
  }

  /** A person says what becomes of a mail; `false` when it has gone on meanwhile. */
  async decide(id: string, decision: Decision): Promise<boolean> {
    const mail = this.mails.get(id);
    if (!mail || !MAY[decision].has(mail.state)) return false;
    const clear = { problem: null, detail: '' } as const;
    const next = {
      again: { state: 'waiting', ...clear },
      cancel: { state: 'cancelled', ...clear },
      arrived: { state: 'sent', ...clear },
    } as const;
    const kept = await this.change(mail, next[decision]);
    this.loop.nudge();
    return kept;
  }

  /** Something may work now: a person asks for it, or the account was changed. */
  resume(): void {
    this.loop.resume();
  }

  private async tried(): Promise<Step<MailFailure>> {
    const done = await this.step();
    this.trouble = 'failure' in done ? done.failure : null;
    return done;
  }

  private async step(): Promise<Step<MailFailure>> {
    const mails = [...this.mails.values()];
    for (const mail of mails.filter(({ state, recorded }) => state === 'sent' && !recorded)) {
      const recorded = await this.options.host.record(mail);
      if (!recorded.ok) return failedHere(recorded.error);
      await this.change(mail, { recorded: true });
    }
    // Who was tried least goes first, so that one mail that is put off does not keep the others.
    const [mail] = mails
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => a.tries - b.tries || a.queued - b.queued);
    return mail ? this.attempt(mail) : { step: 'done' };
  }

  private async attempt(mail: OutboxEntry): Promise<Step<MailFailure>> {
    const { host, port, log } = this.options;
    if (await host.isRecorded(mail)) {
      await this.change(mail, { state: 'sent', recorded: true });
      return { step: 'more' };
    }
    const message = await host.message(mail.sha256);
    if (!message.ok) return this.giveUp(mail, { problem: 'message-missing', scope: 'mail', detail: '' });
    const account = await host.account();
    const line = account.ok ? await port.connect(account.value) : account;
    if (!line.ok) {
      log.warn(`mail: no line (${line.error.problem})`);
      // It was put off, not tried: nothing was said of it.
      await this.change(mail, { problem: line.error.problem, detail: line.error.detail });
      return { step: line.error.scope === 'line' ? 'failed' : 'stop', failure: line.error };
    }
    try {
      // Meanwhile a person may have cancelled it.
      const present = this.mails.get(mail.id);
      if (present?.state !== 'waiting') return { step: 'more' };
      const begun = await host.begin(present);
      if (!begun.ok) return this.notBegun(present, begun.error);
      const tries = present.tries + 1;
      if (!(await this.change(present, { state: 'sending', problem: null, detail: '', tries }))) {
        await this.change(present, { state: 'waiting', problem: 'storage', tries });
        return { step: 'failed', failure: STORAGE };
      }
      const envelope = { from: mail.from, to: [...mail.to, ...mail.cc] };
      const sent = await line.value.send(envelope, message.value);
      const now = this.mails.get(mail.id) ?? present;
      return sent.ok ? this.taken(now, sent.value.refused) : this.notTaken(now, sent.error);
    } finally {
      line.value.close();
    }
  }

  private async taken(mail: OutboxEntry, refused: readonly string[]): Promise<Step<MailFailure>> {
    this.options.log.info(`mail ${mail.id}: sent`);
    await this.change(mail, { state: 'sent', refused: [...refused] });
    return { step: 'more' };
  }

  private async notTaken(mail: OutboxEntry, failure: MailFailure): Promise<Step<MailFailure>> {
    const { problem, scope, detail } = failure;
    this.options.log.warn(`mail ${mail.id}: ${problem}`);
    if (scope === 'mail') return this.giveUp(mail, failure);
    if (scope === 'unsure') {
      await this.change(mail, { state: 'uncertain', problem, detail });
      return { step: 'more' };
    }
    await this.change(mail, { state: 'waiting', problem, detail });
    return { step: scope === 'line' ? 'failed' : 'stop', failure };
  }

  private notBegun(mail: OutboxEntry, error: AppError): Promise<Step<MailFailure>> | Step<MailFailure> {
    if (error.kind === 'refused' || error.kind === 'not-found') {
      return this.giveUp(mail, { problem: 'document-void', scope: 'mail', detail: '' });
    }
    return failedHere(error);
  }

  private async giveUp(mail: OutboxEntry, { problem, detail }: MailFailure): Promise<Step<MailFailure>> {
    await this.change(mail, { state: 'failed', problem, detail });
    return { step: 'more' };
  }

  /** Changes a mail, here and on the medium; `false` when only here. */
  private async change(mail: OutboxEntry, changes: Partial<OutboxEntry>): Promise<boolean> {
    const next = { ...mail, ...changes, changed: this.options.around.now() };
    this.mails.set(mail.id, next);
    this.options.onChanged();
    const written = await this.options.files.write(next);
    if (!written.ok) this.options.log.warn(`mail ${mail.id}: its state could not be kept`);
    return written.ok;
  }
}

const STORAGE: MailFailure = { problem: 'storage', scope: 'line', detail: '' };

/** This desktop itself cannot go on now: its disk is full, its books are restarting. */
function failedHere(error: AppError): Step<MailFailure> {
  const problem: MailProblem = error.kind === 'storage' ? 'storage' : 'fault';
  return { step: 'failed', failure: { problem, scope: 'line', detail: '' } };
}

const LINE = {
  idle: 'idle',
  running: 'sending',
  paused: 'idle',
  closed: 'idle',
  waiting: 'waiting',
  stopped: 'stopped',
} as const;
