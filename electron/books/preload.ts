/** Hands the port from the main process on to the hidden page: the page itself sees nothing of Electron (BO2). */
import { ipcRenderer } from 'electron';

/** Both names are known to `host.ts` and to `electron/adapters/books-window.ts`. */
ipcRenderer.on('books-port', (event) => {
  const [port] = event.ports;
  if (port) window.postMessage('books-port', window.location.origin, [port]);
});
