/** The books' database (BO1): its tables with their indexes, and which of them are counted and hashed. */

import { Dexie, type Table } from 'dexie';
import { AUDITED_TABLES, type AuditedTable } from '../../shared/contract/books-port.ts';
import type { Shelf } from '../../shared/domain/document-kinds.ts';
import type { Confirmation } from '../../shared/events/commit.ts';
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
  PaymentRow,
  RecordRow,
  ReductionRow,
  ReviewRow,
  SeriesRow,
  SumRow,
  UnreadRow,
  WaitingRow,
} from './rows.ts';

/** Tables whose rows are counted and hashed: a lost row must not be taken for one that never was. */
export const COUNTED_TABLES = AUDITED_TABLES;
export type CountedTable = AuditedTable;

export const RECORD_TABLES = [
  'company',
  'customers',
  'items',
  'taxes',
  'terms',
  'methods',
  'users',
  'devices',
  'rates',
  'priceLists',
  'fees',
  'answers',
] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

/** Number of a shelf in the index of documents that are not billing. */
export const SHELVES: Readonly<Record<Shelf, number>> = {
  offer: 1,
  deliveryNote: 2,
  receipt: 3,
  correction: 4,
};

/** A list key is a pair or triple that ends with the unique `at`, so that a page can go on from any row. */
const STORES = {
  meta: 'key',
  log: 'first',
  commits: 'id',
  authors: 'device',
  documents:
    'id, [span+from], [newest+down], [due+at], [total+at], [customer+newest+down], [numberKey+at], tail, orderKey, voided, [shelf+newest+down], depositOf, unsent, duty',
  payments: 'id, [span+from], [newest+down], [amount+at], [customer+newest+down], referenceKey, voided',
  allocations: 'id',
  reductions: 'id',
  waiting: 'id',
  unread: 'id',
  series: 'id',
  drafts: 'id, changed',
  closes: 'id',
  late: 'id',
  sums: 'id',
  confirmations: 'id',
  review: 'id',
  ...(Object.fromEntries(RECORD_TABLES.map((name) => [name, 'id'])) as Record<RecordTable, string>),
};

export class BooksDatabase extends Dexie {
  declare readonly meta: Table<MetaRow, string>;
  declare readonly log: Table<LogRow, number>;
  declare readonly commits: Table<CommitRow, string>;
  declare readonly authors: Table<AuthorRow, string>;
  declare readonly documents: Table<DocumentRow, string>;
  declare readonly payments: Table<PaymentRow, string>;
  declare readonly allocations: Table<AllocationRow, string>;
  declare readonly reductions: Table<ReductionRow, string>;
  declare readonly waiting: Table<WaitingRow, string>;
  declare readonly unread: Table<UnreadRow, string>;
  declare readonly series: Table<SeriesRow, string>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly closes: Table<CloseRow, string>;
  declare readonly late: Table<LateRow, string>;
  declare readonly sums: Table<SumRow, string>;
  /** What may need a look; it is looked at again before it is shown. */
  declare readonly review: Table<ReviewRow, string>;
  /** Confirmations of commits that have not arrived yet. */
  declare readonly confirmations: Table<{ readonly id: string; readonly confirmation: Confirmation }, string>;

  /** Durability is relaxed, since the journal has flushed already; nothing opens by itself (BO2); nobody watches queries. */
  constructor(name: string, indexedDB: IDBFactory, keyRange: typeof IDBKeyRange) {
    super(name, {
      indexedDB,
      IDBKeyRange: keyRange,
      autoOpen: false,
      chromeTransactionDurability: 'relaxed',
      cache: 'disabled',
    });
    this.version(1).stores(STORES);
  }

  /** The table of one kind of merged record. */
  records(name: RecordTable): Table<RecordRow, string> {
    return this.table(name);
  }
}
