/**
 * What the books hold in memory (BO5): open items for the aging of today, customers and items for search, the small
 * lists, and the sums. Loaded from narrow rows at start, compared with the sums, and moved after each apply.
 */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { type DocumentKind, isOwed } from '../../shared/domain/document-kinds.ts';
import { dueOn } from '../../shared/domain/due-date.ts';
import type { Duty } from '../../shared/domain/duty.ts';
import { type CurrencyCode, type Day, type Minor, minor } from '../../shared/domain/money.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import { revisionOf, valuesOf } from '../../shared/events/records.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import { CustomerIndex } from './customer-index.ts';
import { LightDocuments } from './light-documents.ts';
import { complete, type FieldsOf } from './record-defaults.ts';
import type {
  AuthorRow,
  CloseRow,
  DiscountOffer,
  DocumentRow,
  LateRow,
  MetaRow,
  PaymentRow,
  RecordRow,
  SeriesRow,
  SumRow,
} from './rows.ts';
import { type BooksDatabase, RECORD_TABLES, type RecordTable } from './schema.ts';
import { OPEN_SPAN } from './span.ts';
import { addFigures, documentFigures, paymentFigures, sumId } from './sums.ts';
import type { AppliedBatch, Known } from './workspace.ts';

/** A record as it is answered. */
export interface Held<Fields> {
  readonly id: string;
  readonly revision: string;
  readonly fields: Fields;
}

/** An issued document with something left; of a credit note `outstanding` is the credit. */
export interface OpenDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly numberKey: string;
  readonly customer: string;
  readonly name: string;
  readonly orderNumber: string;
  readonly issueDate: Day;
  /** As of now; `dueOn` says it for another day. */
  readonly dueDate: Day;
  readonly issuedDue: Day;
  readonly dues: DocumentRow['dues'];
  readonly currency: CurrencyCode;
  readonly total: Minor;
  readonly outstanding: Minor;
  readonly discount: DiscountOffer | null;
  /** Day from which it counts. */
  readonly from: Day;
  /** Last day on which its rest changes: on earlier days `outstanding` is not what was open. */
  readonly last: Day;
  readonly at: number;
  readonly newest: number;
  readonly down: number;
  readonly orderKey: string;
  readonly unsent: boolean;
  readonly duty?: Duty;
}

/** Money received with something unapplied. */
export interface OpenPayment {
  readonly id: string;
  readonly customer: string;
  readonly date: Day;
  readonly currency: CurrencyCode;
  readonly amount: Minor;
  readonly unapplied: Minor;
  readonly methodName: string;
  readonly reference: string;
  readonly from: Day;
  readonly last: Day;
  readonly at: number;
}

/** Open things by id and by customer. */
export class OpenIndex<Item extends { readonly id: string; readonly customer: string }> {
  readonly all = new Map<string, Item>();
  private readonly customers = new Map<string, Map<string, Item>>();

  set(item: Item): void {
    this.all.set(item.id, item);
    const own = this.customers.get(item.customer);
    if (own) own.set(item.id, item);
    else this.customers.set(item.customer, new Map([[item.id, item]]));
  }

  delete(id: string): void {
    const item = this.all.get(id);
    if (!item) return;
    this.all.delete(id);
    this.customers.get(item.customer)?.delete(id);
  }

  of(customer: string): Iterable<Item> {
    return this.customers.get(customer)?.values() ?? [];
  }
}

export type SmallTable = Exclude<RecordTable, 'customers'>;

export class Memory implements Known {
  meta: MetaRow | undefined;
  readonly documents = new OpenIndex<OpenDocument>();
  readonly payments = new OpenIndex<OpenPayment>();
  readonly customers = new CustomerIndex();
  readonly light = new LightDocuments();
  readonly records: { readonly [Name in SmallTable]: Map<string, Held<FieldsOf<Name>>> };
  readonly series = new Map<string, SeriesRow>();
  readonly closes = new Map<string, CloseRow>();
  /** Commits that may have arrived after a close, by id (PC3). */
  readonly late = new Map<string, LateRow>();
  readonly sums = new Map<string, SumRow>();
  readonly authors = new Map<string, AuthorRow>();
  readonly rare = { waiting: new Set<string>(), unread: new Set<string>(), confirmations: new Set<string>() };
  readonly greatest = new Map<string, string>();
  /** The last aging report, and what was asked after which frame: several screens show it. */
  lastAging:
    | { readonly asked: string; readonly answer: Result<OutputOf<'aging.report'>, AppError> }
    | undefined;
  /** Table whose rows disagree with its sums: then nothing is shown of the books at all (BO1). */
  disagrees: string | undefined;

  constructor() {
    const small = RECORD_TABLES.filter((name) => name !== 'customers').map((name) => [name, new Map()]);
    this.records = Object.fromEntries(small) as typeof this.records;
  }

