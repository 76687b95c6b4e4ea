/** The door of every script: a fresh clone first gets its packages, then the script runs on the project's own Node. */
import { join } from 'node:path';
import { fingerprint, isCurrent, remember } from './fingerprint.mjs';
import { projectNode, ROOT, toolEnvironment } from './paths.mjs';
import { run } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.counterfoil-installed');
const NEEDED_MAJOR = 24;

const manifests = () => fingerprint(['package-lock.json', '.npmrc']);

/** Installs the packages if the lock file has changed since the last time; does nothing otherwise. */
async function install() {
  if (isCurrent(STAMP, manifests())) return;
  console.log('Counterfoil: installing packages (npm install) …');
  const windows = process.platform === 'win32';
  // Not `npm ci`: it refuses a lock file that lacks another platform's optional binaries. Warnings of engines are
  // silenced because the tools run on the project's own Node, which this very step installs.
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(windows ? 'cmd' : 'npm', windows ? ['/c', 'npm', ...args] : args, {
    env: process.env,
  });
  if (code !== 0) {
    console.error('Counterfoil: npm install failed; see above.');
    process.exit(code);
  }
  remember(STAMP, manifests());
}

/**
 * Runs `work` with every package installed and on the project's Node; on an older Node by starting the script anew.
 * Ends the process with the code that `work` answers.
 * @param {(args: string[]) => Promise<number>} work
 */
export async function onProjectNode(work) {
  await install();
  const args = process.argv.slice(2);
  const [script] = process.argv.slice(1);
  const tooOld = Number(process.versions.node.split('.')[0]) < NEEDED_MAJOR;
  if (tooOld && projectNode() !== process.execPath && script !== undefined) {
    process.exitCode = await run(projectNode(), [script, ...args], { env: toolEnvironment() });
    return;
  }
  try {
    process.exitCode = await work(args);
  } catch (error) {
    console.error(
      `Counterfoil: ${error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : error}`,
    );
    process.exitCode = 1;
  }
}
