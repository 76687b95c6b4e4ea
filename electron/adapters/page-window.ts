/** The window of the page: sandboxed, isolated, restored to where the user left it. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { readAtomic, writeAtomic } from '../journal/atomic-file.ts';
import { PAGE_ORIGIN } from './app-protocol.ts';
import { type WindowState, windowState } from './window-state.ts';

const MINIMUM = { width: 1024, height: 700 } as const;
const USUAL = { width: 1360, height: 860 } as const;

const arrangement = (): string =>
  screen
    .getAllDisplays()
    .map(({ bounds }) => `${bounds.x},${bounds.y},${bounds.width},${bounds.height}`)
    .sort()
    .join(';')
    .slice(0, 400);

export interface PageWindowOptions {
  readonly dataFolder: string;
  readonly preload: string;
  /** Told of writes that must end before the program does. */
  readonly onWriting: (writing: Promise<unknown>) => void;
}

/** Opens the page. It shows itself once its first screen is painted, so that nobody sees an empty frame. */
export async function openPageWindow(options: PageWindowOptions): Promise<BrowserWindow> {
  const file = join(options.dataFolder, 'window.json');
  const read = await readAtomic(file, windowState);
  const saved = read.ok && read.value.state === 'read' ? read.value.value : null;
  const place = saved?.screens === arrangement() ? saved : null;
  const window = new BrowserWindow({
    ...(place ? { x: place.x, y: place.y, width: place.width, height: place.height } : USUAL),
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    show: false,
    title: 'Counterfoil',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // What the first start has compiled, the second need not compile again.
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  if (place?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const bounds = window.getNormalBounds();
    const state: WindowState = { ...bounds, maximized: window.isMaximized(), screens: arrangement() };
    options.onWriting(writeAtomic(file, `${JSON.stringify(state, null, 1)}\n`));
  });
  void window.loadURL(`${PAGE_ORIGIN}/renderer/index.html`);
  return window;
}
