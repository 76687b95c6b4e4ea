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

/** A field of a discount or charge of the document. */
export const adjustmentPath = (at: number, field: 'reason' | 'value' | 'tax'): string =>
  `adjustments.${at}.${field}`;
