/** What is done and what is refused while the disk has no room, or the journal takes nothing (JO7, DO1). */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JournalAccess } from '../../electron/company/journal-access.ts';
import type { PrinterPort } from '../../electron/documents/printing/printer-port.ts';
import { minor } from '../../shared/domain/money.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { chosen, desk, office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, paymentOf } from './harness.ts';

const TODAY = '2026-03-02';
const FULL = { kind: 'storage', reason: 'disk-full' } as const;
const refused = { ok: false, error: FULL };

/** How the machine is: room below the limit, a journal that takes no frame, a printer that takes no job. */
const machine = { isFull: false, takesNothing: false, printsNothing: false };
const printed: string[] = [];

const around = (access: JournalAccess): JournalAccess => ({
  ...access,
  room: async () => ({ warnings: machine.isFull ? ['low-disk'] : [], full: machine.isFull }),
  open: async (request) => {
    const opened = await access.open(request);
    if (!opened.ok) return opened;
    const journal = opened.value;
    return ok({
      ...journal,
      append: async (frames) => (machine.takesNothing ? err(FULL) : journal.append(frames)),
    });
  },
});

const printers: PrinterPort = {
  list: async () => ok([]),
  trays: async () => ok([]),
  print: async ({ title, bytes }) => {
    if (machine.printsNothing)
      return err({ kind: 'printing', problem: 'printer-stopped', detail: 'no toner' });
    printed.push(`${title} ${new TextDecoder().decode(bytes)}`);
    return ok({ job: 'front-1' });
  },
  follow: async () => ok({ state: 'completed', detail: '' }),
};

officeForEach({
  around,
  printers,
  renderer: {
    render: async (request) => ok(new TextEncoder().encode('stamp' in request ? 'stamped' : 'paper')),
    start: () => {},
    close: async () => {},
  },
});
beforeEach(() => {
  Object.assign(machine, { isFull: false, takesNothing: false, printsNothing: false });
  printed.length = 0;
});

const ids = () => ({ commandId: newId(), id: newId() });
const invoice = async (price = '100') => (await issue(program, office, price)).id;
const print = (id: string) =>
  program.call('documents.print', {
    ...{ commandId: newId(), id, remember: false },
    ...{ printer: 'front', copies: 1, paper: 'A4', tray: '' },
  });
const view = (id: string) => program.must('documents.get', { id, today: TODAY });
const voided = (id: string) => program.call('invoices.void', { commandId: newId(), id, reason: 'typo' });

describe('a disk with too little room', () => {
  it('JO7: takes no new document of any kind; what was there is as it was, and there is room again', async () => {
    const id = await invoice();
    const { id: series } = await program.must('series.addPad', {
      ...{ commandId: newId(), kind: 'receipt', prefix: 'R-', width: 3, first: minor(1), last: minor(5) },
    });
    const { id: payment } = await program.must('payments.post', paymentOf(office, 10_00, []));
    const before = await program.must('books.counts', {});
    const overrides: { code: string; reason: string }[] = [];
    const attempts = {
      invoice: () => program.call('invoices.issue', { ...ids(), draft: draftFor(office, '7'), overrides }),
      cancelled: () => program.call('invoices.cancel', { commandId: newId(), id, reason: 'typo', overrides }),
      corrected: () => {
        const input = { commandId: newId(), id, reason: 'typo', overrides, draft: newId() };
        return program.call('invoices.correct', input);
      },
      receipt: () => program.call('receipts.issue', { ...ids(), payment }),
      written: () => {
        const input = { ...ids(), payment, written: { series, sheet: 1, day: TODAY } };
        return program.call('receipts.issue', input);
      },
      notice: () =>
        program.call('invoices.notice', {
          ...{ ...ids(), invoice: id, orderNumber: 'PO 7', contact: null },
          ...{ dueDate: null, text: '', reason: 'forgotten' },
        }),
    };
    // It has left the office: put right, it would be by a credit note.
    await program.must('documents.openPdf', { commandId: newId(), id });
    machine.isFull = true;
    const answers: Record<string, unknown> = {};
    for (const [what, attempt] of Object.entries(attempts)) answers[what] = await attempt();
    expect(answers).toEqual(Object.fromEntries(Object.keys(attempts).map((what) => [what, refused])));
    expect(await program.must('books.counts', {})).toEqual(before);
    machine.isFull = false;
    expect(await attempts.receipt()).toMatchObject({ ok: true, value: { number: 'RC-0001' } });
    expect(await attempts.cancelled()).toMatchObject({ ok: true });
  });

  it('JO7: takes money, says so on the screen, and lets everything out', async () => {
    const id = await invoice();
    machine.isFull = true;
    const state = await program.must('app.state', {});
    expect(state.company).toMatchObject({ warnings: expect.arrayContaining(['low-disk']) });
    await program.must('payments.post', paymentOf(office, 120_00, [{ target: id, amount: 120_00 }]));
    expect((await view(id)).outstanding).toBe(0);
    expect(await print(id)).toMatchObject({ ok: true });
    expect(await program.must('documents.savePdf', { commandId: newId(), id })).toEqual({ saved: true });
    const what = { list: 'customers', search: '', archived: false, sort: 'name', direction: 'asc' } as const;
    const exported = await program.must('lists.export', { commandId: newId(), format: 'csv', what });
    expect(exported).toMatchObject({ saved: true });
    expect(await readdir(chosen)).toContain('INV-0001.pdf');
  });
});

describe('a document on its way out', () => {
  it('DO1: is neither printed nor saved where the record cannot say that it left', async () => {
    const id = await invoice();
    await program.must('documents.pdf', { id });
    machine.takesNothing = true;
    expect(await print(id)).toEqual(refused);
    expect(await program.call('documents.savePdf', { commandId: newId(), id })).toEqual(refused);
    expect(printed).toEqual([]);
    expect(await readdir(chosen)).toEqual([]);
    machine.takesNothing = false;
    expect(await voided(id)).toMatchObject({ ok: true });
  });

  it('DO1, DO7: that no printer took counts as out of the house, and is printed next as the original', async () => {
    const id = await invoice();
    machine.printsNothing = true;
    expect(await print(id)).toMatchObject({ error: { kind: 'printing', problem: 'printer-stopped' } });
    expect((await view(id)).released).toBe(true);
    expect(await voided(id)).toMatchObject({ error: { kind: 'refused' } });
    machine.printsNothing = false;
    await print(id);
    await print(id);
    expect(printed).toEqual(['INV-0001 paper', 'INV-0001 stamped']);
  });

  it('DO1: that could not be written where it was to be saved counts as out of the house', async () => {
    const id = await invoice();
    desk.chosen = join(chosen, 'gone');
    expect(await program.call('documents.savePdf', { commandId: newId(), id })).toMatchObject({
      error: { kind: 'storage' },
    });
    expect(await voided(id)).toMatchObject({ error: { kind: 'refused' } });
  });

  it('DO1: whose dialog was closed is still in the office', async () => {
    const id = await invoice();
    delete desk.chosen;
    expect(await program.must('documents.savePdf', { commandId: newId(), id })).toEqual({ saved: false });
    expect(await voided(id)).toMatchObject({ ok: true });
  });
});
