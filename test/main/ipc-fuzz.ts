/**
 * The whole main process under hostile messages (DV6, BO2): real journal thread, real files, real router, in plain Node.
 * Every answer must be of the contract or of the closed union of errors; what was refused must have changed nothing.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppPorts } from '../../electron/app.ts';
import { nodePort } from '../../electron/journal/node-port.ts';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import { errorKey, FIELD_PROBLEMS, RECORD_KINDS } from '../../renderer/src/text/error-words.ts';
import { en } from '../../renderer/src/text/languages.ts';
import { type ChannelName, contract } from '../../shared/contract/contract.ts';
import type { AppError } from '../../shared/errors/index.ts';
import { toHex, unpackCommit, zEnvelope } from '../../shared/events/commit.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import { PORTS_TAKEN } from '../hub/network.ts';
import {
  fittingMessage,
  type HonestInputs,
  hostileMessage,
  isMalformed,
  type Message,
} from '../security/hostile-input.ts';
import { randomInput, randomOf } from '../security/random-input.ts';
import {
  clearDesk,
  type Desk,
  draftFor,
  issue,
  newDesk,
  newId,
  type Office,
  openOffice,
  type Program,
  paymentOf,
  REAL_TIMERS,
} from './harness.ts';

/** What a run found; `failure` names the first promise that was broken, with the message that broke it. */
export interface FuzzResult {
  readonly sent: number;
  readonly answers: Readonly<Record<string, number>>;
  /** Channels to whose handler no message came. */
  readonly unreached: readonly string[];
  /** Channels on which something was carried out. */
  readonly carriedOut: number;
  /** Times that malformed messages alone were sent, and every file of the desktop was compared. */
  readonly stills: number;
  readonly failure: string | null;
}

const AT_ONCE = 12;
const STILL_EVERY = 600;
/** How often the same messages must change a file before they are said to: more often than work can be under way. */
const STILL_RUNS = 50;
const STILL_MESSAGES = 60;

/** Sends `count` messages, the same for the same seed as long as answers come in the same order. */
export async function fuzzIpc(count: number, seed: number): Promise<FuzzResult> {
  const outside = await newDesk();
  const clock = heldTimers();
  const { desk, program, office } = await openOffice(outside.dataFolder, {
    hubPorts: PORTS_TAKEN,
    timers: clock.timers,
  });
  try {
    const ids: string[] = [office.customer, office.tax, office.method];
    for (const price of ['10', '20', '30']) ids.push((await issue(program, office, price)).id);
    const posted = paymentOf(office, 5_00, [{ target: ids[3] ?? '', amount: 5_00 }]);
    await program.must('payments.post', posted);
    const input = randomInput(randomOf(seed), [...ids, posted.id]);
    const honest = honestInputs(office, ids.slice(3));
    return await new Fuzz(desk, program, office.company, input, honest, clock).run(count);
  } finally {
    await program.app.close();
    await clearDesk(desk);
    await clearDesk(outside);
  }
}

interface HeldTimers {
  readonly timers: AppPorts['timers'];
  /** Runs something while nothing begins that the program does by itself: what comes due meanwhile comes afterwards. */
  while<T>(run: () => Promise<T>): Promise<T>;
}

function heldTimers(): HeldTimers {
  let isHeld = false;
  const due = new Set<() => void>();
  return {
    timers: {
      random: REAL_TIMERS.random,
      later: (milliseconds, call) => {
        const cancel = REAL_TIMERS.later(milliseconds, () => (isHeld ? due.add(call) : call()));
        return () => {
          cancel();
          due.delete(call);
        };
      },
    },
    async while(run) {
      isHeld = true;
      const result = await run();
      isHeld = false;
      for (const call of due) {
        due.delete(call);
        call();
      }
      return result;
    },
  };
}

/** What the office's own page would send. */
function honestInputs(office: Office, invoices: readonly string[]): HonestInputs {
  const made = () => ({ commandId: newId(), id: newId() });
  const draft = () => draftFor(office, '12.50');
  const account = {
    server: 'mail.office.example',
    port: 465,
    security: 'tls',
    user: 'office',
    password: 'secret',
    senderName: 'Ivy Bookbinders',
    senderAddress: 'office@office.example',
  } as const;
  const mail = () => ({
    commandId: newId(),
    id: invoices[0] ?? '',
    to: ['buyer@customer.example'],
    cc: [],
    subject: 'Your invoice',
    text: 'Please find it attached.',
    eInvoice: null,
  });
  return {
    'companies.create': () => ({
      commandId: newId(),
      company: { name: 'Second & Sons', profile: 'GB', currency: 'GBP' },
      owner: 'Ivy',
      series: { prefix: 'S-', yearly: false, width: 4, first: 1 },
      logo: null,
    }),
    'drafts.keep': () => ({ id: newId(), draft: draft(), focus: '' }),
    'drafts.save': () => ({ ...made(), draft: draft() }),
    'drafts.preview': () => ({ draft: draft() }),
    'invoices.check': () => ({ id: newId(), draft: draft() }),
    'invoices.issue': () => ({
      ...made(),
      draft: draft(),
      overrides: [{ code: 'likely-duplicate-amount', reason: 'two of the same' }],
    }),
    'payments.post': () =>
      paymentOf(
        office,
        1_00,
        invoices.map((target) => ({ target, amount: 10 })),
      ),
    'mail.saveAccount': () => account,
    'mail.test': () => account,
    'mail.send': mail,
    'mail.handOver': mail,
  };
}

