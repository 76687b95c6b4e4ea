/** Which files there are, as git knows them: the measure of whether a check has looked at everything. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../run.mjs';

/**
 * @typedef {object} Finding what a check found
 * @property {number} looked files that it looked at, of those that it should
 * @property {number} expected files that it should have looked at
 * @property {string[]} problems one line each; a file that was not looked at is a problem too
 */

/**
 * The files of the project that git tracks or would track, relative to it, with forward slashes.
 * @param {string} root
 * @param {RegExp} pattern
 * @returns {Promise<string[]>}
 */
export async function projectFiles(root, pattern) {
  const { code, stdout, stderr } = await capture(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { cwd: root },
  );
  if (code !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  const files = [...new Set(stdout.split('\0'))].filter((file) => pattern.test(file));
  return files.filter((file) => existsSync(join(root, file))).sort();
}

/**
 * A finding that fails when something was left out, or when there was nothing to look at.
 * @param {readonly string[]} expected
 * @param {ReadonlySet<string>} looked
 * @param {readonly string[]} problems
 * @returns {Finding}
 */
export function finding(expected, looked, problems) {
  const left = expected.filter((file) => !looked.has(file));
  return {
    looked: expected.length - left.length,
    expected: expected.length,
    problems: [
      ...problems,
      ...left.map((file) => `${file}: was not looked at`),
      ...(expected.length === 0 ? ['there was nothing to look at'] : []),
    ],
  };
}
