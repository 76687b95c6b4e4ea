import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readyRuntime } from '../../build/launch.mjs';
import { packageApp } from '../../build/package-app.mjs';

const EXECUTABLE = { darwin: 'Counterfoil.app/Contents/MacOS/Counterfoil', win32: 'Counterfoil.exe' }[
  process.platform as string
];

/** The program never gives itself this switch; as root on Linux Chromium needs it from whoever starts it. */
const SWITCHES = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let work: string;
let executable: string;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'counterfoil-packaged-'));
  const { code, folder } = await packageApp(readyRuntime(), join(work, 'dist'));
  expect(code).toBe(0);
  executable = join(folder, EXECUTABLE ?? 'counterfoil');
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  /** Waits until it prints what `pattern` matches; fails when it ends before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(executable, [...SWITCHES, ...args], { env: { ...process.env, ...environment } });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  return {
    child,
    output: () => text,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
        };
        listeners.add(look);
        child.on('close', (code) => reject(new Error(`ended with ${code}: ${text}`)));
        look();
      }),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

describe('the packaged application', () => {
  it('opens its window from inside the archive', async () => {
    const started = start([`--data=${join(work, 'window')}`, '--remote-debugging-port=0']);
    try {
      const [, address] = await started.prints(/DevTools listening on (ws:\S+)/);
      const browser = await chromium.connectOverCDP(address ?? '');
      const [context] = browser.contexts();
      const pages = context?.pages() ?? [];
      const page =
        pages.find((candidate) => candidate.url().startsWith('app://counterfoil/')) ??
        (await context?.waitForEvent('page'));
      await page?.getByRole('heading', { level: 1 }).first().waitFor();
      expect(page?.url()).toBe('app://counterfoil/renderer/index.html');
      await browser.close();
    } finally {
      await end(started.child);
    }
  });

  it('writes a company: journal thread, books and PDF faces are all in the package', async () => {
    const data = join(work, 'seeded');
    const started = start(['--seed-invoices=5', `--data=${data}`]);
    const [code] = await once(started.child, 'close');
    expect(code, started.output()).toBe(0);
    expect(started.output()).toContain('5 of 5 invoices');
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(executable);
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      asarOnly: wire[FuseV1Options.OnlyLoadAppFromAsar],
      integrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      runAsNode: FuseState.DISABLE,
      nodeOptions: FuseState.DISABLE,
      inspect: FuseState.DISABLE,
      asarOnly: FuseState.ENABLE,
      integrity: FuseState.ENABLE,
      fileProtocol: FuseState.DISABLE,
    });
  });

  it('does not become a plain Node, and no debugger attaches to it', async () => {
    const started = start(['--seed-invoices=1', `--data=${join(work, 'fused')}`, '--inspect=0'], {
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect=0',
    });
    const [code] = await once(started.child, 'close');
    expect(code, started.output()).toBe(0);
    expect(existsSync(join(work, 'fused'))).toBe(true);
    expect(started.output()).not.toContain('Debugger listening');
  });
});
