/** The state that the reference fold gives: plain objects, so that it has a canonical text and a digest. */
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { Day, Minor } from '../domain/money.ts';
import type { ChequePlace } from './payments.ts';
import type { Gap } from './settlement.ts';

export type FoldedKind =
  | 'company'
  | 'customers'
  | 'personal'
  | 'items'
  | 'taxes'
  | 'terms'
  | 'methods'
  | 'users'
  | 'devices'
  | 'rates'
  | 'priceLists'
  | 'fees'
  | 'answers';

export interface FoldedRecord {
  readonly revision: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FoldedEnd {
  readonly on: Day;
  readonly kind: 'void' | 'return' | 'take-back';
  readonly reason: string;
}

/** An issued document or a payment, with what is left of it when everything known has taken effect. */
export interface FoldedFact {
  readonly kind: DocumentKind | 'payment';
  readonly commit: string;
  readonly customer: string;
  readonly currency: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly end: FoldedEnd | null;
  readonly rest: Minor;
  /** Number of a document, reference of a payment. */
  readonly label: string;
  readonly released: boolean;
  readonly archived: string | null;
  /** Where the cheque of a payment is (AL1); absent where nobody said. */
  readonly cheque?: { readonly place: ChequePlace; readonly on: Day };
  /** Days between a return and when it was presented again; absent where there are none (AL5). */
  readonly gaps?: readonly Gap[];
}

export interface FoldedAllocation {
  readonly source: string;
  readonly target: string;
  readonly asked: Minor;
  readonly amount: Minor;
  readonly cut: Minor;
  readonly from: Day;
  readonly until: Day;
}

export interface FoldedReduction {
  readonly kind: string;
  readonly subject: string;
  readonly amount: Minor;
  readonly from: Day;
  readonly end: FoldedEnd | null;
}

export interface FoldedSeries {
  /** Absent while it stands open. */
  readonly closed?: { readonly commit: string; readonly last: number };
  readonly opened: string | null;
  /** What was said of its sheets (NU6), in the order of the authors' clocks; absent where nothing was. */
  readonly sheets?: readonly {
    readonly from: number;
    readonly to: number;
    readonly reason: string | null;
    readonly on: Day;
    readonly commit: string;
  }[];
  readonly highest: number;
  readonly lastIssue: Day | null;
}

export interface FoldedDraft extends FoldedRecord {
  readonly discarded: boolean;
  readonly issued: boolean;
}

export interface FoldedClose {
  readonly through: Day;
  /** Why it was reopened; `null` where it was not. */
  readonly reason: string | null;
  readonly sealed: boolean;
  readonly stands: boolean;
}

type Table<Row> = Readonly<Record<string, Row>>;

export interface FoldedState {
  readonly records: Readonly<Record<FoldedKind, Table<FoldedRecord>>>;
  readonly drafts: Table<FoldedDraft>;
  readonly documents: Table<FoldedFact>;
  readonly payments: Table<FoldedFact>;
  readonly allocations: Table<FoldedAllocation>;
  readonly reductions: Table<FoldedReduction>;
  readonly series: Table<FoldedSeries>;
  readonly closes: Table<FoldedClose>;
  /** Closes, by commit, that something in it arrived after (PC3). */
  readonly late: Table<readonly string[]>;
  /** Commits by entity whose events this program cannot read yet (EV7). */
  readonly unread: Table<readonly string[]>;
}
