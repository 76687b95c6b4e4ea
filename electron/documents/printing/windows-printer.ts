/** Printing on Windows: `pdf-to-printer` hands the file over (it carries SumatraPDF), PowerShell knows the queue. */
import { ok, type Result } from '../../../shared/errors/index.ts';
import { type PrintError, type PrintState, printError, type Spooler, type Tray } from './printer-port.ts';
import { type RunCommand, runCommand } from './run-command.ts';

/** The part of `pdf-to-printer` that is used. */
export interface PdfToPrinter {
  getPrinters(): Promise<readonly { readonly name: string }[]>;
  getDefaultPrinter(): Promise<{ readonly name: string } | null>;
  print(
    path: string,
    options: {
      readonly printer: string;
      readonly copies: number;
      readonly bin?: string;
      readonly paperSize: string;
      readonly scale: 'noscale' | 'fit';
      readonly silent: boolean;
    },
  ): Promise<void>;
}

export interface WindowsPorts {
  readonly load: () => Promise<PdfToPrinter>;
  readonly run: RunCommand;
}

const QUEUE_COMMAND =
  'Get-PrintJob -PrinterName $env:COUNTERFOIL_PRINTER | Select-Object Id, DocumentName, @{n="Status";e={"$($_.JobStatus)"}} | ConvertTo-Json -Compress';

/** A tray goes by its number, since a name may hold what separates SumatraPDF's settings. */
const TRAYS_COMMAND =
  'Add-Type -AssemblyName System.Drawing; $s = New-Object System.Drawing.Printing.PrinterSettings; $s.PrinterName = $env:COUNTERFOIL_PRINTER; $s.PaperSources | Select-Object SourceName, RawKind | ConvertTo-Json -Compress';

/** Flags of `JobStatus` (Win32 JOB_STATUS) by what they mean for the clerk. */
const FAILED = /error|deleted|deleting|blocked/i;
const HELD = /paused|paperout|offline|userintervention/i;
const PRINTING = /printing|spooling/i;
const SEPARATOR = '\n';

interface QueuedJob {
  readonly name: string;
  readonly status: string;
}

/** PowerShell's JSON: one object, or an array, or nothing for an empty list; `null` for anything else. */
function parseEntries(json: string): Readonly<Record<string, unknown>>[] | null {
  if (json.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [value as Readonly<Record<string, unknown>>];
  } catch {
    return null;
  }
}

function parseJobs(json: string): QueuedJob[] | null {
  const jobs = parseEntries(json);
  return (
    jobs?.map((entry) => ({ name: String(entry.DocumentName ?? ''), status: String(entry.Status ?? '') })) ??
    null
  );
}

function parseTrays(json: string): Tray[] {
  return (parseEntries(json) ?? [])
    .map((entry) => ({ id: String(entry.RawKind ?? ''), name: String(entry.SourceName ?? '').trim() }))
    .filter(({ id, name }) => /^\d+$/.test(id) && name !== '');
}

function stateOf(job: QueuedJob | undefined): PrintState {
  if (!job) return { state: 'completed', detail: '' };
  if (FAILED.test(job.status)) return { state: 'failed', detail: job.status };
  if (HELD.test(job.status)) return { state: 'held', detail: job.status };
  return { state: PRINTING.test(job.status) ? 'printing' : 'waiting', detail: '' };
}

const reasonOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** Printing through the Windows spooler. */
export function windowsPrinter(
  ports: WindowsPorts = { load: async () => import('pdf-to-printer'), run: runCommand },
): Spooler {
  async function names(): Promise<Result<readonly string[], PrintError>> {
    try {
      const library = await ports.load();
      return ok((await library.getPrinters()).map((printer) => printer.name));
    } catch (thrown) {
      return printError('spooler-unreachable', reasonOf(thrown));
    }
  }

  /** What PowerShell prints on a printer; its name never reaches the text of the command. */
  const ask = (command: string, printer: string) =>
    ports.run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', command], {
      COUNTERFOIL_PRINTER: printer,
    });

  async function trays(printer: string): Promise<Result<readonly Tray[], PrintError>> {
    const output = await ask(TRAYS_COMMAND, printer);
    return ok(output?.code === 0 ? parseTrays(output.stdout) : []);
  }

  return {
    trays,

    async list() {
      const found = await names();
      if (!found.ok) return found;
      const preferred = await (await ports.load()).getDefaultPrinter().catch(() => null);
      return ok(
        found.value.map((name) => ({
          name,
          description: name,
          isDefault: name === preferred?.name,
          ready: true,
        })),
      );
    },

    async print(job) {
      const found = await names();
      if (!found.ok) return found;
      if (found.value.length === 0) return printError('no-printers');
      if (!found.value.includes(job.printer)) return printError('printer-not-found', job.printer);
      if (job.tray !== '') {
        const has = await trays(job.printer);
        if (!has.ok) return has;
        if (!has.value.some(({ id }) => id === job.tray)) return printError('tray-not-found', job.tray);
      }
      try {
        await (await ports.load()).print(job.path, {
          printer: job.printer,
          copies: job.copies,
          ...(job.tray === '' ? {} : { bin: job.tray }),
          paperSize: job.paper === 'A4' ? 'A4' : 'letter',
          scale: job.fit ? 'fit' : 'noscale',
          silent: true,
        });
      } catch (thrown) {
        return printError('job-failed', reasonOf(thrown));
      }
      return ok({ job: [job.printer, job.path.split(/[\\/]/).at(-1) ?? ''].join(SEPARATOR) });
    },

    async follow(job) {
      const [printer, file] = job.split(SEPARATOR);
      if (printer === undefined || file === undefined) return printError('job-failed', job);
      const output = await ask(QUEUE_COMMAND, printer);
      const jobs = output?.code === 0 ? parseJobs(output.stdout) : null;
      if (jobs === null) return printError('spooler-unreachable', output?.stderr ?? '');
      // A job that has left the queue has been printed; Windows keeps no history of it.
      return ok(stateOf(jobs.find((one) => one.name.endsWith(file))));
    },
  };
}
