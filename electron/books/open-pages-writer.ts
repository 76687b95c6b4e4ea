/** Writes what is open into pages (`open-pages.ts`), in quiet moments. */
import { columnsText } from './columns.ts';
import type { Memory } from './memory.ts';
import { MOVES } from './open-pages.ts';
import { hashText } from './row-hash.ts';
import type { OpenPageRow } from './rows.ts';
import type { BooksDatabase } from './schema.ts';

/** Items in a page: below the size from which Chromium keeps a row in a file of its own. */
const ITEMS = 100;
/** Milliseconds without a commit before pages are written. */
const QUIET = 1_000;
/** Pages written at once: each transaction waits its turn behind all that is read, and a commit that comes waits for one. */
const AT_ONCE = 25;
/** Milliseconds that closing takes for pages that are due, at most: nobody looks at the program any more. */
const LAST = 3_000;

type OpenTable = OpenPageRow['table'];

/** Writes the pages anew when enough has moved and no commit has come for a while. */
export class OpenPagesWriter {
  private readonly db: BooksDatabase;
  private readonly memory: () => Memory | undefined;
  private readonly fail: (fault: unknown) => void;
  /** Rows that a start would read one by one. */
  private moved = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> | undefined;

  /**
   * @param memory answers nothing once the books have ended: then nothing more is written
   * @param fail is told what the database throws
   */
  constructor(db: BooksDatabase, memory: () => Memory | undefined, fail: (fault: unknown) => void) {
    this.db = db;
    this.memory = memory;
    this.fail = fail;
  }

  /** Called with how much has moved, after it is in the database and in memory, and with what a start did not find in pages. */
  follow(moved: number): void {
    this.moved += moved;
    if (this.moved > MOVES || this.timer !== undefined) this.wait();
  }

  /** Writes what is due, so that the next start need not read it row by row, and ends once nothing is being written any more. */
  async stop(): Promise<void> {
    const isDue = this.timer !== undefined;
    clearTimeout(this.timer);
    await this.writing;
    const end = Date.now() + LAST;
    if (isDue) await this.write(() => Date.now() < end).catch(this.fail);
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // Commits that come while pages are written are moves after them; those pages are the next.
      if (this.writing) return this.wait();
      this.writing = this.write()
        .catch(this.fail)
        .finally(() => {
          this.writing = undefined;
        });
    }, QUIET);
  }

  private async write(hasTime = (): boolean => true): Promise<void> {
    const memory = this.memory();
    if (!memory) return;
    this.moved = 0;
    await writeOpenPages(this.db, memory, () => this.memory() === memory && hasTime());
  }
}

/**
 * Writes what memory holds as open now, some pages a transaction, and removes the pages and moves before it.
 * @param goesOn asked before each transaction: false leaves what has been written unfinished, and nobody reads it.
 */
export async function writeOpenPages(
  db: BooksDatabase,
  memory: Memory,
  goesOn: () => boolean = () => true,
  atOnce: number = AT_ONCE,
): Promise<void> {
  if (!memory.meta || memory.disagrees !== undefined) return;
  const { build, applied } = memory.meta;
  const time = `${build}/${applied}/`;
  const pages = [
    ...inPages('documents', [...memory.documents.all.values()]),
    ...inPages('payments', [...memory.payments.all.values()]),
  ];
  for (let at = 0; at < pages.length; at += atOnce) {
    if (!goesOn()) return;
    const rows = pages.slice(at, at + atOnce).map(({ table, items }, index) => {
      const text = columnsText(items);
      return {
        id: `${time}${at + index}`,
        ...{ build, applied, pages: pages.length, table, text, hash: hashText(text) },
      };
    });
    await db.openPages.bulkPut(rows);
  }
  await db.transaction('rw', db.openPages, db.openMoves, db.meta, async () => {
    if ((await db.meta.get('state'))?.build !== build) return;
    const ids = await db.openPages.toCollection().primaryKeys();
    await Promise.all([
      db.openPages.bulkDelete(ids.filter((id) => !id.startsWith(time))),
      db.openMoves.where(':id').belowOrEqual(applied).delete(),
    ]);
  });
}

/** At least one page, so that nothing open is told from pages that were never written. */
function inPages<Item>(
  table: OpenTable,
  items: readonly Item[],
): { table: OpenTable; items: readonly Item[] }[] {
  const count = Math.max(1, Math.ceil(items.length / ITEMS));
  return Array.from({ length: count }, (_, page) => ({
    table,
    items: items.slice(page * ITEMS, (page + 1) * ITEMS),
  }));
}
