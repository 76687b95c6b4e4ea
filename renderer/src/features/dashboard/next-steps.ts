/** What the clerk should do next, most urgent first; pure. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { DUTIES, type Duty } from '../../../../shared/domain/duty.ts';

export type Dashboard = OutputOf<'dashboard.get'>;
export type Duties = OutputOf<'documents.duties'>;
export type DraftRow = OutputOf<'drafts.list'>[number];

export type NextStep =
  | { readonly kind: 'review'; readonly count: number }
  /** Drafts that the program should have issued and could not (NU5). */
  | { readonly kind: 'scheduled'; readonly count: number }
  | { readonly kind: Duty; readonly count: number }
  | { readonly kind: 'overdue'; readonly invoice: Dashboard['overdue'][number] }
  | { readonly kind: 'all-overdue'; readonly count: number }
  /** Credit that stands longer than a month, which is looked at every month (AL8). */
  | { readonly kind: 'old-credits'; readonly count: number }
  | { readonly kind: 'credit'; readonly credit: Dashboard['credits'][number] }
  | { readonly kind: 'draft'; readonly draft: DraftRow }
  | { readonly kind: 'drafts'; readonly count: number };

/** What the dashboard's own answer does not tell. */
export interface AlsoWaiting {
  readonly toReview?: number;
  readonly duties?: Duties | undefined;
  /** Credits that nobody has looked at this month. */
  readonly oldCredits?: number;
}

const FEW_OVERDUE = 5;
const FEW_CREDITS = 3;
const FEW_DRAFTS = 3;

/**
 * Scheduled drafts that were held up, what came together and needs a look, invoices that wait for an authority or have not reached their buyer (DO5), longest overdue invoices, then drafts left lying (newest first), then old credit, then credit of customers who owe something: each a few,
 * with the whole number behind them where there are more. `drafts` is `undefined` while it is not known.
 */
export function nextSteps(
  dashboard: Dashboard,
  drafts: readonly DraftRow[] | undefined,
  { toReview = 0, duties, oldCredits = 0 }: AlsoWaiting = {},
): NextStep[] {
  const overdueCount = dashboard.currencies.reduce((total, each) => total + each.overdueInvoices, 0);
  const overdue = dashboard.overdue.slice(0, FEW_OVERDUE);
  const held = (drafts ?? []).filter(({ scheduled }) => scheduled?.isDue === true);
  // What waits for its day is not left lying.
  const loose = (drafts ?? []).filter(({ scheduled }) => scheduled === null);
  const lying = loose.sort((left, right) => right.changed - left.changed);
  return [
    ...(held.length > 0 ? [{ kind: 'scheduled', count: held.length } as const] : []),
    ...(toReview > 0 ? [{ kind: 'review', count: toReview } as const] : []),
    ...DUTIES.flatMap((kind): NextStep[] => {
      const count = duties?.[kind] ?? 0;
      return count > 0 ? [{ kind, count }] : [];
    }),
    ...overdue.map((invoice): NextStep => ({ kind: 'overdue', invoice })),
    ...(overdueCount > overdue.length ? [{ kind: 'all-overdue', count: overdueCount } as const] : []),
    ...lying.slice(0, FEW_DRAFTS).map((draft): NextStep => ({ kind: 'draft', draft })),
    ...(lying.length > FEW_DRAFTS ? [{ kind: 'drafts', count: lying.length } as const] : []),
    ...(oldCredits > 0 ? [{ kind: 'old-credits', count: oldCredits } as const] : []),
    ...dashboard.credits.slice(0, FEW_CREDITS).map((credit): NextStep => ({ kind: 'credit', credit })),
  ];
}

/** The first thing that a new company lacks, or `null` when it is at work. */
export function firstStep({
  customers,
  invoices,
}: Pick<Dashboard, 'customers' | 'invoices'>): 'customer' | 'invoice' | null {
  if (invoices > 0) return null;
  return customers === 0 ? 'customer' : 'invoice';
}

/** Currencies in the order to show: the company's own first, then by how many invoices are open. */
export function currencyBlocks(dashboard: Dashboard, own: string): Dashboard['currencies'] {
  return [...dashboard.currencies].sort(
    (left, right) =>
      Number(right.currency === own) - Number(left.currency === own) ||
      right.openInvoices - left.openInvoices ||
      (left.currency < right.currency ? -1 : 1),
  );
}
