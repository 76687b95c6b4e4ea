/** The model as the UBL table binds it, and back: what UBL repeats or keeps elsewhere is put there and taken from there. */
import type { Shape } from './binding.ts';
import type { EInvoice, TradeParty } from './model.ts';
import {
  compact,
  deepAttachment,
  flatAttachment,
  listOf,
  readTaxTotals,
  shapeOf,
  taxTotals,
  withoutEmpty,
} from './shape-parts.ts';

const SEPA = 'SEPA';
/** UBL must name an order before it can name a sales order; this stands where there is none (BT-13). */
const NO_ORDER = 'NA';

function partyShape({ ids, ...party }: TradeParty, creditorId?: string): Shape {
  const more = creditorId === undefined ? [] : [{ id: creditorId, scheme: SEPA }];
  return { ...party, partyIds: [...ids, ...more].map((id) => ({ ids: [id] })) };
}

export function toUblShape(invoice: EInvoice): Shape {
  const { seller, buyer, debit, dueDate, remittance } = invoice;
  const order = invoice.order ?? (invoice.salesOrder === undefined ? undefined : NO_ORDER);
  const mandate = debit ? compact({ mandate: debit.mandate, account: debit.account }) : undefined;
  return compact({
    ...invoice,
    order,
    noteTexts: invoice.notes.map(({ subject, text }) =>
      subject === undefined ? text : `#${subject}#${text}`,
    ),
    seller: partyShape(seller, debit?.creditorId),
    buyer: partyShape(buyer),
    period: withoutEmpty({ ...invoice.period, taxPointCode: invoice.taxPointCode }),
    payments: invoice.payments.map((payment) =>
      compact({ ...payment, remittance, dueDate, ...(mandate === undefined ? {} : { debit: mandate }) }),
    ),
    taxTotals: taxTotals(invoice),
    attachments: invoice.attachments.map(flatAttachment),
  });
}

function partyOf(value: unknown): { party: Shape; creditorId: unknown } {
  const { partyIds, ...party } = shapeOf(value);
  const ids = listOf(partyIds).flatMap((holder) => listOf(holder.ids));
  const creditor = ids.find((id) => id.scheme === SEPA);
  const own = ids.filter((id) => id !== creditor);
  const bare = own.filter((id) => id.scheme === undefined);
  return {
    party: { ...party, ids: [...bare, ...own.filter((id) => !bare.includes(id))] },
    creditorId: creditor?.id,
  };
}

function noteOf(text: string): Shape {
  const [, subject, rest] = /^#([A-Z]{3})#([\s\S]*)$/.exec(text) ?? [];
  return subject === undefined ? { text } : { subject, text: rest };
}

export function fromUblShape(shape: Shape, kind: EInvoice['kind']): EInvoice {
  const { noteTexts, taxTotals: totalsOfTax, order, ...rest } = shape;
  const seller = partyOf(shape.seller);
  const buyer = partyOf(shape.buyer);
  const { taxPointCode, ...period } = shapeOf(shape.period);
  const payments = listOf(shape.payments);
  const { vat: vatAmount, foreign } = readTaxTotals(listOf(totalsOfTax), shape.currency);
  const mandate = payments.map((payment) => payment.debit).find((found) => found !== undefined);
  const debit = compact({ ...shapeOf(mandate), creditorId: seller.creditorId });
  const first = (key: string) => payments.map((payment) => payment[key]).find((found) => found !== undefined);
  const invoice = withoutEmpty({
    ...rest,
    kind,
    order: order === NO_ORDER && shape.salesOrder !== undefined ? undefined : order,
    notes: (noteTexts as readonly string[]).map(noteOf),
    seller: seller.party,
    buyer: buyer.party,
    period,
    taxPointCode,
    dueDate: shape.dueDate ?? first('dueDate'),
    remittance: first('remittance'),
    payments: payments.map(({ remittance: _, dueDate: __, debit: ___, ...payment }) => payment),
    debit,
    vat: listOf(totalsOfTax).flatMap((total) => listOf(total.rows)),
    attachments: listOf(shape.attachments).map(deepAttachment),
  });
  const totals = compact({ ...shapeOf(shape.totals), vat: vatAmount, vatInTaxCurrency: foreign });
  return { ...invoice, totals } as unknown as EInvoice;
}
