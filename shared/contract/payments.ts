/** Money received, its allocation, and what is owed. */
import { zChequePlace, zPayment, zSource } from '../events/payments.ts';
import { zAmount, zCurrency, zDay, zId, zLine, zMinor } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, pageOf, zDirection, zPageRequest } from './channel.ts';
import { zPrintChoice } from './printing.ts';

/** Where a cheque is on a day (AL1): post-dated ones are held until theirs; `null` of other payments and where nobody said. */
export const zChequeState = z.enum(['held', ...zChequePlace.options]);
export type ChequeState = z.output<typeof zChequeState>;

export const zPaymentRow = z.object({
  id: zId,
  date: zDay,
  customer: zId,
  customerName: z.string(),
  methodName: z.string(),
  reference: z.string(),
  currency: zCurrency,
  amount: zMinor,
  /** Not yet allocated: the customer's credit. */
  unapplied: zMinor,
  status: z.enum(['posted', 'void', 'returned']),
  cheque: zChequeState.nullable(),
});

export const zPaymentFilter = z.object({
  search: z.string().max(200),
  status: z.enum(['all', 'unapplied', 'void', 'held', 'in-hand', 'banked']),
  customer: zId.nullable(),
  from: zDay.nullable(),
  to: zDay.nullable(),
});

/** An invoice that money can go to. */
export const zOpenItem = z.object({
  id: zId,
  number: z.string(),
  customer: zId,
  issueDate: zDay,
  dueDate: zDay,
  currency: zCurrency,
  total: zMinor,
  outstanding: zMinor,
  /** Early discount on offer: last day and amount (EP1). */
  discount: z
    .object({
      until: zDay,
      amount: zMinor,
      /** Tax in the amount; absent where the invoice does not say. */
      tax: zMinor.exactOptional(),
      /** A part payment earns its share. */
      part: z.literal('pro-rata').exactOptional(),
    })
    .nullable(),
  /** Where it is one of several instalments: which, and then the rest is of it alone (AG3). */
  instalment: z.object({ number: z.number().int(), of: z.number().int() }).exactOptional(),
});

/** Credit that a customer has left: an overpayment or a credit note. */
export const zCredit = z.object({
  id: zId,
  kind: z.enum(['payment', 'creditNote']),
  label: z.string(),
  date: zDay,
  currency: zCurrency,
  amount: zMinor,
  unapplied: zMinor,
});

const zAllocationInput = z.object({ target: zId, amount: zAmount });

/** Credit that a customer already has, and what of it goes where. */
const zCreditUse = z.object({
  source: z.object({ kind: z.enum(['payment', 'creditNote']), id: zId }),
  allocations: z.array(zAllocationInput).min(1).max(500),
});

const zBuckets = z.array(zMinor);

export const zAgingRow = z.object({
  customer: zId,
  number: z.string(),
  name: z.string(),
  currency: zCurrency,
  /** Outstanding per bucket: current, then one for each width, then older (AG1). */
  buckets: zBuckets,
  /** Own column, positive (AG3). */
  unapplied: zMinor,
  /** Σ buckets − unapplied. */
  balance: zMinor,
});

const zSums = z.array(
  z.object({
    currency: zCurrency,
    buckets: zBuckets,
    unapplied: zMinor,
    balance: zMinor,
    customers: z.number().int(),
  }),
);

