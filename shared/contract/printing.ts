/** Paper on this desktop: its printers and their trays, how each kind of document is printed, and runs of many documents. */
import { zDocumentKind, zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { command, mainQuery } from './channel.ts';

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
  /** On paper that has the office's head on it: head and logo stay out (DO7). */
  letterhead: z.boolean().exactOptional(),
  /** The pages that follow come from the same paper, and begin below its head. */
  letterheadOnAll: z.boolean().exactOptional(),
  /** A paid invoice says so. */
  paid: z.boolean().exactOptional(),
  /** The original once more, since the first did not come out of the printer. */
  original: z.boolean().exactOptional(),
});

/** How one kind of document is printed on this desktop; no printer yet while `printer` is empty. */
export const zPrintPreference = zPrintChoice.omit({ original: true }).extend({
  /** Print without asking. */
  silent: z.boolean(),
});

/** What keeps a document, or all that come after it, off the paper. */
const zPrintProblem = z.enum([
  'no-printers',
  'printer-not-found',
  'printer-stopped',
  'tray-not-found',
  'job-failed',
  'spooler-unreachable',
  'cups-missing',
  'no-file',
  'interrupted',
  'job-forgotten',
  'storage',
]);

/**
 * `handing`: the spooler is being given the file; `printing`: it has it. `uncertain`: the program ended, or the spooler
 * forgot, so that nobody here knows whether there is a sheet; a person looks.
 */
export const zPrintRowState = z.enum([
  'waiting',
  'handing',
  'printing',
  'printed',
  'failed',
  'uncertain',
  'cancelled',
]);

export const zPrintRow = z.object({
  document: zId,
  number: z.string(),
  kind: zDocumentKind,
  state: zPrintRowState,
  problem: zPrintProblem.nullable(),
  /** The spooler's own words. */
  detail: z.string(),
});

/** What a run prints: these documents in this order, or all that stand and have never left the office, oldest first. */
const zPrintSelection = z.union([z.literal('unsent'), z.array(zId).min(1).max(2000)]);

const zKindChoices = z
  .array(zPrintChoice.extend({ kind: zDocumentKind, printer: zPrinterName.min(1, 'required') }))
  .max(20);

export const printingChannels = {
  /** What a run over this selection would print. */
  'prints.plan': mainQuery(
    z.object({ documents: zPrintSelection }),
    z.object({
      kinds: z.array(z.object({ kind: zDocumentKind, count: z.number().int() })),
      /** Void ones, which a run leaves out. */
      left: z.number().int(),
    }),
  ),
  /** Begins a run: each kind goes to its printer, in order; the choices are remembered. One run at a time. */
  'prints.start': command(
    z.object({ commandId: zId, documents: zPrintSelection, choices: zKindChoices }),
    z.object({ id: zId, count: z.number().int() }),
  ),
  /** The last run on this desktop, also one that an earlier start of the program began. */
  'prints.run': mainQuery(
    z.object({}),
    z
      .object({
        id: zId,
        started: z.number().int(),
        state: z.enum(['running', 'stopped', 'done']),
        problem: zPrintProblem.nullable(),
        detail: z.string(),
        rows: z.array(zPrintRow),
      })
      .nullable(),
  ),
  /**
   * A person's word on the run: go on after something was mended, give up what waits, print again what failed, or put a
   * finished run away. With `document`: print this one again, or note that its sheet is there. With `choices`: go on, or print
   * again what failed, on other printers or trays, which are remembered.
   */
  'prints.decide': command(
    z.discriminatedUnion('decision', [
      z.object({ decision: z.enum(['go-on', 'stop', 'again', 'put-away']) }),
      z.object({ decision: z.enum(['again-one', 'printed']), document: zId }),
      z.object({ decision: z.literal('elsewhere'), choices: zKindChoices }),
    ]),
    z.object({ done: z.boolean() }),
  ),
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

export type PrintProblemOfRun = z.output<typeof zPrintProblem>;
export type PrintSelection = z.output<typeof zPrintSelection>;
export type PrintKind = z.output<typeof zPrintKind>;
export type PrintChoice = z.output<typeof zPrintChoice>;
export type PrintPreference = z.output<typeof zPrintPreference>;
