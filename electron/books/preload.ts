/** Hands the port from the main process on to the hidden page: the page itself sees nothing of Electron (BO2). */
import { ipcRenderer, webFrame } from 'electron';

/** Both names are known to `host.ts` and to `electron/adapters/books-window.ts`. */
ipcRenderer.on('books-port', (event) => {
  const [port] = event.ports;
  if (port) window.postMessage('books-port', window.location.origin, [port]);
});

/** Milliseconds after which the page's scripts are compiled and the compiled code is kept. */
const UNTIL_COMPILED = 400;

// Nothing is loaded a second time here: Chromium's copies of the scripts need not stay (ADR 8).
window.addEventListener('load', () => setTimeout(() => webFrame.clearCache(), UNTIL_COMPILED));
