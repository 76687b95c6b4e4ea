/** The sync server: a store, the wire over HTTP, and a graceful end. `main.ts` reads the command line for it. */
import { randomBytes, X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Context, newId } from './context.ts';
import { makeApp } from './http/app.ts';
import { makeMetrics } from './http/metrics.ts';
import type { Rate } from './http/rate-limit.ts';
import type { Log } from './log.ts';
import type { Database } from './store/database.ts';
import { filesInDatabase, filesInFolder } from './store/file-store.ts';
import { readSetting } from './store/rows.ts';
import { makeWaiters, type Waiters } from './waiters.ts';

export interface ServerOptions {
  readonly database: Database;
  /** Where the embedded store keeps files; unused with PostgreSQL. */
  readonly folder: string | null;
  readonly version: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly log: Log;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly behindProxy?: boolean;
  readonly openMetrics?: boolean;
  readonly rates?: { readonly device: Rate; readonly address: Rate };
  /** UTC milliseconds. */
  readonly now?: () => number;
  /** Done with the store before anybody is answered. */
  readonly prepare?: (context: Context) => Promise<void>;
}

export interface RunningServer {
  readonly context: Context;
  readonly port: number;
  /** Answers what is being answered, wakes what waits, and stops listening. The store stays the caller's. */
  close(): Promise<void>;
}

/** An office of five desktops behind one address asks less than this; a stranger's guesses are slowed down by it. */
const RATES = {
  device: { perSecond: 50, atOnce: 200 },
  address: { perSecond: 500, atOnce: 2000 },
} as const;

/** How often connections are looked over while the server stops, in milliseconds. */
const SWEEP = 50;

/** How often the heads of companies that somebody waits for are asked for, in milliseconds: other processes push too. */
const ASK_HEADS = 500;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { database, folder, version, log, now = Date.now } = options;
  const random = (count: number): Uint8Array => randomBytes(count);
  const context: Context = {
    database,
    files: folder === null ? filesInDatabase(database, now) : filesInFolder(folder),
    waiters: waitersOf(database),
    server: await serverId(database, random),
    version,
    certificate: options.tls === undefined ? null : fingerprintOf(options.tls.cert),
    now,
    random,
  };
  await options.prepare?.(context);
  const app = makeApp(context, {
    log,
    metrics: makeMetrics(),
    tls: options.tls ?? null,
    behindProxy: options.behindProxy ?? false,
    rates: options.rates ?? RATES,
    openMetrics: options.openMetrics ?? false,
  });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  return {
    context,
    port,
    async close() {
      context.waiters.stop();
      // A connection becomes idle when its last answer is out, and clients keep idle ones for long.
      const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP);
      await app.close();
      clearInterval(sweep);
    },
  };
}

/** SHA-256 of the first certificate of a chain, hex. */
const fingerprintOf = (pem: string): string =>
  new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();

/** The server's own id, made at its first start. */
export async function serverId(database: Database, random: Context['random']): Promise<string> {
  return database.write(async (transaction) => {
    const present = await readSetting(transaction, 'server');
    if (present !== null) return present;
    const id = newId(random);
    await transaction.record({ kind: 'server', id });
    return id;
  });
}

function waitersOf(database: Database): Waiters {
  if (database.kind === 'embedded') return makeWaiters();
  const askHeads = (companies: readonly string[]): Promise<ReadonlyMap<string, number>> =>
    database.read(async (sql) => {
      const rows = await sql.query<{ company: string; head: number }>(
        `SELECT company, head FROM company WHERE company IN (${companies.map((_id, index) => `$${index + 1}`).join(', ')})`,
        companies,
      );
      return new Map(rows.map(({ company, head }) => [company, head]));
    });
  return makeWaiters({ interval: ASK_HEADS, askHeads });
}
