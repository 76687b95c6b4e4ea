/**
 * What the books hold in memory (BO5): open items for the aging of today, customers and items for search, the small
 * lists, and the sums. Loaded from narrow rows at start, compared with the sums, and moved after each apply.
 */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { type DocumentKind, isOwed } from '../../shared/domain/document-kinds.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import { RECORD_TABLES, type RecordTable } from '../../shared/events/records.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import { CustomersAtHand, NearInvoices } from './at-hand.ts';
import { CustomerIndex } from './customer-index.ts';
import { type Held, heldOf } from './held.ts';
import { LightDocuments } from './light-documents.ts';
import { type OpenDocument, OpenIndex, type OpenPayment, openDocument, openPayment } from './open-items.ts';
import { readOpenPages } from './open-pages.ts';
import type { FieldsOf } from './record-defaults.ts';
import type {
  AuthorRow,
  CloseRow,
  DocumentRow,
  LateRow,
  MetaRow,
  PaymentRow,
  RecordRow,
  SeriesRow,
  SumRow,
} from './rows.ts';
import type { BooksDatabase } from './schema.ts';
import { OPEN_SPAN } from './span.ts';
import { sumId } from './sums.ts';
import { type AppliedBatch, type Known, RARE_TABLES } from './workspace.ts';

/** Sealed entries are read when a customer's card asks for them. */
export type SmallTable = Exclude<RecordTable, 'customers' | 'personal'>;

const HELD_TABLES = RECORD_TABLES.filter((name) => name !== 'personal');

export class Memory implements Known {
  meta: MetaRow | undefined;
  readonly documents = new OpenIndex<OpenDocument>();
  readonly payments = new OpenIndex<OpenPayment>();
  readonly customers = new CustomerIndex();
  readonly customersAtHand = new CustomersAtHand();
  readonly nearInvoices = new NearInvoices();
  readonly light = new LightDocuments();
  readonly records: { readonly [Name in SmallTable]: Map<string, Held<FieldsOf<Name>>> };
  readonly series = new Map<string, SeriesRow>();
  readonly closes = new Map<string, CloseRow>();
  /** Commits that may have arrived after a close, by id (PC3). */
  readonly late = new Map<string, LateRow>();
  readonly sums = new Map<string, SumRow>();
  readonly authors = new Map<string, AuthorRow>();
  readonly rare = {
    waiting: new Set<string>(),
    unread: new Set<string>(),
    confirmations: new Set<string>(),
    drafts: new Set<string>(),
  };
  readonly greatest = new Map<string, string>();
  /** How many open things the start read row by row. */
  openFromRows = 0;
  /** Batches that have named what moved, though there are no pages for it to be added to. */
  movesAlone = 0;
  /** The last aging report, and what was asked after which frame: several screens show it. */
  lastAging:
    | { readonly asked: string; readonly answer: Result<OutputOf<'aging.report'>, AppError> }
    | undefined;
  /** Table whose rows disagree with its sums: then nothing is shown of the books at all (BO1). */
  disagrees: string | undefined;

  constructor() {
    const small = HELD_TABLES.filter((name) => name !== 'customers').map((name) => [name, new Map()]);
    this.records = Object.fromEntries(small) as typeof this.records;
  }

  /** Takes over what an apply changed. Nobody reads before it is written, and what cannot be written ends the books (ADR 46). */
  follow({ meta, work, authors }: AppliedBatch): void {
    this.meta = meta;
    for (const author of authors) this.authors.set(author.device, author);
    for (const name of ORDERED) {
      for (const { after } of work[name].changes()) if (after) this.grow(name, after.id);
    }
    for (const { before, after } of work.documents.changes()) {
      if (after) this.setDocument(after);
      const id = (after ?? before)?.id;
      if (id !== undefined) this.light.follow(id, after);
      this.nearInvoices.follow(after, before);
    }
    for (const { after } of work.payments.changes()) if (after) this.setPayment(after);
    for (const name of HELD_TABLES) {
      for (const { after } of work.records[name].changes()) if (after) this.setRecord(name, after);
    }
    for (const { after } of work.series.changes()) if (after) this.series.set(after.id, after);
    for (const { after } of work.closes.changes()) if (after) this.closes.set(after.id, after);
    for (const row of work.late.values()) this.late.set(row.id, row);
    for (const { after } of work.sums.changes()) if (after) this.sums.set(after.id, after);
    for (const name of RARE_TABLES) {
      for (const { before, after } of work[name].changes()) {
        if (after) this.rare[name].add(after.id);
        else if (before) this.rare[name].delete(before.id);
      }
    }
  }

  grow(table: string, id: string): void {
    if (id > (this.greatest.get(table) ?? '')) this.greatest.set(table, id);
  }

  setDocument(row: DocumentRow): void {
    if (row.closed === FOREVER) this.documents.set(openDocument(row));
    else this.documents.delete(row.id);
  }

  setPayment(row: PaymentRow): void {
    if (row.closed === FOREVER) this.payments.set(openPayment(row));
    else this.payments.delete(row.id);
  }

  setRecord(name: SmallTable | 'customers', row: RecordRow): void {
    const held = heldOf(name, row);
    if (name === 'customers') {
      this.customers.set(held as Held<FieldsOf<'customers'>>);
      this.customersAtHand.follow(held as Held<FieldsOf<'customers'>>);
    } else (this.records[name] as Map<string, Held<unknown>>).set(row.id, held);
  }
}

