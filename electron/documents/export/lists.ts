/** Every list that can be exported, as a table: what its screen shows, by the books' own queries, whole. */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { ListSelection } from '../../../shared/contract/exports.ts';
import { isBilling, type Shelf } from '../../../shared/domain/document-kinds.ts';
import { type Minor, minor } from '../../../shared/domain/money.ts';
import { deskList } from './desk-lists.ts';
import { keptList } from './kept-lists.ts';
import {
  atOnce,
  type Body,
  type Columns,
  columnsOf,
  type ListContext,
  type ListedDraft,
  type Of,
  PAGE,
  pages,
} from './list-source.ts';
import type { Cell, ListTable, Row } from './list-table.ts';
import type { ListWords } from './list-words.ts';

/** What a list is called: offers by their shelf. */
const titleOf = (what: ListSelection, words: ListWords): string =>
  what.list === 'offers' ? words.shelves[what.shelf ?? 'offer'] : words.title[what.list];

export function tableOf(what: ListSelection, context: ListContext): ListTable {
  const { words } = context;
  const head = { title: titleOf(what, words), csv: words.csv };
  switch (what.list) {
    case 'documents':
    case 'offers':
      return { ...head, ...documents(what, context) };
    case 'drafts':
      return { ...head, ...drafts(what, context) };
    case 'payments':
      return { ...head, ...payments(what, context) };
    case 'customers':
      return { ...head, ...customers(what, context) };
    case 'items':
      return { ...head, ...items(what, context) };
    case 'aging':
      return { ...head, ...aging(what, context) };
    case 'tax-report':
      return { ...head, ...taxReport(what, context) };
    case 'number-report':
      return { ...head, ...numberReport(what, context) };
    case 'deposits':
      return { ...head, ...deposits(what, context) };
    case 'old-credits':
      return { ...head, ...credits(what, context) };
    case 'taxes':
    case 'terms':
    case 'methods':
    case 'fees':
    case 'price-lists':
    case 'rates':
    case 'series':
      return { ...head, ...keptList(what, context) };
    case 'outbox':
    case 'print-run':
    case 'periods':
    case 'review':
      return { ...head, ...deskList(what, context) };
  }
}

type DocumentRow = OutputOf<'documents.list'>['rows'][number];

/** Credit notes count against invoices, as in the list's own totals. */
const signed = (row: DocumentRow, amount: Minor): Minor =>
  row.kind === 'creditNote' ? minor(-amount) : amount;

/** The day that a list has besides that of issue: what confirms something has none. */
const dayColumn = (shelf: Shelf | null, words: ListWords): Columns => {
  if (shelf === null) return [[words.due, 'day']];
  return shelf === 'offer' ? [[words.until, 'day']] : [];
};

function documents(what: Of<'documents'> | Of<'offers'>, { books, words, today }: ListContext): Body {
  const shelf = what.list === 'offers' ? (what.shelf ?? 'offer') : null;
  const ask = (cursor: string | null) => {
    if (what.list === 'offers') {
      const { list: _list, ...filter } = what;
      return books.query('offers.list', { ...filter, today, cursor, limit: PAGE });
    }
    const { list: _list, ...filter } = what;
    return books.query('documents.list', { ...filter, today, cursor, limit: PAGE });
  };
  const columns = columnsOf([
    [words.number, 'code'],
    [words.kind, 'code'],
    [words.customer, 'text'],
    [words.order, 'text'],
    [words.issued, 'day'],
    ...dayColumn(shelf, words),
    [words.status, 'code'],
    [words.currency, 'code'],
    ...(shelf === 'correction' ? [] : ([[words.total, 'amount']] as const)),
    ...(shelf === null ? ([[words.outstanding, 'amount']] as const) : []),
  ]);
  const rowOf = (row: DocumentRow): Row => [
    ...[row.number, words.kinds[row.kind], row.customerName, row.orderNumber, row.issueDate],
    ...(dayColumn(shelf, words).length > 0 ? [row.dueDate] : []),
    ...[words.statuses[row.status], row.currency],
    ...(shelf === 'correction' ? [] : [{ amount: signed(row, row.total), currency: row.currency }]),
    ...(isBilling(row.kind) ? [{ amount: signed(row, row.outstanding), currency: row.currency }] : []),
  ];
  return { columns, rows: () => pages(ask, rowOf) };
}

