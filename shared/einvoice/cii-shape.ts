/** The model as the CII table binds it, and back: what CII repeats or keeps elsewhere is put there and taken from there. */
import type { Shape } from './binding.ts';
import { CREDIT_NOTE_TYPES } from './code-lists.ts';
import type { EInvoice, Identifier, InvoiceLine, PaymentInstruction, TradeParty } from './model.ts';
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

/** An account number that is written like an IBAN; the others are proprietary. */
const IBAN = /^[A-Z]{2}\d{2}[A-Za-z0-9 ]{8,40}$/;

function partyShape({ vatId, taxNumber, ...party }: TradeParty): Shape {
  return compact({
    ...party,
    vatRegistration: vatId === undefined ? undefined : { id: vatId, scheme: 'VA' },
    taxRegistration: taxNumber === undefined ? undefined : { id: taxNumber, scheme: 'FC' },
  });
}

function partyOf(value: unknown): Shape {
  const { vatRegistration, taxRegistration, ...party } = shapeOf(value);
  return compact({
    ...party,
    vatId: shapeOf(vatRegistration).id,
    taxNumber: shapeOf(taxRegistration).id,
  });
}

const object = (identifier: Identifier | undefined): Shape =>
  compact({ objectId: identifier?.id, objectScheme: identifier?.scheme });

function withObject({ objectId, objectScheme, ...rest }: Shape): Shape {
  return objectId === undefined ? rest : { ...rest, object: compact({ id: objectId, scheme: objectScheme }) };
}

function lineShape({ object: of, ...line }: InvoiceLine): Shape {
  return { ...line, ...object(of) };
}

function paymentShape({ account, ...payment }: PaymentInstruction, debtor: string | undefined): Shape {
  const isIban = account?.id !== undefined && IBAN.test(account.id);
  return compact({
    ...payment,
    debtor,
    iban: isIban ? account.id : undefined,
    accountId: isIban ? undefined : account?.id,
    accountName: account?.name,
    bic: account?.bic,
  });
}

function paymentOf({ debtor: _, iban, accountId, accountName, bic, ...payment }: Shape): Shape {
  return withoutEmpty({ ...payment, account: compact({ id: iban ?? accountId, name: accountName, bic }) });
}

export function toCiiShape(invoice: EInvoice): Shape {
  const { payee, delivery, debit, representative } = invoice;
  const { vat, ...totals } = invoice.totals;
  return compact({
    ...invoice,
    ...object(invoice.object),
    seller: partyShape(invoice.seller),
    buyer: partyShape(invoice.buyer),
    payee: payee ? { ...payee, ids: payee.id ? [payee.id] : [] } : undefined,
    representative: representative ? partyShape({ ...representative, ids: [] }) : undefined,
    delivery: delivery
      ? withoutEmpty({ ...delivery, locations: delivery.location ? [delivery.location] : [] })
      : undefined,
    deliveryDate: delivery?.date,
    creditorId: debit?.creditorId,
    mandate: debit?.mandate,
    payments: invoice.payments.map((payment) => paymentShape(payment, debit?.account)),
    vat: invoice.vat.map((row) =>
      compact({ ...row, taxPointDate: invoice.taxPointDate, taxPointCode: invoice.taxPointCode }),
    ),
    totals: { ...totals, taxTotals: taxTotals(invoice).map(({ rows: _, ...total }) => total) },
    attachments: invoice.attachments.map(flatAttachment),
    lines: invoice.lines.map(lineShape),
  });
}

export function fromCiiShape(shape: Shape): EInvoice {
  const { deliveryDate, creditorId, mandate, objectId: _, objectScheme: __, ...rest } = shape;
  const rows = listOf(shape.vat);
  const { taxTotals: totalsOfTax, ...totals } = shapeOf(shape.totals);
  const { vat, foreign } = readTaxTotals(listOf(totalsOfTax), shape.currency);
  const { ids, ...payee } = shapeOf(shape.payee);
  const { locations, ...delivery } = shapeOf(shape.delivery);
  const payments = listOf(shape.payments);
  const debtor = payments.map((payment) => payment.debtor).find((found) => found !== undefined);
  const firstOf = (key: string) => rows.map((row) => row[key]).find((found) => found !== undefined);
  const representative = shape.representative;
  const read = withoutEmpty({
    ...withObject({ ...rest, objectId: shape.objectId, objectScheme: shape.objectScheme }),
    kind: CREDIT_NOTE_TYPES.has(String(shape.typeCode)) ? 'creditNote' : 'invoice',
    seller: partyOf(shape.seller),
    buyer: partyOf(shape.buyer),
    payee: compact({ ...payee, id: listOf(ids)[0] }),
    representative: representative === undefined ? undefined : partyOf(representative),
    delivery: compact({ ...delivery, location: listOf(locations)[0], date: deliveryDate }),
    debit: compact({ mandate, creditorId, account: debtor }),
    payments: payments.map(paymentOf),
    vat: rows.map(({ taxPointDate: _date, taxPointCode: _code, ...row }) => row),
    taxPointDate: firstOf('taxPointDate'),
    taxPointCode: firstOf('taxPointCode'),
    attachments: listOf(shape.attachments).map(deepAttachment),
    lines: listOf(shape.lines).map(withObject),
  });
  const summed = compact({ ...totals, vat, vatInTaxCurrency: foreign });
  return { ...read, totals: summed } as unknown as EInvoice;
}
