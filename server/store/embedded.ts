/**
 * PGlite as a projection of the server's own journal (SV3). A write changes the tables inside a transaction, appends its
 * records to the journal and flushes; only then is the transaction committed and the answer given. PGlite's own files
 * are never trusted with anything: they can be thrown away and made again from the journal.
 */
import { randomUUID } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { JournalClient } from '../../electron/journal/journal-client.ts';
import type { Result, StorageError } from '../../shared/errors/index.ts';
import type { Frame, NewFrame } from '../../shared/journal/frame.ts';
import type { Appended } from '../../shared/journal/journal.ts';
import { applyRecord } from './apply-record.ts';
import { type Database, type Sql, type SqlValue, StoreUnavailable, type Transaction } from './database.ts';
import { migrate } from './migrate.ts';
import { type ProjectionMark, readMark, removeMark, writeMark } from './projection-mark.ts';
import { framesOf, RecordReader } from './record-frames.ts';
import type { ServerRecord } from './records.ts';

/** The server's journal as this store uses it; `JournalClient` is one. */
export interface ServerJournal {
  append(frames: readonly NewFrame[]): Promise<Result<Appended, StorageError>>;
  readFrom(number: number, maxBytes: number): Promise<Result<readonly Frame[], StorageError>>;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly folder: string;
  /** The journal's writer thread. */
  readonly thread: string | URL;
  readonly version: string;
  /** Folder of an initialised, empty PGlite database; where a projection is made anew it is copied, which saves seconds. */
  readonly emptyDatabase?: string;
  /** Wraps what the store stands on; tests break it here. */
  readonly wrap?: {
    readonly journal?: (journal: ServerJournal) => ServerJournal;
    readonly sql?: (sql: Sql) => Sql;
  };
}

const REPLAY_BYTES = 4 * 1024 * 1024;
const PROJECTION = 'projection';
/** PGlite's marks of one frame after the other need no table of their own. */
const APPLIED = 'applied';

/** The journal refused; `error` says why, as data. */
export class JournalRefused extends Error {
  readonly error: StorageError;

  constructor(error: StorageError) {
    super(`the server's journal: ${JSON.stringify(error)}`);
    this.error = error;
  }
}

/** Opens journal and projection, replaying what the projection lacks. @throws JournalRefused */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const store = new EmbeddedStore(options);
  await store.open();
  return store;
}

