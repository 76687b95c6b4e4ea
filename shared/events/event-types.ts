/**
 * Every event type with its present version and schema (EV7). An event says what happened to one entity on one
 * calendar day. A changed shape gets a new version and an upcaster in `upcast.ts`; the old shape stays readable for ever.
 */

import { zPeriodClose } from './closes.ts';
import { zIssuedDocument } from './documents.ts';
import { draftHeader, zDraftLine } from './drafts.ts';
import { zKeyGiven, zKeyRecipient } from './keys.ts';
import {
  companyFields,
  customerFields,
  deviceFields,
  itemFields,
  methodFields,
  taxFields,
  termsFields,
  userFields,
  zEInvoiceFormat,
} from './masters.ts';
import { zAllocation, zChequePlace, zDeduction, zIncome, zPayment, zRefund } from './payments.ts';
import { erasureFields, personalFields } from './personal.ts';
import { feeFields, priceListFields, rateFields } from './prices.ts';
import {
  zAmount,
  zDay,
  zDocumentKind,
  zId,
  zLine,
  zMailAddress,
  zSeen,
  zSha256,
  zText,
} from './primitives.ts';
import { answerFields } from './review.ts';
import { z } from './zod.ts';

/** What the writer knew of the record (`concurrent-writes.ts`); left out when no other device had written it. */
const seen = { seen: zSeen.optional() };

const fieldsOf = <Shape extends z.ZodRawShape>(record: z.ZodObject<Shape>) =>
  z.object({ fields: record.partial(), ...seen });

const reason = z.object({ reason: zText(300) });

/** Counter series of one device and one kind of document (NU2). */
export const zSeries = z.object({
  kind: zDocumentKind,
  device: zId,
  prefix: zLine(12),
  /** The year that the number shows and after which the counter starts again; `null` for a counter that never does. */
  year: z.number().int().min(1900).max(2199).nullable(),
  width: z.number().int().min(1).max(10),
  /** First counter to be given. */
  first: z.number().int().min(1),
  /** A pad of numbered sheets, which any desktop enters (NU6): the counter of its last sheet. */
  paper: z.object({ last: z.number().int().min(1) }).exactOptional(),
});

/** Sheets of a pad that stand on no document, from one counter to another, and why; `null`: they are not spoilt after all. */
export const zSheetsSaid = z.object({
  from: z.number().int().min(1),
  to: z.number().int().min(1),
  reason: zText(300).nullable(),
});

