/** Notices: THIRD-PARTY-NOTICES.md says what is shipped now. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICES, noticesOf } from '../notices.mjs';

/** @param {string} text */
const titles = (text) => new Set([...text.matchAll(/^## (\S+ \d\S*)$/gm)].map(([, title]) => title ?? ''));

/**
 * @param {string} root
 * @returns {Promise<import('./files.mjs').Finding>}
 */
export async function checkNotices(root) {
  const wanted = await noticesOf(root);
  const path = join(root, NOTICES);
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const expected = [...titles(wanted)];
  const present = titles(written);
  const missing = expected.filter((title) => !present.has(title));
  const problems = missing.map((title) => `${NOTICES}: ${title} is missing`);
  if (written !== wanted) problems.push(`${NOTICES} is not current: npm run notices`);
  return { looked: expected.length - missing.length, expected: expected.length, problems };
}
