/**
 * Entry of the main process. What a window needs comes first and is small; the program itself is loaded while the
 * window's own process starts. No logic of its own.
 */
import { join } from 'node:path';
import { app, type BrowserWindow, Menu, session } from 'electron';
import { registerAppScheme, serveApp } from './adapters/app-protocol.ts';
import { type BooksWindowOptions, startBooksAhead } from './adapters/books-window.ts';
import { serveIpc } from './adapters/ipc-transport.ts';
import { lastCompanyFolder } from './adapters/last-company.ts';
import { leanRuntime } from './adapters/lean-runtime.ts';
import { lockDown, refusePermissions } from './adapters/lock-down.ts';
import { logLater } from './adapters/log-later.ts';
import { openPageWindow } from './adapters/page-window.ts';
import type { App } from './app.ts';
import { launchOptions } from './launch-options.ts';

const here = import.meta.dirname;
const pages = join(here, '../renderer');
const options = launchOptions(process.argv, process.env);
if (options.dataFolder) app.setPath('userData', options.dataFolder);

registerAppScheme();
leanRuntime(app.commandLine);
const log = logLater(async () => {
  const { openLog } = await import('./adapters/log-file.ts');
  return openLog(app.getPath('userData'));
});
lockDown(app, log);
// The runtime's own menu is not built only to be replaced.
Menu.setApplicationMenu(null);

/** Milliseconds that a page may take to close. */
const PATIENCE = 3000;

let window: BrowserWindow | null = null;
const present = () => window;
const writing = new Set<Promise<unknown>>();

/** The page first: while it closes it hands over what was typed a moment ago (EV12); then everything else. */
const closePage = (): Promise<void> =>
  new Promise((resolve) => {
    if (!window) return resolve();
    // A page that hangs is not waited for.
    const timer = setTimeout(() => window?.destroy(), PATIENCE);
    window.once('closed', () => {
      clearTimeout(timer);
      resolve();
    });
    window.close();
  });

function closeOnQuit(program: Promise<App>): void {
  let closing = false;
  let ended = false;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    void closePage()
      .then(async () => Promise.all([(await program).close(), ...writing]))
      .catch((fault: unknown) => log.error('closing failed', fault))
      .then(() => {
        ended = true;
        app.quit();
      });
  });
}

/** How the window of a company's books is made; its session serves the program's pages and refuses everything else. */
const booksIn = (folder: string): BooksWindowOptions => ({
  folder: join(folder, 'books'),
  preload: join(here, '../preload/books.cjs'),
  prepare: (books) => {
    refusePermissions(books);
    serveApp(books, pages, options.devServer);
  },
});

async function showPage(): Promise<void> {
  window = await openPageWindow({
    dataFolder: app.getPath('userData'),
    preload: join(here, '../preload/preload.cjs'),
    onWriting: (write) => {
      writing.add(write);
      void write.finally(() => writing.delete(write));
    },
  });
  window.on('closed', () => {
    window = null;
    // The books' window is still there, unseen: without this the program would go on without a face.
    app.quit();
  });
}

async function start(): Promise<void> {
  refusePermissions(session.defaultSession);
  serveApp(session.defaultSession, pages, options.devServer);
  if (!options.seed) {
    // What takes longest first: the first figures wait for the books.
    const last = await lastCompanyFolder(app.getPath('userData'));
    if (last !== null) startBooksAhead(booksIn(last));
    await showPage();
  }
  const program = import('./program.ts').then(({ startProgram }) =>
    startProgram({ here, options, log, present, booksIn }),
  );
  closeOnQuit(program);
  serveIpc(
    present,
    program.then(({ route }) => route),
  );
  await program;
  if (options.seed) app.quit();
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  void app
    .whenReady()
    .then(start)
    .catch(async (fault: unknown) => {
      log.error('the program could not start', fault);
      await log.written().catch(() => undefined);
      app.exit(1);
    });
} else {
  app.quit();
}
