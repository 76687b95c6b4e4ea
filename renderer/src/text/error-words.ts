/** Words for errors: what happened, and what the clerk can do. The closed unions are spelled out, so none lacks words. */

import { minor } from '../../../shared/domain/money.ts';
import type { ValueProblem } from '../../../shared/domain/problems.ts';
import type {
  AppError,
  ErrorKind,
  ErrorParameters,
  MailProblem,
  PrintProblem,
  RecordKind,
  RefusalReason,
  StorageError,
  SyncProblem,
} from '../../../shared/errors/index.ts';
import { formatAmount, formatDay } from './format.ts';
import { i18n, type TextParameters, useText } from './i18n.ts';

type StorageReason = StorageError['reason'];
type Simple = Exclude<
  ErrorKind,
  'refused' | 'printing' | 'storage' | 'unavailable' | 'findings' | 'sync' | 'mail'
>;
/** Problems that the contract's schemas find, beside those of typed values. */
export type SchemaProblem =
  | 'required'
  | 'not-an-email'
  | 'not-a-country'
  | 'control-characters'
  | 'invalid'
  | 'not-an-address'
  | 'not-encrypted'
  | 'not-a-code'
  | 'not-days'
  | 'too-small'
  | 'too-big';

const every = <Key extends string>(keys: Record<Key, true>): readonly Key[] => Object.keys(keys) as Key[];

/** All members of the unions, held complete by the compiler; the tests ask for words for each. */
export const SIMPLE_KINDS = every<Simple>({
  invalid: true,
  'not-found': true,
  'changed-meanwhile': true,
  forbidden: true,
  'catching-up': true,
  'books-disagree': true,
  cancelled: true,
  internal: true,
});
export const UNAVAILABLE = every<Extract<AppError, { kind: 'unavailable' }>['what']>({
  books: true,
  journal: true,
  pdf: true,
  company: true,
});
export const REFUSALS = every<RefusalReason>({
  'already-issued': true,
  'receipt-given': true,
  'refund-confirmed': true,
  'refund-taken-back': true,
  'already-void': true,
  'draft-discarded': true,
  'record-damaged': true,
  'still-fetching': true,
  'left-the-office': true,
  'moved-away': true,
  'moved-elsewhere': true,
  'move-unfinished': true,
  'not-a-move-file': true,
  'already-left': true,
  'mails-on-their-way': true,
  'run-not-put-away': true,
  'registration-stands': true,
  'registration-not-cancelled': true,
  'has-settlements': true,
  'partly-credited': true,
  'deposit-deducted': true,
  'correction-stands': true,
  'delivery-billed': true,
  'nothing-to-credit': true,
  'nothing-to-deliver': true,
  'nothing-to-invoice': true,
  'not-enough-room': true,
  'not-enough-credit': true,
  'currency-differs': true,
  'customer-differs': true,
  'payment-void': true,
  'cheque-banked': true,
  'cheque-elsewhere': true,
  'not-a-cheque': true,
  'not-returned': true,
  'not-presented-again': true,
  'cash-not-returned': true,
  'already-taken-back': true,
  'period-closed': true,
  'period-open': true,
  'period-sealed': true,
  'desktops-missing': true,
  'not-tied': true,
  'clock-behind-series': true,
  'date-not-allowed': true,
  'series-exhausted': true,
  'series-closed': true,
  'number-taken': true,
  'company-exists': true,
  'name-taken': true,
  'in-use': true,
  'not-archived-yet': true,
  'card-number': true,
  'personal-data-erased': true,
  'too-large': true,
  'too-many-rows': true,
  'unsupported-file': true,
  'einvoice-faulty': true,
});
export const PRINT_PROBLEMS = every<PrintProblem>({
  'no-printers': true,
  'printer-not-found': true,
  'printer-stopped': true,
  'run-under-way': true,
  'tray-not-found': true,
  'job-failed': true,
  'spooler-unreachable': true,
  'cups-missing': true,
});
export const SYNC_PROBLEMS = every<SyncProblem>({
  address: true,
  code: true,
  'not-connected': true,
  'already-connected': true,
  unreachable: true,
  certificate: true,
  proxy: true,
  'proxy-login': true,
  'foreign-page': true,
  unproven: true,
  'hub-off': true,
  'backup-failed': true,
  'no-backup': true,
  'no-key': true,
  'recovery-code': true,
  rewritten: true,
  unsigned: true,
  'unknown-device': true,
  revoked: true,
  'not-allowed': true,
  forked: true,
  'older-program': true,
  'device-taken': true,
  'pairing-unknown': true,
  'pairing-expired': true,
  'pairing-used': true,
  'pairing-refused': true,
  'pairing-tries': true,
  'pairing-company': true,
  'set-aside': true,
  busy: true,
  'server-full': true,
  storage: true,
  fault: true,
});
export const MAIL_PROBLEMS = every<MailProblem>({
  'no-account': true,
  'password-unreadable': true,
  'account-unreadable': true,
  unreachable: true,
  timeout: true,
  certificate: true,
  'no-encryption': true,
  'not-mail': true,
  login: true,
  'login-impossible': true,
  busy: true,
  'sender-refused': true,
  'recipient-refused': true,
  'too-large': true,
  refused: true,
  lost: true,
  interrupted: true,
  'document-void': true,
  'message-missing': true,
  'no-program': true,
  storage: true,
  fault: true,
});
export const STORAGE_REASONS = every<StorageReason>({
  'disk-full': true,
  'read-only': true,
  'in-use': true,
  corrupt: true,
  behind: true,
  'not-continuing': true,
  poisoned: true,
  io: true,
  'too-large': true,
  exists: true,
  missing: true,
  damaged: true,
  closed: true,
});
export const FIELD_PROBLEMS = every<ValueProblem | SchemaProblem>({
  'sheet-not-of-pad': true,
  'sheets-out-of-range': true,
  required: true,
  'not-an-email': true,
  'not-a-country': true,
  'not-an-address': true,
  'not-encrypted': true,
  'not-a-code': true,
  'control-characters': true,
  invalid: true,
  'too-small': true,
  'too-big': true,
  'not-a-number': true,
  'too-many-decimals': true,
  'too-large': true,
  'too-long': true,
  'not-a-currency': true,
  empty: true,
  'division-by-zero': true,
  'unbalanced-parentheses': true,
  'not-a-day': true,
  'no-such-day': true,
  'out-of-range': true,
  'not-a-rate': true,
  'not-days': true,
  'zero-base-quantity': true,
  'percent-or-amount': true,
  'bad-rounding': true,
  'not-an-exchange-rate': true,
  'fixed-tax-in-price': true,
  'fixed-amount-missing': true,
  'standard-compound-tax': true,
  'standard-fixed-tax': true,
  'standard-tax-missing': true,
  'standard-mixed-categories': true,
  'not-an-adjustment': true,
  'not-a-tax-kind': true,
  'standard-category-unknown': true,
  'standard-several-taxes': true,
  'standard-withholding': true,
  'standard-mixed-prices': true,
  'standard-discount-of-total': true,
  'standard-rounding': true,
  'standard-rate-of-category': true,
  'standard-reason-missing': true,
  'characters-not-allowed': true,
  'number-too-long': true,
  'year-required': true,
  'counter-out-of-range': true,
  'day-not-to-come': true,
  'series-exhausted': true,
});
export const RECORD_KINDS = every<RecordKind>({
  company: true,
  customer: true,
  item: true,
  tax: true,
  terms: true,
  method: true,
  rates: true,
  'price-list': true,
  fee: true,
  series: true,
  draft: true,
  document: true,
  payment: true,
  refund: true,
  allocation: true,
  user: true,
  device: true,
  period: true,
});

