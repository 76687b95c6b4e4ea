/**
 * What the main process says to the books window and what it answers, over one MessagePort (BO1–BO4).
 * Commands of the main process read through `lookups`; screens through the contract's own books queries.
 */

import type { CreditedDocument } from '../domain/credit-note.ts';
import type { DepositInvoice } from '../domain/deposit.ts';
import type { IssuedDocument } from '../domain/document.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { Duty } from '../domain/duty.ts';
import type { CurrencyCode, Day, Minor } from '../domain/money.ts';
import type { PaymentMethodKind } from '../domain/payment-methods.ts';
import type { AppError, Result } from '../errors/index.ts';
import type { PeriodClose } from '../events/closes.ts';
import type { SyncPlace } from '../events/confirmation.ts';
import type { Draft } from '../events/drafts.ts';
import type {
  CompanyFields,
  CustomerFields,
  DeviceFields,
  ItemFields,
  MethodFields,
  TaxFields,
  TermsFields,
  UserFields,
} from '../events/masters.ts';
import type { ChequePlace, SettlementSource } from '../events/payments.ts';
import type { NamedKey, PersonalFields } from '../events/personal.ts';
import type { FeeFields, PriceListFields, RateFields } from '../events/prices.ts';
import type { Seen } from '../events/primitives.ts';
import { RECORD_TABLES } from '../events/records.ts';
import type { BooksQueryName, OutputOf, ParsedInputOf } from './contract.ts';

/** Goes up whenever the projections change: books of another version are built anew from the journal (BO3). */
export const PROJECTOR_VERSION = 40;

/** A journal frame on its way to the books; `kind` as in `shared/journal`. Bytes are copied, never shared. */
export interface BooksFrame {
  readonly kind: number;
  readonly number: number;
  readonly payload: Uint8Array;
  readonly chain: Uint8Array;
}

/** Where the books stand; `empty` when nothing was ever applied (BO3). */
export type BooksState =
  | { readonly state: 'empty' }
  | {
      readonly state: 'ready';
      readonly journalId: string;
      readonly incarnation: string;
      /** Number of the last frame applied. */
      readonly applied: number;
      /** Chain value of that frame. */
      readonly chain: Uint8Array;
      /** Highest frame number that the last stored acknowledgement names, or 0. */
      readonly acknowledged: number;
      /** Random per rebuild; every apply must name it (BO2). */
      readonly build: string;
      readonly projectorVersion: number;
    };

/** The keys of personal data, as the record names them (EV10). */
export interface PersonalKeys {
  readonly keys: readonly (NamedKey & { readonly id: string; readonly erased: boolean })[];
  readonly erased: readonly { readonly subject: string; readonly through: number }[];
}

export interface RecordLookup<Fields> {
  readonly id: string;
  readonly revision: string;
  readonly fields: Fields;
}

export interface DocumentLookup extends CreditedDocument {
  readonly dueDate: Day;
  readonly outstanding: Minor;
  /** Of a delivery note: number of the standing invoice that bills it. */
  readonly billedBy: string | null;
  readonly released: boolean;
  /** Printed or mailed: what goes out later is a copy (DO7). */
  readonly handedOut: boolean;
  readonly settled: boolean;
  /** The paper that is to go out now: once an authority has cleared it, the one that says so. */
  readonly archived: { readonly sha256: string; readonly bytes: number } | null;
  /** What it still owes the law (DO5). */
  readonly duty: Duty | null;
  /** Day on which an authority registered it, as its portal said (DO5). */
  readonly clearedOn: Day | null;
  /** Last day on which a settlement was taken back: no allocation may take effect before it. */
  readonly roomFrom: Day;
  /** The sheet of a paper series that it was entered from (NU6). */
  readonly sheet: { readonly series: string; readonly counter: number } | null;
}

export interface PaymentLookup {
  readonly id: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly date: Day;
  readonly amount: Minor;
  readonly unapplied: Minor;
  readonly status: 'posted' | 'void' | 'returned';
  readonly methodKind: PaymentMethodKind;
  /** Where its cheque is since when (AL1); `null` where nobody said. */
  readonly cheque: { readonly place: ChequePlace; readonly on: Day } | null;
  readonly roomFrom: Day;
  /** Standing deductions that were granted in the posting step: they fall with the payment (AL5). */
  readonly deductions: readonly string[];
  /**
   * Only while the bank has it back (AL5): since when, what it had settled until then, and what of it can settle when it is
   * presented again: its amount without what was given back or written to income.
   */
  readonly returned: {
    readonly on: Day;
    readonly settled: readonly { readonly target: string; readonly amount: Minor }[];
    readonly free: Minor;
  } | null;
}

