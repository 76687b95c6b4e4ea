/** Drafts and issued documents. */

import { zInstalment, zIssuedDocument } from '../events/documents.ts';
import { zDraft, zDraftBase } from '../events/drafts.ts';
import {
  zAmount,
  zCurrency,
  zDay,
  zDecimal,
  zDocumentKind,
  zDuty,
  zId,
  zLine,
  zMinor,
  zSha256,
  zText,
} from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, mainQuery, pageOf, zDirection, zPageRequest } from './channel.ts';

/** Status as of today, in the words of the screen. */
export const zStatus = z.enum([
  'issued',
  'part-paid',
  'paid',
  'overdue',
  'void',
  'open',
  'accepted',
  'declined',
  'expired',
  'invoiced',
]);

export const zDocumentRow = z.object({
  id: zId,
  kind: zDocumentKind,
  number: z.string(),
  customer: zId,
  customerName: z.string(),
  orderNumber: z.string(),
  issueDate: zDay,
  dueDate: zDay,
  currency: zCurrency,
  total: zMinor,
  outstanding: zMinor,
  status: zStatus,
  /** What it still owes the law (DO5). */
  duty: zDuty.exactOptional(),
});

export const zDraftRow = z.object({
  id: zId,
  kind: zDocumentKind,
  customer: zId.nullable(),
  customerName: z.string(),
  currency: zCurrency,
  /** Total with tax as far as typed; `null` when it cannot be computed yet. */
  total: zMinor.nullable(),
  lines: z.number().int(),
  /** Instant of the last change, UTC milliseconds. */
  changed: z.number().int(),
  /** To be issued by the program on its day (NU5). `isDue`: its day has come or was typed over, and a person must look. */
  scheduled: z
    .object({ on: zDay, device: zId, deviceName: z.string(), isDue: z.boolean(), why: z.array(z.string()) })
    .nullable(),
});

export const zFinding = z.object({
  code: z.string(),
  severity: z.enum(['block', 'ask']),
  path: z.string(),
  params: z
    .record(
      z.string(),
      z.union([z.string(), z.number(), z.object({ minor: z.number(), currency: z.string() })]),
    )
    .exactOptional(),
});

export const zDocumentFilter = z.object({
  search: z.string().max(200),
  /** `unsent`: standing, and never printed, mailed or saved (DO1). `clearance`, `delivery`: these duties stand (DO5). */
  status: z.enum(['all', 'open', 'overdue', 'paid', 'void', 'unsent', ...zDuty.options]),
  /** One kind of document only. */
  kind: zDocumentKind.exactOptional(),
  customer: zId.nullable(),
  from: zDay.nullable(),
  to: zDay.nullable(),
});

/** What an authority's portal answered (DO5). */
const zCleared = z.object({
  number: zLine(100),
  acknowledgement: zLine(40),
  date: zDay,
  /** The text of the signed code; empty for none. */
  code: zText(4000),
});

const zSettlementRow = z.object({
  id: zId,
  kind: z.enum(['payment', 'creditNote', 'deduction']),
  /** Source of the allocation, or the deduction itself. */
  source: zId,
  /** The invoice that is settled; of money given back, the credit note itself. */
  target: zId,
  label: z.string(),
  amount: zMinor,
  from: zDay,
  until: zDay.nullable(),
});

const zNamed = z.object({ id: zId, number: z.string() });

/** A deposit invoice beside an invoice that deducts it or may. */
const zDepositRow = zNamed.extend({
  issueDate: zDay,
  orderNumber: z.string(),
  currency: zCurrency,
  /** What stands of it, with tax, once its credit notes are taken off. */
  amount: zMinor,
  outstanding: zMinor,
});

const aDocument = z.object({ id: zId });

const zOverrides = z.array(z.object({ code: z.string().max(60), reason: z.string().max(300) })).max(20);

const zReason = z.string().min(1, 'required').max(300);

