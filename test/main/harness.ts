/**
 * The whole main process in plain Node: real journal thread, real files, the books on an in-memory IndexedDB, and the
 * page's messages through the router. What it is not: Electron, and paper.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { type App, type AppPorts, createApp } from '../../electron/app.ts';
import { openBooks } from '../../electron/books/books-core.ts';
import type { JournalAccess } from '../../electron/company/journal-access.ts';
import { nodeJournal } from '../../electron/company/node-journal.ts';
import type { PdfRenderer } from '../../electron/documents/pdf-renderer.ts';
import type { PrinterPort } from '../../electron/documents/printing/printer-port.ts';
import type { Push } from '../../shared/contract/app.ts';
import type { Books } from '../../shared/contract/books-port.ts';
import type { ChannelName, InputOf, OutputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { NO_HUB } from '../hub/network.ts';
import { plainCustomer, plainDraft } from '../plain-records.ts';

const ORIGIN = 'app://counterfoil';
export const OWN_PAGE = { ownWindow: true, mainFrame: true, origin: ORIGIN } as const;

/** What outlives a restart of the program: the data folder, and the databases of the books by company folder. */
export interface Desk {
  readonly dataFolder: string;
  readonly databases: Map<string, IDBFactory>;
  /** The folder that the user chooses whenever one is asked for; without it every dialog is closed. */
  chosen?: string;
  /** The file that the user chooses whenever one is to be opened. */
  file?: string;
}

export async function newDesk(): Promise<Desk> {
  return { dataFolder: await mkdtemp(join(tmpdir(), 'counterfoil-main-')), databases: new Map() };
}

export const clearDesk = (desk: Desk): Promise<void> => rm(desk.dataFolder, { recursive: true, force: true });

