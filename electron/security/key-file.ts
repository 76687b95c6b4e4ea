/** The file of a device's sealed key, readable by its user alone (DV2). */
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '../../shared/errors/index.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from '../company/json-file.ts';
import type { KeyFile } from './device-key.ts';

const zKey = z.object({ sealed: z.base64() });
const OWNER_ONLY = 0o600;

/** Keys lie outside the companies' folders, so that a copied folder does not carry the device along (DV3). */
export function deviceKeyFile(dataFolder: string, device: string): KeyFile {
  const file = new JsonFile(join(dataFolder, 'keys', `${device}.json`), zKey);
  return {
    read: async () => {
      const kept = await file.read();
      return kept && Buffer.from(kept.sealed, 'base64');
    },
    write: async (bytes) => {
      const written = await file.write({ sealed: Buffer.from(bytes).toString('base64') });
      if (!written.ok) return written;
      await chmod(file.path, OWNER_ONLY);
      return ok(undefined);
    },
  };
}
