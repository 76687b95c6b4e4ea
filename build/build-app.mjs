/** Builds the program into `out/`, unless its sources are those of the last build. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isCurrent, remember } from './fingerprint.mjs';
import { OUT, projectNode, tool } from './paths.mjs';
import { run } from './run.mjs';

const STAMP = join(OUT, 'built.sha256');
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
];

/** @param {string} path */
const isSource = (path) => !/\.test\.tsx?$/.test(path);

/** @returns {Promise<number>} the exit code of the build; 0 if there was nothing to do */
export async function ensureBuilt() {
  const current = fingerprint(SOURCES, isSource);
  if (isCurrent(STAMP, current) && existsSync(join(OUT, 'main', 'main.js'))) return 0;
  console.log('Counterfoil: building …');
  const code = await run(projectNode(), [
    tool('electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
  if (code === 0) remember(STAMP, current);
  return code;
}
