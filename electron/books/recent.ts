/**
 * What the last batches wrote, by table: while one batch is on its way into the database, the next one takes from here what it
 * would otherwise have to wait for (ADR 46). Whole batches are forgotten, the oldest first, and it is known from which id on
 * nothing is: what lies above and is not here is nowhere.
 */

/** Batches that are remembered: a payment mostly follows its invoice by fewer. */
const BATCHES = 8;

interface Remembered<Row> {
  /** `null`: it was removed. */
  readonly row: Row | null;
  readonly batch: number;
  /** The greatest id that it stands for. */
  readonly reach: string;
}

/** Rows of one table, or its pages, by their keys. */
export class RecentRows<Row> {
  private readonly rows = new Map<string, Remembered<Row>>();
  private readonly batches = new Map<number, string[]>();
  private sorted: readonly string[] | null = null;
  private batch = 0;
  private forgotten: string | null = null;

  /** A batch begins. `greatest` is the greatest id there is in the table. */
  begin(batch: number, greatest: string): void {
    this.batch = batch;
    this.forgotten ??= greatest;
    for (const [old, keys] of this.batches) {
      if (old > batch - BATCHES) break;
      this.batches.delete(old);
      for (const key of keys) this.forget(key, old);
    }
  }

  get(key: string): Row | null | undefined {
    return this.rows.get(key)?.row;
  }

  /** Whether all there is of an id would be remembered. */
  reaches(id: string): boolean {
    return this.forgotten !== null && id > this.forgotten;
  }

  /** The keys of what is remembered, in their order. */
  keys(): readonly string[] {
    this.sorted ??= [...this.rows.keys()].sort();
    return this.sorted;
  }

  keep(key: string, row: Row | null, reach = key): void {
    if (!this.rows.has(key)) this.sorted = null;
    this.rows.set(key, { row, batch: this.batch, reach });
    const keys = this.batches.get(this.batch);
    if (keys) keys.push(key);
    else this.batches.set(this.batch, [key]);
  }

  clear(): void {
    this.rows.clear();
    this.batches.clear();
    this.sorted = null;
    this.forgotten = null;
  }

  private forget(key: string, batch: number): void {
    const held = this.rows.get(key);
    // A later batch wrote it again.
    if (held?.batch !== batch) return;
    this.rows.delete(key);
    this.sorted = null;
    if (this.forgotten === null || held.reach > this.forgotten) this.forgotten = held.reach;
  }
}

/** The remembered rows of all tables. */
export class Recent {
  private readonly tables = new Map<string, RecentRows<unknown>>();
  private batch = 0;

  /** A batch begins: the oldest is forgotten. */
  begin(): void {
    this.batch += 1;
  }

  /** Those of one table for the batch that has begun, whose rows are of this type. */
  of<Row>(table: string, greatest: string): RecentRows<Row> {
    const held = this.tables.get(table) ?? new RecentRows<unknown>();
    this.tables.set(table, held);
    held.begin(this.batch, greatest);
    return held as RecentRows<Row>;
  }

  /** Forgets everything: nothing is on its way any more. */
  clear(): void {
    for (const rows of this.tables.values()) rows.clear();
  }
}
