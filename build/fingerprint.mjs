/** Digests of files, to tell what has changed since the last time. Node's own modules only. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * The SHA-256 over names and contents of files, in hex. Folders are walked; what does not exist counts as absent.
 * @param {readonly string[]} paths relative to the project
 * @param {(path: string) => boolean} [counts] which files count
 */
export function fingerprint(paths, counts = () => true) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
      return;
    }
    const name = relative(ROOT, path).replaceAll('\\', '/');
    if (!counts(name)) return;
    const bytes = readFileSync(path);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  };
  for (const path of paths) add(join(ROOT, path));
  return hash.digest('hex');
}

/**
 * @param {string} stamp file that holds the fingerprint of the last time
 * @param {string} current
 */
export function isCurrent(stamp, current) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === current;
}

/**
 * @param {string} stamp
 * @param {string} current
 */
export function remember(stamp, current) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
}
