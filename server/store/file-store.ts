/** Blobs and chunks by their hash (EV11, SY5): files beside the journal, or rows of PostgreSQL. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../electron/journal/atomic-file.ts';
import { getBlob, listBlobs, putBlob } from '../../electron/journal/blobs.ts';
import { makeLastingFolder } from '../../electron/journal/node-port.ts';
import { type Database, StoreUnavailable } from './database.ts';

/** `sealed` files and keys have names that are not the hash of what is in them (DV5, EV10). */
export type FileKind = 'blob' | 'chunk' | 'sealed' | 'key';

/** What has a name that is not its hash carries the hash along. */
const isNamed = (kind: FileKind): boolean => kind === 'sealed' || kind === 'key';

export interface FileStore {
  /** Keeps the bytes under their SHA-256; when it answers they are on the medium. */
  put(company: string, kind: FileKind, hash: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, checked against their hash; `null` when they are missing or damaged: then they may be sent again. */
  get(company: string, kind: FileKind, hash: string): Promise<Uint8Array | null>;
  /** Those of the hashes that are not there. */
  missing(company: string, kind: FileKind, hashes: readonly string[]): Promise<readonly string[]>;
  /** Hashes of all files of a company. */
  list(company: string, kind: FileKind): Promise<readonly string[]>;
  /** Forgets keys of personal data (AU4). */
  dropKeys(company: string, names: readonly string[]): Promise<void>;
  /** Drops chunks that no snapshot names any more and that came before `before` (UTC milliseconds). Blobs stay. */
  dropChunks(company: string, named: ReadonlySet<string>, before: number): Promise<void>;
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const HASH_BYTES = 32;

/** What does not have its hash for a name carries it along, so that damage is noticed. */
const withHash = (bytes: Uint8Array): Uint8Array => Buffer.concat([hashOf(bytes), bytes]);

function checked(stored: Uint8Array): Uint8Array | null {
  const bytes = stored.subarray(HASH_BYTES);
  return hashOf(bytes).equals(stored.subarray(0, HASH_BYTES)) ? bytes : null;
}

async function putNamed(folder: string, name: string, bytes: Uint8Array) {
  makeLastingFolder(folder);
  return writeAtomic(join(folder, name), bytes);
}

/** Files in `<folder>/files/<company>/<kind>/blobs/`, written as the desktop writes its blobs. */
export function filesInFolder(folder: string): FileStore {
  const home = (company: string, kind: FileKind) => join(folder, 'files', company, kind);
  return {
    async put(company, kind, hash, bytes) {
      const put = isNamed(kind)
        ? await putNamed(join(home(company, kind), 'blobs'), hash, withHash(bytes))
        : await putBlob(home(company, kind), bytes);
      if (!put.ok) {
        const full = put.error.reason === 'disk-full';
        throw new StoreUnavailable('a file could not be written', { full, cause: put.error });
      }
    },
    async get(company, kind, hash) {
      if (isNamed(kind)) return readFile(join(home(company, kind), 'blobs', hash)).then(checked, () => null);
      const got = await getBlob(home(company, kind), hash);
      return got.ok ? got.value : null;
    },
    async missing(company, kind, hashes) {
      const present = new Set(await listBlobs(home(company, kind)));
      return hashes.filter((hash) => !present.has(hash));
    },
    list: (company, kind) => listBlobs(home(company, kind)),
    async dropKeys(company, names) {
      const blobs = join(home(company, 'key'), 'blobs');
      for (const name of names) await rm(join(blobs, name), { force: true });
    },
    async dropChunks(company, named, before) {
      const blobs = join(home(company, 'chunk'), 'blobs');
      for (const name of await readdir(blobs).catch(() => [])) {
        if (named.has(name)) continue;
        const path = join(blobs, name);
        if ((await stat(path)).mtimeMs < before) await rm(path);
      }
    },
  };
}

/** Copies a company's files that are whole, but for pieces of snapshots; answers how many. */
export async function copyFiles(from: FileStore, to: FileStore, company: string): Promise<number> {
  let copied = 0;
  for (const kind of ['blob', 'sealed', 'key'] as const) {
    for (const hash of await from.list(company, kind)) {
      const bytes = await from.get(company, kind, hash);
      if (bytes === null) continue;
      await to.put(company, kind, hash, bytes);
      copied += 1;
    }
  }
  return copied;
}

/** Rows of the table `file`. */
export function filesInDatabase(database: Database, now: () => number): FileStore {
  const raw = (hash: string): Uint8Array => Buffer.from(hash, 'hex');
  const hashes = (company: string, kind: FileKind): Promise<readonly string[]> =>
    database.read(async (sql) => {
      const rows = await sql.query<{ hash: Uint8Array }>(
        'SELECT hash FROM file WHERE company = $1 AND kind = $2',
        [company, kind],
      );
      return rows.map((row) => Buffer.from(row.hash).toString('hex'));
    });
  return {
    put: (company, kind, hash, bytes) =>
      database.write(async (sql) => {
        await sql.query(
          `INSERT INTO file (company, kind, hash, made, bytes) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (company, kind, hash) DO UPDATE SET bytes = $5, made = $4`,
          [company, kind, raw(hash), now(), isNamed(kind) ? withHash(bytes) : bytes],
        );
      }),
    get: (company, kind, hash) =>
      database.read(async (sql) => {
        const [row] = await sql.query<{ bytes: Uint8Array }>(
          'SELECT bytes FROM file WHERE company = $1 AND kind = $2 AND hash = $3',
          [company, kind, raw(hash)],
        );
        if (row === undefined) return null;
        if (isNamed(kind)) return checked(row.bytes);
        return hashOf(row.bytes).toString('hex') === hash ? row.bytes : null;
      }),
    missing: (company, kind, asked) =>
      database.read(async (sql) => {
        if (asked.length === 0) return [];
        const rows = await sql.query<{ hash: Uint8Array }>(
          `SELECT hash FROM file WHERE company = $1 AND kind = $2
           AND hash IN (${asked.map((_hash, index) => `$${index + 3}`).join(', ')})`,
          [company, kind, ...asked.map(raw)],
        );
        const present = new Set(rows.map((row) => Buffer.from(row.hash).toString('hex')));
        return asked.filter((hash) => !present.has(hash));
      }),
    list: hashes,
    dropKeys: (company, names) =>
      database.write(async (sql) => {
        for (const name of names)
          await sql.query("DELETE FROM file WHERE company = $1 AND kind = 'key' AND hash = $2", [
            company,
            raw(name),
          ]);
      }),
    async dropChunks(company, named, before) {
      const gone = (await hashes(company, 'chunk')).filter((hash) => !named.has(hash));
      await database.write(async (sql) => {
        for (const hash of gone) {
          await sql.query(
            "DELETE FROM file WHERE company = $1 AND kind = 'chunk' AND hash = $2 AND made < $3",
            [company, raw(hash), before],
          );
        }
      });
    },
  };
}
