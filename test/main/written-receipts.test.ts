/** Receipts that were written by hand on a sheet of a pad, entered later from their payment (NU6, AL1). */
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { office, officeForEach, program } from './each-office.ts';
import { issue, newId, paymentOf } from './harness.ts';

const TODAY = '2026-03-02';

officeForEach();

type Issue = InputOf<'receipts.issue'>;

const addPad = (kind: 'receipt' | 'invoice' = 'receipt', prefix = 'R-') =>
  program.must('series.addPad', {
    ...{ commandId: newId(), kind, prefix, width: 3 },
    ...{ first: minor(1), last: minor(5) },
  });
const pay = async (date = '2026-02-20') =>
  (await program.must('payments.post', { ...paymentOf(office, 70_00, []), date })).id;
const enter = (payment: string, written: NonNullable<Issue['written']>, more: Partial<Issue> = {}) =>
  program.call('receipts.issue', { commandId: newId(), id: newId(), payment, written, ...more });
const codesOf = (reply: Awaited<ReturnType<typeof enter>>) =>
  reply.ok || reply.error.kind !== 'findings' ? [] : reply.error.findings.map(({ code }) => code);
/** Fate, first and last number of each run of the pads. */
const told = async () => {
  const { series } = await program.must('series.report', { year: null });
  return series
    .filter(({ isPaper }) => isPaper)
    .flatMap(({ runs }) => runs.map(({ fate, first, last }) => `${fate} ${first} ${last}`));
};

describe('a pad of receipts', () => {
  it('NU6, AL1: a sheet keeps its number and day, and the number report has it', async () => {
    const { id: series } = await addPad();
    const invoice = await issue(program, office, '100');
    const { id: payment } = await program.must('payments.post', {
      ...paymentOf(office, 150_00, [{ target: invoice.id, amount: 120_00 }]),
      date: '2026-02-18',
    });
    const id = newId();
    const written = { series, sheet: 3, day: '2026-02-18' };
    expect(await enter(payment, written, { id })).toEqual({ ok: true, value: { id, number: 'R-003' } });
    const { document, sheet, status } = await program.must('documents.get', { id, today: TODAY });
    expect([document.issueDate, document.dueDate, document.totals.due, status]).toEqual([
      '2026-02-18',
      '2026-02-18',
      150_00,
      'issued',
    ]);
    expect(document.lines.map(({ description }) => description)).toEqual(['For INV-0001', 'On account']);
    expect(sheet).toEqual({ series, counter: 3 });
    expect(await told()).toEqual(['missing R-001 R-002', 'issued R-003 R-003', 'unused R-004 R-005']);
    const listed = (await program.must('series.list', {})).find(({ paper }) => paper);
    expect(listed).toMatchObject({ kind: 'receipt', current: false, paper: { left: 4 } });
    expect((await program.must('payments.get', { id: payment })).receipt?.number).toBe('R-003');
    // The desktop's own receipts are numbered as if there were no pad.
    const next = { commandId: newId(), id: newId(), payment: await pay() };
    expect((await program.must('receipts.issue', next)).number).toBe('RC-0001');
  });

  it('NU6, AL1: a sheet is entered once, and so is the receipt of a payment', async () => {
    const { id: series } = await addPad();
    const [one, two] = [await pay(), await pay()];
    const first = { commandId: newId(), id: newId() };
    const entered = await enter(one, { series, sheet: 1, day: '2026-02-20' }, first);
    expect(await enter(one, { series, sheet: 1, day: '2026-02-20' }, first)).toEqual(entered);
    expect(codesOf(await enter(two, { series, sheet: 1, day: '2026-02-20' }))).toEqual(['sheet-taken']);
    expect(await enter(one, { series, sheet: 2, day: '2026-02-20' })).toMatchObject({
      ok: false,
      error: { reason: 'receipt-given', params: { number: 'R-001' } },
    });
    // Taken back, the sheet and the payment's receipt can be entered again.
    await program.must('invoices.void', { commandId: newId(), id: first.id, reason: 'misread' });
    expect(await told()).toEqual(['void R-001 R-001', 'unused R-002 R-005']);
    expect((await enter(two, { series, sheet: 1, day: '2026-02-20' })).ok).toBe(true);
    expect(await told()).toEqual(['issued R-001 R-001', 'unused R-002 R-005']);
  });

  it('NU6: a sheet is of a pad of receipts', async () => {
    const { id: series } = await addPad();
    const invoices = await addPad('invoice', 'P-');
    const payment = await pay();
    const day = '2026-02-20';
    expect(codesOf(await enter(payment, { series, sheet: 6, day }))).toEqual(['sheet-not-of-pad']);
    expect(codesOf(await enter(payment, { series: invoices.id, sheet: 1, day }))).toEqual(['pad-missing']);
    expect(codesOf(await enter(payment, { series: newId(), sheet: 1, day }))).toEqual(['pad-missing']);
    expect(await told()).toEqual(['unused R-001 R-005', 'unused P-001 P-005']);
  });

  it('NU6, PC2: the day on the sheet is neither to come nor in a closed period', async () => {
    const { id: series } = await addPad();
    const payment = await pay();
    expect(codesOf(await enter(payment, { series, sheet: 1, day: '2026-03-03' }))).toEqual([
      'written-to-come',
    ]);
    const close = { commandId: newId(), through: '2026-02-28', absent: [], note: '' };
    await program.must('periods.close', close);
    expect(codesOf(await enter(payment, { series, sheet: 1, day: '2026-02-20' }))).toEqual([
      'written-in-closed',
    ]);
    expect((await enter(payment, { series, sheet: 1, day: TODAY })).ok).toBe(true);
  });

  it('NU6, DO2: asks about a spoilt sheet, days out of order, and a receipt dated before its payment', async () => {
    const { id: series } = await addPad();
    expect((await enter(await pay(), { series, sheet: 4, day: '2026-02-20' })).ok).toBe(true);
    const said = { commandId: newId(), id: series, from: 2, to: 2, reason: 'torn' };
    await program.must('series.saySheets', said);
    const payment = await pay('2026-02-25');
    expect(codesOf(await enter(payment, { series, sheet: 5, day: '2026-02-24' }))).toEqual([
      'receipt-before-payment',
    ]);
    const written = { series, sheet: 2, day: '2026-02-25' };
    expect(codesOf(await enter(payment, written))).toEqual(['sheet-spoilt', 'sheet-out-of-order']);
    const id = newId();
    const spoilt = { code: 'sheet-spoilt', reason: 'mended with tape' };
    expect(codesOf(await enter(payment, written, { overrides: [spoilt] })).length).toBe(2);
    const overrides = [spoilt, { code: 'sheet-out-of-order', reason: 'so it was' }];
    expect(await enter(payment, written, { id, overrides })).toMatchObject({ value: { number: 'R-002' } });
  });
});
