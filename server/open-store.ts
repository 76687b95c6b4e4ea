/** Opens the store that the command line chose. */
import type { StoreChoice } from './options.ts';
import type { Database } from './store/database.ts';
import { openEmbedded } from './store/embedded.ts';
import { openPostgres } from './store/postgres.ts';

/** The journal's writer thread lies beside the sources, or beside the built program. */
export const WRITER_THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../electron/journal/writer-thread.ts' : './writer-thread.js',
  import.meta.url,
);

export function openStore(store: StoreChoice, version: string, connections: number): Promise<Database> {
  return store.kind === 'embedded'
    ? openEmbedded({ folder: store.folder, thread: WRITER_THREAD, version })
    : openPostgres({ url: store.url, connections });
}
