/** Rows of a paged query as a list takes them. */
import type { Pages } from '../data/use-pages.ts';

/** To be spread into a `DataList`: its rows, what is still to come, and what went wrong. */
export const paged = <Row>({ rows, hasMore, more, loading, error, again }: Pages<Row, unknown>) => ({
  rows,
  hasMore,
  onMore: more,
  loading,
  error,
  onRetry: again,
});