/** Reads that commands decide by. Each answers `undefined` (as `null`) for what does not exist. */
export interface Lookups {
  company(input: Record<never, never>): RecordLookup<CompanyFields> | null;
  customers(input: { ids: readonly string[] }): RecordLookup<CustomerFields>[];
  /** What the record holds of a customer's personal data, sealed (EV10). */
  personal(input: { customer: string }): PersonalFields;
  /** Every key of personal data that the record names, and by subject the last generation that is erased. */
  personalKeys(input: Record<never, never>): PersonalKeys;
  items(input: { ids: readonly string[] }): RecordLookup<ItemFields>[];
  taxes(input: Record<never, never>): RecordLookup<TaxFields>[];
  terms(input: Record<never, never>): RecordLookup<TermsFields>[];
  methods(input: Record<never, never>): RecordLookup<MethodFields>[];
  rates(input: { ids: readonly string[] }): RecordLookup<RateFields>[];
  priceLists(input: { ids: readonly string[] }): RecordLookup<PriceListFields>[];
  fees(input: Record<never, never>): RecordLookup<FeeFields>[];
  users(input: Record<never, never>): RecordLookup<UserFields>[];
  devices(input: Record<never, never>): RecordLookup<DeviceFields>[];
  draft(input: { id: string }): { id: string; revision: string; draft: Draft } | null;
  drafts(input: Record<never, never>): { id: string; draft: Draft; changed: number; discarded: boolean }[];
  documents(input: { ids: readonly string[] }): DocumentLookup[];
  /** Deposit invoices by id, or all of a customer in a currency that nothing deducts yet (AL3). */
  deposits(input: {
    ids: readonly string[];
    of: { readonly customer: string; readonly currency: CurrencyCode } | null;
  }): DepositInvoice[];
  /** The whole document as it was issued (DO3). */
  issued(input: { id: string }): IssuedDocument | null;
  payments(input: { ids: readonly string[] }): PaymentLookup[];
  /** Money as a receipt says it; `receipt`: number of the one that stands already. */
  receivedMoney(input: { id: string }): {
    customer: string;
    currency: CurrencyCode;
    /** The day on which it was received. */
    date: Day;
    /** A post-dated cheque's own day. */
    postDated: Day | null;
    methodName: string;
    reference: string;
    unapplied: Minor;
    status: PaymentLookup['status'];
    settles: readonly { readonly number: string; readonly amount: Minor }[];
    receipt: string | null;
  } | null;
  /** Money that was given back, as its paper says it; `label`: what its source is called; `paper`: number of the standing one. */
  refund(input: { id: string }): {
    source: SettlementSource;
    label: string;
    customer: string;
    currency: CurrencyCode;
    amount: Minor;
    date: Day;
    methodName: string;
    reference: string;
    takenBack: Day | null;
    paper: string | null;
  } | null;
  allocation(input: { id: string }): {
    id: string;
    source: SettlementSource;
    target: string;
    asked: Minor;
    /** What it stands for now. */
    stands: Minor;
    effective: Day;
    takenBack: Day | null;
  } | null;
  /** The first open day (PC2); `null` while nothing is closed. */
  openFrom(input: Record<never, never>): Day | null;
  /** Every close; one that was reopened does not stand. */
  closes(input: Record<never, never>): {
    id: string;
    through: Day;
    stands: boolean;
    sealed: boolean;
    files: PeriodClose['files'];
  }[];
  /** What a close through a day says, and the other desktops that nothing of a later day is known of (PC4). */
  closing(input: { through: Day; device: string }): Pick<PeriodClose, 'known' | 'cuts' | 'figures'> & {
    tied: boolean;
    quiet: { id: string; name: string }[];
  };
  /** A deduction of an invoice, or a refund or what was written to income (`invoice` is `null`); `subject`: what it was taken out of. */
  deduction(input: { id: string }): {
    id: string;
    kind: string;
    invoice: string | null;
    subject: string;
    from: Day;
    takenBack: Day | null;
  } | null;
  /** A credit note as one of those that credit an invoice, and whether money was given back out of it. */
  crediting(input: { invoice: string; note: string }): { refunded: boolean } | null;
  /**
   * What one customer stands for in one currency on a day: open, also by what held cheques will pay, + what has not been billed
   * of accepted offers − unapplied credit (CU3). `besides`: offers or delivery notes that a document of now bills.
   */
  exposure(input: { customer: string; currency: CurrencyCode; on: Day; besides: readonly string[] }): {
    balance: Minor;
  };
  /**
   * Issued invoices of the customer with this order number, then those of this currency and a day near `date` (DO2). Which
   * of the latter look alike only the total tells, which is computed while this is asked.
   */
  lookalikes(input: { customer: string; orderNumber: string; currency: CurrencyCode; date: Day }): {
    number: string;
    total: Minor;
    sameOrder: boolean;
  }[];
  /** What a writer of a record or draft knows of it: by device, the sequence of its last commit on it (EV4). */
  seen(input: {
    table:
      | 'company'
      | 'customers'
      | 'items'
      | 'taxes'
      | 'terms'
      | 'methods'
      | 'rates'
      | 'priceLists'
      | 'fees'
      | 'drafts';
    id: string;
  }): Seen;
  /** The events of a commit that is already in the record: commands are idempotent for ever by it. */
  commit(input: { id: string }): { id: string; command: string; events: unknown[] } | null;
  /** Series of one device, or of all with `null` (NU2), in the order in which they were opened: `next` is the counter to be given, `lastIssue` the last day of issue. */
  series(input: { device: string | null }): {
    id: string;
    device: string;
    kind: DocumentKind;
    prefix: string;
    year: number | null;
    width: number;
    next: number;
    lastIssue: Day | null;
    /** It gives no more numbers (NU5). */
    closed: { readonly on: Day; readonly reason: string } | null;
    /** A pad: counters of its first and last sheet (NU6). */
    paper?: { readonly first: number; readonly last: number };
  }[];
  /** A sheet of a pad: the standing document that holds it, why it is spoilt, and the sheets entered before and behind it (NU6). */
  sheet(input: { series: string; counter: number }): {
    holder: string | null;
    spoilt: string | null;
    before: { readonly number: string; readonly day: Day } | null;
    after: { readonly number: string; readonly day: Day } | null;
  };
  /** How many records a newer program has changed in a way that this one cannot read (EV7). */
  unread(input: Record<never, never>): number;
  /** Those of the commits that are in the record already. */
  known(input: { ids: readonly string[] }): readonly string[];
  /** Where the company stands with its server, and how far the chain of every device has come here (SY1, SY3). */
  sync(input: Record<never, never>): {
    place: SyncPlace | null;
    authors: { device: string; sequence: number; hash: string; clock: string }[];
  };
  /** This device's own chain: last sequence, author hash and clock (EV1, EV8). */
  author(input: {
    device: string;
  }): { sequence: number; hash: string; clock: string | null; recorded: number | null } | null;
}

