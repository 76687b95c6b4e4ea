/** Lists that the settings keep, as tables: taxes, terms, methods, fees, price lists, exchange rates, number series. */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { formatNumber } from '../../../shared/domain/numbering.ts';
import { sheetNumber } from '../../../shared/domain/paper-series.ts';
import { type AppError, ok, type Result } from '../../../shared/errors/index.ts';
import type { MethodFields, TaxFields, TermsFields } from '../../../shared/events/masters.ts';
import type { FeeFields } from '../../../shared/events/prices.ts';
import { atOnce, type Body, type Columns, columnsOf, type ListContext, type Of } from './list-source.ts';
import type { Row } from './list-table.ts';

type Kept = 'taxes' | 'terms' | 'methods' | 'fees' | 'price-lists' | 'rates' | 'series';

interface Archived {
  readonly archived: boolean;
}

type Answer<Fields> = Promise<Result<readonly { readonly fields: Fields }[], AppError>>;

export function keptList(what: Of<Kept>, context: ListContext): Body {
  const { books } = context;
  switch (what.list) {
    case 'taxes':
      return records(what, context, () => books.query('taxes.list', {}), taxes(context));
    case 'terms':
      return records(what, context, () => books.query('terms.list', {}), terms(context));
    case 'methods':
      return records(what, context, () => books.query('methods.list', {}), methods(context));
    case 'fees':
      return records(what, context, () => books.query('fees.list', {}), fees(context));
    case 'price-lists':
      return records(what, context, () => priceListHeads(context), priceLists(context));
    case 'rates':
      return rates(context);
    case 'series':
      return series(context);
  }
}

/** What a kind of record shows: its columns, and the rows of one. */
interface Shown<Fields> {
  readonly columns: Columns;
  readonly rowsOf: (fields: Fields) => readonly Row[];
}

/** Records by name, and a last column that says which are archived; these only where the screen shows them. */
function records<Fields extends Archived>(
  { archived }: Archived,
  { words }: ListContext,
  ask: () => Answer<Fields>,
  { columns, rowsOf }: Shown<Fields>,
): Body {
  const shown = (all: readonly { readonly fields: Fields }[]): Row[] =>
    all
      .filter(({ fields }) => archived || !fields.archived)
      .flatMap(({ fields }) => rowsOf(fields).map((row) => [...row, fields.archived ? words.yes : '']));
  return {
    columns: columnsOf([...columns, [words.archived, 'code']]),
    rows: () => atOnce(ask, shown),
  };
}

/** A row for each rate of each part, the later ones with the first day of supply that they hold for (TX11). */
const taxes = ({ words }: ListContext): Shown<TaxFields> => ({
  columns: [
    [words.name, 'text'],
    [words.category, 'code'],
    [words.part, 'text'],
    [words.rate, 'decimal'],
    [words.from, 'day'],
    [words.to, 'day'],
    [words.jurisdiction, 'text'],
    [words.reason, 'text'],
  ],
  rowsOf: ({ name, category, parts, validFrom, validUntil, jurisdiction, reason }) =>
    parts.flatMap((part) => {
      const dated = [{ from: validFrom ?? null, rate: part.rate }, ...(part.changes ?? [])];
      return dated.map(({ from, rate }) => [
        ...[name, category, part.name, rate, from, validUntil ?? null],
        ...[part.jurisdiction ?? jurisdiction ?? '', reason],
      ]);
    }),
});

const terms = ({ words }: ListContext): Shown<TermsFields> => ({
  columns: [
    [words.name, 'text'],
    [words.due, 'code'],
    [words.days, 'decimal'],
    [words.months, 'decimal'],
    [words.dayOfMonth, 'decimal'],
    [words.discountPercent, 'decimal'],
    [words.discountDays, 'decimal'],
  ],
  rowsOf: ({ name, kind, days, months, day, after, discountPercent, discountDays }) => [
    [
      ...[name, words.states.terms[kind], String(kind === 'days' ? days : (after ?? 0)), String(months)],
      kind === 'day-of-month' ? String(day) : null,
      ...(discountPercent === null ? [null, null] : [discountPercent, String(discountDays)]),
    ],
  ],
});

