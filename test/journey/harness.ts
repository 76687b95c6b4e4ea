/** The built program in a real window, driven from outside as a clerk would; every fault that the page reports fails the test. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronPath, launchArguments } from '../../build/launch.mjs';
import { ROOT } from '../../build/paths.mjs';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { ChannelName, InputOf, OutputOf } from '../../shared/contract/contract.ts';
import { unpackReply } from '../../shared/contract/long-answer.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';

export const PAGE_URL = 'app://counterfoil/renderer/index.html';
/** Milliseconds; only what never comes takes so long, however much the machine has to do. */
const WAIT = 120_000;

/** Where screenshots go; git does not see it. */
const ARTIFACTS = join(ROOT, 'test/artifacts');

export interface LaunchOptions {
  /** The data folder; a fresh one that goes with the window when none is given. */
  readonly data?: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Size of the page in CSS pixels. */
  readonly size?: readonly [width: number, height: number];
}

export interface Program {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly data: string;
  /** Console errors, uncaught errors and violations of the content policy, as they came. */
  readonly faults: readonly string[];
  /** Sends one message through the page's own bridge. */
  call<Name extends ChannelName>(
    channel: Name,
    input: InputOf<Name>,
  ): Promise<Result<OutputOf<Name>, AppError>>;
  /** As `call`, and throws what the program refused. */
  ask<Name extends ChannelName>(channel: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Takes the faults so far off the list, where they are what was to happen. */
  forgive(): string[];
  resize(width: number, height: number): Promise<void>;
  /** Writes `test/artifacts/<name>.png`. */
  shot(name: string): Promise<void>;
  /** Ends the program as its user does, and throws when the page reported a fault meanwhile. */
  close(): Promise<void>;
  /** Ends the program and all its processes without a warning, as `kill -9` does. */
  kill(): Promise<void>;
}

/** A folder under the system's own for one test's data. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'counterfoil-journey-'));

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

/** Looks every `pause` milliseconds until there is something to see, for `wait` milliseconds at most. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null> | T | null,
  pause = 50,
  wait = WAIT,
): Promise<T> {
  for (const end = Date.now() + wait; Date.now() < end; await delay(pause)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

/**
 * Does something in the main process that may be done twice: the inspector holds what it waits for so loosely that a collection of
 * memory in that moment loses the answer, though everything was done (microsoft/playwright#33737).
 */
async function inMain(work: () => Promise<void>): Promise<void> {
  await until('an answer of the main process', () =>
    work().then(
      () => true,
      (fault: unknown) => {
        if (String(fault).includes('garbage collected')) return null;
        throw fault;
      },
    ),
  );
}

/** Reports of the page that fail a test; what a browser says of its own accord is no fault. */
function listen(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  // The hidden window of the books may end: the program starts it again, and its tests look at the answers.
  page.on('crash', () => {
    if (page.url() === PAGE_URL) faults.push('the page crashed');
  });
}

/** Runs in the page before its own scripts: what the policy refuses becomes a fault of the console. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

/** Starts the program and waits for its page; the hidden window of the books may come first. */
export async function launch(options: LaunchOptions = {}): Promise<Program> {
  const data = options.data ?? freshFolder();
  const faults: string[] = [];
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: launchArguments([`--data=${data}`, ...(options.arguments ?? [])]),
    env: { ...(process.env as Record<string, string>), ...options.environment },
    timeout: WAIT,
  });
  const context = app.context();
  context.setDefaultTimeout(WAIT);
  context.on('page', (page) => listen(page, faults));
  for (const page of context.pages()) listen(page, faults);
  // The books' window may end in this very moment, as when a company is refused; then the script is given again.
  await until('the windows to take a script', () =>
    context.addInitScript(reportViolations).then(
      () => true,
      () => null,
    ),
  );
  const page = await until('the page', () => app.windows().find((one) => one.url() === PAGE_URL) ?? null);
  await page.waitForLoadState('domcontentloaded');
  await page.evaluate(reportViolations);

  const program: Program = {
    app,
    page,
    data,
    faults,
    call: async (channel, input) =>
      unpackReply(
        await page.evaluate(
          ([name, message]) =>
            (window as unknown as { counterfoil: Bridge }).counterfoil.invoke(name as string, message),
          [channel, input] as const,
        ),
      ) as never,
    async ask(channel, input) {
      const reply = await program.call(channel, input);
      if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    forgive: () => faults.splice(0),
    async resize(width, height) {
      await inMain(() =>
        app.evaluate(
          ({ BrowserWindow }, [url, x, y]) => {
            const shown = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() === url);
            shown?.setContentSize(Number(x), Number(y));
          },
          [PAGE_URL, width, height] as const,
        ),
      );
      await page.waitForFunction(([x, y]) => innerWidth === x && innerHeight === y, [width, height] as const);
    },
    async shot(name) {
      mkdirSync(ARTIFACTS, { recursive: true });
      await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
    },
    async close() {
      await app.close();
      if (!options.data) removeFolder(data);
      if (faults.length > 0) throw new Error(`The page reported:\n${faults.join('\n')}`);
    },
    async kill() {
      const gone = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
      // The group of its own that Playwright starts: main process, pages, helpers of Chromium.
      process.kill(-(app.process().pid as number), 'SIGKILL');
      await gone;
    },
  };
  if (options.size) await program.resize(...options.size);
  return program;
}