export type LookupName = keyof Lookups;
export type LookupInput<Name extends LookupName> = Parameters<Lookups[Name]>[0];
export type LookupOutput<Name extends LookupName> = ReturnType<Lookups[Name]>;

/** What a batch of frames did to the books. */
export interface Applied {
  readonly applied: number;
  readonly topics: readonly string[];
}

/** What the books at one frame amount to (JO4): equal digests of one projector version mean equal books. */
export interface BooksDigest {
  /** Number of the last frame applied. */
  readonly applied: number;
  /** SHA-256 in hexadecimal over the sums of all tables, which hold a hash of every row. */
  readonly digest: string;
  readonly projectorVersion: number;
}

/** One table read whole and compared with its sums (BO4 "everything on request"). */
export interface TableAudit {
  readonly rows: number;
  readonly agrees: boolean;
}

/** Tables that can be audited, in the order in which a check goes through them. */
export const AUDITED_TABLES = [
  'documents',
  'payments',
  'allocations',
  'reductions',
  'commits',
  'series',
  'closes',
  'drafts',
  ...RECORD_TABLES,
] as const;
export type AuditedTable = (typeof AUDITED_TABLES)[number];

/** The books as the main process sees them. Answers are promises of data; no call throws for an expected failure. */
export interface Books {
  state(): Promise<Result<BooksState, AppError>>;
  /** Compare-and-set: aborts unless `applied` = first number − 1 and `build` is the books' own (BO2). */
  apply(build: string, frames: readonly BooksFrame[]): Promise<Result<Applied, AppError>>;
  /** Empties the books and begins a new build; answers its random name. */
  begin(journalId: string, incarnation: string): Promise<Result<{ build: string }, AppError>>;
  query<Name extends BooksQueryName>(
    name: Name,
    input: ParsedInputOf<Name>,
    atLeast?: number,
  ): Promise<Result<OutputOf<Name>, AppError>>;
  lookup<Name extends LookupName>(
    name: Name,
    input: LookupInput<Name>,
  ): Promise<Result<LookupOutput<Name>, AppError>>;
  /** Frames that the books hold, from a number on: a lost journal is rebuilt from them (BO3). */
  frames(from: number, limit: number): Promise<Result<readonly BooksFrame[], AppError>>;
  /** What the books amount to now (JO4); refused while they disagree with themselves. */
  digest(): Promise<Result<BooksDigest, AppError>>;
  /** Reads a whole table and compares every row with the sums; commits go on meanwhile. */
  audit(table: AuditedTable): Promise<Result<TableAudit, AppError>>;
  close(): Promise<void>;
}

/** Request and answer on the port; `request` pairs them. */
/** Requests that are made in one breath share a message, and so do answers (ADR 18). */
export type PortRequests = readonly PortRequest[];
export type PortAnswers = readonly PortAnswer[];

export interface PortRequest {
  readonly request: number;
  readonly method: keyof Books;
  readonly args: readonly unknown[];
}
export interface PortAnswer {
  readonly request: number;
  /** A long one as text (`packReply`). */
  readonly reply: Result<unknown, AppError> | string;
}
