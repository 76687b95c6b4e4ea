/** A small main process for tests: holds one books window and does on it what the test asks over the process's own channel. */
import { app } from 'electron';
import { registerAppScheme, serveApp } from '../../electron/adapters/app-protocol.ts';
import { booksWindow } from '../../electron/adapters/books-window.ts';
import { refusePermissions } from '../../electron/adapters/lock-down.ts';
import type { Books, PortRequest } from '../../shared/contract/books-port.ts';

interface Start {
  readonly start: { readonly folder: string; readonly pages: string; readonly preload: string };
}

type Order = Start | PortRequest | { readonly kill: true } | { readonly quit: true };

const tell = (message: object) => process.send?.(message);

let books: Books | undefined;

async function obey(order: Order): Promise<void> {
  if ('start' in order) {
    const { folder, pages, preload } = order.start;
    const spawn = booksWindow({
      folder,
      preload,
      prepare: (session) => {
        refusePermissions(session);
        serveApp(session, pages);
      },
    });
    books = await spawn((reason) => tell({ death: reason }));
    tell({ started: true });
  } else if ('quit' in order) {
    app.exit(0);
  } else if ('kill' in order) {
    const metrics = app.getAppMetrics().filter(({ type }) => type === 'Tab');
    for (const { pid } of metrics) process.kill(pid, 'SIGKILL');
  } else if (books) {
    const call = books[order.method] as (...args: readonly unknown[]) => Promise<unknown>;
    tell({ request: order.request, reply: await call(...order.args) });
  }
}

registerAppScheme();
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  process.on('message', (order) => void obey(order as Order));
  process.on('disconnect', () => app.exit(0));
  tell({ ready: true });
});
