/** What the lists of invoices and of drafts are given. */
import type { ListView } from './filters.ts';

export interface ListProps {
  readonly view: ListView;
  readonly remember: (change: Partial<ListView>) => void;
  readonly customer: string | null;
  readonly onCreate: () => void;
  readonly onReset: () => void;
}
