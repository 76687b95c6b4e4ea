/** Lists of a damaged company as CSV: amounts in major units with a point, one row a record. */
import type { BooksQueryName, OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { fromMinor } from '../../shared/domain/currency.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { cell, csvOf, textCell } from './csv.ts';

export type ReadableList = 'invoices' | 'payments' | 'customers' | 'open-items';

/** The books that are asked. */
export interface ListReader {
  query<Name extends BooksQueryName>(
    name: Name,
    input: ParsedInputOf<Name>,
  ): Promise<Result<OutputOf<Name>, AppError>>;
}

interface Page {
  readonly rows: readonly string[][];
  readonly next: string | null;
}

const PAGE = 200;
const EVERYTHING = { search: '', customer: null, from: null, to: null } as const;

/** The whole list; `onProgress` hears how many rows there are already, and may stop it (`cancelled`). */
export async function readableCsv(
  books: ListReader,
  list: ReadableList,
  today: Day,
  onProgress: (rows: number) => 'go-on' | 'stop',
): Promise<Result<{ readonly text: string; readonly rows: number }, AppError>> {
  const rows: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Result<Page, AppError> = await pageOf(books, list, today, cursor);
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    cursor = page.value.next;
    if (onProgress(rows.length) === 'stop') return err({ kind: 'cancelled' });
  } while (cursor !== null);
  return ok({ text: csvOf([HEADS[list], ...rows]), rows: rows.length });
}

const DOCUMENT_HEAD = [
  'Number',
  'Kind',
  'Customer',
  'Order',
  'Issued',
  'Due',
  'Currency',
  'Total',
  'Outstanding',
  'Status',
];

const HEADS: Readonly<Record<ReadableList, string[]>> = {
  invoices: DOCUMENT_HEAD,
  'open-items': DOCUMENT_HEAD,
  payments: ['Date', 'Customer', 'Method', 'Reference', 'Currency', 'Amount', 'Unapplied', 'Status'],
  customers: ['Number', 'Name', 'City', 'E-mail', 'Currency', 'Balance', 'Overdue'],
};

function pageOf(
  books: ListReader,
  list: ReadableList,
  today: Day,
  cursor: string | null,
): Promise<Result<Page, AppError>> {
  switch (list) {
    case 'payments':
      return payments(books, cursor);
    case 'customers':
      return customers(books, cursor);
    default:
      return documents(books, list === 'invoices' ? 'all' : 'open', today, cursor);
  }
}

async function documents(books: ListReader, status: 'all' | 'open', today: Day, cursor: string | null) {
  const page = await books.query('documents.list', {
    ...EVERYTHING,
    status,
    sort: 'issueDate',
    direction: 'asc',
    today,
    cursor,
    limit: PAGE,
  });
  if (!page.ok) return page;
  const rows = page.value.rows.map((row) => [
    textCell(row.number),
    row.kind,
    textCell(row.customerName),
    textCell(row.orderNumber),
    row.issueDate,
    row.dueDate,
    cell(row.currency),
    fromMinor(row.total, row.currency),
    fromMinor(row.outstanding, row.currency),
    row.status,
  ]);
  return ok({ rows, next: page.value.next });
}

async function payments(books: ListReader, cursor: string | null) {
  const page = await books.query('payments.list', {
    ...EVERYTHING,
    status: 'all',
    sort: 'date',
    direction: 'asc',
    cursor,
    limit: PAGE,
  });
  if (!page.ok) return page;
  const rows = page.value.rows.map((row) => [
    row.date,
    textCell(row.customerName),
    textCell(row.methodName),
    textCell(row.reference),
    cell(row.currency),
    fromMinor(row.amount, row.currency),
    fromMinor(row.unapplied, row.currency),
    row.status,
  ]);
  return ok({ rows, next: page.value.next });
}

async function customers(books: ListReader, cursor: string | null) {
  const page = await books.query('customers.list', {
    search: '',
    archived: true,
    sort: 'name',
    direction: 'asc',
    cursor,
    limit: PAGE,
  });
  if (!page.ok) return page;
  const rows = page.value.rows.map((row) => [
    textCell(row.number),
    textCell(row.name),
    textCell(row.city),
    textCell(row.email),
    cell(row.currency),
    fromMinor(row.balance, row.currency),
    fromMinor(row.overdue, row.currency),
  ]);
  return ok({ rows, next: page.value.next });
}
