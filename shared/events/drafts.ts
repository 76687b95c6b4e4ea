/** A draft: what the clerk has typed so far. It may be incomplete; only issuing asks for more (NU1, DO2). */
import { zExchangeRate, zPriceFrom } from './documents.ts';
import { zAddress } from './masters.ts';
import { zCurrency, zDay, zDecimal, zDocumentKind, zId, zLine, zSeen, zText } from './primitives.ts';
import { z } from './zod.ts';

/** An allowance or charge as typed: a percent, or an amount in major units. Exactly one of the two is set. */
export const zDraftAdjustment = z
  .object({
    kind: z.enum(['allowance', 'charge']),
    percent: zDecimal.nullable(),
    amount: zDecimal.nullable(),
    reason: zLine(100),
    /** Only for adjustments of the document; lines take the line's own tax. */
    tax: zId.nullable(),
    /** The fee whose rule put it there; absent once it was changed by hand. */
    fee: zId.exactOptional(),
  })
  .refine((value) => (value.percent === null) !== (value.amount === null), 'percent-or-amount');

export const zDraftLine = z.object({
  id: zId,
  item: zId.nullable(),
  description: zText(1000),
  quantity: zDecimal,
  unit: zLine(20),
  /** HSN or SAC; absent where nobody asks for one. */
  commodityCode: zLine(10).exactOptional(),
  unitPrice: zDecimal,
  /** The quantity that the price is for, as in "12.50 per 100"; absent for one (TX1). */
  baseQuantity: zDecimal.exactOptional(),
  adjustments: z.array(zDraftAdjustment).max(4),
  tax: zId.nullable(),
  /** Day or period of supply where it is not the document's (TX11). */
  supplyFrom: zDay.nullable().exactOptional(),
  supplyTo: zDay.nullable().exactOptional(),
  /** Where the price comes from; `null` for one that was typed, absent where nobody knows. */
  priceFrom: zPriceFrom.nullable().exactOptional(),
});

/** What a credit note is for, as typed: invoices by id, or a period; and why (DO4). */
export const zDraftCredits = z.object({
  invoices: z.array(zId).max(50),
  period: z.object({ from: zDay, to: zDay }).nullable(),
  reason: zText(300),
});

export const draftHeader = z.object({
  kind: zDocumentKind,
  /** Only in the draft of a credit note. */
  credits: zDraftCredits.exactOptional(),
  /** What a deposit is asked for, what a debit note raises, as ids of documents; and why. */
  about: z.object({ documents: z.array(zId).max(50), reason: zText(300) }).exactOptional(),
  /** Deposit invoices that the invoice deducts (AL3). */
  deposits: z.array(zId).max(50).exactOptional(),
  /** A delivery note that leaves its prices to the invoice. */
  hidesAmounts: z.boolean().exactOptional(),
  customer: zId.nullable(),
  currency: zCurrency,
  /** Day of issue as typed; `null` means the day on which it is issued. */
  issueDate: zDay.nullable(),
  /** `null` means: from the terms. */
  dueDate: zDay.nullable(),
  supplyDate: zDay.nullable(),
  /** First day of a period of supply that ends on `supplyDate`. */
  supplyFrom: zDay.nullable().exactOptional(),
  terms: zId.nullable(),
  orderNumber: zLine(60),
  shipTo: zAddress.nullable(),
  pricesIncludeTax: z.boolean(),
  adjustments: z.array(zDraftAdjustment).max(10),
  notes: zText(2000),
  /** To be paid in cash: the amount due is rounded to what coins there are (TX8). */
  cash: z.boolean().exactOptional(),
  /** Rate to the company's currency, for a document in another one (MO4). */
  exchange: z
    .object({ rate: zExchangeRate, date: zDay, source: zLine(80) })
    .nullable()
    .exactOptional(),
  /** What the buyer wants to find on the document (BT-10); the customer's own where it is absent or empty. */
  buyerReference: zLine(120).exactOptional(),
  /** Fees that were taken off, or changed by hand: their rules put nothing there any more. */
  feesOff: z.array(zId).max(100).exactOptional(),
  /** Written by hand on a sheet of a paper series: its number is typed, its day of issue as it stands there (NU6). */
  paper: z
    .object({ series: zId, sheet: z.number().int().min(1).nullable() })
    .nullable()
    .exactOptional(),
  /** To be issued by this desktop on this day, with the questions that were passed over then (NU5). */
  scheduled: z
    .object({
      on: zDay,
      device: zId,
      overrides: z.array(z.object({ code: z.string().max(60), reason: z.string().max(300) })).max(20),
    })
    .nullable()
    .exactOptional(),
  /** Issued document that this draft was copied from. */
  copiedFrom: zId.nullable(),
});

/** Fields that every draft has; until all of them have arrived it cannot be shown. */
export const REQUIRED_DRAFT_FIELDS: readonly string[] = Object.entries(draftHeader.shape).flatMap(
  ([name, schema]) => (schema instanceof z.ZodExactOptional ? [] : [name]),
);

/** A whole draft, lines in order. 2,000 lines are far beyond what one paper invoice carries. */
export const zDraft = draftHeader.extend({ lines: z.array(zDraftLine).max(2000) });

/** The record of a draft from which a clerk went on to type, and what had been written into it by then (EV4). */
export const zDraftBase = z.object({ draft: zDraft, seen: zSeen });

export type DraftHeader = z.output<typeof draftHeader>;
export type DraftLine = z.output<typeof zDraftLine>;
export type DraftAdjustment = z.output<typeof zDraftAdjustment>;
export type Draft = z.output<typeof zDraft>;
export type DraftBase = z.output<typeof zDraftBase>;
