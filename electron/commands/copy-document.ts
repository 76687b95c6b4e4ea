/** The content of an issued document as a new draft: its lines, parties and places, no dates and no number (DO1, DO4, DO6). */
import type { Adjustment, IssuedDocument } from '../../shared/domain/document.ts';
import { baseOf } from '../../shared/domain/resolve-draft.ts';
import type { Draft, DraftAdjustment } from '../../shared/events/drafts.ts';
import type { TermsFields } from '../../shared/events/masters.ts';

/** The tax record behind the taxes of a line: their keys begin with its id (`appliedTaxes`). */
const taxRecordOf = (taxes: readonly { readonly key: string }[]): string | null =>
  taxes[0]?.key.split(':')[0] ?? null;

const typed = (adjustment: Adjustment, tax: string | null): DraftAdjustment => ({
  kind: adjustment.kind,
  percent: adjustment.amount === undefined ? (adjustment.percent ?? null) : null,
  amount: adjustment.amount ?? null,
  reason: adjustment.reason ?? '',
  tax,
  ...(adjustment.fee === undefined ? {} : { fee: adjustment.fee }),
});

/** The payment terms of a document as a record that can still be chosen; a document keeps their words, not their id. */
export const termsOf = (
  { terms }: IssuedDocument,
  records: readonly { readonly id: string; readonly fields: Pick<TermsFields, 'name' | 'archived'> }[],
): string | null => records.find(({ fields }) => !fields.archived && fields.name === terms.name)?.id ?? null;

/** @param lineId gives the id of the line at an index of the original. */
export function copyOf(id: string, document: IssuedDocument, lineId: (index: number) => string): Draft {
  return {
    kind: document.kind === 'creditNote' ? 'invoice' : document.kind,
    ...(document.hidesAmounts ? { hidesAmounts: true } : {}),
    ...(document.about
      ? { about: { documents: document.about.documents.map((one) => one.id), reason: document.about.reason } }
      : {}),
    customer: document.customerId,
    currency: document.currency,
    issueDate: null,
    dueDate: null,
    supplyDate: null,
    terms: null,
    orderNumber: document.orderNumber,
    shipTo: document.shipTo && { ...document.shipTo, lines: [...document.shipTo.lines] },
    ...(document.buyerReference ? { buyerReference: document.buyerReference } : {}),
    pricesIncludeTax: document.pricesIncludeTax,
    adjustments: document.adjustments.map((adjustment) =>
      typed(adjustment, taxRecordOf(adjustment.taxes ?? [])),
    ),
    notes: document.notes,
    ...(document.cash ? { cash: true } : {}),
    copiedFrom: id,
    lines: document.lines.map((line, index) => ({
      id: lineId(index),
      item: line.itemId,
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      ...(line.commodityCode ? { commodityCode: line.commodityCode } : {}),
      unitPrice: line.unitPrice,
      ...baseOf(line),
      ...(line.priceFrom === undefined ? {} : { priceFrom: line.priceFrom }),
      adjustments: line.adjustments.map((adjustment) => typed(adjustment, null)),
      tax: taxRecordOf(line.taxes),
    })),
  };
}

/** The days of supply and the exchange rate of the original, so that the taxes of its copy are the same (TX11, MO4). */
export function suppliedAs(document: IssuedDocument, copy: Draft): Draft {
  const { exchange, supplyFrom, supplyDate } = document;
  return {
    ...copy,
    supplyDate,
    ...(supplyFrom === undefined ? {} : { supplyFrom }),
    ...(exchange ? { exchange: { rate: exchange.rate, date: exchange.date, source: exchange.source } } : {}),
    lines: copy.lines.map((line, index) => {
      const { supplyFrom: from, supplyTo: to } = document.lines[index] ?? {};
      return { ...line, ...(from ? { supplyFrom: from } : {}), ...(to ? { supplyTo: to } : {}) };
    }),
  };
}

/**
 * A credit note's draft over all lines, supplied as the invoice was.
 * @param deposits ids of those that the invoice deducts still: taken back whole, it gives them back (AL3).
 */
export function creditOf(
  id: string,
  document: IssuedDocument,
  deposits: readonly string[],
  lineId: (index: number) => string,
): Draft {
  const { about: _about, ...copy } = suppliedAs(document, copyOf(id, document, lineId));
  return {
    ...copy,
    kind: 'creditNote',
    credits: { invoices: [id], period: null, reason: '' },
    ...(deposits.length === 0 ? {} : { deposits: [...deposits] }),
    supplyDate: copy.supplyDate ?? document.issueDate,
    notes: '',
    copiedFrom: null,
  };
}
