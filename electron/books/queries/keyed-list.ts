/**
 * Keyed paging (BO5): a page goes on after the key of the last row that it showed, so it costs the same however far down
 * the list it is. A filter that leaves few rows is gathered through its own index and sorted here; otherwise the sort's
 * index is walked, passing over what the filter hides.
 */
import type { Collection, Table } from 'dexie';
import { dayNumber } from '../../../shared/domain/day.ts';
import type { Day } from '../../../shared/domain/money.ts';
import { compare } from '../customer-index.ts';

export type Key = readonly (string | number)[];
export type Direction = 'asc' | 'desc';

export interface PageRequest {
  readonly direction: Direction;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface PageOf<Row> {
  readonly rows: Row[];
  readonly next: string | null;
}

/** More candidates than this are not gathered and sorted, but walked in the order of the sort. */
export const GATHER_LIMIT = 2000;
/** The same for a typed text, which is asked for at every key: many finds also lie close together in any order. */
export const SEARCH_LIMIT = 500;
/** Chunks of a walk grow up to this: what the filter hides is passed over in few rounds. */
const LARGEST_CHUNK = 1600;

/** Rows of a gathered page that are sorted at once. */
const SORTED_AT_ONCE = 400;

/** Greater than every string and number that a key holds. */
const TOP: readonly [] = [];
const BOTTOM = Number.NEGATIVE_INFINITY;

export function compareKeys(a: Key, b: Key): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const left = a[index] ?? '';
    const right = b[index] ?? '';
    // As IndexedDB orders them: every number before every string.
    const order = typeof left === typeof right ? compare(left, right) : typeof left === 'number' ? -1 : 1;
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The key in a cursor; `null` for none, and for one that this program did not write. */
export function readCursor(cursor: string | null): Key | null {
  if (cursor === null) return null;
  try {
    const key: unknown = JSON.parse(cursor);
    const isPart = (part: unknown) => typeof part === 'string' || typeof part === 'number';
    return Array.isArray(key) && key.every(isPart) ? (key as Key) : null;
  } catch {
    return null;
  }
}

/** Bounds of the days in an index over negative day numbers. */
export const newestBounds = (from: Day | null, to: Day | null): { readonly from: Key; readonly to: Key } => ({
  from: to === null ? [] : [-dayNumber(to)],
  to: from === null ? [] : [-dayNumber(from)],
});

/** Bounds of one customer's days in an index of customer and negative day number. */
export const customerBounds = (customer: string, from: Day | null, to: Day | null) =>
  [
    [customer, ...newestBounds(from, to).from],
    [customer, ...newestBounds(from, to).to, []],
  ] as const;

export const turned = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc');

const isBeyond = (key: Key, after: Key | null, direction: Direction): boolean =>
  after === null || (direction === 'asc' ? compareKeys(key, after) > 0 : compareKeys(key, after) < 0);

/** A page of rows that are all in memory. */
export function pageOfGathered<Row>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
  request: PageRequest,
): PageOf<Row> {
  const after = readCursor(request.cursor);
  const sign = request.direction === 'asc' ? 1 : -1;
  // Of many rows only the first are wanted: the others are thrown away as often as there are some times more than that.
  const inOrder = (a: { key: Key }, b: { key: Key }) => sign * compareKeys(a.key, b.key);
  let keyed: { row: Row; key: Key }[] = [];
  let worst: Key | null = null;
  for (const row of rows) {
    const key = keyOf(row);
    if (!isBeyond(key, after, request.direction)) continue;
    if (worst && sign * compareKeys(key, worst) > 0) continue;
    keyed.push({ row, key });
    if (keyed.length < SORTED_AT_ONCE + request.limit) continue;
    keyed = keyed.sort(inOrder).slice(0, request.limit + 1);
    worst = keyed.at(-1)?.key ?? null;
  }
  keyed.sort(inOrder);
  const shown = keyed.slice(0, request.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => row),
    next: last && keyed.length > shown.length ? JSON.stringify(last.key) : null,
  };
}

/** A page of rows that come in the order of the sort, chunk by chunk. */
export async function pageOfWalk<Row>(
  chunks: AsyncIterable<readonly Row[]>,
  matches: (row: Row) => boolean,
  keyOf: (row: Row) => Key,
  limit: number,
): Promise<PageOf<Row>> {
  const rows: Row[] = [];
  for await (const chunk of chunks) {
    for (const row of chunk) {
      if (!matches(row)) continue;
      const last = rows.at(-1);
      if (last && rows.length === limit) return { rows, next: JSON.stringify(keyOf(last)) };
      rows.push(row);
    }
  }
  return { rows, next: null };
}

export interface Walk {
  readonly index: string;
  readonly direction: Direction;
  /** Key after which the walk begins, as a cursor has it. */
  readonly after: Key | null;
  /** First parts of the keys that the walk keeps to, both included. */
  readonly from?: Key;
  readonly to?: Key;
  /** Rows wanted at first; later chunks are larger. */
  readonly first: number;
}

/** Rows in the order of a compound index, chunk by chunk. `keyOf` must give the index's own key. */
export async function* walkIndex<Row>(
  table: Table<Row, string>,
  keyOf: (row: Row) => Key,
  { index, direction, after, from, to, first }: Walk,
): AsyncIterable<readonly Row[]> {
  let position = after;
  let size = first;
  while (true) {
    const lower = direction === 'asc' && position ? position : [...(from ?? []), BOTTOM];
    const upper = direction === 'desc' && position ? position : [...(to ?? []), TOP];
    if (compareBounds(lower, upper) >= 0) return;
    const range = table.where(index).between(lower, upper, false, false);
    const rows = await (direction === 'desc' ? range.reverse() : range).limit(size).toArray();
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    position = keyOf(last);
    size = Math.max(size, Math.min(size * 4, LARGEST_CHUNK));
  }
}

type Bound = readonly (string | number | readonly [])[];

function compareBounds(lower: Bound, upper: Bound): number {
  for (let index = 0; index < Math.min(lower.length, upper.length); index++) {
    const left = lower[index];
    const right = upper[index];
    if (left === BOTTOM || right === TOP) return -1;
    if (left === TOP || right === BOTTOM) return 1;
    const order = compareKeys([left as string | number], [right as string | number]);
    if (order !== 0) return order;
  }
  return lower.length - upper.length;
}

/** Rows that look-ups found, each once; `isSpared` when the look-up that may find too much did, and was left out. */
export interface Gathered<Row> {
  readonly rows: readonly Row[];
  readonly isSpared: boolean;
}

/**
 * Rows gathered by several index look-ups, `each` at most, each once; `undefined` when there are more than `most`, without
 * `spare` too. Keys are looked at first: they are read many times faster than rows.
 */
export async function gatherAll<Row>(
  table: Table<Row, string>,
  lookups: readonly Collection<Row, string>[],
  each: number,
  most = SEARCH_LIMIT,
  spare?: Collection<Row, string>,
): Promise<Gathered<Row> | undefined> {
  // A transaction of its own for each of them would cost more than what it reads.
  return table.db.transaction('r', table, async () => {
    const keysOf = (lookup: Collection<Row, string>) => lookup.limit(each).primaryKeys();
    const [spared, ...others] = await Promise.all([spare ? keysOf(spare) : [], ...lookups.map(keysOf)]);
    const rest = new Set(others.flat());
    const all = new Set([...spared, ...rest]);
    const found = all.size > most && spare ? rest : all;
    if (found.size > most) return undefined;
    const rows = await table.bulkGet([...found]);
    return { rows: rows.filter((row) => row !== undefined), isSpared: found !== all };
  });
}