/** Deposits that came in and that no invoice deducts yet: what they asked for, and what is held of it (AL3). */
function deposits({ customer }: Of<'deposits'>, { books, words, today }: ListContext): Body {
  const columns = columnsOf([
    [words.number, 'code'],
    [words.customer, 'text'],
    [words.order, 'text'],
    [words.issued, 'day'],
    [words.status, 'code'],
    [words.currency, 'code'],
    [words.total, 'amount'],
    [words.held, 'amount'],
  ]);
  const rowsOf = (rows: OutputOf<'deposits.list'>): Row[] =>
    rows.map(({ number, customerName, orderNumber, issueDate, status, currency, total, held }) => [
      ...[number, customerName, orderNumber, issueDate, words.statuses[status], currency],
      { amount: total, currency },
      { amount: held, currency },
    ]);
  return { columns, rows: () => atOnce(() => books.query('deposits.list', { customer, today }), rowsOf) };
}

/** Credit that nobody uses, the oldest first (AL8). */
function credits({ olderThan }: Of<'old-credits'>, { books, words, today }: ListContext): Body {
  const columns = columnsOf([
    [words.customer, 'text'],
    [words.kind, 'code'],
    [words.what, 'text'],
    [words.date, 'day'],
    [words.since, 'day'],
    [words.days, 'decimal'],
    [words.currency, 'code'],
    [words.amount, 'amount'],
    [words.unapplied, 'amount'],
  ]);
  const rowsOf = ({ rows }: OutputOf<'credits.old'>): Row[] =>
    rows.map(({ customerName, kind, label, date, since, age, currency, amount, unapplied }) => [
      ...[customerName, kind === 'payment' ? words.payment : words.kinds.creditNote, label, date, since],
      ...[String(age), currency],
      { amount, currency },
      { amount: unapplied, currency },
    ]);
  return { columns, rows: () => atOnce(() => books.query('credits.old', { today, olderThan }), rowsOf) };
}

/** All of them, or only those that are scheduled while there are any, as the list's screen has them. */
function drafts({ customer, scheduled }: Of<'drafts'>, context: ListContext): Body {
  const { words } = context;
  const columns = columnsOf([
    [words.customer, 'text'],
    [words.kind, 'code'],
    [words.scheduled, 'day'],
    [words.lines, 'decimal'],
    [words.changed, 'day'],
    [words.currency, 'code'],
    [words.total, 'amount'],
  ]);
  const rowsOf = (all: readonly ListedDraft[]): Row[] => {
    const shown = all.filter((row) => customer === null || row.customer === customer);
    const waiting = shown.filter((row) => row.scheduled !== null);
    return (scheduled && waiting.length > 0 ? waiting : shown).map((row) => [
      ...[row.customerName, words.kinds[row.kind], row.scheduled?.on ?? null, String(row.lines)],
      ...[row.changedOn, row.currency],
      row.total === null ? null : { amount: row.total, currency: row.currency },
    ]);
  };
  return { columns, rows: () => atOnce(context.drafts, rowsOf) };
}

function payments({ list: _list, ...filter }: Of<'payments'>, { books, words }: ListContext): Body {
  const columns = columnsOf([
    [words.date, 'day'],
    [words.customer, 'text'],
    [words.method, 'text'],
    [words.reference, 'text'],
    [words.status, 'code'],
    [words.currency, 'code'],
    [words.amount, 'amount'],
    [words.unapplied, 'amount'],
  ]);
  return {
    columns,
    rows: () =>
      pages(
        (cursor) => books.query('payments.list', { ...filter, cursor, limit: PAGE }),
        ({ date, customerName, methodName, reference, status, cheque, currency, amount, unapplied }) => [
          ...[date, customerName, methodName, reference, words.statuses[cheque ?? status], currency],
          { amount, currency },
          { amount: unapplied, currency },
        ],
      ),
  };
}

function customers({ list: _list, ...filter }: Of<'customers'>, { books, words }: ListContext): Body {
  const columns = columnsOf([
    [words.number, 'text'],
    [words.name, 'text'],
    [words.city, 'text'],
    [words.email, 'text'],
    [words.currency, 'code'],
    [words.balance, 'amount'],
    [words.overdue, 'amount'],
  ]);
  return {
    columns,
    rows: () =>
      pages(
        (cursor) => books.query('customers.list', { ...filter, cursor, limit: PAGE }),
        ({ number, name, city, email, currency, balance, overdue }) => [
          ...[number, name, city, email, currency],
          { amount: balance, currency },
          { amount: overdue, currency },
        ],
      ),
  };
}

