/**
 * Ids as the database keeps them in tables with many indexes: each entry of an index holds its row's id twice, and ids of 36
 * characters are most of what such an index weighs. Kept are their 16 bytes as 8 characters, in the same order; whoever asks
 * the books' tables sees whole ids (ADR 55).
 */
import type {
  DBCore,
  DBCoreCursor,
  DBCoreKeyRange,
  DBCoreMutateRequest,
  DBCoreTable,
  Middleware,
} from 'dexie';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where groups of four digits begin in a UUID. */
const GROUPS = [0, 4, 9, 14, 19, 24, 28, 32];

/** Stands before an id of any other form, which is kept as it is, above all others: it is longer than a short one. */
const OTHER = '\uffff'.repeat(GROUPS.length + 1);

export const isUuid = (id: string): boolean => UUID.test(id);

/** An id as it is kept; the empty one, from which walks begin, stays what it is. */
export function shortened(id: string): string {
  if (id === '') return id;
  if (!UUID.test(id)) return OTHER + id;
  return String.fromCharCode(...GROUPS.map((at) => Number.parseInt(id.slice(at, at + 4), 16)));
}

/** The id that was kept so. */
export function lengthened(kept: string): string {
  if (kept.length !== GROUPS.length) return kept.startsWith(OTHER) ? kept.slice(OTHER.length) : kept;
  let hex = '';
  for (let at = 0; at < GROUPS.length; at += 1) hex += kept.charCodeAt(at).toString(16).padStart(4, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

interface Identified {
  readonly id: string;
}

const keptKey = (key: unknown): unknown => (typeof key === 'string' ? shortened(key) : key);
const wholeKey = (key: unknown): unknown => (typeof key === 'string' ? lengthened(key) : key);
const keptRow = (row: Identified): Identified => ({ ...row, id: shortened(row.id) });
const wholeRow = <Row extends Identified | undefined>(row: Row): Row =>
  row && { ...row, id: lengthened(row.id) };

const keptRange = (range: DBCoreKeyRange): DBCoreKeyRange => ({
  ...range,
  lower: keptKey(range.lower),
  upper: keptKey(range.upper),
});

/** Shortens the ids of some tables on their way into the database, and lengthens them on their way back. */
export function shortIds(tables: ReadonlySet<string>): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'short-ids',
    // Next to the database: whatever else Dexie does sees whole ids.
    level: -1,
    create: (core) => ({
      ...core,
      table: (name) => (tables.has(name) ? withShortIds(core.table(name)) : core.table(name)),
    }),
  };
}

function keptRequest(request: DBCoreMutateRequest): DBCoreMutateRequest {
  if (request.type === 'deleteRange') return { ...request, range: keptRange(request.range) };
  if (request.type === 'delete') return { ...request, keys: request.keys.map(keptKey) };
  return { ...request, values: request.values.map(keptRow) };
}

function withShortIds(table: DBCoreTable): DBCoreTable {
  const keptQuery = <Request extends { readonly query: Parameters<DBCoreTable['count']>[0]['query'] }>(
    request: Request,
  ): Request =>
    request.query.index.isPrimaryKey
      ? { ...request, query: { ...request.query, range: keptRange(request.query.range) } }
      : request;
  return {
    ...table,
    mutate: (request) =>
      table.mutate(keptRequest(request)).then(({ results, lastResult, ...done }) => ({
        ...done,
        lastResult: wholeKey(lastResult),
        ...(results ? { results: results.map(wholeKey) } : {}),
      })),
    get: (request) => table.get({ ...request, key: keptKey(request.key) }).then(wholeRow),
    getMany: (request) =>
      table.getMany({ ...request, keys: request.keys.map(keptKey) }).then((rows) => rows.map(wholeRow)),
    query: (request) =>
      table
        .query(keptQuery(request))
        .then(({ result }) => ({ result: result.map(request.values ? wholeRow : wholeKey) })),
    openCursor: (request) =>
      table
        .openCursor(keptQuery(request))
        .then((cursor) => cursor && wholeCursor(cursor, request.query.index.isPrimaryKey === true)),
    count: (request) => table.count(keptQuery(request)),
  };
}

function wholeCursor(cursor: DBCoreCursor, isByKey: boolean): DBCoreCursor {
  return Object.create(cursor, {
    key: { get: () => (isByKey ? wholeKey(cursor.key) : cursor.key) },
    primaryKey: { get: () => wholeKey(cursor.primaryKey) },
    value: { get: () => wholeRow(cursor.value) },
    continue: {
      value: (key?: unknown) => {
        if (key === undefined || key === null) cursor.continue();
        else cursor.continue(isByKey ? keptKey(key) : key);
      },
    },
    continuePrimaryKey: {
      value: (key: unknown, primaryKey: unknown) =>
        cursor.continuePrimaryKey(isByKey ? keptKey(key) : key, keptKey(primaryKey)),
    },
  }) as DBCoreCursor;
}
