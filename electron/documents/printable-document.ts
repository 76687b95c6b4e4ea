/** A document with every text made printable in the paper's typeface; figures and days need nothing. */
import type {
  Address,
  Adjustment,
  AppliedTax,
  Corrected,
  IssuedDocument,
  Party,
} from '../../shared/domain/document.ts';
import type { PaperDesign } from '../../shared/domain/paper-design.ts';
import type { PrintableText } from './missing-characters.ts';

function printableDesign(design: PaperDesign, show: (text: string) => string): PaperDesign {
  const { intro, closing, fields } = design;
  return {
    ...design,
    ...(intro === undefined ? {} : { intro: show(intro) }),
    ...(closing === undefined ? {} : { closing: show(closing) }),
    ...(fields === undefined
      ? {}
      : { fields: fields.map(({ label, value }) => ({ label: show(label), value: show(value) })) }),
  };
}

function printableCorrected(corrects: Corrected, show: (text: string) => string): Corrected {
  const { orderNumber, contact, text } = corrects;
  return {
    ...corrects,
    ...(orderNumber === undefined ? {} : { orderNumber: show(orderNumber) }),
    ...(contact === undefined ? {} : { contact: show(contact) }),
    ...(text === undefined ? {} : { text: show(text) }),
  };
}

/** The same document in which no text holds a character that the typeface lacks; `text` collects what was replaced. */
export function printableDocument(document: IssuedDocument, text: PrintableText): IssuedDocument {
  const show = (value: string) => text.show(value);
  const address = (value: Address): Address => ({
    ...value,
    lines: value.lines.map(show),
    city: show(value.city),
    postcode: show(value.postcode),
    region: show(value.region),
  });
  const party = <P extends Party>(value: P): P => ({
    ...value,
    name: show(value.name),
    contact: show(value.contact),
    address: address(value.address),
    taxId: show(value.taxId),
    registration: show(value.registration),
    email: show(value.email),
    phone: show(value.phone),
  });
  const reason = (value: { readonly reason?: string }) =>
    value.reason === undefined ? {} : { reason: show(value.reason) };
  const tax = (value: AppliedTax): AppliedTax => ({ ...value, name: show(value.name), ...reason(value) });
  const adjustment = (value: Adjustment): Adjustment => ({ ...value, ...reason(value) });
  return {
    ...document,
    number: show(document.number),
    ...(document.credits ? { credits: { ...document.credits, reason: show(document.credits.reason) } } : {}),
    ...(document.about ? { about: { ...document.about, reason: show(document.about.reason) } } : {}),
    ...(document.deposits
      ? {
          deposits: document.deposits.map((deposit) => ({
            ...deposit,
            taxes: deposit.taxes.map((row) => ({ ...row, name: show(row.name) })),
          })),
        }
      : {}),
    ...(document.payment
      ? {
          payment: {
            ...document.payment,
            method: show(document.payment.method),
            reference: show(document.payment.reference),
          },
        }
      : {}),
    ...(document.corrects ? { corrects: printableCorrected(document.corrects, show) } : {}),
    customerNumber: show(document.customerNumber),
    orderNumber: show(document.orderNumber),
    seller: {
      ...party(document.seller),
      website: show(document.seller.website),
      bankDetails: document.seller.bankDetails.map(show),
    },
    buyer: party(document.buyer),
    shipTo: document.shipTo === null ? null : address(document.shipTo),
    lines: document.lines.map((line) => ({
      ...line,
      description: show(line.description),
      unit: show(line.unit),
      adjustments: line.adjustments.map(adjustment),
      taxes: line.taxes.map(tax),
    })),
    adjustments: document.adjustments.map(adjustment),
    totals: {
      ...document.totals,
      taxes: document.totals.taxes.map((row) => ({
        ...row,
        name: show(row.name),
        ...reason(row),
        ...(row.parts === undefined
          ? {}
          : { parts: row.parts.map((part) => ({ ...part, name: show(part.name) })) }),
      })),
    },
    terms: { ...document.terms, name: show(document.terms.name), text: show(document.terms.text) },
    notes: show(document.notes),
    footer: show(document.footer),
    legalTexts: document.legalTexts.map(show),
    ...(document.design ? { design: printableDesign(document.design, show) } : {}),
  };
}
