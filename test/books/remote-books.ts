/** Books in a real, hidden Electron window, driven from a test (or benchmark) in Node. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { electronPath, launchArguments } from '../../build/launch.mjs';
import { OUT, ROOT } from '../../build/paths.mjs';
import type { Books, PortRequest } from '../../shared/contract/books-port.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';

export interface RemoteBooks extends Books {
  /** Kills the window's process, as a crash would. */
  kill(): void;
  /** Why the window ended, once it has. */
  readonly death: Promise<string>;
  /** Ends the whole program. */
  quit(): Promise<void>;
}

/** How long a program may take to end before it is ended, in milliseconds. */
const PATIENCE = 10_000;

interface Told {
  readonly ready?: true;
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

/** Starts Electron with a books window over the session folder `folder`; `built` holds the built pages. */
export async function startRemoteBooks(main: string, folder: string, built = OUT): Promise<RemoteBooks> {
  const args = launchArguments([`--user-data-dir=${folder}-profile`]).map((arg) =>
    arg === ROOT ? main : arg,
  );
  const child: ChildProcess = spawn(electronPath(), args, {
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, (reply: unknown) => void>();
  const death = Promise.withResolvers<string>();
  const ready = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  child.on('message', (message) => {
    const told = message as Told;
    if (told.ready) ready.resolve();
    if (told.started) started.resolve();
    if (told.death !== undefined) death.resolve(told.death);
    if (told.request !== undefined) waiting.get(told.request)?.(told.reply);
  });
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  void gone.then(() => ready.reject(new Error('Electron ended before it was ready')));
  await ready.promise;
  child.send({
    start: { folder, pages: join(built, 'renderer'), preload: join(built, 'preload/books.cjs') },
  });
  await started.promise;

  let last = 0;
  const ask = <T>(method: keyof Books, args: readonly unknown[]) =>
    new Promise<Result<T, AppError>>((resolve) => {
      last += 1;
      waiting.set(last, (reply) => resolve(reply as Result<T, AppError>));
      child.send({ request: last, method, args } satisfies PortRequest);
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
    kill: () => child.send({ kill: true }),
    death: death.promise,
    quit: async () => {
      const slow = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      if (child.connected) child.send({ quit: true });
      await gone;
      clearTimeout(slow);
    },
  };
}