export interface ErrorWords {
  /** What happened. */
  readonly what: string;
  /** What to do; may be empty. */
  readonly todo: string;
}

/** The key under which an error's words stand in the `errors` texts, without `.what` and `.todo`. */
export function errorKey(error: AppError): string {
  switch (error.kind) {
    case 'refused':
      return `refused.${error.reason}`;
    case 'printing':
      return `printing.${error.problem}`;
    case 'sync':
      return `sync.${error.problem}`;
    case 'mail':
      return `mail.${error.problem}`;
    case 'storage':
      return `storage.${error.reason}`;
    case 'unavailable':
      return `unavailable.${error.what}`;
    default:
      return error.kind;
  }
}

const isDay = (value: string | number): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** Parameters as text: amounts and days in the clerk's locale. */
export function wordParameters(params: ErrorParameters | undefined): TextParameters {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, wordOf(value)]));
}

function wordOf(value: ErrorParameters[string]): string | number {
  if (typeof value === 'object') return formatAmount(minor(value.minor), value.currency);
  return isDay(value) ? formatDay(value) : value;
}

const look = (key: string, params: TextParameters = {}): string =>
  String(i18n.t(key, { ns: 'errors', ...params }));

function parametersOf(error: AppError): TextParameters {
  switch (error.kind) {
    case 'refused':
      return wordParameters(error.params);
    case 'not-found':
    case 'changed-meanwhile':
      return { record: look(`record.${error.what}`) };
    case 'internal':
      return { reference: error.reference };
    case 'printing':
      return { detail: error.detail };
    case 'storage':
      return 'code' in error ? { code: error.code } : {};
    default:
      return {};
  }
}

/** Words for an error. Wrong fields have theirs beside the fields; here they are counted. */
export function errorWords(error: AppError): ErrorWords {
  const key = errorKey(error);
  const params =
    error.kind === 'invalid'
      ? { count: error.fields.length }
      : error.kind === 'findings'
        ? { count: error.findings.length }
        : parametersOf(error);
  return { what: look(`${key}.what`, params), todo: look(`${key}.todo`, params) };
}

/** Words for a problem of one field; text that is not a known problem is shown as it is. */
export function fieldWords(problem: string, params?: ErrorParameters): string {
  const key = `field.${problem}`;
  if (i18n.exists(key, { ns: 'errors' })) return look(key, wordParameters(params));
  return look('field.invalid');
}

/** `errorWords` that follows the language. */
export function useErrorWords(): typeof errorWords {
  useText('errors');
  return errorWords;
}

/** `fieldWords` that follows the language. */
export function useFieldProblem(): typeof fieldWords {
  useText('errors');
  return fieldWords;
}
