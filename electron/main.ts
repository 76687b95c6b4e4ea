/** Entry of the main process: builds everything from the system's parts and opens the window. No logic of its own. */
import { join } from 'node:path';
import { app, type BrowserWindow, Menu, session } from 'electron';
import type { Settings } from '../shared/contract/app.ts';
import { PAGE_ORIGIN, registerAppScheme, serveApp } from './adapters/app-protocol.ts';
import { booksWindow } from './adapters/books-window.ts';
import { systemDesktop } from './adapters/desktop.ts';
import { pushTo, serveIpc } from './adapters/ipc-transport.ts';
import { lockDown, refusePermissions } from './adapters/lock-down.ts';
import { openLog } from './adapters/log-file.ts';
import { menuTemplate } from './adapters/menu.ts';
import { menuLanguage } from './adapters/menu-words.ts';
import { openPageWindow } from './adapters/page-window.ts';
import { systemSecrets } from './adapters/secret-store.ts';
import { checkForUpdates } from './adapters/updates.ts';
import { createApp } from './app.ts';
import { nodeJournal } from './company/node-journal.ts';
import { runSeed } from './demo/run-seed.ts';
import { readFaces } from './documents/paper-faces.ts';
import { createPdfRenderer } from './documents/pdf-renderer.ts';
import { systemPrinters } from './documents/printing/system-printers.ts';
import { launchOptions } from './launch-options.ts';

const here = import.meta.dirname;
const options = launchOptions(process.argv, process.env);
if (options.dataFolder) app.setPath('userData', options.dataFolder);

registerAppScheme();
const log = openLog(app.getPath('userData'));
lockDown(app, log);

/** Milliseconds that a page may take to close. */
const PATIENCE = 3000;

let window: BrowserWindow | null = null;
const present = () => window;
const writing = new Set<Promise<unknown>>();

async function start(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const pages = join(here, '../renderer');
  const push = pushTo(present);
  const desktop = systemDesktop(present);
  const showMenu = ({ language }: Pick<Settings, 'language'>) => {
    const { platform } = process;
    const spoken = menuLanguage(language, desktop.locale);
    const quit = () => app.quit();
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform, language: spoken, push, quit })));
  };
  const renderer = createPdfRenderer({
    thread: join(here, 'pdf-thread.js'),
    faces: await readFaces(join(here, '../fonts')),
    log,
    reference: () => Math.random().toString(36).slice(2, 10),
  });
  const program = await createApp({
    dataFolder,
    logFile: join(dataFolder, 'logs', 'main.log'),
    origin: PAGE_ORIGIN,
    clock: { now: Date.now, offset: (instant) => -new Date(instant).getTimezoneOffset() },
    log,
    secrets: systemSecrets(),
    desktop,
    renderer,
    printers: systemPrinters(desktop.platform),
    journalIn: (folder) =>
      nodeJournal({
        folder,
        thread: join(here, 'writer-thread.js'),
        version: app.getVersion(),
        platform: process.platform,
      }),
    booksIn: (folder) =>
      booksWindow({
        folder: join(folder, 'books'),
        preload: join(here, '../preload/books.cjs'),
        prepare: (books) => {
          refusePermissions(books);
          serveApp(books, pages, options.devServer);
        },
      }),
    push,
    onSettings: showMenu,
  });
  refusePermissions(session.defaultSession);
  serveApp(session.defaultSession, pages, options.devServer);

  // The page first: while it closes it hands over what was typed a moment ago (EV12); then everything else.
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
  let closing = false;
  let ended = false;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    void closePage()
      .then(() => Promise.all([program.close(), ...writing]))
      .catch((fault: unknown) => log.error('closing failed', fault))
      .then(() => {
        ended = true;
        app.quit();
      });
  });

  if (options.seed) {
    await runSeed(program, options.seed, (line) => process.stdout.write(`${line}\n`));
    app.quit();
    return;
  }

  serveIpc(present, program.route);
  showMenu(program.services.settings.current);
  window = await openPageWindow({
    dataFolder,
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
  const last = program.services.list.all()[0];
  if (last) void program.services.workspace.open(last);
  else if (options.demo)
    void program.route({ ownWindow: true, mainFrame: true, origin: PAGE_ORIGIN }, 'companies.createDemo', {
      commandId: program.services.newId(),
      profile: 'GB',
      name: 'Harbour Office Supplies',
      invoices: 400,
    });
  checkForUpdates(program.services.settings.current.updateFeed, log);
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
    .catch((fault: unknown) => {
      log.error('the program could not start', fault);
      app.exit(1);
    });
} else {
  app.quit();
}
