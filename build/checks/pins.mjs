/** Pins: every version is exact, the lock file says the same, and every licence is one that we accept. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAccepted } from './licence-list.mjs';

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * @typedef {{ version?: string, license?: string, resolved?: string, integrity?: string, dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string> }} Entry
 */

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * @param {string} root
 * @returns {Promise<import('./files.mjs').Finding>}
 */
export async function checkPins(root) {
  const manifest = readJson(join(root, 'package.json'));
  /** @type {Record<string, Entry>} */
  const packages = readJson(join(root, 'package-lock.json')).packages;
  const locked = packages[''] ?? {};
  const problems = [];

  for (const group of /** @type {const} */ (['dependencies', 'devDependencies'])) {
    /** @type {Record<string, string>} */
    const wanted = manifest[group] ?? {};
    const names = new Set([...Object.keys(wanted), ...Object.keys(locked[group] ?? {})]);
    for (const name of names) {
      const version = wanted[name];
      if (version !== undefined && !EXACT.test(version))
        problems.push(`package.json: ${name} ${version} is not exact`);
      const entry = packages[`node_modules/${name}`];
      if (version !== locked[group]?.[name] || version !== entry?.version) {
        problems.push(
          `package-lock.json: ${name} is ${entry?.version ?? 'missing'}, package.json says ${version ?? 'nothing'}`,
        );
      }
      const installed = join(root, 'node_modules', name, 'package.json');
      const present = existsSync(installed) ? readJson(installed).version : 'missing';
      if (present !== version)
        problems.push(`node_modules: ${name} is ${present}, package.json says ${version}`);
    }
  }

  const entries = Object.entries(packages).filter(([path]) => path !== '');
  for (const [path, { version, license, resolved, integrity }] of entries) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!isAccepted(name, license))
      problems.push(`${name} ${version}: licence ${license ?? 'unknown'} is not on our list`);
    if (resolved !== undefined)
      problems.push(`package-lock.json: ${path} names where it came from: ${resolved}`);
    if (integrity === undefined) problems.push(`package-lock.json: ${path} has no integrity`);
  }
  if (entries.length === 0) problems.push('package-lock.json: there was nothing to look at');
  return { looked: entries.length, expected: entries.length, problems };
}
