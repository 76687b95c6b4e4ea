/** The content of an issued document as a new draft: its lines and parties, no dates and no number (DO1, DO4, DO6). */
import type { Adjustment, IssuedDocument } from '../../shared/domain/document.ts';
import type { Draft, DraftAdjustment } from '../../shared/events/drafts.ts';

/** The tax record behind the taxes of a line: their keys begin with its id (`appliedTaxes`). */
const taxRecordOf = (taxes: readonly { readonly key: string }[]): string | null =>
  taxes[0]?.key.split(':')[0] ?? null;

const typed = (adjustment: Adjustment, tax: string | null): DraftAdjustment => ({
  kind: adjustment.kind,
  percent: adjustment.amount === undefined ? (adjustment.percent ?? null) : null,
  amount: adjustment.amount ?? null,
  reason: adjustment.reason ?? '',
  tax,
});

/** @param lineId gives the id of the line at an index of the original. */
export function copyOf(id: string, document: IssuedDocument, lineId: (index: number) => string): Draft {
  return {
    kind: 'invoice',
    customer: document.customerId,
    currency: document.currency,
    issueDate: null,
    dueDate: null,
    supplyDate: null,
    terms: null,
    orderNumber: document.orderNumber,
    shipTo: null,
    pricesIncludeTax: document.pricesIncludeTax,
    adjustments: document.adjustments.map((adjustment) =>
      typed(adjustment, taxRecordOf(adjustment.taxes ?? [])),
    ),
    notes: document.notes,
    copiedFrom: id,
    lines: document.lines.map((line, index) => ({
      id: lineId(index),
      item: line.itemId,
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unitPrice,
      adjustments: line.adjustments.map((adjustment) => typed(adjustment, null)),
      tax: taxRecordOf(line.taxes),
    })),
  };
}

/** A credit note's draft over all lines; the supply is the invoice's, so that its rates are too (TX11). */
export function creditOf(id: string, document: IssuedDocument, lineId: (index: number) => string): Draft {
  return {
    ...copyOf(id, document, lineId),
    kind: 'creditNote',
    credits: { invoices: [id], period: null, reason: '' },
    supplyDate: document.supplyDate ?? document.issueDate,
    notes: '',
    copiedFrom: null,
  };
}
