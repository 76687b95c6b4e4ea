/** Books in a real, hidden Electron window, driven from a test (or benchmark) in Node. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { electronPath, launchArguments } from '../../build/launch.mjs';
import { OUT, ROOT } from '../../build/paths.mjs';
import type { Books } from '../../shared/contract/books-port.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';

export interface RemoteBooks extends Books {
  /** Kills the window's process, as a crash would. */
  kill(): void;
  /** Why the window ended, once it has. */
  readonly death: Promise<string>;
}

/** A program that holds windows of books, each over a session folder of its own. */
export interface BooksProgram {
  /** Starts a window of books over the session folder `folder`. */
  open(folder: string): Promise<RemoteBooks>;
  /** Ends the program with all its windows. */
  quit(): Promise<void>;
}

/** How long a program may take to end before it is ended, in milliseconds. */
const PATIENCE = 120_000;

interface Told {
  readonly ready?: true;
  readonly books?: number;
  readonly started?: true;
  readonly death?: string;
  readonly request?: number;
  readonly reply?: unknown;
}

/** Bundles the test's main process into a folder of its own that Electron can start. */
export async function bundleMain(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'books-main-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, 'test/books/electron-main.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      rollupOptions: { external: ['electron'], output: { format: 'es', entryFileNames: 'main.js' } },
    },
    ssr: { noExternal: true },
  });
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"books-test","version":"0.0.0","type":"module","main":"main.js"}',
  );
  return folder;
}

/** What waits for word from one window of books. */
class Ears {
  readonly started = Promise.withResolvers<void>();
  readonly death = Promise.withResolvers<string>();
  private readonly waiting = new Map<number, (reply: unknown) => void>();
  private last = 0;

  hear({ started, death, request, reply }: Told): void {
    if (started) this.started.resolve();
    if (death !== undefined) this.death.resolve(death);
    if (request !== undefined) this.waiting.get(request)?.(reply);
  }

  /** The number of the next request, whose answer goes to `take`. */
  next(take: (reply: unknown) => void): number {
    this.last += 1;
    this.waiting.set(this.last, take);
    return this.last;
  }
}

/** Starts Electron with the bundle `main`; what Electron keeps for itself lies in the folder `profile`. `built`: the built pages. */
export async function startBooksProgram(main: string, profile: string, built = OUT): Promise<BooksProgram> {
  const args = launchArguments([`--user-data-dir=${profile}`]).map((arg) => (arg === ROOT ? main : arg));
  const child: ChildProcess = spawn(electronPath(), args, {
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const ready = Promise.withResolvers<void>();
  const windows: Ears[] = [];
  child.on('message', (message) => {
    const told = message as Told;
    if (told.ready) ready.resolve();
    if (told.books !== undefined) windows[told.books]?.hear(told);
  });
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  void gone.then(() => ready.reject(new Error('Electron ended before it was ready')));
  await ready.promise;

  return {
    open: async (folder) => {
      const ears = new Ears();
      const number = windows.push(ears) - 1;
      const start = { folder, pages: join(built, 'renderer'), preload: join(built, 'preload/books.cjs') };
      child.send({ books: number, start });
      await ears.started.promise;
      const ask = <T>(method: keyof Books, args: readonly unknown[]) =>
        new Promise<Result<T, AppError>>((resolve) => {
          const request = ears.next((reply) => resolve(reply as Result<T, AppError>));
          child.send({ books: number, request, method, args });
        });
      return {
        state: () => ask('state', []),
        begin: (journalId, incarnation) => ask('begin', [journalId, incarnation]),
        apply: (build, frames) => ask('apply', [build, frames]),
        query: (name, input, atLeast) => ask('query', [name, input, atLeast]),
        lookup: (name, input) => ask('lookup', [name, input]),
        frames: (from, limit) => ask('frames', [from, limit]),
        digest: () => ask('digest', []),
        audit: (table) => ask('audit', [table]),
        close: async () => {
          await ask('close', []);
        },
        kill: () => child.send({ books: number, kill: true }),
        death: ears.death.promise,
      };
    },
    quit: async () => {
      const slow = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      if (child.connected) child.send({ quit: true });
      await gone;
      clearTimeout(slow);
    },
  };
}
