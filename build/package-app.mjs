/** Makes the unpacked application of this system with electron-builder and the runtime that is at hand. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build-app.mjs';
import { projectNode, ROOT, tool } from './paths.mjs';
import { run } from './run.mjs';

const TARGETS = /** @type {const} */ ({ darwin: '--mac', win32: '--win', other: '--linux' });

/**
 * @param {import('./launch.mjs').Runtime} runtime
 * @param {string} [output] folder for the result; `dist` of the project if not said
 * @returns {Promise<{ code: number, folder: string }>} electron-builder's exit code and the folder of the application
 */
export async function packageApp(runtime, output = join(ROOT, 'dist')) {
  const built = await ensureBuilt();
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'other';
  const folder = join(output, { darwin: 'mac', win32: 'win-unpacked', other: 'linux-unpacked' }[platform]);
  if (built !== 0) return { code: built, folder };
  const code = await run(projectNode(), [
    tool('electron-builder/cli.js'),
    TARGETS[platform],
    'dir',
    '--publish=never',
    `-c.electronDist=${runtime.folder}`,
    `-c.directories.output=${output}`,
  ]);
  // A downloaded Electron loses its default application by itself; a prepared one keeps it unless we take it out.
  rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
  return { code, folder };
}
