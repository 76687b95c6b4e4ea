/** The program's version, from the nearest package.json: the same for the sources and for the built program. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function programVersion(from: string = import.meta.dirname): string {
  const path = join(from, 'package.json');
  if (existsSync(path))
    return String((JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown }).version);
  const above = dirname(from);
  return above === from ? 'unknown' : programVersion(above);
}
