/** The page's cache of what the books answered; pushes, not time, make it old. */
import { QueryClient } from '@tanstack/react-query';
import type { AppError } from '../../../shared/errors/index.ts';

/** Errors that go away by themselves: the books are restarting or have not yet applied the last commit (BO2). */
export const isPassing = (error: AppError): boolean =>
  error.kind === 'catching-up' || error.kind === 'unavailable';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 20 && isPassing(error as unknown as AppError),
      retryDelay: (attempt) => Math.min(50 * 2 ** attempt, 1000),
    },
    mutations: { networkMode: 'always' },
  },
});
