/** Lists and sets of documents on their way out as files; where to, only the system's own dialog is told. */
import { zDay, zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { command, EVERYBODY } from './channel.ts';
import { creditChannels } from './credits.ts';
import { documentChannels, zDocumentFilter } from './documents.ts';
import { masterChannels, zTaxBasis } from './masters.ts';
import { paymentChannels } from './payments.ts';
import { zPrintChoice } from './printing.ts';

const paging = { cursor: true, limit: true } as const;
const paged = { ...paging, today: true } as const;

/** What is exported: what the list's screen shows, with its filter and in its order, all of it. */
export const zListSelection = z.discriminatedUnion('list', [
  documentChannels['documents.list'].input.omit(paged).extend({ list: z.literal('documents') }),
  /** Of `scheduled` only those that wait for their day, where there are any. */
  z.object({ list: z.literal('drafts'), customer: zId.nullable(), scheduled: z.boolean() }),
  documentChannels['offers.list'].input.omit(paged).extend({ list: z.literal('offers') }),
  paymentChannels['payments.list'].input.omit(paging).extend({ list: z.literal('payments') }),
  masterChannels['customers.list'].input.omit(paging).extend({ list: z.literal('customers') }),
  masterChannels['items.list'].input.omit(paging).extend({ list: z.literal('items') }),
  z.object({
    list: z.literal('aging'),
    asOf: zDay,
    by: z.enum(['due', 'issue']),
    /** Of the buckets, as the report that is on screen names them. */
    widths: z.array(z.number().int()).max(20),
  }),
  z.object({
    list: z.literal('tax-report'),
    from: zDay,
    to: zDay,
    by: zTaxBasis.default('issue'),
  }),
  masterChannels['series.report'].input.extend({ list: z.literal('number-report') }),
  documentChannels['deposits.list'].input.omit({ today: true }).extend({ list: z.literal('deposits') }),
  creditChannels['credits.old'].input.omit({ today: true }).extend({ list: z.literal('old-credits') }),
  /** Records that the settings keep, with those that are archived where the screen shows them. */
  z.object({
    list: z.enum(['taxes', 'terms', 'methods', 'fees', 'price-lists']),
    archived: z.boolean(),
  }),
  z.object({ list: z.enum(['rates', 'series']) }),
  z.object({ list: z.enum(['outbox', 'print-run', 'periods', 'review']) }),
]);

export const zListFormat = z.enum(['csv', 'xlsx', 'pdf']);

/** `rows` or `count` of what was written; `saved` is false when the dialog was closed. */
export const exportChannels = {
  'lists.export': command(
    z.object({ commandId: zId, what: zListSelection, format: zListFormat }),
    z.object({ saved: z.boolean(), rows: z.number().int() }),
    EVERYBODY,
  ),
  /** The same on paper, as its PDF looks. */
  'lists.print': command(
    zPrintChoice.extend({ commandId: zId, what: zListSelection }),
    z.object({ job: z.string() }),
    EVERYBODY,
  ),
  /** The archived PDFs in one ZIP, with an index; each counts as exported (DO1). */
  'documents.exportZip': command(
    z.object({
      commandId: zId,
      documents: z.union([
        z.array(zId).min(1).max(2000),
        zDocumentFilter,
        z.object({ offers: documentChannels['offers.list'].input.omit(paged) }),
      ]),
    }),
    z.object({ saved: z.boolean(), count: z.number().int(), missing: z.number().int() }),
  ),
} as const;

export type ListSelection = z.output<typeof zListSelection>;
export type ListFormat = z.output<typeof zListFormat>;
