/** A keyed list, page after page: as much as was scrolled to, never the whole. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { InputOf, OutputOf, QueryName } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import type { AskOptions } from './use-books.ts';
import { ask } from './use-books.ts';

/** Queries that answer a page: `rows` and the cursor of the `next` one. */
export type PagedQuery = {
  [Name in QueryName]: OutputOf<Name> extends { rows: unknown[]; next: string | null } ? Name : never;
}[QueryName];

type RowOf<Name extends PagedQuery> = OutputOf<Name> extends { rows: (infer Row)[] } ? Row : never;

export interface Pages<Row, Page> {
  readonly rows: readonly Row[];
  /** The first page, with what else it says (a count, for example). */
  readonly first: Page | undefined;
  readonly error: AppError | null;
  /** What was asked, whatever the order of the rows; the same text for the same question. */
  readonly question: string;
  readonly loading: boolean;
  readonly fetching: boolean;
  /** The rows are those of the question before: the answer to this one is on its way. */
  readonly behind: boolean;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

const PAGE = 100;

/** Rows of a paged query; `input` is the query's own without `cursor` and `limit`. */
export function usePages<Name extends PagedQuery>(
  name: Name,
  input: Omit<InputOf<Name>, 'cursor' | 'limit'>,
  options: AskOptions & { readonly limit?: number } = {},
): Pages<RowOf<Name>, OutputOf<Name>> {
  const limit = options.limit ?? PAGE;
  const query = useInfiniteQuery<
    OutputOf<Name>,
    AppError,
    { pages: OutputOf<Name>[] },
    readonly unknown[],
    string | null
  >({
    queryKey: [name, input, limit],
    initialPageParam: null,
    queryFn: ({ pageParam }) => ask(name, { ...input, cursor: pageParam, limit } as unknown as InputOf<Name>),
    getNextPageParam: (page) => (page as { next: string | null }).next,
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === false ? {} : { placeholderData: keepPreviousData as never }),
  });
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = query;
  const rows = useMemo(() => (data?.pages ?? []).flatMap((page) => page.rows as RowOf<Name>[]), [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const { sort: _, direction: __, ...rest } = input as Readonly<Record<string, unknown>>;
  return {
    rows,
    question: JSON.stringify(rest),
    first: data?.pages[0],
    get error() {
      return query.error;
    },
    get loading() {
      return query.isLoading;
    },
    get fetching() {
      return query.isFetching;
    },
    get behind() {
      return query.isPlaceholderData;
    },
    hasMore: hasNextPage,
    more,
    again: () => void refetch(),
  };
}
