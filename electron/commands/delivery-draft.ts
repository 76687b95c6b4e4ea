/** Drafts around delivery notes: what an offer lets deliver, and one invoice over several deliveries (RE4). */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { copyOf } from './copy-document.ts';

/** What an offer promises, as a delivery note; prices are left to the invoice. */
export function deliveryOf(id: string, offer: IssuedDocument, newId: () => string): Draft {
  return {
    ...copyOf(id, offer, newId),
    kind: 'deliveryNote',
    about: { documents: [id], reason: '' },
    hidesAmounts: true,
    adjustments: [],
    copiedFrom: null,
    notes: '',
  };
}

export interface Delivery {
  readonly id: string;
  readonly document: IssuedDocument;
}

/** One invoice over deliveries, in their order; each line was supplied on the day of its delivery note (TX11). */
export function invoiceOfDeliveries(
  [first, ...others]: readonly [Delivery, ...Delivery[]],
  newId: () => string,
): Draft {
  const all = [first, ...others];
  const { about: _about, hidesAmounts: _hides, ...draft } = copyOf(first.id, first.document, newId);
  const orders = new Set(all.map(({ document }) => document.orderNumber));
  const isOne = all.length === 1;
  return {
    ...draft,
    kind: 'invoice',
    about: { documents: all.map(({ id }) => id), reason: '' },
    orderNumber: orders.size === 1 ? draft.orderNumber : '',
    supplyDate: isOne ? (first.document.supplyDate ?? first.document.issueDate) : null,
    adjustments: all.flatMap(({ id, document }) => copyOf(id, document, newId).adjustments).slice(0, 10),
    copiedFrom: null,
    notes: '',
    lines: all.flatMap(({ id, document }) =>
      copyOf(id, document, newId).lines.map((line) => ({
        ...line,
        ...(isOne ? {} : { supplyFrom: document.supplyDate ?? document.issueDate }),
      })),
    ),
  };
}