  /** Takes over what an apply changed, after its transaction has ended well. */
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
    }
    for (const { after } of work.payments.changes()) if (after) this.setPayment(after);
    for (const name of RECORD_TABLES) {
      for (const { after } of work.records[name].changes()) if (after) this.setRecord(name, after);
    }
    for (const { after } of work.series.changes()) if (after) this.series.set(after.id, after);
    for (const { after } of work.closes.changes()) if (after) this.closes.set(after.id, after);
    for (const row of work.late.values()) this.late.set(row.id, row);
    for (const { after } of work.sums.changes()) if (after) this.sums.set(after.id, after);
    for (const name of ['waiting', 'unread', 'confirmations'] as const) {
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

  setRecord(name: RecordTable, row: RecordRow): void {
    const held = {
      id: row.id,
      revision: revisionOf(row.merged),
      fields: complete(name, valuesOf(row.merged)),
    };
    if (name === 'customers') this.customers.set(held as Held<FieldsOf<'customers'>>);
    else (this.records[name] as Map<string, Held<unknown>>).set(row.id, held);
  }
}

export function openDocument(row: DocumentRow): OpenDocument {
  const { id, kind, number, numberKey, customer, name, orderNumber, orderKey = '', currency, total } = row;
  const { discount, from, last, at, newest, down, issue: issueDate, due: issuedDue, rest: outstanding } = row;
  const dueDate = dueOn(issuedDue, row.dues, FOREVER);
  const unsent = row.unsent === 1;
  const duty = row.duty ? { duty: row.duty } : {};
  const who = { id, kind, number, numberKey, customer, name, orderNumber, orderKey, unsent, ...duty };
  const days = { issueDate, dueDate, issuedDue, dues: row.dues };
  return { ...who, ...days, currency, total, outstanding, discount, from, last, at, newest, down };
}

export function openPayment(row: PaymentRow): OpenPayment {
  const { id, customer, date, currency, amount, methodName, reference, from, last, at } = row;
  return { id, customer, date, currency, amount, unapplied: row.rest, methodName, reference, from, last, at };
}

/** Tables whose new ids mostly lie beyond the old ones. */
const ORDERED = ['commits', 'documents', 'payments', 'allocations', 'reductions'] as const;

/** What a company is opened by: who is in it, on which desktops, with which series (DV2). */
const ROLL_TABLES = ['company', 'users', 'devices'] as const;
const OTHER_TABLES = RECORD_TABLES.filter((name) => !ROLL_TABLES.some((other) => other === name));

/**
 * Reads the open rows and the small tables, and compares what was read with the sums (BO1). `onRoll` is called when the
 * company can be opened: the rest is read while the page builds its first screen.
 */
export async function loadMemory(
  db: BooksDatabase,
  onRoll: (memory: Memory) => void = () => undefined,
): Promise<Memory> {
  const memory = new Memory();
  const readRecords = (names: readonly RecordTable[]) =>
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
    const [documents, payments, closes, late] = await Promise.all([
      db.documents.where('[span+from]').between([OPEN_SPAN], [OPEN_SPAN, []]).toArray(),
      db.payments.where('[span+from]').between([OPEN_SPAN], [OPEN_SPAN, []]).toArray(),
      db.closes.toArray(),
      db.late.toArray(),
      ...readRecords(OTHER_TABLES),
      ...ORDERED.map(async (name) => {
        const greatest = await db.rowsOf(name).lastId();
        if (greatest !== undefined) memory.grow(name, greatest);
      }),
      ...(['waiting', 'unread', 'confirmations'] as const).map(async (name) => {
        for (const id of await db.table(name).toCollection().primaryKeys()) memory.rare[name].add(String(id));
      }),
    ]);
    for (const row of documents) memory.setDocument(row);
    for (const row of payments) memory.setPayment(row);
    for (const row of closes) memory.closes.set(row.id, row);
    for (const row of late) memory.late.set(row.id, row);
    memory.disagrees ??=
      openDisagreement(memory, documents, payments) ??
      recordDisagreement(memory, [...OTHER_TABLES, 'closes']);
  });
  return memory;
}

/** The first table whose open rows are not what the sums say. */
function openDisagreement(
  { sums }: Pick<Memory, 'sums'>,
  documents: readonly DocumentRow[],
  payments: readonly PaymentRow[],
): string | undefined {
  const open = new Map<string, SumRow>();
  for (const row of documents) addFigures(open, documentFigures(row), 1);
  for (const row of payments) addFigures(open, paymentFigures(row), 1);
  for (const sum of sums.values()) {
    const found = open.get(sum.id);
    if (sum.open !== (found?.open ?? 0) || sum.rest !== (found?.rest ?? 0)) return sum.table;
    open.delete(sum.id);
  }
  return [...open.values()][0]?.table;
}

/** The first of these small tables that has not as many rows as the sums say. */
function recordDisagreement(
  { sums, customers, records, series, closes }: Memory,
  names: readonly (RecordTable | 'series' | 'closes')[],
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
