/** Builds the program from the system's parts and opens the company of last time. No logic of its own. */
import { join } from 'node:path';
import { app, type BrowserWindow, Menu } from 'electron';
import type { Settings } from '../shared/contract/app.ts';
import { PAGE_ORIGIN } from './adapters/app-protocol.ts';
import { type BooksWindowOptions, booksWindow, endBooksAhead } from './adapters/books-window.ts';
import { systemDesktop } from './adapters/desktop.ts';
import { pushTo } from './adapters/ipc-transport.ts';
import { roomForBulk } from './adapters/lean-runtime.ts';
import { menuTemplate } from './adapters/menu.ts';
import { menuLanguage } from './adapters/menu-words.ts';
import { systemLine } from './adapters/metered-line.ts';
import { systemSecrets } from './adapters/secret-store.ts';
import { serverProcess } from './adapters/server-process.ts';
import { systemTransport } from './adapters/sync-transport.ts';
import { checkForUpdates } from './adapters/updates.ts';
import { type App, createApp } from './app.ts';
import { nodeJournal } from './company/node-journal.ts';
import { runSeed } from './demo/run-seed.ts';
import { createPdfRenderer } from './documents/pdf-renderer.ts';
import { systemPrinters } from './documents/printing/system-printers.ts';
import { mdnsNetwork } from './hub/mdns-network.ts';
import type { LaunchOptions } from './launch-options.ts';
import { smtp, USUAL_PATIENCE } from './mail/smtp.ts';
import type { Log } from './ports.ts';

export interface Surroundings {
  /** Folder of the built main process. */
  readonly here: string;
  readonly options: LaunchOptions;
  readonly log: Log;
  /** The page's window, while there is one. */
  readonly present: () => BrowserWindow | null;
  /** How the window of the books is made for a company's folder. */
  readonly booksIn: (folder: string) => BooksWindowOptions;
}

/** Starts the program behind the page's window; for a seed it answers when the company is made. */
export async function startProgram({ here, options, log, present, booksIn }: Surroundings): Promise<App> {
  const dataFolder = app.getPath('userData');
  const push = pushTo(present);
  const desktop = systemDesktop(present);
  const showMenu = ({ language }: Pick<Settings, 'language'>) => {
    const { platform } = process;
    const spoken = menuLanguage(language, desktop.locale);
    const quit = () => app.quit();
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform, language: spoken, push, quit })));
  };
  const program = await createApp({
    dataFolder,
    logFile: join(dataFolder, 'logs', 'main.log'),
    origin: PAGE_ORIGIN,
    clock: { now: Date.now, offset: (instant) => -new Date(instant).getTimezoneOffset() },
    log,
    secrets: systemSecrets(),
    desktop,
    renderer: createPdfRenderer({
      thread: join(here, 'pdf-thread.js'),
      faces: join(here, '../fonts'),
      log,
      reference: () => Math.random().toString(36).slice(2, 10),
    }),
    printers: systemPrinters(desktop.platform),
    journalIn: (folder) =>
      nodeJournal({
        folder,
        thread: join(here, 'writer-thread.js'),
        version: app.getVersion(),
        platform: process.platform,
      }),
    booksIn: (folder) => booksWindow(booksIn(folder)),
    push,
    transportTo: systemTransport,
    line: systemLine(process.platform),
    hubPorts: {
      start: serverProcess(join(here, 'server.js'), log),
      network: mdnsNetwork({ log }),
      host: '0.0.0.0',
    },
    mailPort: smtp({ patience: USUAL_PATIENCE }),
    timers: {
      random: Math.random,
      later: (milliseconds, call) => {
        const timer = setTimeout(call, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    onSettings: showMenu,
  });
  const { services, route } = program;
  if (options.seed) {
    roomForBulk();
    await runSeed(program, options.seed, (line) => process.stdout.write(`${line}\n`));
    return program;
  }
  const last = services.list.all()[0];
  // What the window shows comes first, the hub behind it.
  void (last ? services.workspace.open(last) : Promise.resolve())
    .finally(endBooksAhead)
    .then(() => services.hub.begin())
    .catch((fault: unknown) => log.error('the hub did not start', fault));
  if (!last && options.demo)
    void route({ ownWindow: true, mainFrame: true, origin: PAGE_ORIGIN }, 'companies.createDemo', {
      commandId: services.newId(),
      profile: 'GB',
      name: 'Harbour Office Supplies',
      invoices: 400,
    });
  showMenu(services.settings.current);
  void checkForUpdates(services.settings.current.updateFeed, log);
  return program;
}