export const eventTypes = {
  'company.set': { version: 10, data: fieldsOf(companyFields) },
  'user.set': { version: 2, data: fieldsOf(userFields) },
  'device.set': { version: 4, data: fieldsOf(deviceFields) },
  'customer.set': { version: 6, data: fieldsOf(customerFields) },
  /** Contact persons and call notes of the customer, sealed (EV10). */
  'personal.set': { version: 1, data: z.object({ fields: personalFields.partial(), ...seen }) },
  /** Keys of these subjects are destroyed wherever this is read: the erasure (AU4). */
  'personal.erased': { version: 1, data: z.object({ fields: erasureFields, ...seen }) },
  'item.set': { version: 3, data: fieldsOf(itemFields) },
  'tax.set': { version: 6, data: fieldsOf(taxFields) },
  'terms.set': { version: 6, data: fieldsOf(termsFields) },
  'method.set': { version: 2, data: fieldsOf(methodFields) },
  'rates.set': { version: 1, data: fieldsOf(rateFields) },
  'price-list.set': { version: 1, data: fieldsOf(priceListFields) },
  'fee.set': { version: 1, data: fieldsOf(feeFields) },
  'series.opened': { version: 7, data: zSeries },
  /**
   * The series gives no more numbers (NU5). `last`: the highest counter that its desktop knows to have given; what the
   * record does not hold of them is lost, and the reason says why.
   */
  'series.closed': {
    version: 1,
    data: z.object({ reason: zText(300), last: z.number().int().min(0) }),
  },
  /** What became of sheets of a paper series; the last word on each stands (NU6). */
  'series.sheets': { version: 1, data: zSheetsSaid },
  /** Header fields and lines that changed; a line that is `null` was removed; `order` lists the ids of the lines. */
  'draft.set': {
    version: 15,
    data: z.object({
      fields: draftHeader.partial(),
      lines: z.record(zId, zDraftLine.nullable()),
      order: z.array(zId).nullable(),
      ...seen,
    }),
  },
  'draft.discarded': { version: 1, data: z.object({}) },
  'document.issued': {
    version: 19,
    data: z.object({
      document: zIssuedDocument,
      series: zId,
      counter: z.number().int().min(1),
      draft: zId.nullable(),
      copiedFrom: zId.nullable(),
      /** Findings that a person passed over on purpose (DO2). */
      overrides: z.array(z.object({ code: z.string(), reason: z.string() })),
    }),
  },
  'document.voided': { version: 1, data: reason },
  /** The customer's word on a quote; the newest stands (DO1). */
  'quote.answered': { version: 1, data: z.object({ accepted: z.boolean(), reason: zText(300) }) },
  /** The document has left the office: from now on it can no longer be voided (DO1). */
  'document.released': { version: 1, data: z.object({ how: z.enum(['printed', 'mailed', 'exported']) }) },
  'document.archived': {
    version: 2,
    data: z.object({
      sha256: zSha256,
      bytes: z.number().int().min(1),
      template: z.string(),
      /** Number of the clearance that the paper shows; absent on the paper as it was issued. */
      clearance: zLine(100).exactOptional(),
    }),
  },
  /** The authority has cleared the document; the last word stands (DO5). */
  'document.cleared': {
    version: 1,
    data: z.object({
      number: zLine(100),
      acknowledgement: zLine(40),
      date: zDay,
      code: z.string().max(4000),
    }),
  },
  /** An e-invoice that had to reach its buyer did so in another way than by this program (DO5). */
  'document.delivered': { version: 1, data: z.object({ how: zLine(300) }) },
  /** An e-invoice was made of the document and kept: these bytes, in this format. */
  'document.einvoiced': {
    version: 1,
    data: z.object({ format: zEInvoiceFormat, sha256: zSha256, bytes: z.number().int().min(1) }),
  },
  /** The document was sent by mail: these bytes, kept under their hash, were taken over by the server. */
  'document.mailed': {
    version: 1,
    data: z.object({
      to: z.array(zMailAddress).max(20),
      cc: z.array(zMailAddress).max(20),
      /** Recipients that the server would not take while it took others. */
      refused: z.array(z.string().max(254)).max(40),
      subject: zLine(300),
      messageId: zLine(120),
      sha256: zSha256,
      bytes: z.number().int().min(1),
    }),
  },
  'payment.posted': { version: 1, data: zPayment },
  'payment.voided': { version: 1, data: reason },
  'payment.returned': { version: 1, data: z.object({ code: zLine(20), fee: zAmount, reason: zText(300) }) },
  /** What the bank had returned is money again from this day on: the same payment (AL5). */
  'payment.presented': { version: 1, data: reason },
  /** Where the cheque of a payment is (AL1); the word of the latest day stands. Cheques of before nobody spoke of have no place. */
  'cheque.placed': { version: 1, data: z.object({ place: zChequePlace, reason: zText(300) }) },
  'refund.made': { version: 2, data: zRefund },
  /** Old credit that nobody claims was written to income (AL8); taken back as a deduction is. */
  'credit.written': { version: 1, data: zIncome },
  'allocation.made': { version: 1, data: zAllocation },
  'allocation.taken-back': { version: 1, data: reason },
  'deduction.made': { version: 2, data: zDeduction },
  'deduction.taken-back': { version: 1, data: reason },
  /** Everything up to a day is closed (PC1); the entity is the close. */
  'period.closed': { version: 1, data: zPeriodClose },
  'period.reopened': { version: 1, data: reason },
  'period.sealed': { version: 1, data: z.object({}) },
  /** What a person said of something that came together and had to be looked at; the last word stands (EV4, EV9). */
  'key.recipient': { version: 1, data: zKeyRecipient },
  'key.given': { version: 1, data: zKeyGiven },
  'review.answered': { version: 1, data: fieldsOf(answerFields) },
} as const;

export type EventType = keyof typeof eventTypes;
export type EventData<Type extends EventType> = z.output<(typeof eventTypes)[Type]['data']>;

/** One thing that happened: `entity` is the record it happened to, `effective` the day from which it counts. */
export interface EventOf<Type extends EventType> {
  readonly type: Type;
  readonly version: number;
  readonly entity: string;
  readonly effective: string;
  readonly data: EventData<Type>;
}

export type DomainEvent = { [Type in EventType]: EventOf<Type> }[EventType];

/** An event whose type or version this program does not know: stored and relayed, shown as "needs an update" (EV7). */
export interface UnknownEvent {
  readonly type: string;
  readonly version: number;
  readonly entity: string;
  readonly effective: string;
  readonly data: unknown;
}

/** Writes an event of the present version. */
export function event<Type extends EventType>(
  type: Type,
  entity: string,
  effective: string,
  data: EventData<Type>,
): EventOf<Type> {
  return { type, version: eventTypes[type].version, entity, effective, data };
}
