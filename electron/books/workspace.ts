/**
 * The rows that one apply reads and changes, held in memory between one reading and one writing round: IndexedDB is quick
 * in bulk and slow row by row.
 */
import type { Table } from 'dexie';
import { isOffer } from '../../shared/domain/document-kinds.ts';
import { openDuty } from '../../shared/domain/duty.ts';
import type { Confirmation } from '../../shared/events/commit.ts';
import { RECORD_TABLES, type RecordTable } from '../../shared/events/records.ts';
import { PageStore, type Pages } from './pages.ts';
import type { Recent } from './recent.ts';
import { RememberedStore, type RowStore, TableStore } from './row-store.ts';
import type {
  AllocationRow,
  AuthorRow,
  CloseRow,
  CommitRow,
  DocumentRow,
  DraftRow,
  LateRow,
  Links,
  MetaRow,
  OpenMoveRow,
  PaymentRow,
  RecordRow,
  ReductionRow,
  ReviewRow,
  SeriesRow,
  SumRow,
  UnreadRow,
  WaitingRow,
} from './rows.ts';
import type { BooksDatabase, CountedTable } from './schema.ts';

/** What memory knows of a row without reading: the row, `null` when there is none, `undefined` when it must be read. */
export type Recall<Row> = (id: string) => Row | null | undefined;

/** Tables that are nearly always empty, or nearly so. */
export const RARE_TABLES = ['waiting', 'unread', 'confirmations', 'drafts'] as const;
export type RareTable = (typeof RARE_TABLES)[number];

/** What memory knows of the tables, so that most of an apply's questions need no reading. */
export interface Known {
  /** The books as the last batch left them, which may still be on its way into the database. */
  readonly meta: MetaRow | undefined;
  readonly sums: ReadonlyMap<string, SumRow>;
  readonly series: ReadonlyMap<string, SeriesRow>;
  readonly closes: ReadonlyMap<string, CloseRow>;
  readonly authors: ReadonlyMap<string, AuthorRow>;
  /** Ids of all rows of the tables that are nearly always empty. */
  readonly rare: Readonly<Record<RareTable, ReadonlySet<string>>>;
  /** Greatest id in a table: new ids begin with the time, so they lie beyond it. */
  readonly greatest: ReadonlyMap<string, string>;
}

/** Rows of one table, as they were and as they will be. */
export class RowCache<Row extends { readonly id: string }> {
  private readonly store: RowStore<Row>;
  private readonly recall: Recall<Row>;
  private readonly before = new Map<string, Row | undefined>();
  private readonly changed = new Map<string, Row | undefined>();

  constructor(store: RowStore<Row>, recall: Recall<Row>) {
    this.store = store;
    this.recall = recall;
  }

  /** Reads the rows that are not here yet. */
  async load(ids: Iterable<string>): Promise<void> {
    const missing: string[] = [];
    const fresh: string[] = [];
    for (const id of new Set(ids)) {
      if (this.before.has(id)) continue;
      const row = this.recall(id);
      if (row === undefined) missing.push(id);
      else {
        this.before.set(id, row ?? undefined);
        if (row === null) fresh.push(id);
      }
    }
    if (missing.length + fresh.length === 0) return;
    const rows = await this.store.read(missing, fresh);
    for (const [index, id] of missing.entries()) this.before.set(id, rows[index]);
  }

  /** @throws Error when the row was never asked for: to take it for absent would lose what is there. */
  get(id: string): Row | undefined {
    if (this.changed.has(id)) return this.changed.get(id);
    if (!this.before.has(id)) throw new Error(`a row of ${this.store.name} was not loaded`);
    return this.before.get(id);
  }

  has(id: string): boolean {
    return this.before.has(id) || this.changed.has(id);
  }

  set(row: Row): void {
    this.changed.set(row.id, row);
  }

  remove(id: string): void {
    this.changed.set(id, undefined);
  }

  *changes(): Iterable<{ readonly before: Row | undefined; readonly after: Row | undefined }> {
    for (const [id, after] of this.changed) yield { before: this.before.get(id), after };
  }

  async write(): Promise<void> {
    const rows: Row[] = [];
    const removed: string[] = [];
    for (const [id, row] of this.changed) {
      if (row) rows.push(row);
      else if (this.before.get(id)) removed.push(id);
    }
    if (rows.length + removed.length > 0) await this.store.write(rows, removed);
  }
}

