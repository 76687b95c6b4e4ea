/** Everything that can be wrong with a typed value. Closed unions: forms translate them, nothing matches on text. */

export type DecimalProblem = 'not-a-number' | 'too-many-decimals' | 'too-large';

export type CurrencyProblem = 'not-a-currency';

/** Problems of an amount typed as arithmetic (`3*12.5`). */
export type ExpressionProblem =
  | DecimalProblem
  | 'empty'
  | 'division-by-zero'
  | 'unbalanced-parentheses'
  | 'too-long';

export type DayProblem = 'empty' | 'not-a-day' | 'no-such-day' | 'out-of-range' | 'day-not-to-come';

/** Problems of `checkTotals`; `not-a-rate` is a tax rate below 0 or above 1000 percent. */
export type TotalsProblem =
  | DecimalProblem
  | CurrencyProblem
  | 'not-a-rate'
  | 'zero-base-quantity'
  | 'percent-or-amount'
  | 'bad-rounding'
  | 'not-an-exchange-rate'
  | 'fixed-tax-in-price'
  | 'fixed-amount-missing'
  | 'not-a-tax-kind'
  | 'not-an-adjustment'
  | StandardProblem;

/** What an EN 16931 document cannot hold (TX7), with the reason in its sentence on the screen. */
export type StandardProblem =
  | 'standard-compound-tax'
  | 'standard-fixed-tax'
  | 'standard-several-taxes'
  | 'standard-withholding'
  | 'standard-mixed-prices'
  | 'standard-discount-of-total'
  | 'standard-rounding'
  | 'standard-rate-of-category'
  | 'standard-reason-missing'
  | 'standard-category-unknown'
  | 'standard-mixed-categories'
  | 'standard-tax-missing';

export type SeriesProblem =
  | 'characters-not-allowed'
  | 'number-too-long'
  | 'year-required'
  | 'counter-out-of-range'
  | 'series-exhausted'
  | 'sheets-out-of-range'
  | 'sheet-not-of-pad';

/** Any of them, as a `FieldProblem` carries it. */
export type ValueProblem =
  | DecimalProblem
  | CurrencyProblem
  | ExpressionProblem
  | DayProblem
  | TotalsProblem
  | SeriesProblem;

/** Codes of the findings before issue (DO2, NU5): every one has its sentence on the screen. */
export const FINDING_CODES = [
  'customer-missing',
  'customer-name-missing',
  'address-incomplete',
  'customer-archived',
  'currency-differs',
  'customer-tax-id-missing',
  'exemption-expired',
  'certificate-expired',
  'certificate-missing',
  'exchange-rate-missing',
  'due-before-issue',
  'due-date-past',
  'due-date-far',
  'no-lines',
  'description-missing',
  'quantity-zero',
  'tax-missing',
  'tax-reason-missing',
  'tax-rate-of-category',
  'tax-not-valid',
  'tax-of-other-place',
  'supply-ends-before',
  'supply-end-missing',
  'credit-limit',
  'likely-duplicate-order',
  'likely-duplicate-amount',
  'negative-total',
  'credit-reference-missing',
  'credit-period-reversed',
  'credit-reason-missing',
  'credit-not-positive',
  'credit-invoice-missing',
  'credit-invoice-void',
  'credit-customer-differs',
  'credit-currency-differs',
  'credit-exceeds',
  'credit-deposit-deducted',
  'credit-deposit-free',
  'credit-deposits-exceed',
  'credit-deposit-part',
  'deposit-order-missing',
  'deposit-missing',
  'deposit-void',
  'deposit-customer-differs',
  'deposit-currency-differs',
  'deposit-deducted',
  'deposit-unpaid',
  'deposits-exceed',
  'deposit-not-deducted',
  'charge-reason-missing',
  'delivery-billed',
  'delivery-not-issued',
  'clearance-not-supported',
  'duty-send',
  'duty-public',
  'duty-report',
  'duty-register',
  'gstin-wrong',
  'own-gstin-wrong',
  'commodity-code-missing',
  'clock-behind-series',
  'date-in-future',
  'scheduled-changed',
  'scheduled-typed',
  'scheduled-failed',
  'period-closed',
  'back-dated',
  'pad-missing',
  'sheet-missing',
  'sheet-not-of-pad',
  'sheet-taken',
  'sheet-spoilt',
  'sheet-out-of-order',
  'written-day-missing',
  'written-to-come',
  'written-in-closed',
  'receipt-before-payment',
  'date-before-last-issue',
  'clock-differs-from-server',
  'long-since-last-commit',
  'account-mistyped',
  'slip-account',
  'slip-amount',
  'slip-name',
  'slip-address',
  'slip-characters',
  'slip-reference',
  'slip-paper',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];
