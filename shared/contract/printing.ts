/** Paper on this desktop: its printers and their trays, how each kind of document is printed, and what became of a job. */
import { zDocumentKind } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { mainQuery } from './channel.ts';

export const zPaper = z.enum(['A4', 'Letter']);

/** What printers are remembered for: each kind of document, and reports. */
export const zPrintKind = z.enum([...zDocumentKind.options, 'report']);

const zPrinterName = z.string().max(200);

/** Where and how something is printed; `tray` is empty for the one that the printer takes by itself. */
export const zPrintChoice = z.object({
  printer: zPrinterName,
  tray: z.string().max(120).default(''),
  copies: z.number().int().min(1).max(20),
  paper: zPaper,
});

/** How one kind of document is printed on this desktop; no printer yet while `printer` is empty. */
export const zPrintPreference = zPrintChoice.extend({
  /** Print without asking. */
  silent: z.boolean(),
});

export const printingChannels = {
  'printers.list': mainQuery(
    z.object({}),
    z.array(
      z.object({ name: z.string(), description: z.string(), isDefault: z.boolean(), ready: z.boolean() }),
    ),
  ),
  /** The trays that a printer says it has; none where it has no choice or is not known. */
  'printers.trays': mainQuery(
    z.object({ printer: zPrinterName }),
    z.array(z.object({ id: z.string(), name: z.string() })),
  ),
  /** What became of a print job. */
  'printers.job': mainQuery(
    z.object({ job: z.string().max(200) }),
    z.object({ state: z.enum(['waiting', 'printing', 'completed', 'failed', 'held']), detail: z.string() }),
  ),
} as const;

export type PrintKind = z.output<typeof zPrintKind>;
export type PrintChoice = z.output<typeof zPrintChoice>;
export type PrintPreference = z.output<typeof zPrintPreference>;
