/** An empty PGlite database, made once for all tests: to initialise one takes three seconds of a core, to copy one a tenth. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { OUT, ROOT } from '../../build/paths.mjs';

const { version } = JSON.parse(
  readFileSync(join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
) as { version: string };
const FOLDER = join(OUT, `empty-database-${version}`);

/** Its folder; it appears whole or not at all, so that tests side by side may ask for it. */
export async function emptyDatabase(): Promise<string> {
  if (existsSync(FOLDER)) return FOLDER;
  mkdirSync(OUT, { recursive: true });
  const own = mkdtempSync(join(OUT, 'empty-database-new-'));
  await (await PGlite.create(own)).close();
  try {
    renameSync(own, FOLDER);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(FOLDER)) throw error;
  }
  return FOLDER;
}
