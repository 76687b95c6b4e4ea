/** Which company will probably be opened, before the program that opens it is loaded. */
import { access, constants, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockHolder } from '../journal/lock.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Listed {
  readonly id: string;
  readonly opened: number;
}

const isListed = (entry: unknown): entry is Listed =>
  typeof entry === 'object' &&
  entry !== null &&
  'id' in entry &&
  'opened' in entry &&
  typeof entry.id === 'string' &&
  ID.test(entry.id) &&
  typeof entry.opened === 'number';

/**
 * Folder of the company that was open last, if nobody else has it now and it can be written to; `null` where that cannot be
 * told at a glance. A guess to save time by: whoever opens the company decides anew.
 */
export async function lastCompanyFolder(dataFolder: string): Promise<string | null> {
  try {
    const list: unknown = JSON.parse(await readFile(join(dataFolder, 'companies.json'), 'utf8'));
    const [last] = Array.isArray(list) ? list.filter(isListed).sort((a, b) => b.opened - a.opened) : [];
    if (!last) return null;
    const folder = join(dataFolder, 'companies', last.id);
    await access(folder, constants.W_OK);
    return lockHolder(folder) === null ? folder : null;
  } catch {
    return null;
  }
}
