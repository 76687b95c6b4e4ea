/** What a query works on, and what it answers. */
import type { BooksQueryName, OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import type { Day } from '../../../shared/domain/money.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';
import type { Memory } from '../memory.ts';
import type { BooksDatabase } from '../schema.ts';

export interface QueryContext {
  readonly db: BooksDatabase;
  readonly memory: Memory;
  /** Today in the company's time zone. */
  readonly today: () => Day;
}

export type Answer<T> = Result<T, AppError> | Promise<Result<T, AppError>>;

export type Query<Name extends BooksQueryName> = (
  input: ParsedInputOf<Name>,
  context: QueryContext,
) => Answer<OutputOf<Name>>;

export type Queries<Name extends BooksQueryName = BooksQueryName> = { readonly [Each in Name]: Query<Each> };
