/** The system's own dialogs and programs (port `Desktop`). */
import { writeFile } from 'node:fs/promises';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { Desktop } from '../ports.ts';
import { systemLocale } from './system-locale.ts';

const FILTERS = {
  pdf: { name: 'PDF', extensions: ['pdf'] },
  xml: { name: 'XML', extensions: ['xml'] },
  csv: { name: 'CSV', extensions: ['csv'] },
  xlsx: { name: 'Excel', extensions: ['xlsx'] },
  zip: { name: 'ZIP', extensions: ['zip'] },
  jsonl: { name: 'JSON lines', extensions: ['jsonl'] },
} as const;

const platformOf = (platform: string): Desktop['platform'] =>
  platform === 'win32' || platform === 'darwin' ? platform : 'linux';

/** @param window the window that dialogs belong to. */
export function systemDesktop(window: () => BrowserWindow | null): Desktop {
  return {
    platform: platformOf(process.platform),
    locale: systemLocale({
      language: app.getLocale(),
      country: app.getLocaleCountryCode(),
      asked: app.commandLine.getSwitchValue('lang'),
    }),
    version: app.getVersion(),
    async chooseSavePath(suggestedName, extension) {
      const { name, extensions } = FILTERS[extension];
      const options = { defaultPath: suggestedName, filters: [{ name, extensions: [...extensions] }] };
      const parent = window();
      const answer = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options);
      return answer.canceled || !answer.filePath ? null : answer.filePath;
    },
    async chooseFolder() {
      const properties: ('openDirectory' | 'createDirectory')[] = ['openDirectory', 'createDirectory'];
      const parent = window();
      const answer = parent
        ? await dialog.showOpenDialog(parent, { properties })
        : await dialog.showOpenDialog({ properties });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    writeChosen: (path, bytes, how) => writeFile(path, bytes, { flag: how === 'append' ? 'a' : 'w' }),
    openFile: (path) => shell.openPath(path),
    showFolder: (path) => shell.showItemInFolder(path),
  };
}
