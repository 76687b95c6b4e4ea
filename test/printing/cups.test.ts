import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSpooler, readSpooler } from '../../electron/documents/printing/ask-spooler.ts';
import { cupsPrinter } from '../../electron/documents/printing/cups-printer.ts';
import { encodeRequest, GET_JOB_ATTRIBUTES } from '../../electron/documents/printing/ipp-message.ts';
import type { PrinterPort, PrintState } from '../../electron/documents/printing/printer-port.ts';
import { printersOf } from '../../electron/documents/printing/system-printers.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import { FACES } from '../documents/faces.ts';
import { FIXTURES } from '../documents/fixtures.ts';
import { type RealCups, startRealCups } from './real-cups.ts';

const BROKEN = new TextEncoder().encode('%PDF-1.4\nthis is not what it says');

function archived(name: keyof typeof FIXTURES): Uint8Array {
  return renderInvoice(FIXTURES[name], { faces: FACES });
}

/** Asks until the job stands still. */
async function outcome(printers: PrinterPort, job: string): Promise<PrintState> {
  for (;;) {
    const state = await printers.follow(job);
    if (!state.ok) throw new Error(`the job cannot be followed: ${JSON.stringify(state.error)}`);
    if (state.value.state !== 'waiting' && state.value.state !== 'printing') return state.value;
    await delay(100);
  }
}