function items({ list: _list, ...filter }: Of<'items'>, { books, words, currency }: ListContext): Body {
  const columns = columnsOf([
    [words.code, 'text'],
    [words.name, 'text'],
    [words.description, 'text'],
    [words.unit, 'text'],
    [words.currency, 'code'],
    [words.price, 'decimal'],
    [words.archived, 'code'],
  ]);
  return {
    columns,
    rows: () =>
      pages(
        (cursor) => books.query('items.list', { ...filter, cursor, limit: PAGE }),
        ({ fields }) => [
          ...[fields.code, fields.name, fields.description, fields.unit, currency, fields.price],
          fields.archived ? words.yes : '',
        ],
      ),
  };
}

/** Amounts of a customer and currency, in the report's order (AG1, AG3). */
function aging({ asOf, by, widths }: Of<'aging'>, { books, words }: ListContext): Body {
  const buckets = [
    words.current,
    ...widths.map((width, index) => `${(widths[index - 1] ?? 0) + 1}-${width} ${words.days}`),
    `${words.over} ${widths.at(-1) ?? 0} ${words.days}`,
  ];
  const columns = columnsOf([
    [words.number, 'text'],
    [words.customer, 'text'],
    [words.currency, 'code'],
    ...[...buckets, words.unapplied, words.balance].map((head) => [head, 'amount'] as const),
  ]);
  return {
    columns,
    rows: () =>
      atOnce(
        () => books.query('aging.report', { asOf, by }),
        (report) =>
          report.rows.map(({ number, name, currency, buckets: owed, unapplied, balance }) => [
            ...[number, name, currency],
            ...[...owed, unapplied, balance].map((amount): Cell => ({ amount, currency })),
          ]),
      ),
  };
}

/** A row for each rate, each reason of exemption and what is not taxable; those of a jurisdiction add up to its `gross` (TX10). */
function taxReport({ from, to, by }: Of<'tax-report'>, { books, words }: ListContext): Body {
  const columns = columnsOf([
    [words.from, 'day'],
    [words.to, 'day'],
    [words.currency, 'code'],
    [words.jurisdiction, 'text'],
    [words.what, 'code'],
    [words.name, 'text'],
    [words.rate, 'decimal'],
    [words.net, 'amount'],
    [words.tax, 'amount'],
  ]);
  const rowsOf = ({ blocks }: OutputOf<'taxes.report'>): Row[] =>
    blocks.flatMap(({ currency, jurisdictions }) =>
      jurisdictions.flatMap(({ jurisdiction, rates, exempt, notTaxable, gross, tax }) => {
        const row = (what: string, name: string, rate: string, net: Minor, due: Minor | null): Row => [
          ...[from, to, currency, jurisdiction, what, name, rate],
          { amount: net, currency },
          due === null ? null : { amount: due, currency },
        ];
        return [
          ...rates.map((each) => row(words.taxable, each.name, each.rate, each.taxable, each.tax)),
          ...exempt.map((each) =>
            row(`${words.exempt} ${each.category}`, each.reason, '', each.amount, null),
          ),
          ...(notTaxable === 0 ? [] : [row(words.notTaxable, '', '', notTaxable, null)]),
          row(words.gross, '', '', gross, tax),
        ];
      }),
    );
  return { columns, rows: () => atOnce(() => books.query('taxes.report', { from, to, by }), rowsOf) };
}

/** A row for each run of numbers with one fate, series after series (NU3). */
function numberReport({ year }: Of<'number-report'>, { books, words }: ListContext): Body {
  const columns = columnsOf([
    [words.kind, 'code'],
    [words.desktop, 'text'],
    [words.first, 'code'],
    [words.last, 'code'],
    [words.count, 'decimal'],
    [words.what, 'code'],
    [words.from, 'day'],
    [words.to, 'day'],
    [words.reason, 'text'],
  ]);
  const rowsOf = ({ series }: OutputOf<'series.report'>): Row[] =>
    series.flatMap(({ kind, deviceName, runs, closed, last: end }) => [
      ...runs.map(({ fate, first, last, count, from, until, reason }) => [
        ...[words.kinds[kind], deviceName, first, last, String(count), words.fates[fate]],
        ...[from, until, reason],
      ]),
      ...(closed
        ? [
            [
              words.kinds[kind],
              deviceName,
              '',
              end ?? '',
              '',
              words.closed,
              closed.on,
              closed.on,
              closed.reason,
            ],
          ]
        : []),
    ]);
  return { columns, rows: () => atOnce(() => books.query('series.report', { year }), rowsOf) };
}
