/** Files of sealed secrets, readable by their user alone (DV2): a device's key, the password of a mail account. */
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok } from '../../shared/errors/index.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from '../company/json-file.ts';
import { flushFolder, removeSmallFile } from '../journal/atomic-file.ts';
import type { KeyFile } from './device-key.ts';

const zKey = z.object({ sealed: z.base64() });
const OWNER_ONLY = 0o600;

/** Keys lie outside the companies' folders, so that a copied folder does not carry the device along (DV3). */
export function deviceKeyFile(dataFolder: string, device: string): RemovableKeyFile {
  return removableFile(join(dataFolder, 'keys', `${device}.json`));
}

/** The code by which a moved company may come to this desktop (DV3). */
export const moveCodeFile = (dataFolder: string): RemovableKeyFile =>
  removableFile(join(dataFolder, 'keys', 'receiver.json'));

/** The sealed X25519 half of a device, to which a company's keys are sealed (DV5). */
export function exchangeKeyFile(dataFolder: string, device: string): KeyFile {
  return sealedFile(join(dataFolder, 'keys', `exchange-${device}.json`));
}

/** The sealed password of a company's mail account on this desktop. */
export const mailPasswordFile = (dataFolder: string, company: string): RemovableKeyFile =>
  removableFile(join(dataFolder, 'keys', `mail-${company}.json`));

/** The sealed name and password for this desktop's proxy. */
export const proxyLoginFile = (dataFolder: string): KeyFile =>
  sealedFile(join(dataFolder, 'keys', 'proxy.json'));

/** From now on only this user reads the file. */
export const forOwnerOnly = (path: string): Promise<void> => chmod(path, OWNER_ONLY);

export interface RemovableKeyFile extends KeyFile {
  /** Gone for good when it answers; nothing when there was none. */
  remove(): Promise<void>;
}

const removableFile = (path: string): RemovableKeyFile => ({
  ...sealedFile(path),
  async remove() {
    await removeSmallFile(path);
    await flushFolder(dirname(path)).catch(() => undefined);
  },
});

function sealedFile(path: string): KeyFile {
  const file = new JsonFile(path, zKey);
  return {
    read: async () => {
      const kept = await file.find();
      return kept.ok ? ok(kept.value && Buffer.from(kept.value.sealed, 'base64')) : kept;
    },
    write: async (bytes) => {
      const written = await file.write({ sealed: Buffer.from(bytes).toString('base64') });
      if (!written.ok) return written;
      await forOwnerOnly(file.path);
      return ok(undefined);
    },
  };
}