export interface Program {
  readonly app: App;
  readonly pushes: Push[];
  /** Wall clock of the program; tests set it. */
  readonly clock: { time: number };
  call<Name extends ChannelName>(
    channel: Name,
    input: InputOf<Name>,
  ): Promise<Result<OutputOf<Name>, AppError>>;
  /** As `call`, for what must succeed. */
  must<Name extends ChannelName>(channel: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Ends the books' window under the program. */
  killBooks(): void;
  /** From now on nothing goes into the books until the answer is called. */
  holdBooks(): () => void;
}

const NOON = Date.parse('2026-03-02T12:00:00Z');

/** A line that is not there, for offices of one desktop. */
const NO_LINE: AppPorts['transportTo'] = () => async () => ({ answered: false, why: 'unreachable' });

/** A line that costs nothing. */
const FREE_LINE: AppPorts['line'] = { tellsMetered: true, isMetered: async () => false };

/** Timers of the real clock. */
export const REAL_TIMERS: AppPorts['timers'] = {
  random: Math.random,
  later: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A mail server that is not there, for offices that send none. */
const NO_MAIL: AppPorts['mailPort'] = {
  connect: async () => err({ problem: 'unreachable', scope: 'line', detail: '' }),
};

export interface ProgramOptions {
  readonly transportTo?: AppPorts['transportTo'];
  readonly line?: AppPorts['line'];
  readonly timers?: AppPorts['timers'];
  readonly mailPort?: AppPorts['mailPort'];
  readonly printers?: PrinterPort;
  /** What makes papers; without it every paper is the same few bytes. */
  readonly renderer?: PdfRenderer;
  readonly hubPorts?: AppPorts['hubPorts'];
  readonly log?: AppPorts['log'];
  /** Stands between the program and its journal. */
  readonly around?: (access: JournalAccess) => JournalAccess;
  /** The system's own program for a file; without it every file is opened. */
  readonly openFile?: AppPorts['desktop']['openFile'];
}

export async function startProgram(
  desk: Desk,
  at: number = NOON,
  {
    transportTo = NO_LINE,
    line = FREE_LINE,
    timers = REAL_TIMERS,
    mailPort = NO_MAIL,
    hubPorts = NO_HUB,
    around = (access) => access,
    log = { info: () => {}, warn: () => {}, error: () => {} },
    ...ports
  }: ProgramOptions = {},
): Promise<Program> {
  const pushes: Push[] = [];
  const clock = { time: at };
  let kill: (() => void) | null = null;
  let gone: Promise<void> = Promise.resolve();
  let held: Promise<void> = Promise.resolve();
  const renderer: PdfRenderer = {
    render: async () => ok(new TextEncoder().encode('%PDF-1.7 stands for the paper')),
    start: () => {},
    close: async () => {},
  };
  const noPrinter = async () => err({ kind: 'printing', problem: 'no-printers', detail: '' } as const);
  const printers: PrinterPort = {
    list: async () => ok([]),
    trays: async () => ok([]),
    print: noPrinter,
    follow: noPrinter,
  };
  const app = await createApp({
    dataFolder: desk.dataFolder,
    logFile: join(desk.dataFolder, 'main.log'),
    origin: ORIGIN,
    clock: { now: () => clock.time, offset: () => 0 },
    log,
    secrets: { protection: 'file', seal: (secret) => secret, open: (sealed) => sealed },
    desktop: {
      platform: 'linux',
      locale: 'en-GB',
      version: '0.0.0',
      chooseSavePath: async (name) => (desk.chosen ? join(desk.chosen, name) : null),
      chooseFile: async () => desk.file ?? null,
      chooseFolder: async () => desk.chosen ?? null,
      writeChosen: async (path, bytes, how) => writeFile(path, bytes, { flag: how === 'append' ? 'a' : 'w' }),
      openFile: ports.openFile ?? (async () => ''),
      showFolder: () => {},
    },
    renderer: ports.renderer ?? renderer,
    printers: ports.printers ?? printers,
    journalIn: (folder) =>
      around(
        nodeJournal({
          folder,
          thread: new URL('../../electron/journal/writer-thread.ts', import.meta.url),
          version: '0.0.0',
          platform: 'linux',
        }),
      ),
    booksIn: (folder) => async (onDeath, place) => {
      if (place === 'beside')
        return openBooks({
          indexedDB: new IDBFactory(),
          keyRange: IDBKeyRange,
          name: place,
          onEnd: () => {},
        });
      let factory = desk.databases.get(folder);
      if (!factory || place === 'anew') {
        factory = new IDBFactory();
        desk.databases.set(folder, factory);
      }
      await gone;
      const books = await openBooks({
        indexedDB: factory,
        keyRange: IDBKeyRange,
        name: 'books',
        onEnd: (fault) => onDeath(String(fault)),
      });
      const mortal = mortalBooks(books, () => held);
      kill = () => {
        gone = mortal.kill();
        onDeath('killed by the test');
      };
      return mortal.books;
    },
    push: (push) => pushes.push(push),
    transportTo,
    line,
    mailPort,
    hubPorts,
    timers,
    onSettings: () => {},
  });
  const call: Program['call'] = async (channel, input) =>
    structuredClone(await app.route(OWN_PAGE, channel, structuredClone(input))) as Awaited<
      ReturnType<Program['call']>
    > as never;
  return {
    app,
    pushes,
    clock,
    call,
    async must(channel, input) {
      const reply = await call(channel, input);
      if (!reply.ok) throw new Error(`${channel} answered ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    killBooks: () => kill?.(),
    holdBooks: () => {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}

/**
 * Books whose every call fails from a moment on, as those of a window that is gone; what is applied may be held up. `kill`
 * ends when nothing that was under way can write any more: a process that is gone does not, this one would go on.
 */
function mortalBooks(books: Books, held: () => Promise<void>): { books: Books; kill: () => Promise<void> } {
  let dead = false;
  const underWay = new Set<Promise<unknown>>();
  const gone = err({ kind: 'unavailable', what: 'books' } as const);
  const guard =
    <Args extends readonly unknown[], Answer>(method: (...args: Args) => Promise<Result<Answer, AppError>>) =>
    async (...args: Args): Promise<Result<Answer, AppError>> => {
      if (dead) return gone;
      const answer = method(...args);
      underWay.add(answer);
      await answer.finally(() => underWay.delete(answer));
      return dead ? gone : answer;
    };
  return {
    books: {
      ...books,
      state: guard(books.state),
      apply: async (...args) => {
        await held();
        return guard(books.apply)(...args);
      },
      begin: guard(books.begin),
      frames: guard(books.frames),
      digest: guard(books.digest),
      audit: guard(books.audit),
      query: guard(books.query as (...args: unknown[]) => Promise<Result<never, AppError>>) as Books['query'],
      lookup: guard(
        books.lookup as (...args: unknown[]) => Promise<Result<never, AppError>>,
      ) as Books['lookup'],
    },
    kill: async () => {
      dead = true;
      await Promise.allSettled(underWay);
      await books.close();
    },
  };
}

export const newId = (): string => randomUUID();

/** A small British company with one customer; answers what a test needs to go on. */
export async function foundOffice(program: Program) {
  const { id } = await program.must('companies.create', {
    commandId: newId(),
    company: { name: 'Ivy Bookbinders', profile: 'GB', currency: 'GBP' },
    owner: 'Ivy',
    series: { prefix: 'INV-', yearly: false, width: 4, first: 1 },
    logo: null,
  });
  const taxes = await program.must('taxes.list', {});
  const methods = await program.must('methods.list', {});
  const customer = await addCustomer(program, 'Alder & Sons');
  return {
    company: id,
    customer,
    tax: taxes.find(({ fields }) => fields.category === 'S')?.id ?? '',
    method: methods[0]?.id ?? '',
  };
}

/** A desk with a program on it and a small office: what nearly every test begins with; `chosen` as a desk has it. */
export async function openOffice(chosen?: string, options?: ProgramOptions) {
  const desk = { ...(await newDesk()), ...(chosen === undefined ? {} : { chosen }) };
  const program = await startProgram(desk, NOON, options);
  return { desk, program, office: await foundOffice(program) };
}

/** Ends the program and takes the desk away. */
export async function leaveOffice(desk: Desk, program: Program): Promise<void> {
  await program.app.close();
  await clearDesk(desk);
}

export type Office = Awaited<ReturnType<typeof foundOffice>>;

export async function addCustomer(program: Program, name: string): Promise<string> {
  const id = newId();
  await program.must('customers.save', {
    commandId: newId(),
    id,
    expectedRevision: null,
    fields: {
      ...plainCustomer(name.slice(0, 6), name),
      address: { lines: ['1 Mill Lane'], city: 'Leeds', postcode: 'LS1 1AA', region: '', country: 'GB' },
    },
  });
  return id;
}

/** A draft of one line at a price in pounds, 20 % tax on top. */
export function draftFor(office: Office, price: string, more: Partial<InputOf<'drafts.keep'>['draft']> = {}) {
  const line = {
    id: newId(),
    item: null,
    description: 'Binding',
    quantity: '1',
    unit: 'pc',
    unitPrice: price,
    adjustments: [],
    tax: office.tax,
  };
  return plainDraft(office.customer, [line], more);
}

/** Issues an invoice, passing over the questions whose codes are named. */
export function issue(program: Program, office: Office, price: string, id = newId(), commandId = newId()) {
  return program.must('invoices.issue', {
    commandId,
    id,
    draft: draftFor(office, price),
    overrides: [
      { code: 'likely-duplicate-amount', reason: 'two of the same' },
      // The servers of tests have the real day, the programs one of their own.
      { code: 'clock-differs-from-server', reason: 'a day of the test' },
    ],
  });
}

export function paymentOf(office: Office, amount: number, allocations: { target: string; amount: number }[]) {
  return {
    commandId: newId(),
    id: newId(),
    customer: office.customer,
    method: office.method,
    date: '2026-03-02',
    amount,
    currency: 'GBP',
    reference: 'TRF 1',
    cheque: null,
    tendered: null,
    note: '',
    allocations,
    writeOffs: [],
  } as unknown as InputOf<'payments.post'>;
}
