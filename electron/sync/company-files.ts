/** A company's files as the sync sees them (EV11). */
import { getBlob, hasBlob, putBlob } from '../journal/blobs.ts';
import type { HostFiles } from './sync-host.ts';

export const companyFiles = (folder: string): HostFiles => ({
  get: async (sha256) => {
    const kept = await getBlob(folder, sha256);
    return kept.ok ? kept.value : undefined;
  },
  has: (sha256) => hasBlob(folder, sha256),
  put: async (bytes) => {
    const kept = await putBlob(folder, bytes);
    return kept.ok ? kept.value : undefined;
  },
});
