/** The system's own dialogs and programs (port `Desktop`). */
import { writeFile } from 'node:fs/promises';
import { app, type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import type { Desktop } from '../ports.ts';
import { systemLocale } from './system-locale.ts';

const FILTERS = {
  pdf: { name: 'PDF', extensions: ['pdf'] },
  xml: { name: 'XML', extensions: ['xml'] },
  csv: { name: 'CSV', extensions: ['csv'] },
  xlsx: { name: 'Excel', extensions: ['xlsx'] },
  zip: { name: 'ZIP', extensions: ['zip'] },
  jsonl: { name: 'JSON lines', extensions: ['jsonl'] },
  cfmove: { name: 'Counterfoil', extensions: ['cfmove'] },
} as const;

const platformOf = (platform: string): Desktop['platform'] =>
  platform === 'win32' || platform === 'darwin' ? platform : 'linux';

/** @param window the window that dialogs belong to. */
export function systemDesktop(window: () => BrowserWindow | null): Desktop {
  const chooseOne = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = window();
    const answer = parent
      ? await dialog.showOpenDialog(parent, options)
      : await dialog.showOpenDialog(options);
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  };
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
    chooseFile(extension) {
      const { name, extensions } = FILTERS[extension];
      return chooseOne({ properties: ['openFile'], filters: [{ name, extensions: [...extensions] }] });
    },
    chooseFolder: () => chooseOne({ properties: ['openDirectory', 'createDirectory'] }),
    writeChosen: (path, bytes, how) => writeFile(path, bytes, { flag: how === 'append' ? 'a' : 'w' }),
    openFile: (path) => shell.openPath(path),
    showFolder: (path) => shell.showItemInFolder(path),
  };
}
