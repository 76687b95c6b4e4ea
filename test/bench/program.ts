/** The real program under measurement: started, found, asked through its own page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronPath, launchArguments } from '../../build/launch.mjs';
import { ROOT } from '../../build/paths.mjs';

export interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Milliseconds from the start of the process to the first screen with its data. */
  readonly started: number;
}

const READY = 60_000;

async function pageOf(app: ElectronApplication, prefix: string): Promise<Page> {
  const find = () => app.windows().find((window) => window.url().startsWith(prefix));
  return (
    find() ??
    app.waitForEvent('window', { predicate: (window) => window.url().startsWith(prefix), timeout: READY })
  );
}

/** Starts the program on a data folder and waits until its dashboard shows figures. */
export async function startProgram(
  data: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const start = performance.now();
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: launchArguments([`--data=${data}`]),
    env: { ...(process.env as Record<string, string>), ...environment },
  });
  const page = await pageOf(app, 'app://counterfoil');
  await page.waitForSelector('main h1', { timeout: READY });
  await page.waitForFunction(
    () => /[A-Z]{3}\s?[\d,.]+/.test(document.querySelector('main')?.textContent ?? ''),
    undefined,
    {
      timeout: READY,
    },
  );
  return { app, page, started: performance.now() - start };
}

/** Goes where invoices are made: an empty draft stands open, as it does before a clerk who issues one after another. */
export async function openEntry(page: Page): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.waitForSelector('main textarea', { timeout: READY });
}

/** The floor: a window of the same runtime with nothing in it. */
export async function startBare(): Promise<Running> {
  const start = performance.now();
  const args = launchArguments([]).map((argument) =>
    argument === ROOT || argument === '.' ? join(ROOT, 'test/bench/bare') : argument,
  );
  const app = await _electron.launch({ executablePath: electronPath(), args });
  const page = await pageOf(app, 'data:');
  await page.waitForSelector('main', { timeout: READY });
  return { app, page, started: performance.now() - start };
}

/** Proportional memory (PSS) in MB of the program's process and all that it started. */
export function memoryOf(app: ElectronApplication): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // The process has ended meanwhile.
    }
  }
  const pssOf = (pid: number): number => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  const sum = (pid: number): number =>
    pssOf(pid) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return Math.round(sum(app.process().pid ?? 0) / 1024);
}

/** Seeds a company with the program itself; answers what the seed printed last. */
export function seed(
  data: string,
  invoices: number,
): Promise<{ commits: number; seconds: number; perSecond: number }> {
  const child: ChildProcess = spawn(
    electronPath(),
    launchArguments([`--data=${data}`, `--seed-invoices=${invoices}`]),
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const last = printed
        .trim()
        .split('\n')
        .findLast((text) => text.startsWith('{'));
      if (last) resolve(JSON.parse(last));
      else reject(new Error(`the seed ended without a result: ${printed.slice(-500)}`));
    });
  });
}
