import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkNotices } from '../../build/checks/notices.mjs';
import { isCurrent, remember } from '../../build/fingerprint.mjs';
import { EXECUTABLE, launchArguments, overridingRuntime } from '../../build/launch.mjs';
import { noticesOf } from '../../build/notices.mjs';
import { NODE_FLAGS, ROOT } from '../../build/paths.mjs';
import { closingLines } from '../../build/test-summary.mjs';
import { plantedProject } from './planted-project.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-tools-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('tests run in processes that the fault of Node’s first compiler cannot end', () => {
  expect(process.execArgv).toEqual(expect.arrayContaining(NODE_FLAGS));
});

describe('the closing lines of a test run', () => {
  const test = (status: string, fullName: string, ...failureMessages: readonly string[]) => ({
    status,
    fullName,
    failureMessages,
  });
  const report = (passed: number, ...testResults: readonly object[]) => {
    const file = join(folder, 'results.json');
    writeFileSync(file, JSON.stringify({ numPassedTests: passed, testResults }));
    return closingLines(file);
  };
  const name = join(process.cwd(), 'test', 'aging.test.ts');

  it('counts what passed and what failed, and names what failed with the beginning of its message', () => {
    const passed = { name, status: 'passed', assertionResults: [test('passed', 'adds')] };
    expect(report(12, passed)).toEqual({ line: '12 passed, 0 failed', failures: [], failed: false });
    const assertionResults = [
      test('passed', 'adds'),
      test('failed', 'ages by day', 'expected 1 to be 2\n{ seed: 7 }\nc\nd\ne'),
      test('failed', 'ages by month', 'expected 3 to be 4'),
    ];
    expect(report(12, { name, status: 'failed', assertionResults })).toEqual({
      line: '12 passed, 2 failed',
      failures: [
        `FAILED ${join('test', 'aging.test.ts')}: ages by day\n    expected 1 to be 2\n    { seed: 7 }\n    c\n    d`,
        `FAILED ${join('test', 'aging.test.ts')}: ages by month\n    expected 3 to be 4`,
      ],
      failed: true,
    });
  });

  it('counts a file that could not be loaded or that failed at its end as a failure', () => {
    const unloaded = { name, message: 'no such module', status: 'failed', assertionResults: [] };
    const atItsEnd = { ...unloaded, message: 'hook', assertionResults: [test('passed', 'adds')] };
    const { line, failures } = report(12, unloaded, atItsEnd);
    expect(line).toBe('12 passed, 2 failed');
    expect(failures[0]).toContain('the file as a whole\n    no such module');
  });

  it('fails when nothing ran and when the run left no result', () => {
    expect(report(0).failed).toBe(true);
    expect(closingLines(join(folder, 'missing.json')).failed).toBe(true);
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
