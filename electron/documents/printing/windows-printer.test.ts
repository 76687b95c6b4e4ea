import { describe, expect, it } from 'vitest';
import type { FileJob } from './printer-port.ts';
import { type PdfToPrinter, windowsPrinter } from './windows-printer.ts';

const job: FileJob = {
  path: 'C:\\Temp\\a.pdf',
  printer: 'Büro',
  tray: '',
  copies: 2,
  paper: 'Letter',
  title: 'RE-1',
  fit: false,
};

function system(
  more: Partial<PdfToPrinter> = {},
  queue: { code: number; stdout: string } = { code: 0, stdout: '' },
) {
  const printed: unknown[] = [];
  const asked: unknown[] = [];
  const library: PdfToPrinter = {
    getPrinters: async () => [{ name: 'Büro' }, { name: 'Fax' }],
    getDefaultPrinter: async () => ({ name: 'Fax' }),
    print: async (path, options) => {
      printed.push([path, options]);
    },
    ...more,
  };
  const spooler = windowsPrinter({
    load: async () => library,
    run: async (_command, args, env) => {
      asked.push([args.at(-1)?.includes('Büro'), env]);
      return { ...queue, stderr: '' };
    },
  });
  return { printed, asked, spooler };
}

describe('windowsPrinter', () => {
  it('lists printers with the default one', async () => {
    expect(await system().spooler.list()).toMatchObject({
      ok: true,
      value: [
        { name: 'Büro', isDefault: false },
        { name: 'Fax', isDefault: true },
      ],
    });
  });

  it('prints in true size, with copies and paper, without a dialog', async () => {
    const { printed, spooler } = system();
    expect(await spooler.print(job)).toMatchObject({ ok: true });
    const options = { printer: 'Büro', copies: 2, paperSize: 'letter', scale: 'noscale', silent: true };
    expect(printed).toEqual([['C:\\Temp\\a.pdf', options]]);
  });

  it('lists the trays that Windows knows, and prints from the one that was chosen by its number', async () => {
    const stdout = '[{"SourceName":"Tray 1, upper","RawKind":257},{"SourceName":"","RawKind":4}]';
    const { asked, printed, spooler } = system({}, { code: 0, stdout });
    expect(await spooler.trays('Büro')).toEqual({ ok: true, value: [{ id: '257', name: 'Tray 1, upper' }] });
    expect(asked).toEqual([[false, { COUNTERFOIL_PRINTER: 'Büro' }]]);
    expect(await spooler.print({ ...job, tray: '257' })).toMatchObject({ ok: true });
    expect(printed).toMatchObject([['C:\\Temp\\a.pdf', { bin: '257' }]]);
    expect(await spooler.print({ ...job, tray: '257,monochrome' })).toMatchObject({
      error: { problem: 'tray-not-found' },
    });
    expect(printed).toHaveLength(1);
  });

  it('names a printer that is not there, none at all, and a service that does not answer', async () => {
    expect(await system().spooler.print({ ...job, printer: 'X' })).toMatchObject({
      error: { problem: 'printer-not-found' },
    });
    expect(await system({ getPrinters: async () => [] }).spooler.print(job)).toMatchObject({
      error: { problem: 'no-printers' },
    });
    const broken = system({ getPrinters: () => Promise.reject(new Error('RPC server unavailable')) });
    expect(await broken.spooler.list()).toEqual({
      ok: false,
      error: { kind: 'printing', problem: 'spooler-unreachable', detail: 'RPC server unavailable' },
    });
  });

  it('reports a print that failed', async () => {
    const { spooler } = system({ print: () => Promise.reject(new Error('exit code 1')) });
    expect(await spooler.print(job)).toMatchObject({
      error: { problem: 'job-failed', detail: 'exit code 1' },
    });
  });

  it.each([
    ['', { state: 'completed', detail: '' }],
    ['{"Id":1,"DocumentName":"a.pdf","Status":"Printing, Retained"}', { state: 'printing', detail: '' }],
    [
      '[{"DocumentName":"b.pdf","Status":""},{"DocumentName":"C:\\\\Temp\\\\a.pdf","Status":"Error, Printing"}]',
      { state: 'failed', detail: 'Error, Printing' },
    ],
    ['{"DocumentName":"a.pdf","Status":"PaperOut"}', { state: 'held', detail: 'PaperOut' }],
    ['{"DocumentName":"a.pdf","Status":"Normal"}', { state: 'waiting', detail: '' }],
  ])('follows a job by what the queue says: %s', async (stdout, expected) => {
    const { asked, spooler } = system({}, { code: 0, stdout });
    const printed = await spooler.print(job);
    expect(await spooler.follow(printed.ok ? printed.value.job : '')).toEqual({ ok: true, value: expected });
    expect(asked).toEqual([[false, { COUNTERFOIL_PRINTER: 'Büro' }]]);
  });

  it('does not invent a state when the queue cannot be read', async () => {
    const { spooler } = system({}, { code: 0, stdout: 'not JSON' });
    const printed = await spooler.print(job);
    const state = await spooler.follow(printed.ok ? printed.value.job : '');
    expect(state).toMatchObject({ ok: false, error: { problem: 'spooler-unreachable' } });
  });
});
