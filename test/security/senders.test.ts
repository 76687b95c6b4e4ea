import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUT } from '../../build/paths.mjs';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { launch, PAGE_URL, type Program } from '../journey/harness.ts';

const PRELOAD = join(OUT, 'preload/preload.cjs');
const FORBIDDEN = { ok: false, error: { kind: 'forbidden', needs: [] } };

let program: Program;

beforeAll(async () => {
  program = await launch();
});

afterAll(() => {
  program.forgive();
  return program.close();
});

/** What a window with the program's own preload script is answered, at an address and beside the program's window. */
const answerTo = (address: string) =>
  program.app.evaluate(
    async ({ BrowserWindow }, [target, preload]) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: String(preload), sandbox: true, contextIsolation: true },
      });
      try {
        await window.loadURL(String(target));
        const ask = 'counterfoil.invoke("app.state", {})';
        return (await window.webContents.executeJavaScript(ask)) as unknown;
      } finally {
        window.destroy();
      }
    },
    [address, PRELOAD] as const,
  );

describe('messages are taken from the page of the own window alone', () => {
  it('answers the page', async () => {
    expect((await program.call('app.state', {})).ok).toBe(true);
  });

  it('refuses another window with the same page', async () => {
    expect(await answerTo(PAGE_URL)).toEqual(FORBIDDEN);
  });

  it('refuses another window elsewhere', async () => {
    expect(await answerTo('data:text/html,<p>elsewhere</p>')).toEqual(FORBIDDEN);
  });

  it('refuses the own window once it shows another origin', async () => {
    const answer = await program.app.evaluate(async ({ BrowserWindow }, own) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() === own);
      if (!window) throw new Error('no window');
      await window.loadURL('app://books/renderer/index.html');
      const replied: unknown = await window.webContents.executeJavaScript(
        'counterfoil.invoke("app.state", {})',
      );
      await window.loadURL(own);
      await window.webContents.executeJavaScript('document.documentElement.dataset.back = "yes"');
      return replied;
    }, PAGE_URL);
    expect(answer).toEqual(FORBIDDEN);
    // Who drives the window hears of its documents one by one: what comes next is for the last of them.
    await program.page.waitForFunction(() => document.documentElement.dataset.back === 'yes');
  });

  it('gives a frame within the page no bridge, even when a frame is forced in', async () => {
    const answers = await program.app.evaluate(async ({ BrowserWindow }, own) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() === own);
      if (!window) throw new Error('no window');
      await window.webContents.executeJavaScript(
        'new Promise((done) => { const frame = document.createElement("iframe"); frame.onload = done; document.body.append(frame); }).then(() => null)',
      );
      return Promise.all(
        window.webContents.mainFrame.frames.map(
          (frame) => frame.executeJavaScript('typeof window.counterfoil') as Promise<string>,
        ),
      );
    }, PAGE_URL);
    expect(answers).toEqual(['undefined']);
  });
});

describe('messages that are not in the contract', () => {
  const send = (channel: unknown, input: unknown) =>
    program.page.evaluate(
      ([name, message]) =>
        (window as unknown as { counterfoil: Bridge }).counterfoil.invoke(name as string, message),
      [channel, input] as const,
    );

  it.each([
    '',
    'nowhere',
    'toString',
    '__proto__',
    'constructor',
    'companies',
    'companies.open ',
    42,
    null,
    {},
  ])('refuses the channel %j', async (channel) => {
    expect(await send(channel, {})).toEqual({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: '', problem: 'unknown-channel' }] },
    });
  });

  it.each([undefined, null, 7, 'text', [], { id: 7 }, { id: '../../etc' }, { id: { $ne: '' } }])(
    'refuses the wrong shape %j before anything sees it',
    async (input) => {
      expect(await send('companies.open', input)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    },
  );
});
