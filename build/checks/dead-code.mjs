/** Dead code: knip names files, exports and packages that nothing uses. */
import { join, relative } from 'node:path';
import { projectNode, tool } from '../paths.mjs';
import { capture } from '../run.mjs';
import { projectFiles } from './files.mjs';

const REPORTER = join(import.meta.dirname, 'knip-reporter.mjs');

/**
 * @param {string} root
 * @returns {Promise<import('./files.mjs').Finding>}
 */
export async function checkDeadCode(root) {
  const args = [
    tool('knip/bin/knip.js'),
    '--directory',
    root,
    '--reporter',
    REPORTER,
    '--no-exit-code',
    '--no-progress',
  ];
  const { stdout, stderr } = await capture(projectNode(), args, { cwd: root });
  const [json] = stdout.split('\n').filter((line) => line.startsWith('{'));
  const expected = await projectFiles(
    root,
    /^(shared|electron|renderer|server|build|test)\/.*\.(tsx?|mjs|js)$/,
  );
  if (json === undefined)
    return { looked: 0, expected: expected.length, problems: [`knip: ${stderr || stdout}`] };
  /** @type {{ analysed: number, problems: { kind: string, filePath: string, symbol: string, line?: number }[] }} */
  const report = JSON.parse(json);
  const problems = report.problems.map(
    ({ kind, filePath, symbol, line }) =>
      `${relative(root, filePath)}${line ? `:${line}` : ''}: unused ${kind}: ${symbol}`,
  );
  if (report.analysed < expected.length || expected.length === 0) {
    problems.push(`knip analysed ${report.analysed} of ${expected.length} files`);
  }
  return { looked: Math.min(report.analysed, expected.length), expected: expected.length, problems };
}