/** An e-invoice that was made for a mail has arrived with it; saved as a file, somebody hands it on. */
export const isDelivered = ({ way: { made, mailed, told } }: Pick<Links, 'way'>): boolean =>
  told || (made && mailed);

/** Payments: a cheque that somebody placed is found by its place while the payment stands (AL1), and the payment among void ones only as long as it does not (AL5). */
class PaymentCache extends RowCache<PaymentRow> {
  override set({ place: _place, voided: _voided, ...row }: PaymentRow): void {
    const { cheque, end } = row;
    const found = end ? { voided: end.on } : cheque ? { place: cheque.place } : {};
    super.set({ ...row, ...found });
  }
}

/** Whether an offer is an order that waits to be billed (CU3), be it delivered or not. */
const isOrder = ({ kind, answer, end, copies }: DocumentRow): boolean =>
  isOffer(kind) && answer?.accepted === true && end === null && copies.length === 0;

/** Documents: those that have never left the office, owe a duty, or are orders, are marked while they stand, so that an index finds them. */
class DocumentCache extends RowCache<DocumentRow> {
  override set({ unsent: _unsent, duty: _duty, ordered: _ordered, ...row }: DocumentRow): void {
    const { duties = [], end, cleared, released } = row;
    const duty = openDuty(duties, {
      isVoid: end !== null,
      isCleared: cleared !== null,
      isDelivered: isDelivered(row),
    });
    super.set({
      ...row,
      ...(released || end ? {} : { unsent: 1 }),
      ...(isOrder(row) ? { ordered: row.customer } : {}),
      ...(duty ? { duty } : {}),
    });
  }
}

export const NO_LINKS: Links = {
  allocations: [],
  reductions: [],
  granted: [],
  creditedBy: [],
  namedBy: [],
  dues: [],
  copies: [],
  answer: null,
  cheque: null,
  end: null,
  released: false,
  handedOut: false,
  archived: null,
  cleared: null,
  clearedPapers: [],
  way: { made: false, mailed: false, told: false },
  history: [],
};

const isRecordTable = (table: string): table is RecordTable => RECORD_TABLES.some((name) => name === table);

/** A document or payment by table and id: what settlement connects. */
export interface SubjectKey {
  readonly table: 'documents' | 'payments';
  readonly id: string;
}

/** Tables whose rows other facts refer to, perhaps before they arrive. */
export type LinkedTable = 'documents' | 'payments' | 'allocations' | 'reductions';

/** Key of what waits for a row: an event names the kind of thing that it speaks of, and only that. */
export const waitingId = (table: LinkedTable, id: string): string => `${table}/${id}`;

export class Workspace {
  readonly db: BooksDatabase;
  /** What was known before this batch. */
  readonly known: Known;
  readonly commits: RowCache<CommitRow>;
  readonly documents: RowCache<DocumentRow>;
  readonly payments: RowCache<PaymentRow>;
  readonly allocations: RowCache<AllocationRow>;
  readonly reductions: RowCache<ReductionRow>;
  readonly waiting: RowCache<WaitingRow>;
  readonly unread: RowCache<UnreadRow>;
  readonly series: RowCache<SeriesRow>;
  readonly closes: RowCache<CloseRow>;
  readonly drafts: RowCache<DraftRow>;
  readonly sums: RowCache<SumRow>;
  readonly confirmations: RowCache<{ readonly id: string; readonly confirmation: Confirmation }>;
  readonly records: Readonly<Record<RecordTable, RowCache<RecordRow>>>;
  /** Subjects whose settlement must be folded again from its facts (BO4). */
  readonly refold = { documents: new Set<string>(), payments: new Set<string>() };
  readonly topics = new Set<string>();
  /** Commits with something that a close did not know (PC3). */
  readonly late = new Map<string, LateRow>();
  /** What may need a person's look, by key. */
  readonly toReview = new Map<string, ReviewRow>();
  /** Documents of this batch: their numbers, and whether their series had given a number as high before. */
  readonly issued: { readonly number: string; readonly series: string; readonly again: boolean }[] = [];

