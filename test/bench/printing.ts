/** A print run through the real program to a real CUPS, beside the same files given to CUPS by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../renderer/src/data/ids.ts';
import { startRealCups } from '../printing/real-cups.ts';
import { ask } from './jobs.ts';
import { startProgram } from './program.ts';

const PRINTER = 'counterfoil-bench';

interface RunShown {
  readonly state: 'running' | 'stopped' | 'done';
  readonly rows: readonly { readonly number: string; readonly state: string }[];
}

/**
 * Milliseconds from the clerk's word until the outcome of every document is recorded, and what CUPS alone needs for as many
 * sheets. Throws when one document did not come out. The documents have their PDFs already.
 */
export async function timePrintRun(
  data: string,
  documents: readonly string[],
): Promise<{ readonly ours: number; readonly floor: number }> {
  const cups = await startRealCups();
  cups.addPrinter(PRINTER, 'Benchmark printer');
  const { app, page } = await startProgram(data, { CUPS_SERVER: cups.socket });
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-print-'));
  try {
    const { bytes } = await ask<{ bytes: Uint8Array }>(page, 'documents.pdf', { id: documents[0] });
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, Buffer.from(Object.values(bytes)));
    const byHand = performance.now();
    for (const index of documents.keys()) cups.tool('lp', '-d', PRINTER, '-t', `by hand ${index}`, file);
    while (cups.tool('lpstat', '-o') !== '') await delay(50);
    const floor = performance.now() - byHand;

    const start = performance.now();
    await ask(page, 'prints.start', {
      commandId: newId(),
      documents,
      choices: [{ kind: 'invoice', printer: PRINTER, copies: 1, paper: 'A4' }],
    });
    let run = await ask<RunShown>(page, 'prints.run', {});
    for (; run.state === 'running'; run = await ask<RunShown>(page, 'prints.run', {})) await delay(50);
    const ours = performance.now() - start;
    const missing = run.rows.filter(({ state }) => state !== 'printed');
    if (run.rows.length !== documents.length || missing.length > 0)
      throw new Error(`not printed: ${JSON.stringify(missing.slice(0, 3))}`);
    return { ours, floor };
  } finally {
    await app.close();
    await cups.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
