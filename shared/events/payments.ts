/** Schemas of money received and of what settles an invoice (rules AL). */
import { PAYMENT_METHOD_KINDS } from '../domain/payment-methods.ts';
import { zAmount, zCurrency, zDay, zId, zLine, zMinor, zText } from './primitives.ts';
import { z } from './zod.ts';

/** Money received, recorded once (AL1). Amounts in minor units of `currency`. */
export const zPayment = z.object({
  customer: zId,
  method: zId.nullable(),
  methodName: zLine(60),
  methodKind: z.enum(PAYMENT_METHOD_KINDS),
  /** The day on which the money was received. */
  date: zDay,
  amount: zAmount,
  currency: zCurrency,
  reference: zLine(80),
  cheque: z.object({ number: zLine(30), bank: zLine(80), date: zDay }).nullable(),
  /** Cash handed over and change given back, beside a cash payment. */
  tendered: zAmount.nullable(),
  note: zText(500),
});

/** Where a cheque that was received is now (AL1); a post-dated one in hand is held until its date. */
export const zChequePlace = z.enum(['in-hand', 'banked', 'cleared']);
export type ChequePlace = z.output<typeof zChequePlace>;

/** Where an allocation takes from: a payment or a credit note (EV6). */
export const zSource = z.object({ kind: z.enum(['payment', 'creditNote']), id: zId });

/** What settles an invoice without money or credit (AL9). */
export const zDeductionKind = z.enum([
  'early-discount',
  'withheld-tax',
  'bank-charge',
  'retention',
  'claim',
  'cash-rounding',
  'exchange-difference',
  'small-difference',
  'bad-debt',
]);

export const zAllocation = z.object({
  source: zSource,
  target: zId,
  amount: zAmount,
  customer: zId,
  currency: zCurrency,
});

export const zDeduction = z.object({
  target: zId,
  kind: zDeductionKind,
  /** Minor units; negative raises what is owed (cash rounding). */
  amount: zMinor,
  customer: zId,
  currency: zCurrency,
  /** Tax in the amount, which the seller owes no more: only of an early discount that lowers it (EP1). */
  tax: zMinor.exactOptional(),
  reason: zText(300),
  /** The payment in whose posting step it was granted, if any. */
  payment: zId.nullable(),
});

/** Money given back out of a payment's or credit note's rest (AL6). Amount in minor units of the source's currency. */
export const zRefund = z.object({
  source: zSource,
  amount: zAmount,
  /** How it left; `null` in refunds that were recorded before methods were kept. */
  method: zId.nullable(),
  methodName: zLine(60),
  reference: zLine(80),
  reason: zText(300),
});

/** What is left of a payment or credit note and is the seller's own from a day on (AL8); minor units of the source's currency. */
export const zIncome = z.object({ source: zSource, amount: zAmount, reason: zText(300) });

/** Reductions of what can settle, by kind; every other kind is a deduction of an invoice. */
const OF_SOURCES: ReadonlySet<string> = new Set(['refund', 'income']);

/** Whether a reduction of this kind takes from a payment or credit note (AL6, AL8), not from an invoice (AL9). */
export const isOfSource = (kind: string): boolean => OF_SOURCES.has(kind);

export type DeductionKind = z.output<typeof zDeductionKind>;
export type SettlementSource = z.output<typeof zSource>;
