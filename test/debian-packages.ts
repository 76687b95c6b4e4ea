/** Programs of Debian that tests stand on: installed where that is possible (Debian or Ubuntu, as root, as in CI). */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOCK = join(tmpdir(), 'counterfoil-packages.lock');

/** Runs a command while no other test installs anything: a package that is half there looks like one that is there. */
const alone = (...command: readonly string[]) =>
  execFileSync('flock', [LOCK, ...command], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

/**
 * Makes sure that `packages` are there, as `isThere` sees it.
 * @throws Error with what to run, where nothing can be installed from here
 */
export function ensurePackages(packages: readonly string[], isThere: () => boolean): void {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) alone('true');
  if (isThere()) return;
  if (!mayInstall) throw new Error(`This is tested on real programs that are not there. As root: ${command}`);
  alone('sh', '-c', `apt-get update -qq && ${command}`);
  if (!isThere()) throw new Error(`apt-get did not bring what was asked for: ${packages.join(', ')}`);
}