class Fuzz {
  private readonly desk: Desk;
  private readonly program: Program;
  private readonly company: string;
  private readonly random: ReturnType<typeof randomInput>;
  private readonly honest: HonestInputs;
  private readonly clock: HeldTimers;
  private readonly answers: Record<string, number> = {};
  private readonly reached = new Set<string>();
  private readonly carriedOut = new Set<string>();
  private readonly accepted = new Set<string>();
  private readonly refused = new Map<string, string>();
  private sent = 0;
  private stills = 0;

  constructor(
    desk: Desk,
    program: Program,
    company: string,
    random: ReturnType<typeof randomInput>,
    honest: HonestInputs,
    clock: HeldTimers,
  ) {
    this.desk = desk;
    this.program = program;
    this.company = company;
    this.random = random;
    this.honest = honest;
    this.clock = clock;
  }

  async run(count: number): Promise<FuzzResult> {
    const before = this.record();
    const failure =
      (await this.send(count)) ?? (await this.reachTheRest()) ?? (await this.whatIsLost(before));
    const { answers, sent, stills } = this;
    const unreached = Object.keys(contract).filter((name) => !this.reached.has(name));
    return { sent, answers, stills, unreached, carriedOut: this.carriedOut.size, failure };
  }

  private async send(count: number): Promise<string | null> {
    while (this.sent < count) {
      const batch = Array.from({ length: AT_ONCE }, () => hostileMessage(this.random, this.honest));
      const found = (await this.answer(batch)) ?? (await this.backToOffice());
      if (found) return found;
      if (this.sent % STILL_EVERY >= AT_ONCE) continue;
      const moved = await this.clock.while(() => this.still());
      if (moved) return moved;
    }
    return null;
  }

  /** A record of many fields is rarely drawn with all of them in their bounds: its channel gets one that is. */
  private async reachTheRest(): Promise<string | null> {
    for (const name of Object.keys(contract) as ChannelName[]) {
      const message = this.reached.has(name) ? null : fittingMessage(name, this.random, this.honest);
      const found = message && ((await this.answer([message])) ?? (await this.backToOffice()));
      if (found) return found;
    }
    return null;
  }

  private async answer(batch: readonly Message[]): Promise<string | null> {
    const replies = await Promise.all(
      batch.map(({ sender, channel, input }) =>
        this.program.app.route(sender, structuredClone(channel), structuredClone(input)),
      ),
    );
    this.sent += batch.length;
    for (const [at, reply] of replies.entries()) {
      const found = this.look(batch[at] as Message, structuredClone(reply));
      if (found) return `${found}: ${told(batch[at] as Message)} → ${JSON.stringify(reply)?.slice(0, 500)}`;
    }
    return null;
  }

  /** What is wrong with an answer, if anything is. */
  private look(message: Message, reply: unknown): string | null {
    const malformed = isMalformed(message);
    const { ok, value, error } = reply as { ok?: unknown; value?: unknown; error?: AppError };
    const channel = (typeof message.channel === 'string' ? message.channel : 'none') as ChannelName;
    if (!malformed) this.reached.add(channel);
    const id = (message.input as { readonly commandId?: unknown } | null)?.commandId;
    if (ok === true) {
      this.count('ok');
      this.carriedOut.add(channel);
      if (typeof id === 'string') this.accepted.add(id);
      if (malformed) return 'a malformed message was carried out';
      return contract[channel].output.safeParse(value).success
        ? null
        : 'an answer that is not of the contract';
    }
    if (ok !== false || !error) return 'no result';
    this.count(error.kind);
    if (typeof id === 'string') this.refused.set(id, channel);
    if (error.kind === 'internal') return 'a fault';
    return isKnown(error) ? null : 'an error that is not of the closed union';
  }

  private count(kind: string): void {
    this.answers[kind] = (this.answers[kind] ?? 0) + 1;
  }

  /** The messages may have closed the company or opened another: the next ones are for the office again. */
  private async backToOffice(): Promise<string | null> {
    const { company } = await this.program.must('app.state', {});
    if (company.state === 'open' && company.company.id === this.company) return null;
    const opened = await this.program.call('companies.open', { id: this.company });
    if (opened.ok) return null;
    return `the office does not open again: ${JSON.stringify(opened.error)}`;
  }

