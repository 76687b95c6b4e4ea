/** A real server on one of the two stores, and companies with devices on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePairing } from '../../server/handlers/pairing.ts';
import { type Log, makeLog } from '../../server/log.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../server/server.ts';
import type { Database } from '../../server/store/database.ts';
import { type EmbeddedOptions, openEmbedded } from '../../server/store/embedded.ts';
import { openPostgres, type PostgresOptions } from '../../server/store/postgres.ts';
import type { Role } from '../../shared/errors/index.ts';
import { Desktop, must, type ServerAddress } from './desktop.ts';
import { emptyDatabase } from './empty-database.ts';
import { type RealPostgres, startRealPostgres } from './real-postgres.ts';

const THREAD = new URL('../../electron/journal/writer-thread.ts', import.meta.url);

/** Where a store's data lies, so that it can be opened again. */
export interface StorePlace {
  readonly kind: Database['kind'];
  /** Folder of the embedded store, and of files. */
  readonly folder: string;
  open(
    options?: Partial<Pick<EmbeddedOptions, 'wrap'>> & { pg?: Partial<PostgresOptions> },
  ): Promise<Database>;
  remove(): void;
}

/** How an embedded store is opened in a folder. */
export const embeddedIn = async (folder: string): Promise<EmbeddedOptions> => ({
  folder,
  thread: THREAD,
  version: '0',
  emptyDatabase: await emptyDatabase(),
});

export function embeddedPlace(): StorePlace {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-server-'));
  return {
    kind: 'embedded',
    folder,
    open: async ({ wrap } = {}) =>
      openEmbedded({ ...(await embeddedIn(folder)), ...(wrap === undefined ? {} : { wrap }) }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function postgresPlace(postgres: RealPostgres): Promise<StorePlace> {
  const url = await postgres.freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-server-'));
  return {
    kind: 'postgresql',
    folder,
    open: (options = {}) => openPostgres({ url, connections: 5, ...options.pg }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Both stores, for suites that must hold on either. */
export const STORES = ['embedded', 'postgresql'] as const;

let shared: Promise<RealPostgres> | null = null;

/** The one PostgreSQL of this test file; `removePostgres` ends it. */
export function thePostgres(): Promise<RealPostgres> {
  shared ??= startRealPostgres();
  return shared;
}

export async function removePostgres(): Promise<void> {
  const running = await shared;
  shared = null;
  await running?.remove();
}

export const newPlace = async (kind: Database['kind']): Promise<StorePlace> =>
  kind === 'embedded' ? embeddedPlace() : postgresPlace(await thePostgres());

export interface Office extends ServerAddress {
  readonly database: Database;
  readonly running: RunningServer;
  readonly logged: string[];
  /** A desktop that brought its company to the server. */
  founder(): Promise<Desktop>;
  /** A further device of a company. */
  join(company: string, role?: Role): Promise<Desktop>;
  close(): Promise<void>;
}

/** Starts a server on an opened store. */
export async function openOffice(
  place: StorePlace,
  database: Database,
  options: Partial<ServerOptions> = {},
): Promise<Office> {
  const logged: string[] = [];
  const log: Log = makeLog((line) => logged.push(line), Date.now);
  const running = await startServer({
    database,
    folder: place.kind === 'embedded' ? place.folder : null,
    version: '0.1.0',
    host: '127.0.0.1',
    port: 0,
    log,
    rates: {
      device: { perSecond: 1e6, atOnce: 1e6 },
      address: { perSecond: 1e6, atOnce: 1e6 },
    },
    ...options,
  });
  const scheme = options.tls === undefined ? 'http' : 'https';
  const address = { url: `${scheme}://127.0.0.1:${running.port}`, server: running.context.server };
  return {
    ...address,
    database,
    running,
    logged,
    async founder() {
      const desktop = new Desktop();
      const { code } = await makePairing(running.context, { company: null, role: 'owner', confirm: false });
      must(await desktop.claim(address, code, desktop.company));
      return desktop;
    },
    async join(company, role = 'clerk') {
      const desktop = new Desktop(company);
      const { code } = await makePairing(running.context, { company, role, confirm: false });
      must(await desktop.claim(address, code, null));
      return desktop;
    },
    async close() {
      await running.close();
      await database.close();
    },
  };
}
