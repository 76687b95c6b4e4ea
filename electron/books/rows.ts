/**
 * The rows of the books (BO1): narrow ones for lists and reports, and the sums that every report is checked against.
 * Amounts are minor units of the row's currency, days are calendar days, instants UTC milliseconds.
 */
import type { AuditedTable } from '../../shared/contract/books-port.ts';
import type { HeldDeposit } from '../../shared/domain/credit-note.ts';
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';
import type { Cleared, Duty } from '../../shared/domain/duty.ts';
import type { Instalment } from '../../shared/domain/issued-terms.ts';
import type { CurrencyCode, Day, Minor } from '../../shared/domain/money.ts';
import type { SheetsSaid } from '../../shared/domain/paper-series.ts';
import type { PaymentMethodKind } from '../../shared/domain/payment-methods.ts';
import type { TaxShare } from '../../shared/domain/tax-report.ts';
import type { PeriodClose } from '../../shared/events/closes.ts';
import type { Confirmation } from '../../shared/events/commit.ts';
import type { SyncPlace } from '../../shared/events/confirmation.ts';
import type { ChequePlace } from '../../shared/events/payments.ts';
import type { MergedRecord } from '../../shared/events/records.ts';
import type { ReviewKind } from '../../shared/events/review.ts';
import type { Turn } from '../../shared/events/turns.ts';

/** Consecutive frames in one row: `ends[i]` is where the payload of frame `first + i` ends in `bytes`. */
export interface LogRow {
  readonly first: number;
  readonly kinds: Uint8Array;
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
  /** 32 bytes a frame. */
  readonly chains: Uint8Array;
}

/** Open documents or payments together, as they were after frame `applied`; whole with `pages` rows of that time. */
export interface OpenPageRow {
  readonly id: string;
  readonly build: string;
  readonly applied: number;
  readonly pages: number;
  readonly table: 'documents' | 'payments';
  /** JSON of what memory holds of them, and its hash. */
  readonly text: string;
  readonly hash: number;
}

/** Ids of what a batch up to frame `number` changed among open things; `null` stands for more than are worth naming. */
export interface OpenMoveRow {
  readonly number: number;
  readonly named: { readonly documents: readonly string[]; readonly payments: readonly string[] } | null;
}

export interface CommitRow {
  readonly id: string;
  /** Frame that the commit was first read from. */
  readonly number: number;
  readonly device: string;
  readonly sequence: number;
  readonly clock: string;
  readonly recorded: number;
  readonly actor: string;
  readonly command: string;
  readonly confirmation: Confirmation | null;
  /** Whether its place in the order matters to a settlement (EV6). */
  readonly allocates: boolean;
}

/** What ends a fact: a void, a return or a take-back; of several the earliest stands. */
export interface End {
  readonly on: Day;
  readonly kind: 'void' | 'return' | 'take-back';
  readonly reason: string;
  readonly commit: string;
}

/** A void, a return or a presentation of a payment (AL5); `code` and `fee` of a return. */
export interface PaymentTurn extends Turn {
  readonly code?: string;
  readonly fee?: Minor;
}

/** The customer's word on a quote. */
export interface Answer {
  readonly accepted: boolean;
  readonly on: Day;
  readonly reason: string;
  readonly clock: string;
  readonly commit: string;
}

/** Where a payment's cheque is, as somebody said (AL1). */
export interface ChequeWord {
  readonly place: ChequePlace;
  readonly on: Day;
  readonly reason: string;
  readonly clock: string;
  readonly commit: string;
}

export interface ArchivedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly commit: string;
}

/** What other facts say of a fact; they may arrive before it. */
export interface Links {
  readonly allocations: readonly string[];
  /** Deductions of an invoice, refunds of a source. */
  readonly reductions: readonly string[];
  /** Deductions granted in a payment's posting step (AL5). */
  readonly granted: readonly string[];
  /** Credit notes that name this invoice, each with its share, and the deposits that it gives back (DO4, AL3). */
  readonly creditedBy: readonly {
    readonly note: string;
    readonly amount: Minor;
    readonly frees?: readonly string[];
  }[];
  /** Documents that name this one otherwise: a deposit for it, its deduction, a charge that raises it. */
  readonly namedBy: readonly { readonly by: string; readonly kind: DocumentKind }[];
  /** Later due dates that correction notices give, each from its own day on (DO6). */
  readonly dues: readonly { readonly by: string; readonly on: Day; readonly due: Day }[];
  /** The customer's word on a quote: that of the latest day stands. */
  readonly answer: Answer | null;
  /** Where the cheque is: the word of the latest day stands. */
  readonly cheque: ChequeWord | null;
  /** Only of payments that were void or returned: what `end` is found from. */
  readonly turns?: readonly PaymentTurn[];
  /** Documents that were issued from a copy of this one (DO6). */
  readonly copies: readonly string[];
  readonly end: End | null;
  /** Printed, mailed or exported (DO1). */
  readonly released: boolean;
  /** Printed or mailed (DO7). */
  readonly handedOut: boolean;
  readonly archived: ArchivedFile | null;
  /** The authority's word (DO5): that of the latest day stands. */
  readonly cleared: (Cleared & { readonly clock: string; readonly commit: string }) | null;
  /** Papers that show a clearance, by its number. */
  readonly clearedPapers: readonly (ArchivedFile & { readonly clearance: string })[];
  /** What is known of the way of its e-invoice: made, mailed with it, or delivered as somebody says (DO5). */
  readonly way: { readonly made: boolean; readonly mailed: boolean; readonly told: boolean };
  /** Commits that name this entity, in order of arrival. */
  readonly history: readonly string[];
}