export const paymentChannels = {
  'payments.list': booksQuery(
    zPaymentFilter.extend({
      sort: z.enum(['date', 'customer', 'amount', 'unapplied']),
      direction: zDirection,
      ...zPageRequest,
    }),
    pageOf(zPaymentRow),
  ),
  'payments.totals': booksQuery(
    zPaymentFilter,
    z.object({
      count: z.number().int(),
      sums: z.array(z.object({ currency: zCurrency, amount: zMinor, unapplied: zMinor })),
      /** Whether there is a cheque at all, whatever the filter: only then is there something to filter by place (AL1). */
      cheques: z.boolean(),
    }),
  ),
  'payments.get': booksQuery(
    z.object({ id: zId }),
    z.object({
      id: zId,
      payment: zPayment,
      status: z.enum(['posted', 'void', 'returned']),
      /** The day from which it counts: of a post-dated cheque that of the cheque. */
      from: zDay,
      /** Where the cheque is today, and since when somebody said so. */
      cheque: z.object({ state: zChequeState, on: zDay }).nullable(),
      unapplied: zMinor,
      allocations: z.array(
        z.object({
          id: zId,
          target: zId,
          number: z.string(),
          amount: zMinor,
          cut: zMinor,
          from: zDay,
          until: zDay.nullable(),
        }),
      ),
      deductions: z.array(
        z.object({ id: zId, target: zId, number: z.string(), kind: z.string(), amount: zMinor }),
      ),
      ended: z.object({ on: zDay, reason: z.string() }).nullable(),
      /** What the bank took back, the earliest first; `again`: when it was presented again (AL5). */
      returns: z.array(
        z.object({ on: zDay, code: z.string(), fee: zMinor, reason: z.string(), again: zDay.nullable() }),
      ),
      /** The standing receipt for it. */
      receipt: z.object({ id: zId, number: z.string() }).nullable(),
      postedBy: z.string(),
      recorded: z.number().int(),
      /** Last day of a closed period that it arrived after (PC3). */
      arrivedAfter: zDay.nullable(),
    }),
  ),
  /** Open invoices and unapplied credit of one customer, oldest due date first (AL4). */
  'payments.openItems': booksQuery(
    z.object({ customer: zId }),
    z.object({ items: z.array(zOpenItem), credits: z.array(zCredit) }),
  ),
  /** Posts money, its allocations, what is taken from earlier credit first, and write-offs, in one commit (AL1–AL4, AL8, EV1). */
  'payments.post': command(
    z.object({
      commandId: zId,
      /** Becomes the payment's id. */
      id: zId,
      customer: zId,
      method: zId,
      date: zDay,
      amount: zAmount,
      currency: zCurrency,
      reference: z.string().max(80),
      cheque: z.object({ number: z.string().max(30), bank: z.string().max(80), date: zDay }).nullable(),
      tendered: zAmount.nullable(),
      note: z.string().max(500),
      /** Used before the money, so that less of it goes to the invoices (AL4). */
      credits: z.array(zCreditUse).max(100).default([]),
      allocations: z.array(zAllocationInput).max(500),
      writeOffs: z
        .array(
          z
            .object({
              target: zId,
              /** Below zero only where cash is rounded up (TX8): more is handed over than is owed. */
              amount: zMinor,
              kind: z.enum(['small-difference', 'early-discount', 'bank-charge', 'cash-rounding']),
              reason: z.string().max(300),
            })
            .refine(({ kind, amount }) => kind === 'cash-rounding' || amount >= 0, {
              path: ['amount'],
              message: 'too-small',
            }),
        )
        .max(500),
    }),
    z.object({ id: zId, unapplied: zMinor }),
  ),
  'payments.void': command(
    z.object({ commandId: zId, id: zId, reason: z.string().min(1, 'required').max(300) }),
    z.object({ id: zId }),
  ),
  /** Says where a cheque is from a day on (AL1): banked, cleared, or in hand after all, which needs a reason. */
  'payments.placeCheque': command(
    z.object({
      commandId: zId,
      id: zId,
      place: zChequePlace,
      date: zDay,
      reason: z.string().max(300),
    }),
    z.object({ id: zId }),
  ),
  /** The bank took a cheque, debit, card or transfer back: what it paid is open again from that day on, with what was let off (AL5). */
  'payments.return': command(
    z.object({
      commandId: zId,
      id: zId,
      date: zDay,
      code: zLine(20),
      /** What the bank takes for it, in minor units of the payment's currency; charging it to the customer is a document of its own. */
      fee: zAmount,
      reason: z.string().min(1, 'required').max(300),
    }),
    z.object({ id: zId }),
  ),
  /**
   * Asks the bank for returned money again, by cheque, card or direct debit (AL5): the same payment, which from that day on settles what it had settled, as
   * far as that is still open. The rest is the customer's credit; what was let off with it stays owed.
   */
  'payments.presentAgain': command(
    z.object({ commandId: zId, id: zId, date: zDay, reason: z.string().max(300) }),
    z.object({ id: zId, settled: zMinor }),
  ),
  /** Uses credit that a customer already has, all in one commit: rests of earlier payments and credit notes. */
  'payments.applyCredit': command(
    z.object({
      commandId: zId,
      date: zDay,
      credits: z.array(zCreditUse).min(1).max(100),
    }),
    z.object({ applied: zMinor }),
  ),
  /** Gives money back out of a payment's or credit note's rest, never more than that (AL6). */
  'refunds.make': command(
    z.object({
      commandId: zId,
      source: zSource,
      amount: zAmount,
      method: zId,
      date: zDay,
      reference: zLine(80),
      reason: z.string().min(1, 'required').max(300),
    }),
    z.object({ id: zId, refunded: zMinor, source: zId }),
  ),
  /** What was given back out of a payment or credit note, the oldest first; `paper`: what confirms it. */
  'refunds.list': booksQuery(
    z.object({ source: zSource }),
    z.array(
      z.object({
        id: zId,
        date: zDay,
        amount: zMinor,
        currency: zCurrency,
        methodName: z.string(),
        reference: z.string(),
        reason: z.string(),
        takenBack: zDay.nullable(),
        paper: z.object({ id: zId, number: z.string() }).nullable(),
      }),
    ),
  ),
  /** Issues the paper of a refund, once; `id` becomes the document's. */
  'refunds.confirm': command(
    z.object({ commandId: zId, id: zId, refund: zId }),
    z.object({ id: zId, number: z.string() }),
  ),
  /** Takes an allocation back: the money is the customer's credit again (AL2). */
  'allocations.takeBack': command(
    z.object({ commandId: zId, id: zId, date: zDay, reason: z.string().max(300) }),
    z.object({ id: zId }),
  ),

  /** Takes a deduction back, as an early discount that was taken too late: the invoice is open again by it (EP1, AL9). */
  'deductions.takeBack': command(
    z.object({ commandId: zId, id: zId, reason: z.string().min(1, 'required').max(300) }),
    z.object({ id: zId }),
  ),

  /** What is owed, by customer, as of today (AG1, AG3); `tied` tells that it ties out with the balances (AG4). */
  'aging.report': booksQuery(
    z.object({ asOf: zDay, by: z.enum(['due', 'issue']) }),
    z.object({
      asOf: zDay,
      widths: z.array(z.number().int()),
      rows: z.array(zAgingRow),
      sums: zSums,
      tied: z.boolean(),
    }),
  ),
  'aging.customer': booksQuery(
    z.object({ customer: zId, asOf: zDay, by: z.enum(['due', 'issue']) }),
    z.object({ items: z.array(zOpenItem.extend({ age: z.number().int(), bucket: z.number().int() })) }),
  ),
  /** The aging report as a PDF, for preview and print. */
  'aging.print': command(
    zPrintChoice.extend({ commandId: zId, asOf: zDay, by: z.enum(['due', 'issue']) }),
    z.object({ job: z.string() }),
  ),
  'dashboard.get': booksQuery(
    z.object({ today: zDay }),
    z.object({
      currencies: z.array(
        z.object({
          currency: zCurrency,
          owed: zMinor,
          overdue: zMinor,
          receivedThisMonth: zMinor,
          billedThisMonth: zMinor,
          unapplied: zMinor,
          buckets: zBuckets,
          openInvoices: z.number().int(),
          overdueInvoices: z.number().int(),
        }),
      ),
      widths: z.array(z.number().int()),
      /** Longest overdue first, a few, for "what to do next". */
      overdue: z.array(zOpenItem.extend({ customerName: z.string(), age: z.number().int() })),
      credits: z.array(zCredit.extend({ customer: zId, customerName: z.string() })),
      customers: z.number().int(),
      invoices: z.number().int(),
    }),
  ),
  /** Customers, documents and payments that a typed text finds: by name, number, amount or reference. */
  'search.everything': booksQuery(
    z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    z.object({
      customers: z.array(z.object({ id: zId, number: z.string(), name: z.string(), city: z.string() })),
      documents: z.array(
        z.object({
          id: zId,
          number: z.string(),
          customerName: z.string(),
          issueDate: zDay,
          total: zMinor,
          currency: zCurrency,
        }),
      ),
      payments: z.array(
        z.object({
          id: zId,
          customerName: z.string(),
          date: zDay,
          amount: zMinor,
          currency: zCurrency,
          reference: z.string(),
        }),
      ),
      items: z.array(z.object({ id: zId, code: z.string(), name: z.string() })),
    }),
  ),
} as const;
