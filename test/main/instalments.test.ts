/** AG3: instalments from the terms to the aging, each on its own. */
import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId, paymentOf } from './harness.ts';

const TERMS = '01900000-0000-7000-8000-00000000cc02';
const TODAY = '2026-03-02';
const DAY = 86_400_000;

officeForEach();

const rule = (days: number) => ({ kind: 'days' as const, days, months: 0, day: 1 });

async function saveTerms(instalments = [{ percent: '30', ...rule(0) }]) {
  const discount = { discountPercent: '2', discountDays: 10 };
  const fields = { name: '30/70', ...rule(30), ...discount, instalments, archived: false };
  return program.call('terms.save', { commandId: newId(), id: TERMS, expectedRevision: null, fields });
}

async function issued(more: Parameters<typeof draftFor>[2] = {}, price = '100') {
  const draft = draftFor(office, price, { terms: TERMS, ...more });
  const input = { commandId: newId(), id: newId(), draft, overrides: [] };
  return program.must('invoices.issue', input);
}

const get = (id: string, today = TODAY) => program.must('documents.get', { id, today });
const pay = (id: string, amount: number, date: string) =>
  program.must('payments.post', { ...paymentOf(office, amount, [{ target: id, amount }]), date });
const buckets = async (asOf: string) => {
  const report = await program.must('aging.report', { asOf, by: 'due' });
  expect(report.tied).toBe(true);
  return report.sums[0]?.buckets ?? [];
};

describe('instalments', () => {
  it('AG3: a part that is no number is refused beside its field', async () => {
    const refused = await saveTerms([{ percent: 'half', ...rule(0) }]);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(JSON.stringify(refused)).toContain('not-a-rate');
  });

  it('AG3, DO3: stand on the invoice, which is due with the first of them; no early discount is offered', async () => {
    await saveTerms();
    const draft = draftFor(office, '100', { terms: TERMS });
    const check = await program.must('invoices.check', { id: newId(), draft });
    const parts = [
      { due: '2026-03-02', amount: 36_00 },
      { due: '2026-04-01', amount: 84_00 },
    ];
    expect(check).toMatchObject({ dueDate: '2026-03-02', instalments: parts });
    const { id } = await issued();
    const { document, instalments } = await get(id);
    expect(document).toMatchObject({ dueDate: '2026-03-02', terms: { discount: null, instalments: parts } });
    expect(instalments.map(({ amount, number }) => [amount, number])).toEqual([
      [36_00, 1],
      [84_00, 2],
    ]);
  });

  it('DO3: a typed due date is that of the whole', async () => {
    await saveTerms();
    const { id } = await issued({ dueDate: '2026-03-20' });
    const { document } = await get(id);
    expect([document.dueDate, document.terms.instalments]).toEqual(['2026-03-20', undefined]);
  });

  it('AG3, AG4: age one by one; what is paid settles the earliest first, today and on past days', async () => {
    await saveTerms();
    const { id } = await issued();
    expect(await buckets(TODAY)).toEqual([120_00, 0, 0, 0, 0]);
    program.clock.time += 3 * DAY;
    expect(await buckets('2026-03-05')).toEqual([84_00, 36_00, 0, 0, 0]);
    await pay(id, 40_00, '2026-03-05');
    expect(await buckets('2026-03-05')).toEqual([80_00, 0, 0, 0, 0]);
    expect(await buckets('2026-03-04')).toEqual([84_00, 36_00, 0, 0, 0]);
    expect(await buckets('2026-04-02')).toEqual([0, 80_00, 0, 0, 0]);
    expect(await buckets('2026-05-02')).toEqual([0, 0, 80_00, 0, 0]);
    const view = await get(id, '2026-03-05');
    expect([view.status, view.dueDate]).toEqual(['part-paid', '2026-04-01']);
    expect((await get(id, '2026-04-02')).status).toBe('overdue');
  });

  it('AG3: of an invoice with one instalment overdue the whole is overdue, in figures only what is', async () => {
    await saveTerms();
    const { id } = await issued();
    program.clock.time += 2 * DAY;
    const today = '2026-03-04';
    expect((await get(id, today)).status).toBe('overdue');
    const board = await program.must('dashboard.get', { today });
    expect(board.currencies).toMatchObject([
      { overdue: 36_00, owed: 120_00, openInvoices: 1, overdueInvoices: 1, buckets: [84_00, 36_00, 0, 0, 0] },
    ]);
    expect(board.overdue).toMatchObject([{ id, outstanding: 36_00, age: 2 }]);
    const account = await program.must('customers.account', { id: office.customer, today });
    expect(account.accounts).toMatchObject([{ outstanding: 120_00, overdue: 36_00, invoices: 1 }]);
    const asked = { customer: office.customer, asOf: today, by: 'due' } as const;
    const { items } = await program.must('aging.customer', asked);
    expect(items.map(({ instalment, outstanding, bucket }) => [instalment, outstanding, bucket])).toEqual([
      [{ number: 1, of: 2 }, 36_00, 1],
      [{ number: 2, of: 2 }, 84_00, 0],
    ]);
    const late = await program.must('dashboard.get', { today: '2026-05-04' });
    expect(late.overdue).toMatchObject([{ id, outstanding: 120_00 }]);
    expect(late.currencies).toMatchObject([{ overdue: 120_00, overdueInvoices: 1 }]);
  });

  it('DO6: a later due date of a correction notice puts off what is due before it, from its day on', async () => {
    await saveTerms();
    const { id } = await issued();
    program.clock.time += 3 * DAY;
    const notice = {
      commandId: newId(),
      id: newId(),
      invoice: id,
      orderNumber: null,
      contact: null,
      text: '',
    };
    const refused = await program.call('invoices.notice', {
      ...{ ...notice, reason: 'agreed' },
      dueDate: '2026-03-02',
    });
    expect(refused).toMatchObject({ ok: false, error: { fields: [{ problem: 'not-later' }] } });
    await program.must('invoices.notice', { ...notice, reason: 'agreed', dueDate: '2026-03-15' });
    expect((await get(id, '2026-03-05')).dueDate).toBe('2026-03-15');
    expect(await buckets('2026-03-04')).toEqual([84_00, 36_00, 0, 0, 0]);
    expect(await buckets('2026-03-05')).toEqual([120_00, 0, 0, 0, 0]);
    expect(await buckets('2026-03-16')).toEqual([84_00, 36_00, 0, 0, 0]);
    expect(await buckets('2026-04-02')).toEqual([0, 120_00, 0, 0, 0]);
  });

  it('DO1: of a voided invoice none is open', async () => {
    await saveTerms();
    const { id } = await issued();
    await program.must('invoices.void', { commandId: newId(), id, reason: 'wrong' });
    expect((await get(id)).instalments).toEqual([]);
    expect(await buckets(TODAY)).toEqual([]);
  });

  it('are refused where nothing is left for the last', async () => {
    const halves = [
      { percent: '50', ...rule(0) },
      { percent: '50', ...rule(10) },
    ];
    expect(await saveTerms(halves)).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'fields.instalments', problem: 'no-rest' }] },
    });
  });
});