/** Links whose own fact has not arrived yet; the id is the fact's table and id. */
export interface WaitingRow extends Links {
  readonly id: string;
}

/** What settlement makes of a document or payment. */
export interface Rest {
  /** Left when everything known has taken effect: outstanding of an invoice, unapplied of a source. */
  readonly rest: Minor;
  /** Last day on which the rest changes; until then it must be computed for the day. */
  readonly last: Day;
  /** Last day on which the rest grows: from then on all of it is free to settle with. */
  readonly roomFrom: Day;
  /** `FOREVER` while something is left, else `last`: on day D those with `closed` > D are open. */
  readonly closed: Day;
  /** Class of the days from `from` to `closed` (`span.ts`). */
  readonly span: number;
  /** Some allocation or deduction stands against it. */
  readonly settled: boolean;
  /** Greatest order key among its allocations (EV3), empty for none. */
  readonly order: string;
}

interface FactRow extends Links, Rest {
  readonly id: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  /** Day from which it counts. */
  readonly from: Day;
  /** Where the whole fact is read: commit, and index of the event in it. */
  readonly commit: string;
  readonly event: number;
  /** Place of arrival: orders rows of one day, unique. */
  readonly at: number;
  /** Day of issue or receipt and place of arrival, negative: IndexedDB reads forwards much faster than backwards. */
  readonly newest: number;
  readonly down: number;
  /** The end's day, only for what was voided: sparse index. */
  readonly voided?: Day;
}

/** An early discount on offer (EP1). */
export interface DiscountOffer {
  readonly until: Day;
  readonly amount: Minor;
  /** Tax in the amount. */
  readonly tax?: Minor;
  readonly part?: 'pro-rata';
}

export interface DocumentRow extends FactRow {
  readonly kind: DocumentKind;
  readonly number: string;
  /** The series that gave the number, and which of its numbers it is (NU3). */
  readonly series: string;
  readonly counter: number;
  /** The buyer's name as it was issued (CU2). */
  readonly name: string;
  readonly orderNumber: string;
  readonly issue: Day;
  readonly due: Day;
  /** Only where it is paid in parts, each due on its own day (AG3). */
  readonly instalments?: readonly Instalment[];
  readonly total: Minor;
  /** Last day of supply (TX11); that of issue where nothing else was said. */
  readonly supply: Day;
  readonly discount: DiscountOffer | null;
  readonly numberKey: string;
  /** The number from its end, so that typing the last digits finds it. */
  readonly tail: string;
  readonly orderKey?: string;
  /** What it says to the tax report (TX10). */
  readonly taxes: readonly TaxShare[];
  /** Only on documents that are not billing: the sparse index by which they are listed, a shelf for each kind of them. */
  readonly shelf?: number;
  /** Ids of the documents that it is about. */
  readonly about?: readonly string[];
  /** Only on invoices that deduct deposits (AL3). */
  readonly deducts?: readonly HeldDeposit[];
  /** Only on deposit invoices: their customer, as a sparse index. */
  readonly depositOf?: string;
  /** Only while it stands and has never left the office (DO1): sparse index. */
  readonly unsent?: 1;
  /** Only on an accepted offer of which no invoice was made (CU3): its customer, as a sparse index. */
  readonly ordered?: string;
  /** What it was issued to do besides being there (DO5). */
  readonly duties?: readonly Duty[];
  /** The first of them that is not done: sparse index. */
  readonly duty?: Duty;
}

export interface PaymentRow extends FactRow {
  /** The day on which it counts: of a post-dated cheque that of the cheque (AL1). */
  readonly date: Day;
  readonly amount: Minor;
  readonly methodName: string;
  readonly methodKind: PaymentMethodKind;
  readonly reference: string;
  readonly referenceKey?: string;
  /** Only of cheques that somebody placed, while they stand: sparse index. */
  readonly place?: ChequePlace;
}

export interface AllocationRow {
  readonly id: string;
  readonly sourceTable: 'documents' | 'payments';
  readonly source: string;
  readonly target: string;
  readonly currency: CurrencyCode;
  readonly asked: Minor;
  readonly effective: Day;
  readonly commit: string;
  readonly order: string;
  readonly end: End | null;
  /** As settlement lets it stand: `amount` in [from, until), `cut` did not fit. */
  readonly amount: Minor;
  readonly cut: Minor;
  readonly from: Day;
  readonly until: Day;
}

