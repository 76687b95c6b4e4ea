/** Types: every project of the solution compiles, and every source file belongs to one. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectNode, tool } from '../paths.mjs';
import { capture } from '../run.mjs';
import { finding, projectFiles } from './files.mjs';

const TYPESCRIPT = tool('typescript/bin/tsc');

/** The projects that the solution file names. @param {string} root @returns {string[]} */
function projects(root) {
  const solution = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return solution.references.map((/** @type {{ path: string }} */ { path }) =>
    join(root, path.endsWith('.json') ? path : join(path, 'tsconfig.json')),
  );
}

/**
 * @param {string} root
 * @returns {Promise<import('./files.mjs').Finding>}
 */
export async function checkTypes(root) {
  const compiled = await capture(projectNode(), [TYPESCRIPT, '--build', '--force', '--pretty', 'false'], {
    cwd: root,
  });
  const problems = `${compiled.stdout}${compiled.stderr}`.split('\n').filter((line) => /^\S/.test(line));
  const looked = new Set();
  for (const project of projects(root)) {
    const { stdout } = await capture(projectNode(), [TYPESCRIPT, '--listFilesOnly', '-p', project], {
      cwd: dirname(project),
    });
    for (const file of stdout.split('\n')) looked.add(relative(root, file).replaceAll('\\', '/'));
  }
  const expected = await projectFiles(root, /\.tsx?$|^(build\/.*|[^/]*)\.mjs$/);
  if (compiled.code !== 0 && problems.length === 0) problems.push(`the compiler ended with ${compiled.code}`);
  return finding(expected, looked, problems);
}
