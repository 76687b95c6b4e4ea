/** The closed union of everything that can go wrong and that somebody can act on. Errors are data; their words live in the page. */
import type { StorageError } from './storage-error.ts';

export { err, ok, type Result } from './result.ts';
export type { StorageError } from './storage-error.ts';

/** What a record is, in words that a screen can translate. */
export type RecordKind =
  | 'company'
  | 'customer'
  | 'item'
  | 'tax'
  | 'terms'
  | 'method'
  | 'rates'
  | 'price-list'
  | 'fee'
  | 'series'
  | 'draft'
  | 'document'
  | 'payment'
  | 'refund'
  | 'allocation'
  | 'user'
  | 'device'
  | 'period';

export type Role = 'clerk' | 'manager' | 'auditor' | 'owner';

/** Values that an error's sentence needs; amounts come as `{ minor, currency }` so that the page formats them. */
export type ErrorParameters = Readonly<
  Record<string, string | number | { readonly minor: number; readonly currency: string }>
>;

/** One wrong field: `path` as react-hook-form writes it (`lines.2.quantity`), `problem` is a translation key. */
export interface FieldProblem {
  readonly path: string;
  readonly problem: string;
  readonly params?: ErrorParameters;
}

/** One finding of the checks before issue (DO2): `block` cannot be passed, `ask` can be overridden and is then recorded. */
export interface Finding {
  readonly code: string;
  readonly severity: 'block' | 'ask';
  readonly path: string;
  readonly params?: ErrorParameters;
}

/** Rules that refuse a command; each is a translation key that says what happened and what to do. */
export type RefusalReason =
  | 'already-issued'
  | 'receipt-given'
  | 'refund-confirmed'
  | 'refund-taken-back'
  | 'already-void'
  | 'draft-discarded'
  | 'record-damaged'
  | 'still-fetching'
  | 'left-the-office'
  | 'moved-away'
  | 'moved-elsewhere'
  | 'move-unfinished'
  | 'not-a-move-file'
  | 'already-left'
  | 'mails-on-their-way'
  | 'run-not-put-away'
  | 'registration-stands'
  | 'registration-not-cancelled'
  | 'has-settlements'
  | 'partly-credited'
  | 'deposit-deducted'
  | 'correction-stands'
  | 'delivery-billed'
  | 'nothing-to-credit'
  | 'nothing-to-deliver'
  | 'nothing-to-invoice'
  | 'not-enough-room'
  | 'not-enough-credit'
  | 'currency-differs'
  | 'customer-differs'
  | 'payment-void'
  | 'cheque-banked'
  | 'cheque-elsewhere'
  | 'not-a-cheque'
  | 'not-returned'
  | 'not-presented-again'
  | 'cash-not-returned'
  | 'already-taken-back'
  | 'period-closed'
  | 'period-open'
  | 'period-sealed'
  | 'desktops-missing'
  | 'not-tied'
  | 'clock-behind-series'
  | 'date-not-allowed'
  | 'series-exhausted'
  | 'series-closed'
  | 'number-taken'
  | 'company-exists'
  | 'name-taken'
  | 'in-use'
  | 'not-archived-yet'
  | 'card-number'
  | 'personal-data-erased'
  | 'too-large'
  | 'too-many-rows'
  | 'unsupported-file'
  | 'einvoice-faulty';

export type PrintProblem =
  | 'no-printers'
  | 'printer-not-found'
  | 'printer-stopped'
  | 'run-under-way'
  | 'tray-not-found'
  | 'job-failed'
  | 'spooler-unreachable'
  | 'cups-missing';

/** What keeps several desktops from working together: the line, the server, or this desktop's standing there. */
export type SyncProblem =
  | 'address'
  | 'code'
  | 'not-connected'
  | 'already-connected'
  | 'unreachable'
  | 'certificate'
  | 'proxy'
  | 'proxy-login'
  | 'foreign-page'
  | 'unproven'
  | 'hub-off'
  | 'backup-failed'
  | 'no-backup'
  | 'no-key'
  | 'recovery-code'
  | 'rewritten'
  | 'unsigned'
  | 'unknown-device'
  | 'revoked'
  | 'not-allowed'
  | 'forked'
  | 'older-program'
  | 'device-taken'
  | 'pairing-unknown'
  | 'pairing-expired'
  | 'pairing-used'
  | 'pairing-refused'
  | 'pairing-tries'
  | 'pairing-company'
  | 'set-aside'
  | 'busy'
  | 'server-full'
  | 'storage'
  | 'fault';

/** What keeps a mail from going out: the account, the line, the server, or the mail itself. */
export type MailProblem =
  | 'no-account'
  | 'password-unreadable'
  | 'account-unreadable'
  | 'unreachable'
  | 'timeout'
  | 'certificate'
  | 'no-encryption'
  | 'not-mail'
  | 'login'
  | 'login-impossible'
  | 'busy'
  | 'sender-refused'
  | 'recipient-refused'
  | 'too-large'
  | 'refused'
  | 'lost'
  | 'interrupted'
  | 'document-void'
  | 'message-missing'
  | 'no-program'
  | 'storage'
  | 'fault';

export type AppError =
  | { readonly kind: 'invalid'; readonly fields: readonly FieldProblem[] }
  | { readonly kind: 'not-found'; readonly what: RecordKind; readonly id: string }
  /** Somebody else changed the record since this form was opened (EV4); `revision` is the present one. */
  | {
      readonly kind: 'changed-meanwhile';
      readonly what: RecordKind;
      readonly id: string;
      readonly revision: string;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly params?: ErrorParameters }
  /** Issue checks found something (DO2): all findings, at least one of which stands in the way. */
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'forbidden'; readonly needs: readonly Role[] }
  | { readonly kind: 'printing'; readonly problem: PrintProblem; readonly detail: string }
  | { readonly kind: 'sync'; readonly problem: SyncProblem; readonly detail: string }
  | { readonly kind: 'mail'; readonly problem: MailProblem; readonly detail: string }
  /** The books have not yet applied what the caller asked to see; ask again (BO2). */
  | { readonly kind: 'catching-up'; readonly applied: number; readonly wanted: number }
  /** Part of the program is not there: books restarting, renderer gone. Asking again is safe. */
  | { readonly kind: 'unavailable'; readonly what: 'books' | 'journal' | 'pdf' | 'company' }
  /** A report's scan disagreed with the sums kept beside its table (BO1): nothing is shown, the books are rebuilt. */
  | { readonly kind: 'books-disagree'; readonly table: string }
  | { readonly kind: 'cancelled' }
  /** A fault of the program; `reference` finds it in the log file. */
  | { readonly kind: 'internal'; readonly reference: string }
  | StorageError;

/** A `Finding` list as an error, or nothing when none stands in the way. */
export type ErrorKind = AppError['kind'];