  constructor(db: BooksDatabase, known: Known, recent: Recent) {
    const { sums, series, closes, rare, greatest } = known;
    this.db = db;
    this.known = known;
    recent.begin();
    const rememberedOf = <Row>(table: string) => recent.of<Row>(table, greatest.get(table) ?? '');
    const paged = <Row extends { readonly id: string }>(table: Pages<Row>) => {
      const store = new PageStore(table, rememberedOf(table.name));
      return new RowCache<Row>(store, (id) => store.recall(id));
    };
    const remembered = <Row extends { readonly id: string }>(table: Table<Row, string>) =>
      new RememberedStore(new TableStore(table), rememberedOf<Row>(table.name));
    const documents = remembered(db.documents);
    const payments = remembered(db.payments);
    const oneOf = (ids: ReadonlySet<string>) => (id: string) => (ids.has(id) ? undefined : null);
    this.commits = paged(db.commits);
    this.documents = new DocumentCache(documents, (id) => documents.recall(id));
    this.payments = new PaymentCache(payments, (id) => payments.recall(id));
    this.allocations = paged(db.allocations);
    this.reductions = paged(db.reductions);
    this.waiting = new RowCache(new TableStore(db.waiting), oneOf(rare.waiting));
    this.unread = new RowCache(new TableStore(db.unread), oneOf(rare.unread));
    this.series = new RowCache(new TableStore(db.series), (id) => series.get(id) ?? null);
    this.closes = new RowCache(new TableStore(db.closes), (id) => closes.get(id) ?? null);
    this.drafts = new RowCache(new TableStore(db.drafts), oneOf(rare.drafts));
    this.sums = new RowCache(new TableStore(db.sums), (id) => sums.get(id) ?? null);
    this.confirmations = new RowCache(new TableStore(db.confirmations), oneOf(rare.confirmations));
    this.records = Object.fromEntries(
      RECORD_TABLES.map((name) => [name, new RowCache(new TableStore(db.records(name)), () => undefined)]),
    ) as unknown as Record<RecordTable, RowCache<RecordRow>>;
  }

  caches(): RowCache<never>[] {
    const { commits, documents, payments, allocations, reductions, waiting, unread, series } = this;
    const { drafts, closes, sums } = this;
    const all = [
      commits,
      documents,
      payments,
      allocations,
      reductions,
      waiting,
      unread,
      series,
      drafts,
      closes,
      sums,
    ];
    return [...all, this.confirmations, ...Object.values(this.records)] as unknown as RowCache<never>[];
  }

  counted(table: CountedTable): RowCache<{ readonly id: string }> {
    const cache = isRecordTable(table) ? this.records[table] : this[table];
    return cache as RowCache<never> as RowCache<{ readonly id: string }>;
  }

  subject(key: SubjectKey): DocumentRow | PaymentRow | undefined {
    return key.table === 'documents' ? this.documents.get(key.id) : this.payments.get(key.id);
  }

  /** Whether a close known before names an allocation: what it may stand for is not its own to say then (EV6). */
  isNamed(allocation: string): boolean {
    for (const { closed } of this.known.closes.values())
      if (closed && Object.hasOwn(closed.cuts, allocation)) return true;
    return false;
  }

  needsRefold(key: SubjectKey): void {
    this.refold[key.table].add(key.id);
  }

  /** Keeps what is said of something that is not here yet. */
  wait(table: LinkedTable, id: string, change: (links: Links) => Partial<Links>): void {
    const key = waitingId(table, id);
    const waiting = this.waiting.get(key) ?? { id: key, ...NO_LINKS };
    this.waiting.set({ ...waiting, ...change(waiting) });
  }

  /** Takes what was said of an entity before it arrived. */
  takeWaiting(table: LinkedTable, id: string): Links | undefined {
    const key = waitingId(table, id);
    const waiting = this.waiting.get(key);
    if (!waiting) return undefined;
    this.waiting.remove(key);
    const { id: _id, ...links } = waiting;
    return links;
  }
}

/** A batch of frames as it is to be written, and what the memory of the books follows. */
export interface AppliedBatch {
  readonly meta: MetaRow;
  readonly work: Workspace;
  /** Devices whose chains grew. */
  readonly authors: readonly AuthorRow[];
  /** What changed among open things. */
  readonly moves: readonly OpenMoveRow[];
}
