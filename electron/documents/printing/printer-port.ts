/** How a file gets onto paper: the port that commands use, with an implementation per system beside it. */
import { type AppError, err, type PrintProblem, type Result } from '../../../shared/errors/index.ts';

export interface Printer {
  /** What the system calls it, and what `print` takes. */
  readonly name: string;
  /** What people call it; the name again where nobody gave it one. */
  readonly description: string;
  readonly isDefault: boolean;
  /** Switched on for printing and taking jobs, as far as the spooler knows. */
  readonly ready: boolean;
}

/** A place from which a printer takes its paper. */
export interface Tray {
  /** What the system calls it, and what `print` takes. */
  readonly id: string;
  readonly name: string;
}

export interface PrintJob {
  /** The PDF itself: what is archived is what is printed, byte for byte (EV11). */
  readonly bytes: Uint8Array;
  readonly printer: string;
  /** Empty for the one that the printer takes by itself. */
  readonly tray: string;
  readonly copies: number;
  readonly paper: 'A4' | 'Letter';
  /** What the queue shows, for example the document's number. */
  readonly title: string;
}

/** The job as a spooler of the system takes it: a file that stays until `print` has answered. */
export interface FileJob extends Omit<PrintJob, 'bytes'> {
  readonly path: string;
  /** Scale the pages to the paper, for a document made for the other one; else they keep their true size. */
  readonly fit: boolean;
}

/** What became of a job; `detail` is the reason in the spooler's words, empty when there is none. */
export interface PrintState {
  readonly state: 'waiting' | 'printing' | 'completed' | 'failed' | 'held';
  readonly detail: string;
}

/**
 * What the clerk can do: `no-printers`: set one up in the system. `printer-not-found`: choose another one.
 * `printer-stopped`: look at the printer, then start its queue again; nothing was queued. `tray-not-found`: choose another
 * tray; nothing was queued. `job-failed`: print again, or open
 * the file and print from there. `spooler-unreachable`: start the system's print service. `cups-missing`: install CUPS.
 */
export type PrintError = Extract<AppError, { readonly kind: 'printing' }>;

export interface PrinterPort extends Omit<Spooler, 'print'> {
  /** Hands a PDF to the spooler; `job` is what `follow` takes. */
  print(job: PrintJob): Promise<Result<{ readonly job: string }, PrintError>>;
}

/** One way of printing; `PrinterPort` is what the rest of the program sees of it. */
export interface Spooler {
  /** The printers of this desktop; an empty list is an answer, not an error. */
  list(): Promise<Result<readonly Printer[], PrintError>>;
  /** The trays of a printer, as it tells them; none for a printer that has no choice or is not known. */
  trays(printer: string): Promise<Result<readonly Tray[], PrintError>>;
  /** Hands a file to the spooler; `job` is what `follow` takes. */
  print(job: FileJob): Promise<Result<{ readonly job: string }, PrintError>>;
  /** Where a job stands now; ask again while it is `waiting` or `printing`. */
  follow(job: string): Promise<Result<PrintState, PrintError>>;
}

/** A printing error as data. `detail` is for the log and the small print, never for decisions. */
export function printError(
  problem: PrintProblem,
  detail = '',
): { readonly ok: false; readonly error: PrintError } {
  return err({ kind: 'printing', problem, detail: detail.trim().slice(0, 500) });
}
