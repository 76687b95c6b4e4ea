/** Print runs through the whole program: several kinds, each to its printer and tray, on a real CUPS. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PdfRenderer } from '../../electron/documents/pdf-renderer.ts';
import { askSpooler, readSpooler } from '../../electron/documents/printing/ask-spooler.ts';
import { cupsPrinter } from '../../electron/documents/printing/cups-printer.ts';
import type { PrinterPort } from '../../electron/documents/printing/printer-port.ts';
import { printersOf } from '../../electron/documents/printing/system-printers.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { ok } from '../../shared/errors/index.ts';
import { FACES } from '../documents/faces.ts';
import {
  clearDesk,
  type Desk,
  draftFor,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Office,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { type RealCups, startRealCups } from './real-cups.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');

type Run = NonNullable<OutputOf<'prints.run'>>;

function onRealCups(): void {
  let cups: RealCups;
  let printers: PrinterPort;
  let renderer: PdfRenderer;
  /** Everything that was drawn, in order: a copy would be a stamp over the archived file. */
  let rendered: Parameters<PdfRenderer['render']>[0][];
  let desk: Desk;
  let program: Program;
  let office: Office;

  beforeAll(async () => {
    cups = await startRealCups();
    printers = printersOf(cupsPrinter({ run: cups.run, ask: askSpooler, read: readSpooler }));
    cups.addPrinter('Front', 'Printer at the front');
    cups.addPrinter('Back', 'Printer at the back', { Upper: 'Upper tray', Lower: 'Lower tray' });
    renderer = {
      render: async (paper) => {
        rendered.push(paper);
        return ok('document' in paper ? renderInvoice(paper.document, { faces: FACES }) : new Uint8Array());
      },
      start: () => {},
      close: async () => {},
    };
  });
  afterAll(async () => {
    await cups?.remove();
  });

  const start = () => startProgram(desk, NOON, { printers, renderer });
  beforeEach(async () => {
    rendered = [];
    desk = await newDesk();
    program = await start();
    office = await foundOffice(program);
  });
  afterEach(async () => {
    await program.app.close();
    await clearDesk(desk);
  });

  async function untilStill(): Promise<Run> {
    for (;;) {
      const run = await program.must('prints.run', {});
      if (run && run.state !== 'running') return run;
      await delay(50);
    }
  }
  const invoice = async (price: string): Promise<string> => (await issue(program, office, price)).id;
  const pieces = (run: Run) => run.rows.map(({ document, state }) => [document, state]);
  const choice = (printer: string, tray = '') => ({ printer, tray, copies: 1, paper: 'A4' }) as const;
  const unsent = async () => {
    const { rows } = await program.must('documents.list', {
      ...{ search: '', status: 'unsent', customer: null, from: null, to: null, sort: 'issueDate' },
      ...{ direction: 'asc', today: '2026-03-02', cursor: null, limit: 50 },
    });
    return rows.map(({ id }) => id);
  };

  it('prints what has not left the office, each kind on its printer, and remembers where', async () => {
    const first = await invoice('120');
    const quote = newId();
    await program.must('invoices.issue', {
      ...{ commandId: newId(), id: quote, overrides: [] },
      draft: draftFor(office, '50', { kind: 'quote' }),
    });
    const second = await invoice('240');
    expect(await unsent()).toEqual([first, second]);

    const plan = await program.must('prints.plan', { documents: [second, quote, first] });
    expect(plan).toEqual({
      kinds: [
        { kind: 'invoice', count: 2 },
        { kind: 'quote', count: 1 },
      ],
      left: 0,
    });
    const commandId = newId();
    const begin = {
      commandId,
      documents: [second, quote, first],
      choices: [
        { kind: 'invoice' as const, ...choice('Front') },
        { kind: 'quote' as const, ...choice('Back', 'Lower') },
      ],
    };
    expect(await program.must('prints.start', begin)).toEqual({ id: commandId, count: 3 });
    // The same command again is the same run.
    expect(await program.must('prints.start', begin)).toEqual({ id: commandId, count: 3 });
    const run = await untilStill();
    expect(pieces(run)).toEqual([
      [second, 'printed'],
      [quote, 'printed'],
      [first, 'printed'],
    ]);
    for (const { number } of run.rows) expect((await cups.paper(number)).text).toContain(number);
    expect(await unsent()).toEqual([]);
    const { settings } = await program.must('app.state', {});
    expect(settings.printing).toMatchObject({
      invoice: { printer: 'Front', silent: false },
      quote: { printer: 'Back', tray: 'Lower' },
    });
    expect(
      await program.call('invoices.void', { commandId: newId(), id: first, reason: 'late' }),
    ).toMatchObject({
      error: { reason: 'left-the-office' },
    });
    expect(await program.must('prints.decide', { decision: 'put-away' })).toEqual({ done: true });
    expect(await program.must('prints.run', {})).toBeNull();
  });

  it('stops when the printer is stopped, waits through a restart, and goes on where it stopped', async () => {
    const documents = [await invoice('121'), await invoice('122')];
    cups.tool('cupsdisable', '-r', 'out of paper', 'Back');
    await program.must('prints.start', {
      ...{ commandId: newId(), documents: 'unsent' },
      choices: [{ kind: 'invoice', ...choice('Back') }],
    });
    const stopped = await untilStill();
    expect(stopped).toMatchObject({ state: 'stopped', problem: 'printer-stopped', detail: 'out of paper' });
    expect(await unsent()).toEqual(documents);
    await program.app.close();
    program = await start();
    const [{ id = '' } = {}] = (await program.must('app.state', {})).companies;
    await program.must('companies.open', { id });
    expect(await program.must('prints.run', {})).toEqual(stopped);
    const second = {
      ...{ commandId: newId(), documents },
      choices: [{ kind: 'invoice' as const, ...choice('Back') }],
    };
    expect(await program.call('prints.start', second)).toMatchObject({ error: { problem: 'run-under-way' } });
    cups.tool('cupsenable', 'Back');
    expect(await program.must('prints.decide', { decision: 'go-on' })).toEqual({ done: true });
    expect(pieces(await untilStill())).toEqual(documents.map((document) => [document, 'printed']));
    expect(await unsent()).toEqual([]);
  });

  it('prints elsewhere what failed, as the original that it still is (DO7), and remembers where', async () => {
    const [document] = [await invoice('125')];
    cups.tool('lpadmin', '-p', 'Front', '-o', 'job-hold-until-default=indefinite');
    const letterhead = { letterhead: true, paid: false };
    await program.must('prints.start', {
      ...{ commandId: newId(), documents: [document] },
      choices: [{ kind: 'invoice', ...choice('Front'), ...letterhead }],
    });
    // The spooler holds the job until somebody gives it up there.
    expect(await untilStill()).toMatchObject({ state: 'stopped', problem: 'printer-stopped' });
    cups.tool('cancel', '-a', 'Front');
    cups.tool('lpadmin', '-p', 'Front', '-o', 'job-hold-until-default=no-hold');
    await program.must('prints.decide', { decision: 'go-on' });
    expect(pieces(await untilStill())).toEqual([[document, 'failed']]);
    expect(rendered.at(-1)).toMatchObject({ letterhead: true });
    const elsewhere = [{ kind: 'invoice' as const, ...choice('Back', 'Upper'), ...letterhead }];
    expect(await program.must('prints.decide', { decision: 'elsewhere', choices: elsewhere })).toEqual({
      done: true,
    });
    expect(pieces(await untilStill())).toEqual([[document, 'printed']]);
    expect(rendered.every((paper) => 'document' in paper)).toBe(true);
    const { settings } = await program.must('app.state', {});
    expect(settings.printing).toMatchObject({
      invoice: { printer: 'Back', tray: 'Upper', letterhead: true },
    });
  });

  it('leaves out what is void, and asks for the printer of every kind', async () => {
    const [gone, kept] = [await invoice('131'), await invoice('132')];
    await program.must('invoices.void', { commandId: newId(), id: gone, reason: 'typed twice' });
    expect(await program.must('prints.plan', { documents: [gone, kept] })).toEqual({
      kinds: [{ kind: 'invoice', count: 1 }],
      left: 1,
    });
    const begin = { commandId: newId(), documents: [gone, kept], choices: [] };
    expect(await program.call('prints.start', begin)).toEqual({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'choices.invoice', problem: 'required' }] },
    });
  });
}

// Other systems bring printers of their own, which a test must not use.
if (process.platform === 'linux') describe('print runs on a real CUPS', onRealCups);