function onRealCups(): void {
  let cups: RealCups;
  let printers: PrinterPort;

  beforeAll(async () => {
    cups = await startRealCups();
    printers = printersOf(cupsPrinter({ run: cups.run, ask: askSpooler, read: readSpooler }));
  });

  afterAll(async () => {
    await cups?.remove();
  });

  const job = (printer: string, title: string, bytes: Uint8Array, copies = 1, tray = '') =>
    printers.print({ bytes, printer, tray, copies, paper: 'A4', title });
  /** What the print service itself knows of a job. */
  async function attributesOf(id: string, wanted: readonly string[]) {
    const path = `/jobs/${id.split('-').at(-1)}`;
    const request = encodeRequest(GET_JOB_ATTRIBUTES, 'job-uri', `ipp://localhost${path}`, wanted);
    const answer = await askSpooler(cups.tool('lpstat', '-H').trim(), path, request);
    return Object.fromEntries(answer?.attributes ?? []);
  }
  const unique = (title: string) => `${title}${process.pid}`;

  it('says that there is no printer before one is set up', async () => {
    expect(await printers.list()).toEqual({ ok: true, value: [] });
    const printed = await job('Office', 'none', archived('german'));
    expect(printed).toMatchObject({ ok: false, error: { kind: 'printing', problem: 'no-printers' } });
  });

  it('lists printers with the name that people gave them, the default one and whether they are ready', async () => {
    cups.addPrinter('Office', 'Printer beside the window');
    cups.addPrinter('Cellar-2', 'Cellar');
    cups.tool('lpadmin', '-d', 'Office');
    cups.tool('cupsdisable', 'Cellar-2');
    expect(await printers.list()).toEqual({
      ok: true,
      value: [
        { name: 'Cellar-2', description: 'Cellar', isDefault: false, ready: false },
        { name: 'Office', description: 'Printer beside the window', isDefault: true, ready: true },
      ],
    });
    cups.tool('cupsenable', 'Cellar-2');
  });

  it('EV11: prints the archived PDF, and number and total stand on the paper', async () => {
    const title = unique('RE');
    const printed = await job('Office', title, archived('german'));
    if (!printed.ok) throw new Error(JSON.stringify(printed.error));
    expect(printed.value.job).toMatch(/^Office-\d+$/);
    expect(await outcome(printers, printed.value.job)).toEqual({ state: 'completed', detail: '' });
    const { text, pages } = await cups.paper(title);
    expect(pages).toBe(1);
    expect(text).toContain('RE-2026-00042');
    expect(text).toContain('1.781,28 €');
  });

  it('hands every page over, with copies, paper and true size as asked', async () => {
    const title = unique('copies');
    const printed = await job('Cellar-2', title, archived('many-lines'), 2);
    if (!printed.ok) throw new Error(JSON.stringify(printed.error));
    expect((await outcome(printers, printed.value.job)).state).toBe('completed');
    expect((await cups.paper(title)).pages).toBe(2);
    const wanted = ['copies', 'media', 'print-scaling', 'job-name'];
    expect(await attributesOf(printed.value.job, wanted)).toMatchObject({
      copies: [2],
      media: ['A4'],
      'print-scaling': ['none'],
      'job-name': [title],
    });
  });

  it('reads the trays from the printer, and hands the chosen one over with the job', async () => {
    cups.addPrinter('Trays', 'Printer with trays', { Upper: 'Upper tray', Tray2: 'Large tray' });
    expect(await printers.trays('Trays')).toEqual({
      ok: true,
      value: [
        { id: 'Upper', name: 'Upper tray' },
        { id: 'Tray2', name: 'Large tray' },
      ],
    });
    expect(await printers.trays('Office')).toEqual({ ok: true, value: [] });
    const printed = await job('Trays', unique('tray'), await archived('german'), 1, 'Tray2');
    if (!printed.ok) throw new Error(JSON.stringify(printed.error));
    const asked = await attributesOf(printed.value.job, ['InputSlot', 'media-source']);
    expect(asked).toMatchObject({ InputSlot: ['Tray2'] });
    expect((await outcome(printers, printed.value.job)).state).toBe('completed');
    expect(await job('Trays', 'no tray', await archived('german'), 1, 'Attic')).toMatchObject({
      ok: false,
      error: { problem: 'tray-not-found', detail: 'Attic' },
    });
  });

  it('reports a file that the printer cannot digest as failed, with the reason', async () => {
    const printed = await job('Office', unique('broken'), BROKEN);
    if (!printed.ok) throw new Error(JSON.stringify(printed.error));
    const state = await outcome(printers, printed.value.job);
    expect(state.state).toBe('failed');
    expect(state.detail).not.toBe('');
    cups.tool('cancel', printed.value.job);
  });

  it('queues nothing on a stopped printer and says why it is stopped', async () => {
    cups.tool('cupsdisable', '-r', 'out of paper', 'Office');
    const printed = await job('Office', 'stopped', archived('german'));
    expect(printed).toEqual({
      ok: false,
      error: { kind: 'printing', problem: 'printer-stopped', detail: 'out of paper' },
    });
    expect(cups.tool('lpstat', '-o', 'Office')).toBe('');
  });

  it('says of a job whose printer was stopped meanwhile that it is held, and why', async () => {
    const queued = cups.tool('lp', '-d', 'Office', '--', import.meta.filename);
    const id = /request id is (\S+)/.exec(queued)?.[1] ?? '';
    expect(await printers.follow(id)).toEqual({ ok: true, value: { state: 'held', detail: 'out of paper' } });
    cups.tool('cancel', id);
    expect(await printers.follow(id)).toMatchObject({ ok: true, value: { state: 'failed' } });
    cups.tool('cupsenable', 'Office');
  });

  it('says why a printer takes no jobs', async () => {
    cups.tool('cupsreject', '-r', 'being moved', 'Cellar-2');
    const printed = await job('Cellar-2', 'rejected', archived('german'));
    expect(printed).toMatchObject({
      ok: false,
      error: { problem: 'printer-stopped', detail: 'being moved' },
    });
    cups.tool('cupsaccept', 'Cellar-2');
  });

  it('names a printer that is not there', async () => {
    const printed = await job('Attic', 'nowhere', archived('german'));
    expect(printed).toMatchObject({ ok: false, error: { problem: 'printer-not-found', detail: 'Attic' } });
  });

  it('does not claim to know a job that the spooler has forgotten', async () => {
    expect(await printers.follow('Office-9999')).toMatchObject({
      ok: false,
      error: { problem: 'job-failed' },
    });
  });

  it('says that the print service is not running', async () => {
    await cups.stop();
    expect(await printers.list()).toMatchObject({ ok: false, error: { problem: 'spooler-unreachable' } });
    const printed = await job('Office', 'stopped', archived('german'));
    expect(printed).toMatchObject({ ok: false, error: { problem: 'spooler-unreachable' } });
  });
}

// Other systems bring printers of their own, which a test must not use.
if (process.platform === 'linux') describe('printing by a real CUPS', onRealCups);

describe('printing on this system', () => {
  it('says that CUPS is missing where there is no lpstat', async () => {
    const spooler = cupsPrinter({ run: async () => null, ask: askSpooler, read: readSpooler });
    expect(await spooler.list()).toMatchObject({ ok: false, error: { problem: 'cups-missing' } });
  });
});