  /** Malformed messages alone, and every file of the desktop is the same afterwards. */
  private async still(): Promise<string | null> {
    const malformed: Message[] = [];
    while (malformed.length < STILL_MESSAGES) {
      const message = hostileMessage(this.random, this.honest);
      if (isMalformed(message)) malformed.push(message);
    }
    // Work that earlier messages began may end in between, and shows no sign of itself: it does not end twice.
    for (let run = 1; ; run += 1) {
      const before = await this.quiet();
      const found = await this.answer(malformed);
      if (found) return found;
      await pause(5);
      const after = filesOf(this.desk.dataFolder);
      this.stills += 1;
      const moved = movedFiles(before, after);
      if (moved.length === 0) return null;
      const byWork = moved.every((line) => WORK_IN_BACKGROUND.test(line));
      if (run === STILL_RUNS || !byWork) return `malformed messages changed files:\n${moved.join('\n')}`;
    }
  }

  /** Waits until papers and names of what was issued before are stored; answers what the files are then. */
  private async quiet(): Promise<string> {
    let seen = filesOf(this.desk.dataFolder);
    for (let same = 0; same < 10; ) {
      await pause(15);
      const now = filesOf(this.desk.dataFolder);
      same = now === seen ? same + 1 : 0;
      seen = now;
    }
    return seen;
  }

  private get folder(): string {
    return join(this.desk.dataFolder, 'companies', this.company);
  }

  /** The record as it lies on disk: the chain after each frame, and the ids of all commits. */
  private record(): { readonly chains: readonly string[]; readonly commits: ReadonlySet<string> } {
    const chains: string[] = [];
    const commits = new Set<string>();
    const read = verifyJournal(nodePort(this.folder), {
      inspect: ({ kind, payload, chain }) => {
        chains.push(toHex(chain));
        if (kind !== FRAME_KIND.ownCommit) return;
        const bytes = unpackCommit(payload);
        commits.add(zEnvelope.parse(JSON.parse(new TextDecoder().decode(bytes?.envelope))).id);
      },
    });
    if (!read.ok) throw new Error(`the journal cannot be read: ${read.error.reason}`);
    return { chains, commits };
  }

  private async whatIsLost(before: ReturnType<Fuzz['record']>): Promise<string | null> {
    await this.quiet();
    const check = await this.program.must('companies.verify', {});
    if (!check.intact) return `the record is not intact: ${check.problem}`;
    const aging = await this.program.must('aging.report', { asOf: '2026-03-02', by: 'due' });
    if (!aging.tied) return 'the aging does not tie to the invoices';
    await this.program.must('companies.close', {});
    const after = this.record();
    if (before.chains.some((chain, at) => after.chains[at] !== chain)) return 'an earlier frame has changed';
    for (const [id, channel] of this.refused) {
      if (!this.accepted.has(id) && after.commits.has(id))
        return `the command ${id} was refused on ${channel} and is in the record`;
    }
    for (const name of readdirSync(join(this.desk.dataFolder, 'companies'))) {
      const { outcome, lines } = await verifyFolder(join(this.desk.dataFolder, 'companies', name));
      if (outcome !== 'sound') return `the journal of a company is ${outcome}: ${lines.join('; ')}`;
    }
    return null;
  }
}

const isKnown = (error: AppError): boolean => {
  const words: Readonly<Record<string, string>> = en.errors;
  const key = errorKey(error);
  if (error.kind === 'not-found' && !RECORD_KINDS.includes(error.what)) return false;
  if (error.kind === 'invalid' && !error.fields.every(({ problem }) => isFieldProblem(problem))) return false;
  return Boolean(words[`${key}.what`] ?? words[`${key}.what_other`]);
};

/** Schemas also name their complaint by its code, for which the page has one plain sentence. */
const isFieldProblem = (problem: string): boolean =>
  (FIELD_PROBLEMS as readonly string[]).includes(problem) || /^[a-z]+([-_][a-z]+)*$/.test(problem);

/** Every file below a folder with its size and the instant of its last change, but for the program's log. */
function filesOf(folder: string): string {
  const lines: string[] = [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith('.log')) continue;
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeNs } = statSync(path, { bigint: true, throwIfNoEntry: false }) ?? {};
    lines.push(`${path.slice(folder.length)} ${size} ${mtimeNs}`);
  }
  return lines.sort().join('\n');
}

/** Where work goes on after the answer: a paper is stored and named after its document was issued, a mail is sent. */
const WORK_IN_BACKGROUND = /^\/(companies\/[^/]+\/(journal|blobs)|outbox)\//;

/** The lines of {@link filesOf} that only one of two answers has: files that came, went or were written. */
function movedFiles(before: string, after: string): readonly string[] {
  const then = before.split('\n');
  const now = after.split('\n');
  return [...then.filter((line) => !now.includes(line)), ...now.filter((line) => !then.includes(line))];
}

/** A message in a line, as far as JSON can say it. */
function told({ sender, channel, input }: Message): string {
  try {
    const text = JSON.stringify([sender, channel, input], (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
    return text.slice(0, 3_000);
  } catch {
    return `${typeof channel === 'string' ? channel : typeof channel} with an input that goes round in a circle`;
  }
}
