/** A window with nothing in it: the floor of start and memory. */
import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1360, height: 860, webPreferences: { sandbox: true } });
  window.loadURL('data:text/html,<title>bare</title><main>bare</main>');
});
app.on('window-all-closed', () => app.quit());