export const documentChannels = {
  /**
   * Keeps what is typed in `drafts/<id>.json`, flushed, without a commit (EV12). `base` is what `drafts.get` answered
   * when the typing began; `null` for a draft that the record does not have.
   */
  'drafts.keep': command(
    z.object({
      id: zId,
      draft: zDraft,
      base: zDraftBase.nullable().default(null),
      focus: z.string().max(100),
    }),
    z.object({ kept: z.number() }),
  ),
  /** Commits what differs from `base`, so that it is in the record and colleagues can see it (EV4, EV12). */
  'drafts.save': command(
    z.object({ commandId: zId, id: zId, draft: zDraft, base: zDraftBase.nullable().default(null) }),
    aDocument,
  ),
  'drafts.discard': command(z.object({ commandId: zId, id: zId }), aDocument),
  'drafts.list': mainQuery(z.object({}), z.array(zDraftRow)),
  /** The committed draft with what the kept file changes of it, and the field in which the clerk stood. */
  'drafts.get': mainQuery(
    z.object({ id: zId }),
    z.object({ id: zId, draft: zDraft, base: zDraftBase.nullable(), focus: z.string() }),
  ),

  'documents.list': booksQuery(
    zDocumentFilter.extend({
      sort: z.enum(['issueDate', 'number', 'customer', 'dueDate', 'total', 'outstanding']),
      direction: zDirection,
      today: zDay,
      ...zPageRequest,
    }),
    pageOf(zDocumentRow),
  ),
  /** Count and sums per currency of all rows that the filter shows. */
  'documents.totals': booksQuery(
    zDocumentFilter.extend({ today: zDay }),
    z.object({
      count: z.number().int(),
      sums: z.array(z.object({ currency: zCurrency, total: zMinor, outstanding: zMinor })),
    }),
  ),
  /** Documents that are not billing, newest first: quotes and pro-formas unless another shelf is asked for. */
  'offers.list': booksQuery(
    z.object({
      shelf: z.enum(['offer', 'deliveryNote', 'receipt', 'correction', 'refund']).exactOptional(),
      search: z.string().max(200),
      status: z.enum(['all', 'open', 'accepted', 'declined', 'expired', 'invoiced']),
      customer: zId.nullable(),
      today: zDay,
      ...zPageRequest,
    }),
    pageOf(zDocumentRow),
  ),
  /** A customer's deposit invoices in a currency that stand and that no invoice deducts yet, the oldest first (AL3). */
  'deposits.open': booksQuery(z.object({ customer: zId, currency: zCurrency }), z.array(zDepositRow)),
  /** Deposits that these invoices deduct and no standing credit note has given back, as they deducted them (AL3). */
  'deposits.deducted': booksQuery(z.object({ invoices: z.array(zId).max(50) }), z.array(zDepositRow)),
  /**
   * Deposits received that no invoice deducts yet, as of now, a block for each currency (AL3, MO3); of one customer, or of
   * all with `null`.
   */
  'deposits.held': booksQuery(
    z.object({ customer: zId.nullable() }),
    z.array(z.object({ currency: zCurrency, amount: zMinor, deposits: z.number().int() })),
  ),
  /** The deposit invoices that make up `deposits.held`, the oldest first, each with what is held of it. */
  'deposits.list': booksQuery(
    z.object({ customer: zId.nullable(), today: zDay }),
    z.array(zDocumentRow.extend({ held: zMinor })),
  ),
  'documents.get': booksQuery(
    z.object({ id: zId, today: zDay }),
    z.object({
      id: zId,
      document: zIssuedDocument,
      status: zStatus,
      /** As of now: a correction notice may have given a later one (DO6). */
      dueDate: zDay,
      outstanding: zMinor,
      /** Of several instalments those that are open, as of now: when each is due, and what is left of it (AG3). */
      instalments: z.array(zInstalment.extend({ number: z.number().int() })),
      settlements: z.array(zSettlementRow),
      voided: z.object({ on: zDay, reason: z.string() }).nullable(),
      /** Printed, mailed or exported: it can no longer be voided (DO1). */
      released: z.boolean(),
      /** Printed or mailed: what goes out later is a copy (DO7). */
      handedOut: z.boolean(),
      /** The sheet of a paper series that it was entered from: the original was written by hand (NU6). */
      sheet: z.object({ series: zId, counter: z.number().int() }).nullable(),
      archived: z.object({ sha256: zSha256, bytes: z.number().int() }).nullable(),
      /** What it still owes the law (DO5). */
      duty: zDuty.nullable(),
      cleared: zCleared.nullable(),
      /** An e-invoice of it has left, or somebody says that it did. */
      delivered: z.boolean(),
      issuedBy: z.string(),
      recorded: z.number().int(),
      /** Last day of a closed period that it arrived after (PC3). */
      arrivedAfter: zDay.nullable(),
      copiedFrom: zId.nullable(),
      copies: z.array(zNamed),
      /** Standing documents that name this one: deposits for it, what deducts it, charges that raise it. */
      namedBy: z.array(zNamed.extend({ kind: zDocumentKind })),
      /** Of a deposit invoice: number of the standing invoice that deducts it (AL3). */
      deductedBy: z.string().nullable(),
      /** The customer's word on a quote. */
      answer: z.object({ accepted: z.boolean(), on: zDay, reason: z.string() }).nullable(),
      /** Standing credit notes that name this invoice, each with its share (DO4). */
      creditedBy: z.array(z.object({ id: zId, number: z.string(), amount: zMinor })),
      /** What is left to credit of it, without giving deposits back (DO4). */
      creditable: zMinor,
    }),
  ),

  /** What issuing would do: findings (DO2), the number that would be given, the totals, the due date. */
  'invoices.check': mainQuery(
    z.object({ id: zId, draft: zDraft }),
    z.object({
      findings: z.array(zFinding),
      number: z.string().nullable(),
      issueDate: zDay,
      /** Of several instalments that of the first (AG3). */
      dueDate: zDay,
      instalments: z.array(zInstalment),
      customerName: z.string(),
      total: zMinor.nullable(),
      currency: zCurrency,
    }),
  ),
  /** Issues the draft under the next number of this device's series (NU1). `overrides`: findings passed over, with why. */
  'invoices.issue': command(
    z.object({
      commandId: zId,
      /** Becomes the document's id. */
      id: zId,
      draft: zDraft,
      overrides: zOverrides,
    }),
    z.object({ id: zId, number: z.string(), total: zMinor, currency: zCurrency }),
  ),
  /** Schedules the draft for its day of issue: this desktop issues it then, through the same checks (NU5). */
  'invoices.schedule': command(
    z.object({ commandId: zId, id: zId, draft: zDraft, overrides: zOverrides }),
    aDocument,
  ),
  'invoices.unschedule': command(z.object({ commandId: zId, id: zId }), aDocument),
  /** `registrationCancelled`: the portal that had registered the document says that it no longer counts (DO5). */
  'invoices.void': command(
    z.object({ commandId: zId, id: zId, reason: zReason, registrationCancelled: z.boolean().default(false) }),
    aDocument,
  ),
  /** What taking an issued invoice back would do now: void it, or issue a credit note over all of it (DO1). */
  'invoices.cancelCheck': mainQuery(
    aDocument,
    z.object({
      how: z.enum(['void', 'credit-note']),
      /** Number of the credit note; `null` for a void, or when findings stand in the way. */
      number: z.string().nullable(),
      total: zMinor,
      currency: zCurrency,
      /** Numbers of the deposits that another invoice can deduct from then on (AL3). */
      deposits: z.array(z.string()),
      findings: z.array(zFinding),
    }),
  ),
  /** A credit note over the whole invoice, with its own number, allocated in full in the same commit (DO1). */
  'invoices.cancel': command(
    z.object({ commandId: zId, id: zId, reason: zReason, overrides: zOverrides }),
    z.object({ id: zId, number: z.string() }),
  ),
  /** Void or cancel, and the content as a new draft, in one commit (DO6). `draft`: id of that draft. */
  'invoices.correct': command(
    z.object({ commandId: zId, id: zId, reason: zReason, overrides: zOverrides, draft: zId }),
    z.object({ draft: zId, creditNote: z.object({ id: zId, number: z.string() }).nullable() }),
  ),
  /** The draft of a credit note over all lines of the invoice, not yet kept anywhere (DO4). */
  'invoices.credit': mainQuery(aDocument, z.object({ draft: zDraft })),
  /** The document's content as a new draft that is not yet kept anywhere. */
  'invoices.copy': mainQuery(aDocument, z.object({ draft: zDraft })),

  /** How many standing documents owe each duty (DO5). */
  'documents.duties': booksQuery(
    z.object({}),
    z.object({ clearance: z.number().int(), delivery: z.number().int() }),
  ),
  /** What the portal answered, or another answer than before: from then on the paper shows it. */
  'documents.clear': command(zCleared.extend({ commandId: zId, id: zId }), aDocument),
  /** The e-invoice has reached its buyer in another way than by this program. */
  'documents.deliver': command(
    z.object({ commandId: zId, id: zId, how: z.string().min(1, 'required').max(300) }),
    aDocument,
  ),

  /** The customer's word on a quote, or another word than before. */
  'quotes.answer': command(
    z.object({ commandId: zId, id: zId, accepted: z.boolean(), reason: z.string().max(300) }),
    aDocument,
  ),
  /** The draft of a deposit invoice on a quote or pro-forma: a percent of it, or an amount as its prices are (AL3). */
  'offers.deposit': mainQuery(
    z.object({
      id: zId,
      asked: z.union([z.object({ percent: zDecimal }), z.object({ amount: zAmount })]),
    }),
    z.object({ draft: zDraft }),
  ),
  /** The draft of the invoice that ends an order: it deducts this deposit invoice (AL3). */
  'deposits.invoice': mainQuery(aDocument, z.object({ draft: zDraft })),
  /** The draft of a debit note that raises this invoice (DO4). */
  'invoices.charge': mainQuery(aDocument, z.object({ draft: zDraft })),
  /** The draft of a delivery note over what a quote or pro-forma offers. */
  'offers.deliver': mainQuery(aDocument, z.object({ draft: zDraft })),
  /** The draft of one invoice over delivery notes of one customer and currency that nothing bills yet (RE4). */
  'deliveries.invoice': mainQuery(
    z.object({ ids: z.array(zId).min(1).max(50) }),
    z.object({ draft: zDraft }),
  ),
  /**
   * A receipt for a payment, under a number of its own. `id` becomes the receipt's. `written`: it was written by hand, on this
   * sheet of a pad and this day (NU6); `overrides`: questions about them that were passed over, with why.
   */
  'receipts.issue': command(
    z.object({
      commandId: zId,
      id: zId,
      payment: zId,
      written: z
        .object({ series: zId, sheet: z.number().int().min(1), day: zDay })
        .nullable()
        .default(null),
      overrides: zOverrides.default([]),
    }),
    z.object({ id: zId, number: z.string() }),
  ),
  /** A correction notice to an issued invoice, without new money (DO6). `id` becomes the notice's. */
  'invoices.notice': command(
    z.object({
      commandId: zId,
      id: zId,
      invoice: zId,
      orderNumber: zLine(60).nullable(),
      contact: zLine(120).nullable(),
      dueDate: zDay.nullable(),
      text: zText(1000),
      reason: zReason,
    }),
    z.object({ id: zId, number: z.string() }),
  ),
  /** The draft of an invoice over what is not invoiced yet of a quote or pro-forma; not yet kept anywhere. */
  'offers.invoice': mainQuery(aDocument, z.object({ draft: zDraft })),
} as const;
