import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkNotices } from '../../build/checks/notices.mjs';
import { isCurrent, remember } from '../../build/fingerprint.mjs';
import { EXECUTABLE, launchArguments, overridingRuntime } from '../../build/launch.mjs';
import { noticesOf } from '../../build/notices.mjs';
import { ROOT } from '../../build/paths.mjs';
import { closingLine } from '../../build/test-summary.mjs';
import { plantedProject } from './planted-project.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-tools-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the closing line of a test run', () => {
  const report = (passed: number, failed: number, files: readonly object[] = []) => {
    const file = join(folder, 'results.json');
    writeFileSync(
      file,
      JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files }),
    );
    return closingLine(file);
  };

  it('counts what passed and what failed', () => {
    expect(report(12, 0)).toEqual({ line: '12 passed, 0 failed', failed: false });
    expect(report(12, 3)).toEqual({ line: '12 passed, 3 failed', failed: true });
  });

  it('counts a file that could not be loaded as a failure, and a failed test in a file once', () => {
    const unloaded = { status: 'failed', assertionResults: [] };
    const failing = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
    expect(report(12, 1, [unloaded, failing])).toEqual({ line: '12 passed, 2 failed', failed: true });
  });

  it('fails when nothing ran and when the run left no result', () => {
    expect(report(0, 0).failed).toBe(true);
    expect(closingLine(join(folder, 'missing.json')).failed).toBe(true);
  });
});

describe('what is done only once', () => {
  it('is current after it was remembered, until the fingerprint changes', () => {
    const stamp = join(folder, 'deep', 'stamp');
    expect(isCurrent(stamp, 'a')).toBe(false);
    remember(stamp, 'a');
    expect(isCurrent(stamp, 'a')).toBe(true);
    expect(isCurrent(stamp, 'b')).toBe(false);
  });
});

describe('the Electron that is started', () => {
  it('is the one of ELECTRON_OVERRIDE_DIST_PATH, with the version that its folder names', () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    expect(overridingRuntime()).toBeUndefined();
    const path = join(folder, EXECUTABLE);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    writeFileSync(join(folder, 'version'), 'v1.2.3\n');
    expect(overridingRuntime()).toEqual({ folder, executable: path, version: '1.2.3', origin: 'override' });
  });

  it('gets the folder of the program, then the arguments', () => {
    const given = launchArguments(['--data=/x']);
    expect(given.slice(-2)).toEqual([ROOT, '--data=/x']);
    expect(given.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});

describe('notices', () => {
  it('name what the sources import and what that stands on, and no tool', async () => {
    const text = await noticesOf(ROOT);
    for (const name of ['react', 'scheduler', 'dexie', 'jspdf', 'electron-updater', 'dejavu-fonts-ttf']) {
      expect(text).toContain(`\n## ${name} `);
    }
    for (const name of ['vitest', 'typescript', 'electron-builder', 'fast-check']) {
      expect(text).not.toContain(`\n## ${name} `);
    }
  });

  it('fail the check when a package that is imported is not in them', async () => {
    const { root, plant } = plantedProject('linked', { 'renderer/src/uses.ts': "import 'react';\n" });
    plant('THIRD-PARTY-NOTICES.md', '# Third-party notices\n');
    const { problems } = await checkNotices(root);
    expect(problems.some((problem) => /react 19\.\d+\.\d+ is missing$/.test(problem))).toBe(true);
    expect(problems).toContain('THIRD-PARTY-NOTICES.md is not current: npm run notices');
  });
});
