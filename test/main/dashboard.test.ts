import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, paymentOf } from './harness.ts';

const TODAY = '2026-03-02';

officeForEach();

const PASSED_OVER = [
  'currency-differs',
  'exchange-rate-missing',
  'back-dated',
  'date-before-last-issue',
  'due-date-past',
];

type Draft = ReturnType<typeof draftFor>;

const issueDraft = (draft: Draft) =>
  program.must('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft,
    overrides: PASSED_OVER.map((code) => ({ code, reason: 'a day of the test' })),
  });

const dashboard = (today = TODAY) => program.must('dashboard.get', { today });

describe('the dashboard', () => {
  it('MO3: what is owed and overdue stands in a block of its own for each currency', async () => {
    const due = await issue(program, office, '100');
    await issueDraft(draftFor(office, '50', { issueDate: '2026-02-10', dueDate: '2026-02-20' }));
    const euros = { currency: 'EUR', issueDate: '2026-02-20', dueDate: '2026-03-01' };
    await issueDraft(draftFor(office, '10', euros));
    await program.must('payments.post', paymentOf(office, 45_00, [{ target: due.id, amount: 45_00 }]));
    const { currencies, overdue, customers, invoices } = await dashboard();
    expect(currencies).toMatchObject([
      { currency: 'EUR', owed: 12_00, overdue: 12_00, openInvoices: 1, overdueInvoices: 1 },
      { currency: 'GBP', owed: 135_00, overdue: 60_00, openInvoices: 2, overdueInvoices: 1 },
    ]);
    expect(overdue.map(({ outstanding, age }) => [outstanding, age])).toEqual([
      [60_00, 10],
      [12_00, 1],
    ]);
    expect([customers, invoices]).toEqual([1, 3]);
  });

  it('AG1: an invoice is not overdue on the day on which it is due', async () => {
    await issueDraft(draftFor(office, '10', { dueDate: '2026-03-09' }));
    const late = async (today: string) => (await dashboard(today)).currencies.map(({ overdue }) => overdue);
    expect(await late('2026-03-09')).toEqual([0]);
    expect(await late('2026-03-10')).toEqual([12_00]);
  });

  it('DO1, DO4: a month bills what was issued in it, less credit notes, and nothing of what is void', async () => {
    const credited = await issue(program, office, '100');
    const wrong = await issue(program, office, '40');
    await issueDraft(draftFor(office, '10', { currency: 'EUR' }));
    await issueDraft(draftFor(office, '70', { issueDate: '2026-02-27' }));
    await program.must('invoices.void', { commandId: newId(), id: wrong.id, reason: 'twice' });
    const { draft } = await program.must('invoices.credit', { id: credited.id });
    await issueDraft({
      ...draft,
      lines: draft.lines.map((line) => ({ ...line, unitPrice: '25' })),
      credits: { invoices: [credited.id], period: null, reason: 'two came back' },
    });
    expect((await dashboard()).currencies).toMatchObject([
      { currency: 'EUR', billedThisMonth: 12_00, owed: 12_00, receivedThisMonth: 0 },
      { currency: 'GBP', billedThisMonth: 90_00, owed: 174_00, receivedThisMonth: 0 },
    ]);
    expect((await dashboard('2026-02-28')).currencies).toMatchObject([
      { currency: 'EUR', billedThisMonth: 0, owed: 0 },
      { currency: 'GBP', billedThisMonth: 84_00, owed: 84_00 },
    ]);
  });

  it('AL5: a month has received whole payments of its days, whatever they settle, and none that is void', async () => {
    const invoice = await issue(program, office, '100');
    await program.must('payments.post', paymentOf(office, 150_00, [{ target: invoice.id, amount: 120_00 }]));
    await program.must('payments.post', { ...paymentOf(office, 20_00, []), date: '2026-02-28' });
    await program.must('payments.post', { ...paymentOf(office, 7_50, []), currency: 'EUR' });
    const wrong = paymentOf(office, 33_00, []);
    await program.must('payments.post', wrong);
    await program.must('payments.void', { commandId: newId(), id: wrong.id, reason: 'entered twice' });
    expect((await dashboard()).currencies).toMatchObject([
      { currency: 'EUR', receivedThisMonth: 7_50, owed: 0, unapplied: 7_50 },
      { currency: 'GBP', receivedThisMonth: 150_00, owed: 0, unapplied: 50_00 },
    ]);
    expect((await dashboard('2026-02-28')).currencies[1]).toMatchObject({ receivedThisMonth: 20_00 });
  });
});
