/** What the invoice list is narrowed to, what it remembers, and what a place asks for (pure). */
import type { Day } from '../../../../../shared/domain/money.ts';

export const TABS = [
  'all',
  'open',
  'overdue',
  'paid',
  'unsent',
  'clearance',
  'delivery',
  'void',
  'drafts',
] as const;
export type Tab = (typeof TABS)[number];

export const SORTS = ['issueDate', 'number', 'customer', 'dueDate', 'total', 'outstanding'] as const;
export type InvoiceSort = (typeof SORTS)[number];

/** Kinds of documents that the list can be narrowed to. */
export const KINDS = ['invoice', 'creditNote', 'depositInvoice', 'charge'] as const;
export type ListKind = (typeof KINDS)[number];

export interface ListView {
  readonly tab: Tab;
  readonly search: string;
  readonly kind: ListKind | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly sort: InvoiceSort;
  readonly direction: 'asc' | 'desc';
  /** What stands beside the list. */
  readonly panel: 'none' | 'facts' | 'pdf';
}

export const INITIAL_VIEW: ListView = {
  tab: 'all',
  search: '',
  kind: null,
  from: null,
  to: null,
  sort: 'issueDate',
  direction: 'desc',
  panel: 'facts',
};

/** The books' filter for a view; `customer` comes with the place, not from memory. */
export function filterOf(view: ListView, customer: string | null) {
  return {
    search: view.search,
    status: view.tab === 'drafts' ? ('all' as const) : view.tab,
    ...(view.kind === null ? {} : { kind: view.kind }),
    customer,
    from: view.from,
    to: view.to,
  };
}

/** True when rows may be missing because of the filter. */
export const isNarrowed = (view: ListView, customer: string | null): boolean =>
  view.search !== '' ||
  (view.tab !== 'all' && view.tab !== 'drafts') ||
  view.kind !== null ||
  view.from !== null ||
  view.to !== null ||
  customer !== null;

/** Tabs of duties are out of sight while no document owes one; the one that is open stays. */
export const shownTabs = (
  present: Tab,
  owed: { readonly clearance: number; readonly delivery: number } | undefined,
): Tab[] =>
  TABS.filter(
    (tab) => (tab !== 'clearance' && tab !== 'delivery') || tab === present || (owed?.[tab] ?? 0) > 0,
  );

/** The tab that a place names (`with.status`), or nothing. */
export const tabOf = (wanted: string | undefined): Tab | undefined => TABS.find((tab) => tab === wanted);

/** The kind that a list names; nothing else narrows it. */
export const kindOf = (wanted: unknown): ListKind | null => KINDS.find((kind) => kind === wanted) ?? null;

/** What is remembered may be from another version: anything that is not known falls back to the beginning. */
export function readView(view: ListView): ListView {
  return {
    ...view,
    tab: tabOf(view.tab) ?? INITIAL_VIEW.tab,
    kind: kindOf(view.kind),
    sort: SORTS.find((sort) => sort === view.sort) ?? INITIAL_VIEW.sort,
    direction: view.direction === 'asc' ? 'asc' : 'desc',
  };
}