const methods = ({ words }: ListContext): Shown<MethodFields> => ({
  columns: [
    [words.name, 'text'],
    [words.kind, 'code'],
  ],
  rowsOf: ({ name, kind }) => [[name, words.states.methods[kind]]],
});

const fees = ({ words }: ListContext): Shown<FeeFields> => ({
  columns: [
    [words.name, 'text'],
    [words.kind, 'code'],
    [words.currency, 'code'],
    [words.amount, 'decimal'],
    [words.percent, 'decimal'],
    [words.least, 'decimal'],
    [words.below, 'decimal'],
    [words.groups, 'text'],
    [words.countries, 'text'],
  ],
  rowsOf: ({ name, kind, currency, amount, percent, least, below, groups, countries }) => [
    [
      ...[name, words.states.fees[kind], currency, amount, percent, least, below],
      ...[groups.join(', '), countries.join(', ')],
    ],
  ],
});

type ListHead = OutputOf<'priceLists.list'>[number]['fields'] & { readonly items: number };

async function priceListHeads({ books }: ListContext): Answer<ListHead> {
  const lists = await books.query('priceLists.list', {});
  return lists.ok ? ok(lists.value.map(({ fields, items }) => ({ fields: { ...fields, items } }))) : lists;
}

const priceLists = ({ words }: ListContext): Shown<ListHead> => ({
  columns: [
    [words.name, 'text'],
    [words.groups, 'text'],
    [words.customers, 'decimal'],
    [words.currency, 'code'],
    [words.from, 'day'],
    [words.to, 'day'],
    [words.items, 'decimal'],
  ],
  rowsOf: ({ name, groups, customers, currency, from, until, items }) => [
    [...[name, groups.join(', '), String(customers.length), currency, from, until], String(items)],
  ],
});

/** Every rate of every pair, newest first (MO4). */
function rates({ books, words }: ListContext): Body {
  async function* rows(): ReturnType<Body['rows']> {
    const pairs = await books.query('rates.pairs', {});
    if (!pairs.ok) {
      yield pairs;
      return;
    }
    for (const { from, to } of pairs.value) {
      const days = await books.query('rates.list', { from, to });
      yield days.ok
        ? ok(days.value.map(({ day, rate, source }): Row => [from, to, day, rate, source]))
        : days;
      if (!days.ok) return;
    }
  }
  const columns = columnsOf([
    [words.currency, 'code'],
    [words.inCurrency, 'code'],
    [words.date, 'day'],
    [words.rate, 'decimal'],
    [words.source, 'text'],
  ]);
  return { columns, rows };
}

/** Series and pads; of a pad how many sheets are left (NU2, NU6). */
function series({ books, words }: ListContext): Body {
  const columns = columnsOf([
    [words.kind, 'code'],
    [words.desktop, 'text'],
    [words.next, 'code'],
    [words.lastIssue, 'day'],
    [words.closedOn, 'day'],
    [words.reason, 'text'],
    [words.first, 'code'],
    [words.last, 'code'],
    [words.sheetsLeft, 'decimal'],
  ]);
  const rowsOf = (all: OutputOf<'series.list'>): Row[] =>
    all.map((row) => {
      const { kind, deviceName, next, lastIssue, closed, paper } = row;
      return [
        ...[words.kinds[kind], deviceName, closed || paper ? '' : formatNumber(row, next), lastIssue],
        ...[closed?.on ?? null, closed?.reason ?? ''],
        ...(paper
          ? [sheetNumber(row, paper.first), sheetNumber(row, paper.last), String(paper.left)]
          : [null, null, null]),
      ];
    });
  return { columns, rows: () => atOnce(() => books.query('series.list', {}), rowsOf) };
}
