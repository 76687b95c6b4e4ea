/**
 * A real PostgreSQL of the test's own: own folder, own port, run by an unprivileged user. What is missing is installed where
 * that is possible (Debian or Ubuntu, as root, as in CI); else the error says what to run.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ensurePackages } from '../debian-packages.ts';
import { freePort } from '../free-port.ts';

const HOME = '/usr/lib/postgresql';
const OLDEST = 15;
const WAIT = 30_000;

export interface RealPostgres {
  readonly url: string;
  /** Address of a new, empty database. */
  freshDatabase(): Promise<string>;
  /** Runs a statement as the superuser. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends the server as a power cut of the process would, and starts it again. */
  crash(): Promise<void>;
  remove(): Promise<void>;
}

/** The folder of the newest PostgreSQL's programs that is new enough. */
function programs(): string | undefined {
  const versions = existsSync(HOME) ? readdirSync(HOME).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => version >= OLDEST));
  const folder = join(HOME, String(newest), 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

function install(): string {
  ensurePackages(['postgresql'], () => programs() !== undefined);
  return programs() as string;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Makes a cluster and starts it. `settings` override those of the configuration. */
export async function startRealPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<RealPostgres> {
  const bin = install();
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'counterfoil', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...run, stdio: 'ignore' },
  );
  const port = await freePort();
  const address = (database: string) => `postgres://counterfoil@127.0.0.1:${port}/${database}`;
  const said = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...settings,
  };
  const args = ['-D', data, ...Object.entries(said).flatMap(([name, value]) => ['-c', `${name}=${value}`])];

  const start = async () => {
    const child = spawn(join(bin, 'postgres'), args, { ...run, stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    for (let waited = 0; ; waited += 100) {
      const client = new pg.Client({ connectionString: address('postgres') });
      client.on('error', () => undefined);
      const connected = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (connected) return { child, ended };
      if (waited > WAIT) throw new Error(`waited ${WAIT} ms in vain for PostgreSQL`);
      await delay(100);
    }
  };
  let running = await start();
  const sql = async (text: string) => {
    const client = new pg.Client({ connectionString: address('postgres') });
    await client.connect();
    try {
      return (await client.query(text)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  let databases = 0;
  return {
    url: address('postgres'),
    sql,
    async freshDatabase() {
      databases += 1;
      await sql(`CREATE DATABASE test_${databases}`);
      return address(`test_${databases}`);
    },
    async crash() {
      // SIGQUIT: every process of the server stops where it is, without flushing or a checkpoint.
      running.child.kill('SIGQUIT');
      await running.ended;
      running = await start();
    },
    async remove() {
      running.child.kill('SIGINT');
      await running.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
