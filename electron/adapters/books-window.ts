/**
 * The hidden, sandboxed window that holds one company's books, in a session of its own under the company's folder, so
 * that one wipe never takes two companies (BO2). Implements `Books` over one MessagePort; a window that dies leaves
 * nobody waiting.
 */
import { BrowserWindow, MessageChannelMain, type MessagePortMain, type Session, session } from 'electron';
import type { Books, BooksFrame, PortAnswers, PortRequest } from '../../shared/contract/books-port.ts';
import { ReplyRelay } from '../../shared/contract/long-answer.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { SpawnBooks } from '../company/books-keeper.ts';
import { BOOKS_ORIGIN } from './app-protocol.ts';

export interface BooksWindowOptions {
  /** Folder of the window's session, absolute. */
  readonly folder: string;
  /** The built preload script, absolute. */
  readonly preload: string;
  /** Called once for each session before its first window: pages, policy, permissions. */
  readonly prepare: (books: Session) => void;
}

const PAGE = `${BOOKS_ORIGIN}/electron/books/host.html`;
const UNAVAILABLE: AppError = { kind: 'unavailable', what: 'books' };

const prepared = new WeakSet<Session>();

/** A window with the page of the books in it, which looks at no books before it is sent a port. */
interface Started {
  readonly window: BrowserWindow;
  readonly loaded: Promise<void>;
}

/** Windows that were started before anybody knew whether they will be needed, by folder. */
const ahead = new Map<string, Started>();

function startWindow({ folder, preload, prepare }: BooksWindowOptions, place?: string): Started {
  const books = session.fromPath(folder);
  if (!prepared.has(books)) {
    prepared.add(books);
    prepare(books);
  }
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: books,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      spellcheck: false,
      // What the first start has compiled, the second need not compile again.
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  return { window, loaded: window.loadURL(place === 'beside' ? `${PAGE}#${place}` : PAGE) };
}

/** Starts the window of books that will probably be asked for: it takes as long to start as all of the program. */
export function startBooksAhead(options: BooksWindowOptions): void {
  const started = startWindow(options);
  ahead.set(options.folder, started);
  // Whoever takes the window hears of it.
  started.loaded.catch(() => undefined);
}

/** Ends the windows that were started and that nobody has taken. */
export function endBooksAhead(): void {
  for (const { window } of ahead.values()) if (!window.isDestroyed()) window.destroy();
  ahead.clear();
}

function takeAhead(folder: string): Started | undefined {
  const started = ahead.get(folder);
  ahead.delete(folder);
  return started?.window.isDestroyed() || started?.window.webContents.isCrashed() ? undefined : started;
}

/**
 * Starts windows for one company's books; each call of the answer is a new window with the books as they are on disk, or
 * with empty ones `beside` them.
 */
export function booksWindow(options: BooksWindowOptions): SpawnBooks {
  /** Windows that hold something of the session's storage. */
  const present = new Set<BrowserWindow>();
  return async (onDeath, place) => {
    if (place === 'anew' && present.size === 0)
      await session.fromPath(options.folder).clearStorageData({ storages: ['indexdb'] });
    const early = place === undefined ? takeAhead(options.folder) : undefined;
    const { window, loaded } = early ?? startWindow(options, place);
    present.add(window);
    const channel = new MessageChannelMain();
    const client = new PortClient(channel.port1);
    let over = false;
    const die = (reason: string) => {
      if (over) return;
      over = true;
      client.end();
      if (!window.isDestroyed()) window.destroy();
      onDeath(reason);
    };
    window.webContents.on('render-process-gone', (_event, details) => die(details.reason));
    window.on('closed', () => {
      present.delete(window);
      die('closed');
    });
    window.on('unresponsive', () => die('unresponsive'));
    channel.port1.on('close', () => die('port closed'));
    try {
      await loaded;
      window.webContents.postMessage('books-port', null, [channel.port2]);
      channel.port1.start();
    } catch (fault) {
      die(`not loaded: ${String(fault)}`);
    }
    return overPort(client, () => {
      over = true;
      if (!window.isDestroyed()) window.destroy();
    });
  };
}

function overPort(client: PortClient, destroy: () => void): Books {
  return {
    state: () => client.ask('state', []),
    begin: (journalId, incarnation) => client.ask('begin', [journalId, incarnation]),
    apply: (build, frames) => client.ask('apply', [build, frames.map(tight)]),
    query: (name, input, atLeast) => client.ask('query', [name, input, atLeast]),
    lookup: (name, input) => client.ask('lookup', [name, input]),
    frames: (from, limit) => client.ask('frames', [from, limit]),
    digest: () => client.ask('digest', []),
    audit: (table) => client.ask('audit', [table]),
    close: async () => {
      await client.ask('close', []);
      client.end();
      destroy();
    },
  };
}

/** A frame in memory of its own: a view would carry the whole buffer behind it over the port. */
const tight = ({ kind, number, payload, chain }: BooksFrame): BooksFrame => ({
  kind,
  number,
  payload: new Uint8Array(payload),
  chain: new Uint8Array(chain),
});

type Waiting = (reply: Result<unknown, AppError>) => void;

/** Pairs requests with answers; after the end every request is answered as unavailable. */
class PortClient {
  private readonly port: MessagePortMain;
  private readonly waiting = new Map<number, Waiting>();
  private readonly replies = new ReplyRelay();
  private outbox: PortRequest[] = [];
  private last = 0;
  private over = false;

  constructor(port: MessagePortMain) {
    this.port = port;
    port.on('message', ({ data }) => {
      for (const { request, reply } of data as PortAnswers) {
        const settle = this.waiting.get(request);
        this.waiting.delete(request);
        settle?.(this.replies.read(reply));
      }
    });
  }

  ask<T>(method: keyof Books, args: readonly unknown[]): Promise<Result<T, AppError>> {
    if (this.over) return Promise.resolve(method === 'close' ? ok(null as T) : err(UNAVAILABLE));
    this.last += 1;
    const message: PortRequest = { request: this.last, method, args };
    return new Promise((resolve) => {
      this.waiting.set(message.request, (reply) => resolve(reply as Result<T, AppError>));
      // A command asks half a dozen things at once: a message costs more than what is in it (ADR 18).
      if (this.outbox.push(message) === 1) process.nextTick(() => this.send());
    });
  }

  private send(): void {
    const { outbox } = this;
    this.outbox = [];
    if (!this.over) this.port.postMessage(outbox);
  }

  end(): void {
    if (this.over) return;
    this.over = true;
    this.port.close();
    for (const settle of this.waiting.values()) settle(err(UNAVAILABLE));
    this.waiting.clear();
  }
}