class EmbeddedStore implements Database {
  readonly kind = 'embedded';
  readonly #options: EmbeddedOptions;
  #journal: ServerJournal | null = null;
  #lite: PGlite | null = null;
  /** Where the projection stands; `null` while it does not agree with the journal. */
  #mark: ProjectionMark | null = null;
  #reopening: Promise<void> | null = null;
  #closed = false;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const { folder, thread, version } = this.#options;
    const client = new JournalClient({ folder, thread });
    try {
      const scan = await client.scan();
      if (!scan.ok) throw new JournalRefused(scan.error);
      const mark = await readMark(folder);
      const identity = {
        journalId: randomUUID(),
        incarnation: randomUUID(),
        installId: 'server',
        app: version,
      };
      const opened = await client.open({ applied: mark?.number ?? null, acknowledged: null }, identity);
      if (!opened.ok) throw new JournalRefused(opened.error);
      this.#journal = this.#options.wrap?.journal?.(client) ?? client;
      await this.#openProjection(mark);
    } catch (error) {
      await this.#lite?.close();
      this.#lite = null;
      await client.close();
      throw error;
    }
  }

  async read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.#ready();
    return work(this.#sql(this.#projection()));
  }

  async snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.#ready();
    return this.#projection().transaction((transaction) => work(this.#sql(transaction)));
  }

  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    await this.#ready();
    let kept: ProjectionMark | null = null;
    try {
      return await this.#projection().transaction(async (transaction) => {
        const sql = this.#sql(transaction);
        const records: ServerRecord[] = [];
        const result = await work({
          query: sql.query,
          record: async (record) => {
            records.push(record);
            await applyRecord(sql, record);
          },
        });
        if (records.length === 0) return result;
        kept = await this.#keep(records);
        await setApplied(sql, kept.number);
        this.#mark = kept;
        return result;
      });
    } catch (error) {
      if (error instanceof JournalRefused && error.error.reason !== 'poisoned') {
        const full = error.error.reason === 'disk-full';
        throw new StoreUnavailable('the journal refused', { full, cause: error });
      }
      // The journal has it, or may have it, and the projection has not: make the projection agree before anybody asks it.
      if (kept !== null || error instanceof JournalRefused) {
        void this.#reopen();
        throw new StoreUnavailable('the projection is behind the journal', { cause: error });
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#reopening;
    const { folder } = this.#options;
    await this.#lite?.close();
    if (this.#mark !== null) await writeMark(folder, join(folder, PROJECTION), this.#mark);
    await this.#journal?.close();
    this.#lite = null;
    this.#journal = null;
  }

  /** Appends the records and flushes; what the frames got, once they are on the medium (JO5). */
  async #keep(records: readonly ServerRecord[]): Promise<ProjectionMark> {
    const appended = await this.#journal?.append(framesOf(records));
    if (appended === undefined) throw new StoreUnavailable('the store is closed');
    if (!appended.ok) throw new JournalRefused(appended.error);
    return { number: appended.value.last, chain: Buffer.from(appended.value.chain).toString('hex') };
  }

  #projection(): PGlite {
    if (this.#lite === null) throw new StoreUnavailable('the store is closed');
    return this.#lite;
  }

  async #ready(): Promise<void> {
    await this.#reopening;
    if (this.#mark === null) throw new StoreUnavailable('the projection is not there');
  }

  #reopen(): Promise<void> {
    this.#mark = null;
    const again = async () => {
      await this.#lite?.close().catch(() => undefined);
      await this.#journal?.close();
      this.#lite = null;
      this.#journal = null;
      if (!this.#closed) await this.open();
    };
    // What fails here is told to everybody who asks: the store stays unavailable.
    this.#reopening ??= again()
      .catch(() => undefined)
      .finally(() => {
        this.#reopening = null;
      });
    return this.#reopening;
  }

  #sql(lite: Pick<PGlite, 'query'>): Sql {
    const sql = sqlOf(lite);
    return this.#options.wrap?.sql?.(sql) ?? sql;
  }

  async #openProjection(mark: ProjectionMark | null): Promise<void> {
    const { folder } = this.#options;
    const path = join(folder, PROJECTION);
    let applied = mark !== null && (await this.#continues(mark)) ? mark : null;
    await removeMark(folder);
    this.#lite = await (applied === null ? this.#openEmpty(path) : openLite(path));
    if (applied !== null && (await appliedIn(this.#lite)) !== applied.number) {
      // The files are not the ones that the mark was written for.
      await this.#lite.close();
      this.#lite = await this.#openEmpty(path);
      applied = null;
    }
    const lite = this.#lite;
    await migrate((work) => lite.transaction((transaction) => work(sqlOf(transaction))));
    this.#mark = await this.#replay(lite, applied ?? { number: 0, chain: '' });
  }

  async #openEmpty(path: string): Promise<PGlite> {
    const { emptyDatabase } = this.#options;
    await rm(path, { recursive: true, force: true });
    if (emptyDatabase !== undefined) await cp(emptyDatabase, path, { recursive: true });
    return openLite(path);
  }

  /** Whether the journal has the very frame that the mark names. */
  async #continues(mark: ProjectionMark): Promise<boolean> {
    const frames = await this.#journal?.readFrom(mark.number, 1);
    const frame = frames?.ok ? frames.value[0] : undefined;
    return frame?.number === mark.number && Buffer.from(frame.chain).toString('hex') === mark.chain;
  }

  async #replay(lite: PGlite, from: ProjectionMark): Promise<ProjectionMark> {
    const reader = new RecordReader();
    let mark = from;
    for (;;) {
      const frames = await this.#journal?.readFrom(mark.number + 1, REPLAY_BYTES);
      if (frames === undefined) return mark;
      if (!frames.ok) throw new JournalRefused(frames.error);
      const last = frames.value.at(-1);
      if (last === undefined) return mark;
      mark = { number: last.number, chain: Buffer.from(last.chain).toString('hex') };
      await lite.transaction(async (transaction) => {
        const sql = sqlOf(transaction);
        for (const frame of frames.value) {
          for (const record of reader.take(frame)) await applyRecord(sql, record);
        }
        await setApplied(sql, mark.number);
      });
    }
  }
}

/** Byte strings travel between PGlite and us as hex; its own way of writing them is many times slower. */
const openLite = (path: string): Promise<PGlite> =>
  PGlite.create(path, {
    parsers: { [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex') },
    serializers: { [types.BYTEA]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` },
  });

function sqlOf(lite: Pick<PGlite, 'query'>): Sql {
  return {
    query: async <Row>(text: string, values: readonly SqlValue[] = []) =>
      (await lite.query<Row>(text, [...values])).rows,
  };
}

async function setApplied(sql: Sql, number: number): Promise<void> {
  await sql.query(
    'INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2',
    [APPLIED, String(number)],
  );
}

async function appliedIn(lite: PGlite): Promise<number | null> {
  try {
    const [row] = await sqlOf(lite).query<{ value: string }>('SELECT value FROM setting WHERE name = $1', [
      APPLIED,
    ]);
    return row === undefined ? null : Number(row.value);
  } catch {
    return null;
  }
}
