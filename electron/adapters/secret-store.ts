/** The system's key store through Electron; on a desktop without one, a file of mode 0600 holds the key as it is (DV2). */
import { safeStorage } from 'electron';
import type { SecretStore } from '../ports.ts';

const SYSTEM = 1;
const FILE = 0;

/** Sealed secrets begin with a byte that says how they are kept, so that a key store that comes or goes is noticed. */
export function systemSecrets(): SecretStore {
  const available = safeStorage.isEncryptionAvailable();
  return {
    protection: available ? 'system' : 'file',
    seal: (secret) =>
      available
        ? Buffer.concat([
            Buffer.from([SYSTEM]),
            safeStorage.encryptString(Buffer.from(secret).toString('base64')),
          ])
        : Buffer.concat([Buffer.from([FILE]), secret]),
    open: (sealed) => {
      const rest = Buffer.from(sealed.subarray(1));
      return sealed[0] === SYSTEM ? Buffer.from(safeStorage.decryptString(rest), 'base64') : rest;
    },
  };
}
