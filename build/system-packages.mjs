/** What a window needs of a Linux machine beside Electron itself: shared libraries, and a display. */
import { existsSync } from 'node:fs';
import { capture } from './run.mjs';

const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0',
  'libcups2',
];
const DISPLAY = ['xvfb', 'xauth'];

/** Whether a program is on the path. @param {string} name */
const has = async (name) => (await capture('sh', ['-c', `command -v ${name}`])).code === 0;

/** Whether windows must go to a virtual display, because there is no other. */
export const needsVirtualDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/** Shared libraries that the loader does not find. @param {string} executable @returns {Promise<string[]>} */
async function missingLibraries(executable) {
  const { stdout } = await capture('ldd', [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name ?? '');
}

/** The name under which this release has a package: newer ones have some only with a 64-bit time. @param {string} name */
async function nameHere(name) {
  for (const candidate of [name, `${name}t64`]) {
    const { stdout } = await capture('apt-cache', ['policy', candidate], {
      env: { ...process.env, LC_ALL: 'C' },
    });
    if (/Candidate: (?!\(none\))/.test(stdout)) return candidate;
  }
  return name;
}

/**
 * Makes sure that a window can open: installs what is missing as root on Debian or Ubuntu, and otherwise says what to do.
 * @param {string} executable of Electron
 * @returns {Promise<string | undefined>} what stands in the way, if something does
 */
export async function ensureSystemPackages(executable) {
  if (process.platform !== 'linux') return undefined;
  const wanted = [];
  const libraries = await missingLibraries(executable);
  if (libraries.length > 0) wanted.push(...LIBRARIES);
  if (needsVirtualDisplay() && !((await has('xvfb-run')) && (await has('Xvfb')) && (await has('xauth')))) {
    wanted.push(...DISPLAY);
  }
  if (wanted.length === 0) return undefined;
  const missing = [...libraries, ...(wanted.includes('xvfb') ? ['a virtual display (Xvfb)'] : [])].join(', ');
  if (!existsSync('/usr/bin/apt-get')) {
    return `This system lacks ${missing}. Install these with its package manager, then try again.`;
  }
  if (process.getuid?.() !== 0) {
    const names = await Promise.all(wanted.map(nameHere));
    return `This system lacks ${missing}. Run: sudo apt-get install --no-install-recommends ${names.join(' ')}`;
  }
  console.log(`Counterfoil: installing system packages for ${missing} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update', '-qq'], { env });
  const names = await Promise.all(wanted.map(nameHere));
  const args = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...names];
  const installed = await capture('apt-get', args, { env });
  if (installed.code !== 0) return `Could not install ${names.join(' ')}: ${installed.stderr.trim()}`;
  const still = await missingLibraries(executable);
  return still.length > 0 ? `This system still lacks ${still.join(', ')}.` : undefined;
}
