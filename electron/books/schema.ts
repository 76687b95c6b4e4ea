/** The books' database (BO1): its tables with their indexes, and which of them are counted and hashed. */

import { Dexie, type Table } from 'dexie';
import { AUDITED_TABLES, type AuditedTable, PROJECTOR_VERSION } from '../../shared/contract/books-port.ts';
import type { Shelf } from '../../shared/domain/document-kinds.ts';
import type { Confirmation } from '../../shared/events/commit.ts';
import { RECORD_TABLES, type RecordTable } from '../../shared/events/records.ts';
import { type Page, Pages } from './pages.ts';
import { type CountedRows, TableStore } from './row-store.ts';
import type {
  AllocationRow,
  AuthorRow,
  CloseRow,
  CommitRow,
  DocumentRow,
  DraftRow,
  LateRow,
  LogRow,
  MetaRow,
  OpenMoveRow,
  OpenPageRow,
  PaymentRow,
  RecordRow,
  ReductionRow,
  ReviewRow,
  SeriesRow,
  SumRow,
  UnreadRow,
  WaitingRow,
} from './rows.ts';
import { shortIds } from './short-ids.ts';

/** Tables whose rows are counted and hashed: a lost row must not be taken for one that never was. */
export const COUNTED_TABLES = AUDITED_TABLES;
export type CountedTable = AuditedTable;

/** Tables that no index needs: each is kept as pages of many rows (`pages.ts`). */
const PAGED_TABLES = ['commits', 'allocations', 'reductions'] as const;
type PagedTable = (typeof PAGED_TABLES)[number];

const isPaged = (name: CountedTable): name is PagedTable => PAGED_TABLES.some((other) => other === name);

/** What the database calls the table that holds these rows or their pages. */
export const storeOf = (name: CountedTable): string => (isPaged(name) ? `${name}/pages` : name);

/** Number of a shelf in the index of documents that are not billing. */
export const SHELVES: Readonly<Record<Shelf, number>> = {
  offer: 1,
  deliveryNote: 2,
  receipt: 3,
  correction: 4,
  refund: 5,
};

/** A list key is a pair or triple that ends with the unique `at`, so that a page can go on from any row. */
const STORES = {
  meta: 'key',
  log: 'first',
  authors: 'device',
  documents:
    'id, [span+from], [newest+down], [due+at], [total+at], [customer+newest+down], [numberKey+at], tail, orderKey, voided, [shelf+newest+down], depositOf, unsent, ordered, duty',
  payments:
    'id, [span+from], [newest+down], [amount+at], [customer+newest+down], referenceKey, voided, place',
  waiting: 'id',
  unread: 'id',
  series: 'id',
  drafts: 'id, changed',
  closes: 'id',
  late: 'id',
  sums: 'id',
  confirmations: 'id',
  review: 'id',
  openPages: 'id',
  openMoves: 'number',
  ...(Object.fromEntries(RECORD_TABLES.map((name) => [name, 'id'])) as Record<RecordTable, string>),
  ...Object.fromEntries(PAGED_TABLES.map((name) => [storeOf(name), 'id, size'])),
};

/** What books of an older projector are good for: saying so, and rebuilding a lost journal (BO3). Only these are kept. */
const KEPT = { meta: STORES.meta, log: STORES.log };

export class BooksDatabase extends Dexie {
  declare readonly meta: Table<MetaRow, string>;
  declare readonly log: Table<LogRow, number>;
  declare readonly authors: Table<AuthorRow, string>;
  declare readonly documents: Table<DocumentRow, string>;
  declare readonly payments: Table<PaymentRow, string>;
  declare readonly waiting: Table<WaitingRow, string>;
  declare readonly unread: Table<UnreadRow, string>;
  declare readonly series: Table<SeriesRow, string>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly closes: Table<CloseRow, string>;
  declare readonly late: Table<LateRow, string>;
  declare readonly sums: Table<SumRow, string>;
  /** What may need a look; it is looked at again before it is shown. */
  declare readonly review: Table<ReviewRow, string>;
  /** What is open, for a quick start (`open-pages.ts`). */
  declare readonly openPages: Table<OpenPageRow, string>;
  declare readonly openMoves: Table<OpenMoveRow, number>;
  /** Confirmations of commits that have not arrived yet. */
  declare readonly confirmations: Table<{ readonly id: string; readonly confirmation: Confirmation }, string>;

  readonly commits: Pages<CommitRow>;
  readonly allocations: Pages<AllocationRow>;
  readonly reductions: Pages<ReductionRow>;

  /** Durability is relaxed, since the journal has flushed already; nothing opens by itself (BO2); nobody watches queries. */
  constructor(name: string, indexedDB: IDBFactory, keyRange: typeof IDBKeyRange) {
    super(name, {
      indexedDB,
      IDBKeyRange: keyRange,
      autoOpen: false,
      chromeTransactionDurability: 'relaxed',
      cache: 'disabled',
    });
    this.use(shortIds(new Set(['documents', 'payments'])));
    // Tables of an older projector are dropped rather than changed: they are built anew in any case, and to give rows new
    // indexes first would take as long.
    this.version(2 * PROJECTOR_VERSION - 1).stores(KEPT);
    this.version(2 * PROJECTOR_VERSION).stores(STORES);
    const paged = <Row extends { readonly id: string }>(name: PagedTable) =>
      new Pages<Row>(name, this.table<Page, string>(storeOf(name)));
    this.commits = paged('commits');
    this.allocations = paged('allocations');
    this.reductions = paged('reductions');
  }

  /** The rows of one counted table, however they are kept. */
  rowsOf(name: CountedTable): CountedRows {
    return isPaged(name) ? this[name] : new TableStore(this.table(name));
  }

  /** The table of one kind of merged record. */
  records(name: RecordTable): Table<RecordRow, string> {
    return this.table(name);
  }
}
