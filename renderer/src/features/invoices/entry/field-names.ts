/** Names of the form's fields outside the grid; findings, drafts and the focus use the same ones. */

/** Above the lines, in the order of the keyboard. */
export const HEAD = [
  'customer',
  'orderNumber',
  'issueDate',
  'supplyDate',
  'terms',
  'dueDate',
  'pricesIncludeTax',
] as const;

/** Above the lines of a delivery note: nothing falls due by it. */
export const DELIVERY_HEAD = [
  'customer',
  'orderNumber',
  'issueDate',
  'supplyDate',
  'hidesAmounts',
  'pricesIncludeTax',
] as const;

/** Above the lines of a debit note: it says why it asks for more. */
export const CHARGE_HEAD = ['customer', 'about.reason', ...HEAD.slice(1)] as const;

/** Above the lines of a credit note: it falls due never, and says what it credits and why (DO4). */
export const CREDIT_HEAD = [
  'customer',
  'credits.reason',
  'credits.from',
  'credits.to',
  'orderNumber',
  'issueDate',
  'supplyDate',
  'pricesIncludeTax',
] as const;

/** The same where it names its invoices: then there is no period to type. */
export const CREDIT_HEAD_INVOICES = CREDIT_HEAD.filter(
  (path) => path !== 'credits.from' && path !== 'credits.to',
);

/** A field of a discount or charge of the document. */
export const adjustmentPath = (at: number, field: 'reason' | 'value' | 'tax'): string =>
  `adjustments.${at}.${field}`;
