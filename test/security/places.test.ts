import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronPath, launchArguments } from '../../build/launch.mjs';
import { launch, type Program, until } from '../journey/harness.ts';

let program: Program;

beforeAll(async () => {
  program = await launch();
  await program.ask('companies.createDemo', {
    commandId: '0192f0c0-0000-7000-8000-000000000002',
    profile: 'GB',
    name: 'Places Ltd',
    invoices: 3,
  });
});

afterAll(() => program.close());

describe('the books', () => {
  const databases = 'indexedDB.databases().then((all) => all.map(({ name }) => name))';

  it('are not among the databases of the page', async () => {
    expect(await program.page.evaluate(databases)).toEqual([]);
  });

  it('lie in a session of their own: their origin in the session of the page holds nothing (BO2)', async () => {
    const held = await program.app.evaluate(async ({ BrowserWindow }, code) => {
      const names: unknown[] = [];
      const books = BrowserWindow.getAllWindows().find((one) =>
        one.webContents.getURL().startsWith('app://books'),
      );
      names.push(await books?.webContents.executeJavaScript(code));
      const stranger = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await stranger.loadURL('app://books/renderer/index.html');
      names.push(await stranger.webContents.executeJavaScript(code));
      return { names, stranger: stranger.id };
    }, databases);
    expect(held.names).toEqual([[expect.any(String)], []]);
    // The page has no bridge in that window, and says so once.
    await until('its complaint', () => program.faults[0] ?? null);
    expect(program.forgive()).toHaveLength(1);
    await program.app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.destroy(), held.stranger);
  });
});

describe.runIf(process.platform !== 'win32')('the key of this desktop', () => {
  it('is a file that its user alone can read (DV2)', () => {
    const folder = join(program.data, 'keys');
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o600]);
  });
});

describe('single instance', () => {
  const second = async (data: string) => {
    const child = spawn(electronPath(), launchArguments([`--data=${data}`]), { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    return code as number | null;
  };

  it('ends a second start on the same data at once, brings the first to the front and harms nothing', async () => {
    await program.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.minimize();
    });
    expect(await second(program.data)).toBe(0);
    const isBack = await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((window) => window.isVisible() && !window.isMinimized()),
    );
    expect(isBack).toBe(true);
    expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true });
    expect(await program.ask('books.counts', {})).toMatchObject({ documents: 3 });
  });
});
