/** Hooks for what the books answer. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InputOf, OutputOf, QueryName } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import { withPresetNames } from '../text/preset-names.ts';
import { invoke } from './client.ts';

const NAMED: readonly QueryName[] = ['taxes.list', 'terms.list', 'methods.list'];

/** The small lists show the names that they began with in the language of the screen. */
function inWords<Name extends QueryName>(name: Name, answer: OutputOf<Name>): OutputOf<Name> {
  if (!NAMED.includes(name)) return answer;
  return withPresetNames(answer as OutputOf<'terms.list'>) as OutputOf<Name>;
}

/** Calls a query and throws its error, as TanStack Query wants it. */
export async function ask<Name extends QueryName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const reply = await invoke(name, input);
  return reply.ok ? inWords(name, reply.value) : Promise.reject(reply.error);
}

export interface Answer<T> {
  /** `undefined` while it is not known; never an empty stand-in. */
  readonly data: T | undefined;
  readonly error: AppError | null;
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** Something is shown and a newer answer is on its way. */
  readonly fetching: boolean;
  /** What is shown belongs to the input before this one. */
  readonly previous: boolean;
  readonly again: () => void;
}

export interface AskOptions {
  /** Ask nothing while false. */
  readonly enabled?: boolean;
  /** Go on showing the last answer while the next input is being asked (search as you type). */
  readonly keepPrevious?: boolean;
}

/**
 * What a query answers, asked again whenever a commit touches its topics. A component is drawn again only when something
 * changes that it has read: that an answer is asked for again and says the same is nothing to most (ADR 47).
 */
export function useBooks<Name extends QueryName>(
  name: Name,
  input: InputOf<Name>,
  options: AskOptions = {},
): Answer<OutputOf<Name>> {
  const query = useQuery<OutputOf<Name>, AppError>({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
  });
  return {
    get data() {
      return query.data as OutputOf<Name> | undefined;
    },
    get error() {
      return query.error;
    },
    get loading() {
      return query.isLoading;
    },
    get fetching() {
      return query.isFetching;
    },
    get previous() {
      return query.isPlaceholderData;
    },
    again: () => void query.refetch(),
  };
}

/** What a component needs of an answer; `undefined` while it is not known. It is drawn again only when that changes. */
export function usePart<Name extends QueryName, Part>(
  name: Name,
  input: InputOf<Name>,
  choose: (answer: OutputOf<Name>) => Part,
): Part | undefined {
  return useQuery<OutputOf<Name>, AppError, Part>({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    select: choose,
  }).data;
}
