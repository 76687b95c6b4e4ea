/** The printers of this desktop as the rest of the program sees them: a PDF goes in as bytes, whatever the system wants. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cupsPrinter } from './cups-printer.ts';
import { type PrinterPort, printError, type Spooler } from './printer-port.ts';
import { windowsPrinter } from './windows-printer.ts';

const POINTS_TOLERANCE = 3;

/** The paper that a PDF was made for, from the size of its pages; `null` for any other size. */
export function paperOf(bytes: Uint8Array): 'A4' | 'Letter' | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const [, ...sides] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text) ?? [];
  // The shorter side, so that a sheet that was turned is the same paper.
  const side = Math.min(...sides.map(Number));
  if (Math.abs(side - 595.28) < POINTS_TOLERANCE) return 'A4';
  return Math.abs(side - 612) < POINTS_TOLERANCE ? 'Letter' : null;
}

/** Windows' own spooler on Windows, CUPS on macOS and Linux. */
export function systemPrinters(platform: NodeJS.Platform = process.platform): PrinterPort {
  return printersOf(platform === 'win32' ? windowsPrinter() : cupsPrinter());
}

/** The port over a spooler: each job is written to a private file, which is gone when the spooler has taken it. */
export function printersOf(spooler: Spooler): PrinterPort {
  return {
    list: () => spooler.list(),
    trays: (printer) => spooler.trays(printer),
    follow: (job) => spooler.follow(job),
    async print({ bytes, ...job }) {
      const folder = await mkdtemp(join(tmpdir(), 'counterfoil-print-')).catch(() => null);
      if (folder === null)
        return printError('job-failed', 'the folder for temporary files cannot be written');
      try {
        // The name is what the Windows queue shows and is found by, so it must be the job's own.
        const path = join(folder, `${randomUUID()}.pdf`);
        await writeFile(path, bytes, { mode: 0o600 });
        return await spooler.print({ ...job, path, fit: paperOf(bytes) !== job.paper });
      } catch (thrown) {
        return printError('job-failed', thrown instanceof Error ? thrown.message : String(thrown));
      } finally {
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      }
    },
  };
}
