/**
 * Rows that no index needs, many of them in one row of the database (ADR 39): what the database does for a row costs nearly
 * as much for thirty. A page holds the rows whose ids lie above the page before and up to its own key, in their order; the
 * last page's key lies above all ids, so every id has its page. What is new mostly has the greatest id and goes to the last
 * page, which is cut when it is full: a single commit writes one page that is half full on average, and nothing else moves.
 */
import type { Table } from 'dexie';
import type { RecentRows } from './recent.ts';
import type { RowStore } from './row-store.ts';

/** One page as it is stored. Each row is a text, so that only those are read that somebody asks for. */
export interface Page {
  /** No row's id lies above it. */
  readonly id: string;
  /** How many rows it holds, for the count of them (BO1): an index, so that no page need be read. */
  readonly size: number;
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** Key of the last page: above every id. */
const LAST = '\uffff';

/** Rows of a full page: so many that a page costs little for each, and few enough that a commit may write one of them. */
const PAGE_ROWS = 32;

/** So many ids are looked for one by one; for more the keys of the pages between them are asked for first. */
const FEW_IDS = 24;

interface Identified {
  readonly id: string;
}

/** A page whose count and content differ was damaged: an error by the name that IndexedDB gives to what it cannot read. */
function proven(page: Page): Page {
  if (page.size !== page.ids.length || page.size !== page.texts.length)
    throw new DOMException('a page of rows does not hold what it says', 'DataError');
  return page;
}

/** The place of a text among sorted ones: of the first that is not below it. */
function placeIn(sorted: readonly string[], id: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function textOf<Row extends Identified>({ id: _id, ...rest }: Row): string {
  return JSON.stringify(rest);
}

function rowAt<Row extends Identified>({ ids, texts }: Page, index: number): Row {
  return { id: ids[index], ...JSON.parse(texts[index] as string) } as Row;
}

function rowIn<Row extends Identified>(page: Page | undefined, id: string): Row | undefined {
  if (!page) return undefined;
  const index = placeIn(page.ids, id);
  return page.ids[index] === id ? rowAt<Row>(page, index) : undefined;
}

const allIn = <Row extends Identified>(pages: readonly Page[]): Row[] =>
  pages.flatMap((page) => page.ids.map((_, index) => rowAt<Row>(page, index)));

/** Rows in their order as pages, the last of which keeps the key. The end of the table is filled page by page. */
function* cut(key: string, ids: readonly string[], texts: readonly string[]): Iterable<Page> {
  const count = Math.max(1, Math.ceil(ids.length / PAGE_ROWS));
  const size = key === LAST ? PAGE_ROWS : Math.ceil(ids.length / count);
  for (let at = 0; at === 0 || at < ids.length; at += size) {
    const own = ids.slice(at, at + size);
    const isEnd = at + size >= ids.length;
    yield {
      id: isEnd ? key : (own.at(-1) as string),
      size: own.length,
      ids: own,
      texts: texts.slice(at, at + size),
    };
  }
}

/** A table of pages, read as if it were one of rows. */
export class Pages<Row extends Identified> {
  readonly name: string;
  private readonly table: Table<Page, string>;

  constructor(name: string, table: Table<Page, string>) {
    this.name = name;
    this.table = table;
  }

  async get(id: string): Promise<Row | undefined> {
    const [page] = await this.from(id, 1);
    return rowIn<Row>(page, id);
  }

  /** The rows of these ids in the order of the ids, `undefined` where there is none. */
  async bulkGet(ids: readonly string[]): Promise<(Row | undefined)[]> {
    const pages = await this.holding(ids);
    const keys = pages.map(({ id }) => id);
    return ids.map((id) => rowIn<Row>(pages[placeIn(keys, id)], id));
  }

  async toArray(): Promise<Row[]> {
    return allIn<Row>((await this.table.toArray()).map(proven));
  }

  /** The rows of the pages after a key, about so many; `last` is the key to go on from, `null` at the end. */
  async part(after: string, rows: number): Promise<{ readonly rows: Row[]; readonly last: string | null }> {
    const limit = Math.ceil(rows / PAGE_ROWS);
    const pages = await this.table.where(':id').above(after).limit(limit).toArray();
    return {
      rows: allIn<Row>(pages.map(proven)),
      last: pages.length < limit ? null : (pages.at(-1)?.id ?? null),
    };
  }

  /** Number of rows, by the sizes of the pages alone. */
  async count(): Promise<number> {
    const sizes = (await this.table.orderBy('size').uniqueKeys()) as number[];
    const counts = await Promise.all(sizes.map((size) => this.table.where('size').equals(size).count()));
    return sizes.reduce((sum, size, index) => sum + size * (counts[index] as number), 0);
  }

  /** The greatest id, or one that no row and no page but the last lies above; `undefined` where there are no rows. */
  async lastId(): Promise<string | undefined> {
    const [last, before] = await this.table.orderBy(':id').reverse().limit(2).toArray();
    return last?.ids.at(-1) ?? before?.id;
  }

  /** The pages that have or would have these ids, in their order. */
  async holding(ids: readonly string[]): Promise<Page[]> {
    const sorted = [...new Set(ids)].sort();
    const keys = sorted.length > FEW_IDS ? await this.keysOf(sorted) : undefined;
    const read = keys
      ? await this.table.bulkGet(keys)
      : (await Promise.all(sorted.map((id) => this.from(id, 1)))).flat();
    const pages = new Map<string, Page>();
    for (const page of read) if (page) pages.set(page.id, proven(page));
    return [...pages.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Keys of the pages of many sorted ids. */
  private async keysOf(sorted: readonly string[]): Promise<string[]> {
    const [first, last] = [sorted[0] as string, sorted.at(-1) as string];
    const [between, beyond] = await Promise.all([
      this.table.where(':id').between(first, last).primaryKeys(),
      this.table.where(':id').aboveOrEqual(last).limit(1).primaryKeys(),
    ]);
    const keys = [...between, ...beyond];
    return [...new Set(sorted.flatMap((id) => keys[placeIn(keys, id)] ?? []))];
  }

  private async from(id: string, limit: number): Promise<Page[]> {
    return (await this.table.where(':id').aboveOrEqual(id).limit(limit).toArray()).map(proven);
  }

  async put(pages: readonly Page[]): Promise<void> {
    await this.table.bulkPut([...pages]);
  }
}

/** The pages that one apply reads and writes: each is read once and written once. */
export class PageStore<Row extends Identified> implements RowStore<Row> {
  readonly name: string;
  private readonly pages: Pages<Row>;
  private readonly recent: RecentRows<Page>;
  private readonly held = new Map<string, Page>();
  private readonly asked = new Set<string>();

  constructor(pages: Pages<Row>, recent: RecentRows<Page>) {
    this.name = pages.name;
    this.pages = pages;
    this.recent = recent;
  }

  /** Whether there is a row: `null` where there surely is none, `undefined` when its page must be looked at. */
  recall(id: string): null | undefined {
    if (!this.recent.reaches(id)) return undefined;
    const page = this.remembered(id);
    return page && rowIn(page, id) ? undefined : null;
  }

  async read(ids: readonly string[], fresh: readonly string[]): Promise<(Row | undefined)[]> {
    for (const id of [...ids, ...fresh]) this.asked.add(id);
    const missing: string[] = [];
    for (const id of [...ids, ...fresh]) {
      const page = this.remembered(id);
      if (page) this.held.set(page.id, page);
      // What is remembered nowhere and surely new lies beyond all that is there, and so on the last page.
      else missing.push(this.recent.reaches(id) ? LAST : id);
    }
    const unread = missing.filter((id) => id !== LAST || !this.held.has(LAST));
    if (unread.length > 0) for (const page of await this.pages.holding(unread)) this.held.set(page.id, page);
    const keys = [...this.held.keys()].sort();
    return ids.map((id) => rowIn<Row>(this.held.get(keys[placeIn(keys, id)] ?? LAST), id));
  }

  /** The page of an id, if it was written lately. Between such a page and the one before it others may lie that were not. */
  private remembered(id: string): Page | undefined {
    const keys = this.recent.keys();
    const page = this.recent.get(keys[placeIn(keys, id)] ?? '');
    if (!page) return undefined;
    const isItsOwn = this.recent.reaches(id) || page.id === id || (page.ids[0] ?? LAST) <= id;
    return isItsOwn ? page : undefined;
  }

  async write(rows: readonly Row[], removed: readonly string[]): Promise<void> {
    const keys = [...this.held.keys()].sort();
    const changes = new Map<string, Map<string, string | undefined>>();
    const change = (id: string, text: string | undefined) => {
      if (!this.asked.has(id)) throw new Error(`a row of ${this.name} was not loaded`);
      const key = keys[placeIn(keys, id)] ?? LAST;
      changes.set(key, (changes.get(key) ?? new Map()).set(id, text));
    };
    for (const row of rows) change(row.id, textOf(row));
    for (const id of removed) change(id, undefined);
    const written: Page[] = [];
    for (const [key, texts] of changes) written.push(...changed(key, this.held.get(key), texts));
    for (const page of written)
      this.recent.keep(page.id, page, page.id === LAST ? (page.ids.at(-1) ?? '') : page.id);
    await this.pages.put(written);
  }
}

/** A page with some of its rows changed, added or taken away: as many pages as they fill. */
function changed(
  key: string,
  page: Page | undefined,
  texts: ReadonlyMap<string, string | undefined>,
): Iterable<Page> {
  const all = new Map<string, string | undefined>(page?.ids.map((id, index) => [id, page.texts[index]]));
  for (const [id, text] of texts) all.set(id, text);
  const ids = [...all].flatMap(([id, text]) => (text === undefined ? [] : id)).sort();
  return cut(
    key,
    ids,
    ids.map((id) => all.get(id) as string),
  );
}
