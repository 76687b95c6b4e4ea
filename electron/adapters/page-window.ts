/** The window of the page: sandboxed, isolated, restored to where the user left it. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { zLine } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from '../company/json-file.ts';
import { PAGE_ORIGIN } from './app-protocol.ts';

const zWindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
  /** Names the arrangement of screens: a window is only put back where there still is one. */
  screens: zLine(400),
});

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
  const file = new JsonFile(join(options.dataFolder, 'window.json'), zWindowState);
  const saved = await file.read();
  const place = saved && saved.screens === arrangement() ? saved : null;
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
    },
  });
  if (place?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const bounds = window.getNormalBounds();
    options.onWriting(file.write({ ...bounds, maximized: window.isMaximized(), screens: arrangement() }));
  });
  void window.loadURL(`${PAGE_ORIGIN}/renderer/index.html`);
  return window;
}
