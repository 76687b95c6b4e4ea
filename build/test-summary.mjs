/** The last lines of a test run, from what the runner wrote down. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Lines of a failure's message that are repeated: the runner's own account of it may stand far above. */
const LINES = 4;

/**
 * The closing line is `N passed, N failed`; before it stands each failed test with the beginning of its message. A file that could not be loaded counts as one failure; a run without a result, or in
 * which nothing passed, has failed too.
 * @param {string} file the runner's JSON report
 * @returns {{ line: string, failures: string[], failed: boolean }}
 */
export function closingLines(file) {
  if (!existsSync(file)) {
    return { line: '0 passed, 1 failed (the run ended without a result)', failures: [], failed: true };
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test */
  /** @type {{ name: string, message: string, status: string, assertionResults: Test[] }[]} */
  const files = report.testResults;
  const failures = files.flatMap(({ name, message, status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    const told = tests.map((test) => [test.fullName, test.failureMessages.join('\n')]);
    const whole = status === 'failed' && tests.length === 0 ? [['the file as a whole', message]] : [];
    return [...told, ...whole].map(([what, why = '']) =>
      [`FAILED ${relative('', name)}: ${what}`, ...why.split('\n').slice(0, LINES)].join('\n    '),
    );
  });
  const passed = report.numPassedTests;
  const failed = failures.length;
  return { line: `${passed} passed, ${failed} failed`, failures, failed: failed > 0 || passed === 0 };
}
