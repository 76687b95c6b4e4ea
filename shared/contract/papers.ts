/** What a document looks like and how it leaves: its PDF, its e-invoice, the printer. */

import { zDraft } from '../events/drafts.ts';
import { companyFields, zEInvoiceFormat, zLanguage } from '../events/masters.ts';
import { zBytes, zDocumentKind, zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { command, mainQuery } from './channel.ts';
import { zPrintChoice } from './printing.ts';

/** A business rule of e-invoices that is broken: `fault` and `terms` (BT-1 …) make its sentence. */
const zViolation = z.object({
  rule: z.string(),
  severity: z.enum(['fatal', 'warning']),
  fault: z.string(),
  terms: z.array(z.string()),
  path: z.string(),
  found: z.string().exactOptional(),
  expected: z.string().exactOptional(),
});

const aDocument = z.object({ id: zId });

export const paperChannels = {
  /** The archived PDF; rendered and archived first when a crash came between (EV11). */
  'documents.pdf': mainQuery(aDocument, z.object({ bytes: zBytes, name: z.string() })),
  /** The PDF of a draft as it would look, marked as a draft; nothing is kept. */
  'drafts.preview': mainQuery(z.object({ draft: zDraft }), z.object({ bytes: zBytes })),
  /** A made-up document on the company's paper as it would look with these fields; nothing is kept. */
  'paper.preview': mainQuery(
    z.object({
      fields: companyFields.pick({
        paperLook: true,
        paperTexts: true,
        paperFields: true,
        footers: true,
        unitWords: true,
        amountInWords: true,
      }),
      kind: zDocumentKind,
      language: zLanguage,
    }),
    z.object({ bytes: zBytes }),
  ),
  /** Asks for a place with the system's own dialog and writes the archived PDF there. */
  'documents.savePdf': command(z.object({ commandId: zId, id: zId }), z.object({ saved: z.boolean() })),
  /** What stands in the way of an e-invoice; `null` asks for the format that the customer wants. */
  'documents.checkEInvoice': mainQuery(
    z.object({ id: zId, format: zEInvoiceFormat.nullable() }),
    z.object({ format: zEInvoiceFormat, violations: z.array(zViolation) }),
  ),
  /** Asks for a place and writes the e-invoice there; refused while a fatal rule is broken. It counts as exported. */
  'documents.saveEInvoice': command(
    z.object({ commandId: zId, id: zId, format: zEInvoiceFormat }),
    z.object({ saved: z.boolean() }),
  ),
  /** Hands the archived PDF to the system's own viewer. */
  'documents.openPdf': command(z.object({ commandId: zId, id: zId }), aDocument),
  'documents.print': command(
    zPrintChoice.extend({
      commandId: zId,
      id: zId,
      /** Remember these for the kind of document and ask no more. */
      remember: z.boolean(),
    }),
    z.object({ job: z.string() }),
  ),
} as const;
