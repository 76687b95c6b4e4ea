/** What the books amount to, and whether their rows still say it (JO4, BO4). */
import { type BooksDigest, PROJECTOR_VERSION, type TableAudit } from '../../shared/contract/books-port.ts';
import { dayNumber, endOfMonth } from '../../shared/domain/day.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { toHex } from '../../shared/events/commit.ts';
import type { Memory } from './memory.ts';
import type { SumRow } from './rows.ts';
import type { BooksDatabase, CountedTable } from './schema.ts';
import { moveRow } from './sums.ts';

/** Rows read at once: few enough that a commit waits only some hundredths of a second for them. */
const ROWS_AT_ONCE = 4_000;
/** How often a table is begun anew because commits came in between; then it is read in one turn. */
const ATTEMPTS = 3;

type Sums = ReadonlyMap<string, SumRow>;

/** The digest of books whose sums these are, after frame `applied`. */
export async function booksDigest(sums: Sums, applied: number): Promise<BooksDigest> {
  const said = [...sums.values()]
    .filter(({ count }) => count !== 0)
    .map(({ id, count, total, rest, open, hash }) => [id, count, total, rest, open, hash])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const bytes = new TextEncoder().encode(canonicalJson(said));
  const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return { applied, digest, projectorVersion: PROJECTOR_VERSION };
}

/** Lets work run while no commit is applied, and gives it what memory holds then. */
export type Turn = <T>(work: (memory: Memory) => Promise<T>) => Promise<T>;

/** Reads a table whole, a part a turn, and compares all sums that its rows belong to. */
export async function auditTable(db: BooksDatabase, table: CountedTable, turn: Turn): Promise<TableAudit> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    const audit = await readInParts(db, table, turn);
    if (audit) return audit;
  }
  return turn(async (memory) => {
    const found = new Map<string, SumRow>();
    let rows = 0;
    for (let after: string | null = ''; after !== null; ) {
      const part = await db.rowsOf(table).part(after, ROWS_AT_ONCE);
      for (const row of part.rows) moveRow(found, table, row, 1);
      rows += part.rows.length;
      after = part.last;
    }
    return { rows, agrees: agree(tablesOf(table), memory.sums, found) };
  });
}

async function readInParts(
  db: BooksDatabase,
  table: CountedTable,
  turn: Turn,
): Promise<TableAudit | undefined> {
  const found = new Map<string, SumRow>();
  let after = '';
  let rows = 0;
  let since: number | undefined;
  for (;;) {
    const part = await turn(async (memory) => {
      since ??= memory.meta?.applied ?? 0;
      if (memory.meta && memory.meta.applied !== since) return undefined;
      const read = await db.rowsOf(table).part(after, ROWS_AT_ONCE);
      for (const row of read.rows) moveRow(found, table, row, 1);
      const agrees = read.last === null && agree(tablesOf(table), memory.sums, found);
      return { last: read.last, rows: read.rows.length, agrees };
    });
    if (!part) return undefined;
    rows += part.rows;
    if (part.last === null) return { rows, agrees: part.agrees };
    after = part.last;
  }
}

/** The tables of sums that a table's rows are counted in. */
function tablesOf(table: CountedTable): readonly SumRow['table'][] {
  if (table === 'documents') return ['documents', 'billed'];
  return table === 'payments' ? ['payments', 'received'] : [table];
}

function agree(tables: readonly SumRow['table'][], sums: Sums, found: Sums): boolean {
  const counted = (rows: Sums): SumRow[] =>
    [...rows.values()].filter(({ table, count }) => tables.includes(table) && count !== 0);
  const expected = counted(sums);
  return expected.length === counted(found).length && expected.every((sum) => same(sum, found.get(sum.id)));
}

const same = (one: SumRow, other: SumRow | undefined): boolean =>
  other !== undefined &&
  one.count === other.count &&
  one.total === other.total &&
  one.rest === other.rest &&
  one.open === other.open &&
  one.hash === other.hash;

/**
 * The sample of every start (BO4): one month of documents and one of payments, another every time, compared row by row
 * with that month's sums. `choose` takes one of so many.
 * @returns the table that disagrees, if one does.
 */
export async function sampleRows(
  db: BooksDatabase,
  sums: Sums,
  choose: (count: number) => number,
): Promise<'documents' | 'payments' | undefined> {
  for (const [table, monthly] of [
    ['documents', 'billed'],
    ['payments', 'received'],
  ] as const) {
    const months = [...new Set([...sums.values()].flatMap((sum) => (sum.table === monthly ? sum.kind : [])))];
    const month = months.sort()[choose(months.length)];
    if (month === undefined) continue;
    const [first, last] = [dayNumber(`${month}-01`), dayNumber(endOfMonth(`${month}-01`))];
    const rows = await db
      .table(table)
      .where('[newest+down]')
      .between([-last, Number.NEGATIVE_INFINITY], [-first, Number.POSITIVE_INFINITY])
      .toArray();
    const found = new Map<string, SumRow>();
    for (const row of rows) moveRow(found, table, row, 1);
    const inMonth = (all: Sums): Map<string, SumRow> =>
      new Map([...all].filter(([, sum]) => sum.table === monthly && sum.kind === month));
    if (!agree([monthly], inMonth(sums), inMonth(found))) return table;
  }
  return undefined;
}
