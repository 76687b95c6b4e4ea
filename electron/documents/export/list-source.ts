/** What exported lists are made from: the books' own queries, page after page, and what lies beside the books. */
import type { BooksQueryName, OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import type { ListSelection } from '../../../shared/contract/exports.ts';
import type { CurrencyCode, Day } from '../../../shared/domain/money.ts';
import { type AppError, ok, type Result } from '../../../shared/errors/index.ts';
import type { DraftRow } from '../../company/draft-list.ts';
import type { Column, ListTable, Row } from './list-table.ts';
import type { ListWords } from './list-words.ts';

/** What is asked: the books, and for drafts the files beside them. */
export interface ListReader {
  query<Name extends BooksQueryName>(
    name: Name,
    input: ParsedInputOf<Name>,
  ): Promise<Result<OutputOf<Name>, AppError>>;
}

/** A draft with the day of its last change, in the company's time zone. */
export interface ListedDraft extends DraftRow {
  readonly changedOn: Day;
}

type Mail = OutputOf<'mail.outbox'>['rows'][number];
type Sheet = NonNullable<OutputOf<'prints.run'>>['rows'][number];

export interface DeskLists {
  readonly outbox: () => readonly Mail[];
  readonly printRun: () => readonly Sheet[];
}

/** A company's lists are asked for without a desk where nobody sits at it: filed reports. */
export const NO_DESK: DeskLists = { outbox: () => [], printRun: () => [] };

export interface ListContext {
  readonly books: ListReader;
  readonly drafts: () => Promise<Result<readonly ListedDraft[], AppError>>;
  /** What this desktop keeps for itself: its outbox, and its last print run. */
  readonly desk: DeskLists;
  readonly words: ListWords;
  readonly today: Day;
  /** The day of an instant (UTC milliseconds) in the company's time zone. */
  readonly dayOf: (instant: number) => Day;
  /** Of the company, for prices that have none of their own. */
  readonly currency: CurrencyCode;
}

/** The most that a page may have. */
export const PAGE = 200;

export type Columns = readonly (readonly [head: string, kind: Column['kind']])[];

export const columnsOf = (columns: Columns): Column[] => columns.map(([head, kind]) => ({ head, kind }));

/** The pages of a keyed list, one after the other. */
export async function* pages<Record>(
  ask: (
    cursor: string | null,
  ) => Promise<Result<{ readonly rows: readonly Record[]; readonly next: string | null }, AppError>>,
  rowOf: (record: Record) => Row,
): AsyncIterable<Result<readonly Row[], AppError>> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ask>> = await ask(cursor);
    if (!page.ok) {
      yield page;
      return;
    }
    yield ok(page.value.rows.map(rowOf));
    cursor = page.value.next;
  } while (cursor !== null);
}

/** What is one answer anyway. */
export async function* atOnce<Answer>(
  ask: () => Promise<Result<Answer, AppError>>,
  rowsOf: (answer: Answer) => readonly Row[],
): AsyncIterable<Result<readonly Row[], AppError>> {
  const answer = await ask();
  yield answer.ok ? ok(rowsOf(answer.value)) : answer;
}

/** The selections that ask for one of these lists; several lists may share one. */
export type Of<List extends ListSelection['list']> = Asking<ListSelection, List>;
type Asking<Selection extends ListSelection, List> = Selection extends { list: infer Its }
  ? Its & List extends never
    ? never
    : Selection
  : never;

/** A list without what all of them have. */
export type Body = Omit<ListTable, 'title' | 'csv'>;
