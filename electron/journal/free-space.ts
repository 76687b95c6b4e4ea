import { statfs } from 'node:fs/promises';

/** JO7: below `warn` bytes the screen warns, below `refuse` no new document is made; export and sync stay open. */
export interface SpaceThresholds {
  readonly warn: number;
  readonly refuse: number;
}

export const SPACE_THRESHOLDS: SpaceThresholds = { warn: 500_000_000, refuse: 50_000_000 };

export interface SpaceReport {
  /** Bytes that this user may still write; null when the system does not say. */
  readonly free: number | null;
  readonly level: 'enough' | 'warn' | 'refuse';
}

/** How much room the folder's disk has left (JO7). A disk that cannot be asked counts as having enough. */
export async function checkSpace(
  folder: string,
  thresholds: SpaceThresholds = SPACE_THRESHOLDS,
  ask: (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }> = statfs,
): Promise<SpaceReport> {
  try {
    const { bavail, bsize } = await ask(folder);
    const free = bavail * bsize;
    return { free, level: free < thresholds.refuse ? 'refuse' : free < thresholds.warn ? 'warn' : 'enough' };
  } catch {
    return { free: null, level: 'enough' };
  }
}
