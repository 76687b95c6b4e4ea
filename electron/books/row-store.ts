/** What the books ask of a table of rows, however they are kept: one by one, or as pages (`pages.ts`). */
import type { Table } from 'dexie';
import type { RecentRows } from './recent.ts';
import { isUuid } from './short-ids.ts';

/** Where the rows come from that one apply reads and changes. */
export interface RowStore<Row extends { readonly id: string }> {
  readonly name: string;
  /** The rows of `ids`, in their order. `fresh` ids are known to have none, and will mostly be written. */
  read(ids: readonly string[], fresh: readonly string[]): Promise<(Row | undefined)[]>;
  /** Every id was read or fresh before. */
  write(rows: readonly Row[], removed: readonly string[]): Promise<void>;
}

/** The rows of a table as a check sees them (BO1, BO4). */
export interface CountedRows {
  count(): Promise<number>;
  /** About so many rows after a key; `last` is the key to go on from, `null` at the end. */
  part(
    after: string,
    rows: number,
  ): Promise<{ readonly rows: readonly { readonly id: string }[]; readonly last: string | null }>;
  /** The greatest id, or what lies above it; `undefined` where there are no rows. */
  lastId(): Promise<string | undefined>;
}

/** From so many on, ids are looked for together before rows are read one by one. */
const MANY_IDS = 40;

/** No id lies above it. */
const ABOVE_ALL = '\uffff';

/** A table with a row for each row. */
export class TableStore<Row extends { readonly id: string }> implements RowStore<Row>, CountedRows {
  readonly name: string;
  private readonly table: Table<Row, string>;

  constructor(table: Table<Row, string>) {
    this.name = table.name;
    this.table = table;
  }

  async read(ids: readonly string[]): Promise<(Row | undefined)[]> {
    const there = await this.present(ids);
    if (there.length === 0) return ids.map(() => undefined);
    const rows = await this.table.bulkGet([...there]);
    if (there.length === ids.length) return rows;
    const found = new Map(there.map((id, index) => [id, rows[index]]));
    return ids.map((id) => found.get(id));
  }

  /** Those of many ids that may have a row: what a load brings is mostly new, which one question about its range shows. */
  private async present(ids: readonly string[]): Promise<readonly string[]> {
    // Ids of another form have no place of their own in the order of what is kept.
    if (ids.length < MANY_IDS || !ids.every(isUuid)) return ids;
    const sorted = [...ids].sort();
    const range = this.table.where(':id').between(sorted[0], sorted.at(-1), true, true);
    const keys = await range.limit(ids.length).primaryKeys();
    if (keys.length === ids.length) return ids;
    const held = new Set(keys);
    return ids.filter((id) => held.has(id));
  }

  async write(rows: readonly Row[], removed: readonly string[]): Promise<void> {
    if (rows.length > 0) await this.table.bulkPut([...rows]);
    if (removed.length > 0) await this.table.bulkDelete([...removed]);
  }

  count(): Promise<number> {
    return this.table.count();
  }

  async part(after: string, limit: number) {
    const rows = await this.table.where(':id').above(after).limit(limit).toArray();
    return { rows, last: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  }

  async lastId(): Promise<string | undefined> {
    const last = (await this.table.orderBy(':id').lastKey()) as string | undefined;
    return last === undefined || isUuid(last) ? last : ABOVE_ALL;
  }
}

/** A table of which the rows that were written last need not be read. */
export class RememberedStore<Row extends { readonly id: string }> implements RowStore<Row> {
  readonly name: string;
  private readonly store: RowStore<Row>;
  private readonly recent: RecentRows<Row>;

  constructor(store: RowStore<Row>, recent: RecentRows<Row>) {
    this.name = store.name;
    this.store = store;
    this.recent = recent;
  }

  /** The row, `null` where there is surely none, `undefined` when it must be read. */
  recall(id: string): Row | null | undefined {
    return this.recent.get(id) ?? (this.recent.reaches(id) ? null : undefined);
  }

  read(ids: readonly string[], fresh: readonly string[]): Promise<(Row | undefined)[]> {
    return this.store.read(ids, fresh);
  }

  write(rows: readonly Row[], removed: readonly string[]): Promise<void> {
    for (const row of rows) this.recent.keep(row.id, row);
    for (const id of removed) this.recent.keep(id, null);
    return this.store.write(rows, removed);
  }
}
