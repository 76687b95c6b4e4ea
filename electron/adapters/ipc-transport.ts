/** Carries messages between the page's window and the router, and says truthfully who sent them. */
import { type BrowserWindow, ipcMain } from 'electron';
import type { Push } from '../../shared/contract/app.ts';
import { INVOKE, PUSH } from '../../shared/contract/bridge.ts';
import { packReply } from '../../shared/contract/long-answer.ts';
import type { Route } from '../ipc/router.ts';

/** The origin of a frame's address; empty when there is no such frame any more. */
function originOf(address: string | undefined): string {
  try {
    const url = new URL(address ?? '');
    return `${url.protocol}//${url.host}`;
  } catch {
    return '';
  }
}

/** The page may ask before the program behind it is loaded: then its messages wait. */
export function serveIpc(window: () => BrowserWindow | null, route: Promise<Route>): void {
  ipcMain.handle(INVOKE, async (event, channel: unknown, input: unknown) => {
    const page = window()?.webContents;
    const sender = {
      ownWindow: page !== undefined && event.sender === page,
      mainFrame: page !== undefined && event.senderFrame === page.mainFrame,
      origin: originOf(event.senderFrame?.url),
    };
    return packReply(await (await route)(sender, channel, input));
  });
}

export function pushTo(window: () => BrowserWindow | null): (push: Push) => void {
  return (push) => {
    const page = window();
    if (page && !page.isDestroyed()) page.webContents.send(PUSH, push);
  };
}
