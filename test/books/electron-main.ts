/** A small main process for tests: holds windows of books and does on each what the test asks over the process's own channel. */
import { app, BrowserWindow, session } from 'electron';
import { registerAppScheme, serveApp } from '../../electron/adapters/app-protocol.ts';
import { booksWindow } from '../../electron/adapters/books-window.ts';
import { refusePermissions } from '../../electron/adapters/lock-down.ts';
import type { Books, PortRequest } from '../../shared/contract/books-port.ts';

/** Each window of books has a number of its own: what is asked of it and what it tells carry that number. */
type Order =
  | { readonly books: number; readonly start: Start }
  | ({ readonly books: number } & PortRequest)
  | { readonly books: number; readonly kill: true }
  | { readonly quit: true };

interface Start {
  readonly folder: string;
  readonly pages: string;
  readonly preload: string;
}

const tell = (message: object) => process.send?.(message);

/** Books of this program that live, with the folder of their session. */
const living = new Map<number, { readonly books: Books; readonly folder: string }>();

async function start(number: number, { folder, pages, preload }: Start): Promise<void> {
  const spawn = booksWindow({
    folder,
    preload,
    prepare: (session) => {
      refusePermissions(session);
      serveApp(session, pages);
    },
  });
  const books = await spawn((reason) => tell({ books: number, death: reason }));
  living.set(number, { books, folder });
  tell({ books: number, started: true });
}

function kill(folder: string): void {
  const ours = session.fromPath(folder);
  for (const { webContents } of BrowserWindow.getAllWindows())
    if (webContents.session === ours) process.kill(webContents.getOSProcessId(), 'SIGKILL');
}

async function obey(order: Order): Promise<void> {
  if ('quit' in order) return app.exit(0);
  const { books: number } = order;
  if ('start' in order) return start(number, order.start);
  const there = living.get(number);
  if (!there) return;
  if ('kill' in order) return kill(there.folder);
  const call = there.books[order.method] as (...args: readonly unknown[]) => Promise<unknown>;
  tell({ books: number, request: order.request, reply: await call(...order.args) });
}

registerAppScheme();
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  process.on('message', (order) => void obey(order as Order));
  process.on('disconnect', () => app.exit(0));
  tell({ ready: true });
});
