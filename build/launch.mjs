/** How Electron is started here: by `npm start`, by the tests (through Playwright) and by the benchmarks. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';

/** The Electron that is prepared where the pinned one cannot be downloaded; see `fallback-runtime.mjs`. */
export const FALLBACK_VERSION = '33.2.1';
export const FALLBACK_FOLDER = join(CACHE, `electron-${FALLBACK_VERSION}`);

const EXECUTABLES = /** @type {const} */ ({
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
  other: 'electron',
});

/** The executable's path within an Electron distribution, on this system. */
export const EXECUTABLE =
  process.platform === 'darwin' || process.platform === 'win32'
    ? EXECUTABLES[process.platform]
    : EXECUTABLES.other;

/**
 * @typedef {object} Runtime
 * @property {string} folder the Electron distribution
 * @property {string} executable
 * @property {string} version as the distribution names it; empty if it does not
 * @property {'override' | 'package' | 'prepared'} origin
 */

/**
 * @param {string} folder
 * @param {Runtime['origin']} origin
 * @returns {Runtime | undefined}
 */
function runtimeIn(folder, origin) {
  const path = join(folder, EXECUTABLE);
  if (!existsSync(path)) return undefined;
  const version = join(folder, 'version');
  return {
    folder,
    executable: path,
    version: existsSync(version) ? readFileSync(version, 'utf8').trim().replace(/^v/, '') : '',
    origin,
  };
}

/** The runtime that `ELECTRON_OVERRIDE_DIST_PATH` names. @returns {Runtime | undefined} */
export function overridingRuntime() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return folder ? runtimeIn(folder, 'override') : undefined;
}

/** The pinned runtime, if its download has been done. @returns {Runtime | undefined} */
export function packagedRuntime() {
  const folder = join(ROOT, 'node_modules', 'electron');
  // `path.txt` is written last, so it tells that the download is whole.
  return existsSync(join(folder, 'path.txt')) ? runtimeIn(join(folder, 'dist'), 'package') : undefined;
}

/** The prepared runtime, if it is there. @returns {Runtime | undefined} */
export const preparedRuntime = () => runtimeIn(FALLBACK_FOLDER, 'prepared');

/** The runtime that is ready to start, in the order of `runtime.mjs`; nothing is fetched. @returns {Runtime} */
export function readyRuntime() {
  const runtime = overridingRuntime() ?? packagedRuntime() ?? preparedRuntime();
  if (!runtime) throw new Error('No Electron is ready yet: run `npm start` or `npm test` once.');
  return runtime;
}

/** The executable for `_electron.launch({ executablePath, args })`. */
export const electronPath = () => readyRuntime().executable;

/**
 * The arguments that start the built program from the project's folder, followed by `args`.
 * As root on Linux Chromium refuses to start with its sandbox; a packaged build never gets this switch.
 * @param {readonly string[]} [args]
 * @returns {string[]}
 */
export function launchArguments(args = []) {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return [...(root ? ['--no-sandbox'] : []), ROOT, ...args];
}
