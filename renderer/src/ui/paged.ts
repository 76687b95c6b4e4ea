/** Rows of a paged query as a list takes them. */
import type { Pages } from '../data/use-pages.ts';

/** To be spread into a `DataList`: its rows, what is still to come, and what went wrong. */
export const paged = <Row>({
  rows,
  question,
  hasMore,
  more,
  loading,
  behind,
  error,
  again,
}: Pages<Row, unknown>) => ({
  rows,
  question,
  hasMore,
  onMore: more,
  loading,
  behind,
  error,
  onRetry: again,
});
