/** Lint and format: Biome over every file of a kind that it knows. */
import { projectNode, tool } from '../paths.mjs';
import { capture } from '../run.mjs';
import { finding, projectFiles } from './files.mjs';

const ARGUMENTS = [
  'check',
  '--verbose',
  '--error-on-warnings',
  '--diagnostic-level=warn',
  '--max-diagnostics=none',
  '--colors=off',
];

/**
 * @param {string} root
 * @returns {Promise<import('./files.mjs').Finding>}
 */
export async function checkLint(root) {
  const { code, stdout, stderr } = await capture(
    projectNode(),
    [tool('@biomejs/biome/bin/biome'), ...ARGUMENTS],
    {
      cwd: root,
    },
  );
  const output = `${stdout}\n${stderr}`;
  const [, list = ''] = output.split('Files processed:');
  const looked = new Set([...list.matchAll(/^ {2}- (.+)$/gm)].map(([, file]) => file ?? ''));
  // Each problem is headed by its place, its rule and a line: `file:line:column lint/group/rule ━━━`.
  const problems = [...output.matchAll(/^(\S+\.\w+\S*) (\S+)\s.*━$/gm)].map(
    ([, place, rule]) => `${place}: ${rule}`,
  );
  if (code !== 0 && problems.length === 0) problems.push(output.trim());
  const known = await projectFiles(root, /\.(tsx?|[mc]?js|json|css|html)$/);
  const expected = known.filter(
    (file) => file !== 'package-lock.json' && !file.startsWith('test/oracles/data/'),
  );
  return finding(expected, looked, problems);
}