export interface ReductionRow {
  readonly id: string;
  readonly subjectTable: 'documents' | 'payments';
  readonly subject: string;
  readonly kind: string;
  readonly currency: CurrencyCode | null;
  readonly amount: Minor;
  /** Tax in the amount, which the seller owes no more (EP1). */
  readonly tax?: Minor;
  readonly from: Day;
  readonly commit: string;
  readonly end: End | null;
}

/** A record that is merged field by field (EV4). */
export interface RecordRow {
  readonly id: string;
  readonly merged: MergedRecord;
  readonly history: readonly string[];
  /** By device, its last commit on the record: who wrote without knowing of whom is seen by it. */
  readonly writers?: Readonly<Record<string, { readonly sequence: number; readonly recorded: number }>>;
}

/** Something that may need a person's look since things came together; whether it does is decided when it is shown. */
export interface ReviewRow {
  /** Its key (`reviewKey`). */
  readonly id: string;
  readonly kind: ReviewKind;
  readonly subjects: readonly string[];
  /** Instant of the later write, where it is shown for a time only; else 0. */
  readonly since: number;
}

export interface DraftRow extends RecordRow {
  /** Instant of the last change. */
  readonly changed: number;
  readonly discarded: boolean;
  /** Some document was issued from it. */
  readonly issued: boolean;
}

/** What somebody said of sheets, with what gives it its place among such words: clock, commit, index in the commit. */
export interface SheetsWord extends SheetsSaid {
  readonly clock: string;
  readonly commit: string;
  readonly index: number;
}

export interface SeriesRow {
  readonly id: string;
  /** `null` until the commit that opened the series has arrived. */
  readonly opened: {
    readonly commit: string;
    readonly kind: DocumentKind;
    readonly device: string;
    readonly prefix: string;
    readonly year: number | null;
    readonly width: number;
    readonly first: number;
    /** Place of arrival: a device's own series stand in the order in which it opened them. */
    readonly at: number;
    /** A pad (NU6): the counter of its last sheet, and the day on which it was added. */
    readonly paper?: { readonly last: number; readonly on: Day };
  } | null;
  /** What was said of sheets of a pad, in the order in which it was said (NU6). */
  readonly sheets: readonly SheetsWord[];
  /** `null` while it stands open (NU5). */
  readonly closed: {
    readonly commit: string;
    readonly on: Day;
    readonly reason: string;
    /** Highest counter that its desktop knew to have given. */
    readonly last: number;
  } | null;
  /** Highest counter given, 0 for none. */
  readonly highest: number;
  readonly lastIssue: Day | null;
  /**
   * Whether its numbers stand in the order of their `days`: some may have come late or for an earlier day (`mixed`), or
   * not be of the series' own form (`free`).
   */
  readonly order: 'days' | 'mixed' | 'free';
}

/** Figures of one table, kind and currency, moved in the same transaction as the rows (BO1). */
export interface SumRow {
  readonly id: string;
  readonly table: AuditedTable | 'billed' | 'received';
  /** Kind of document; for `billed` and `received` the month, `YYYY-MM`. */
  readonly kind: string;
  readonly currency: CurrencyCode;
  readonly count: number;
  /** Amounts of all but the ended. */
  readonly total: number;
  readonly rest: number;
  /** Rows with something left. */
  readonly open: number;
  /** Sum of what the rows say (`rowHash`), for the books' digest (JO4, BO4). */
  readonly hash: number;
}

/** A close of a period with what was said of it; `closed` is `null` until the close itself has arrived. */
export interface CloseRow {
  readonly id: string;
  readonly closed: (PeriodClose & Said & { readonly device: string; readonly sequence: number }) | null;
  readonly reopened: (Said & { readonly reason: string }) | null;
  readonly sealed: Said | null;
}

/** Who said something in which commit, and when it was recorded there. */
interface Said {
  readonly commit: string;
  readonly recorded: number;
  readonly actor: string;
}

/** A commit with something from a day that a close has closed without knowing of it (PC3). */
export interface LateRow {
  readonly id: string;
  /** The earliest day from which anything in it counts. */
  readonly day: Day;
  readonly device: string;
  readonly sequence: number;
}

/** Events of an entity that this program cannot read yet (EV7). */
export interface UnreadRow {
  readonly id: string;
  readonly commits: readonly string[];
}

export interface AuthorRow {
  readonly device: string;
  readonly sequence: number;
  readonly hash: string;
  readonly clock: string;
  readonly recorded: number;
}

export interface MetaRow {
  readonly key: 'state';
  readonly journalId: string;
  readonly incarnation: string;
  readonly applied: number;
  readonly chain: Uint8Array;
  readonly acknowledged: number;
  /** `null` in a company that no server knows. */
  readonly sync: SyncPlace | null;
  readonly build: string;
  readonly projectorVersion: number;
  /** No closed document or payment changed after this day: later days need no look at closed ones. */
  readonly quiet: Day;
}
