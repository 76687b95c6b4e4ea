/** PostgreSQL, or an engine that speaks it (SV2, SV4). */
import pg from 'pg';
import { applyRecord } from './apply-record.ts';
import type { Database, Sql, SqlValue, Transaction } from './database.ts';
import { migrate } from './migrate.ts';
import { PATIENT, type RetryPolicy, retrying } from './retry.ts';

/** What the store does with one connection; `pg.PoolClient` has it. */
export interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** `true` closes the connection instead of giving it back. */
  release(broken?: boolean): void;
}

export interface PostgresOptions {
  readonly url: string;
  readonly connections: number;
  readonly retry?: RetryPolicy;
  /** Wraps every connection; tests break them here. */
  readonly wrap?: (connection: Connection) => Connection;
}

const INT8 = 20;
const OLDEST = 150_000;
/** What must be on so that an answered commit survives a power cut (SV4), and the values that mean it. */
const DURABLE: readonly (readonly [setting: string, values: readonly string[]])[] = [
  ['fsync', ['on']],
  ['full_page_writes', ['on']],
  ['synchronous_commit', ['on', 'remote_apply']],
];

/**
 * Connects, checks that the database keeps what it has answered (SV4), and brings it to the present schema.
 * @throws Error that says what to change when it does not.
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const { url, connections, retry = PATIENT, wrap = (connection) => connection } = options;
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({ connectionString: url, max: connections, types, keepAlive: true });
  // A connection that breaks is replaced by the pool, idle or not; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const transaction = <T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    retrying(async () => {
      const connection = wrap(await pool.connect());
      let broken = true;
      try {
        const sql = sqlOf(connection);
        await sql.query(begin);
        try {
          const result = await work({
            query: sql.query,
            record: (record) => applyRecord(sql, record),
          });
          await sql.query('COMMIT');
          broken = false;
          return result;
        } catch (error) {
          // What went wrong first is what counts; a connection that cannot even roll back is closed.
          broken = await connection.query('ROLLBACK').then(
            () => false,
            () => true,
          );
          throw error;
        }
      } finally {
        connection.release(broken);
      }
    }, retry);

  try {
    await transaction('BEGIN', checkDurable);
    await migrate((work) => transaction('BEGIN', work));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: 'postgresql',
    read: (work) =>
      retrying(async () => {
        const connection = wrap(await pool.connect());
        let broken = true;
        try {
          const result = await work(sqlOf(connection));
          broken = false;
          return result;
        } finally {
          connection.release(broken);
        }
      }, retry),
    snapshot: (work) => transaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    write: (work) => transaction('BEGIN', work),
    close: () => pool.end(),
  };
}

function sqlOf(connection: Connection): Sql {
  return {
    query: async <Row>(text: string, values: readonly SqlValue[] = []) => {
      try {
        return (await connection.query(text, [...values])).rows as Row[];
      } catch (error) {
        throw SQLSTATE.test(String((error as { code?: unknown }).code)) ? error : connectionLost(error);
      }
    },
  };
}

/** Errors of the database have a code of five; those of the driver, whatever they say, mean that the connection is gone. */
const SQLSTATE = /^[0-9A-Z]{5}$/;

const connectionLost = (cause: unknown): Error =>
  Object.assign(new Error('the connection was lost', { cause }), { code: '08006' });

async function checkDurable(sql: Sql): Promise<void> {
  const [row] = await sql.query<{ version: string }>('SELECT version() AS version');
  // CockroachDB has none of these settings: it answers when a majority of its nodes has flushed.
  if (row?.version.startsWith('CockroachDB')) return;
  const [number] = await sql.query<{ server_version_num: string }>('SHOW server_version_num');
  if (Number(number?.server_version_num) < OLDEST) {
    throw new Error(`PostgreSQL 15 or newer is needed; this is ${row?.version}`);
  }
  for (const [setting, values] of DURABLE) {
    const [shown] = await sql.query<Record<string, string>>(`SHOW ${setting}`);
    const value = shown?.[setting] ?? '';
    if (!values.includes(value)) {
      throw new Error(
        `PostgreSQL runs with ${setting} = ${value}: a power cut could lose what was answered. Set it to ${values[0]}.`,
      );
    }
  }
}