/** Tables whose new ids mostly lie beyond the old ones. */
const ORDERED = ['commits', 'documents', 'payments', 'allocations', 'reductions'] as const;

/** What a company is opened by: who is in it, on which desktops, with which series (DV2). */
const ROLL_TABLES = ['company', 'users', 'devices'] as const;
const OTHER_TABLES = HELD_TABLES.filter((name) => !ROLL_TABLES.some((other) => other === name));

/**
 * Reads the open rows and the small tables, and compares what was read with the sums (BO1). `onRoll` is called when the
 * company can be opened: the rest is read while the page builds its first screen.
 */
export async function loadMemory(
  db: BooksDatabase,
  onRoll: (memory: Memory) => void = () => undefined,
): Promise<Memory> {
  const memory = new Memory();
  const readRecords = (names: readonly (SmallTable | 'customers')[]) =>
    names.map(async (name) => {
      for (const row of await db.records(name).toArray()) memory.setRecord(name, row);
    });
  await db.transaction('r', db.tables, async () => {
    // Asked for together: each answer would cost a way to the database and back.
    const [meta, sums, series, authors] = await Promise.all([
      db.meta.get('state'),
      db.sums.toArray(),
      db.series.toArray(),
      db.authors.toArray(),
      ...readRecords(ROLL_TABLES),
    ]);
    memory.meta = meta;
    for (const row of sums) memory.sums.set(row.id, row);
    for (const row of series) memory.series.set(row.id, row);
    for (const author of authors) memory.authors.set(author.device, author);
    memory.disagrees = recordDisagreement(memory, [...ROLL_TABLES, 'series']);
    onRoll(memory);
    const [closes, late] = await Promise.all([
      db.closes.toArray(),
      db.late.toArray(),
      loadOpen(db, memory),
      ...readRecords(OTHER_TABLES),
      ...ORDERED.map(async (name) => {
        const greatest = await db.rowsOf(name).lastId();
        if (greatest !== undefined) memory.grow(name, greatest);
      }),
      ...RARE_TABLES.map(async (name) => {
        for (const id of await db.table(name).toCollection().primaryKeys()) memory.rare[name].add(String(id));
      }),
    ]);
    for (const row of closes) memory.closes.set(row.id, row);
    for (const row of late) memory.late.set(row.id, row);
    memory.disagrees ??= openDisagreement(memory) ?? recordDisagreement(memory, [...OTHER_TABLES, 'closes']);
  });
  return memory;
}

/** Reads what is open: from its pages and the rows of what has moved since, or from all its rows. */
async function loadOpen(db: BooksDatabase, memory: Memory): Promise<void> {
  const pages = memory.meta && (await readOpenPages(db, memory.meta));
  const open = [[OPEN_SPAN], [OPEN_SPAN, []]] as const;
  const [documents, payments] = await Promise.all([
    pages
      ? db.documents.bulkGet([...pages.moved.documents])
      : db.documents
          .where('[span+from]')
          .between(...open)
          .toArray(),
    pages
      ? db.payments.bulkGet([...pages.moved.payments])
      : db.payments
          .where('[span+from]')
          .between(...open)
          .toArray(),
  ]);
  for (const item of pages?.documents ?? []) memory.documents.set(item);
  for (const item of pages?.payments ?? []) memory.payments.set(item);
  for (const row of documents) if (row) memory.setDocument(row);
  for (const row of payments) if (row) memory.setPayment(row);
  memory.openFromRows = documents.length + payments.length;
  if (!pages) memory.movesAlone = await db.openMoves.count();
}

/** The first table whose open rows are not what the sums say. */
function openDisagreement({ sums, documents, payments }: Memory): string | undefined {
  const open = new Map<string, { readonly table: string; count: number; rest: number }>();
  const add = (table: 'documents' | 'payments', kind: string, currency: string, rest: number) => {
    const id = sumId(table, kind, currency);
    const { count, rest: before } = open.get(id) ?? { count: 0, rest: 0 };
    open.set(id, { table, count: count + 1, rest: before + rest });
  };
  for (const item of documents.all.values()) add('documents', item.kind, item.currency, item.outstanding);
  for (const item of payments.all.values()) add('payments', '', item.currency, item.unapplied);
  for (const sum of sums.values()) {
    const found = open.get(sum.id);
    if (sum.open !== (found?.count ?? 0) || sum.rest !== (found?.rest ?? 0)) return sum.table;
    open.delete(sum.id);
  }
  return [...open.values()][0]?.table;
}

/** The first of these small tables that has not as many rows as the sums say. */
function recordDisagreement(
  { sums, customers, records, series, closes }: Memory,
  names: readonly (SmallTable | 'customers' | 'series' | 'closes')[],
): string | undefined {
  const held = { ...records, customers, series, closes };
  return names.find((name) => held[name].size !== (sums.get(sumId(name, '', ''))?.count ?? 0));
}

/** Sum of the rests that the sums hold for a currency: invoices less credit notes and payments (CU3, AG4). */
export function receivable(memory: Memory, currency: string): Minor {
  let balance = 0;
  for (const sum of memory.sums.values()) {
    if (sum.currency !== currency) continue;
    balance += sum.table === 'documents' && isOwed(sum.kind as DocumentKind) ? sum.rest : -sum.rest;
  }
  return minor(balance);
}
