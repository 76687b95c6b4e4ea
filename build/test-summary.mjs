/** The last line of a test run, from what the runner wrote down. */
import { existsSync, readFileSync } from 'node:fs';

/**
 * `N passed, N failed`. A file that could not be loaded counts as one failure; a run without a result, or in
 * which nothing passed, has failed too.
 * @param {string} file the runner's JSON report
 * @returns {{ line: string, failed: boolean }}
 */
export function closingLine(file) {
  if (!existsSync(file)) return { line: '0 passed, 1 failed (the run ended without a result)', failed: true };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + unloaded.length;
  return { line: `${passed} passed, ${failed} failed`, failed: failed > 0 || passed === 0 };
}
