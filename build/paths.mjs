/** Where things lie, for every script of this folder. Node's own modules only: this runs before the first install. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '..');

/** What the build writes; never committed. */
export const OUT = join(ROOT, 'out');

/** The cache of this user, shared by every clone: prepared runtimes. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'counterfoil');

const windows = process.platform === 'win32';

/** The project's own Node (the npm package `node`), or the running one where that package has no binary. */
export function projectNode() {
  const own = join(ROOT, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/**
 * What the project's Node is started with where it runs for long. The first compiler of Node 24's V8 can leave a stale
 * pointer on the stack, at which a collection then ends the process with SIGSEGV (nodejs/node#62393, reported on arm64). Two
 * runs of our tests on x64 ended in a way that fits it; that it was this is not proven.
 */
export const NODE_FLAGS = ['--no-sparkplug'];

/**
 * The environment with the project's tools first on the path.
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  const tools = join(ROOT, 'node_modules', '.bin');
  return { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH ?? ''}` };
}

/**
 * The script of a package's command line tool, to be run by `projectNode()`; so no shell and no `.cmd` is needed.
 * @param {string} file below `node_modules`
 */
export const tool = (file) => join(ROOT, 'node_modules', file);
