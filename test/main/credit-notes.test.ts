import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, paymentOf } from './harness.ts';

const TODAY = '2026-03-02';

officeForEach();

const get = (id: string) => program.must('documents.get', { id, today: TODAY });

/** The draft that crediting an invoice begins with, its first line at another quantity and price. */
async function creditDraft(invoice: string, unitPrice: string, reason = 'Two came back') {
  const { draft } = await program.must('invoices.credit', { id: invoice });
  const lines = draft.lines.map((line) => ({ ...line, unitPrice }));
  return { ...draft, lines, credits: { invoices: [invoice], period: null, reason } };
}

const issueCredit = (draft: InputOf<'invoices.issue'>['draft'], id = newId()) =>
  program.call('invoices.issue', { commandId: newId(), id, draft, overrides: [] });

const leave = (id: string) => program.must('documents.openPdf', { commandId: newId(), id });

describe('credit notes', () => {
  it('DO4, NU4: a part of an invoice is credited under a number of its own and allocated in the same commit', async () => {
    const invoice = await issue(program, office, '100');
    const id = newId();
    const issued = await issueCredit(await creditDraft(invoice.id, '25'), id);
    expect(issued).toMatchObject({ ok: true, value: { number: 'CN-0001', total: 30_00 } });
    expect((await get(invoice.id)).outstanding).toBe(90_00);
    const note = await get(id);
    expect([note.status, note.outstanding]).toEqual(['paid', 0]);
    expect(note.document.credits).toMatchObject({
      invoices: [{ id: invoice.id, number: 'INV-0001', amount: 30_00 }],
      reason: 'Two came back',
    });
    expect((await get(invoice.id)).creditedBy).toEqual([{ id, number: 'CN-0001', amount: 30_00 }]);
    const again = await issueCredit(await creditDraft(invoice.id, '10'));
    expect(again).toMatchObject({ ok: true, value: { number: 'CN-0002' } });
  });

  it('DO4: never more than is left to credit, counted over all credit notes', async () => {
    const invoice = await issue(program, office, '100');
    await issueCredit(await creditDraft(invoice.id, '90'));
    const beyond = await issueCredit(await creditDraft(invoice.id, '10.01'));
    expect(beyond).toMatchObject({
      ok: false,
      error: { kind: 'findings', findings: [{ code: 'credit-exceeds', path: 'lines' }] },
    });
    expect(await issueCredit(await creditDraft(invoice.id, '10'))).toMatchObject({ ok: true });
  });

  it('DO4: credit on a paid invoice becomes the customer’s credit, and can be given back (AL6)', async () => {
    const invoice = await issue(program, office, '100');
    await program.must('payments.post', paymentOf(office, 120_00, [{ target: invoice.id, amount: 120_00 }]));
    const id = newId();
    await issueCredit(await creditDraft(invoice.id, '25'), id);
    expect((await get(id)).outstanding).toBe(30_00);
    const refund = (amount: number) =>
      program.call('refunds.make', {
        commandId: newId(),
        source: { kind: 'creditNote', id },
        amount: amount as never,
        method: office.method,
        date: TODAY,
        reference: 'TRF 9',
        reason: 'Asked for the money',
      });
    expect(await refund(30_01)).toMatchObject({ ok: false, error: { reason: 'not-enough-credit' } });
    expect(await refund(20_00)).toMatchObject({ ok: true, value: { refunded: 20_00 } });
    expect((await get(id)).outstanding).toBe(10_00);
    const report = await program.must('aging.report', { asOf: TODAY, by: 'due' });
    expect([report.tied, report.sums[0]?.unapplied]).toEqual([true, 10_00]);
  });

  it('DO4: a credit note for a period names no invoice and leaves all of it as credit', async () => {
    await issue(program, office, '100');
    const draft = {
      ...draftFor(office, '5'),
      kind: 'creditNote' as const,
      credits: {
        invoices: [],
        period: { from: '2026-01-01', to: '2026-02-28' },
        reason: 'Rebate for the quarter',
      },
    };
    const id = newId();
    expect(await issueCredit(draft, id)).toMatchObject({ ok: true, value: { total: 6_00 } });
    expect((await get(id)).outstanding).toBe(6_00);
  });

  it('DO1: an invoice that left the office is cancelled by a credit note over all of it', async () => {
    const invoice = await issue(program, office, '100');
    await leave(invoice.id);
    expect(await program.must('invoices.cancelCheck', { id: invoice.id })).toMatchObject({
      how: 'credit-note',
      number: 'CN-0001',
      total: 120_00,
    });
    const commandId = newId();
    const input = { commandId, id: invoice.id, reason: 'Never delivered', overrides: [] };
    const cancelled = await program.must('invoices.cancel', input);
    expect(await program.must('invoices.cancel', input)).toEqual(cancelled);
    const [was, note] = [await get(invoice.id), await get(cancelled.id)];
    expect([was.outstanding, was.status, note.outstanding]).toEqual([0, 'paid', 0]);
    expect(note.document.totals).toEqual(was.document.totals);
    expect(note.document.lines).toEqual(was.document.lines);
    const twice = await program.call('invoices.cancel', { ...input, commandId: newId() });
    expect(twice).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'partly-credited' } });
  });

  it('DO6: correcting voids or cancels, and copies into a draft, in one commit', async () => {
    const early = await issue(program, office, '100');
    const correct = (id: string, draft: string) =>
      program.must('invoices.correct', {
        commandId: newId(),
        id,
        reason: 'Wrong price',
        overrides: [],
        draft,
      });
    const first = newId();
    expect(await correct(early.id, first)).toEqual({ draft: first, creditNote: null });
    expect((await get(early.id)).status).toBe('void');
    const { draft } = await program.must('drafts.get', { id: first });
    expect([draft.kind, draft.copiedFrom, draft.lines[0]?.unitPrice]).toEqual(['invoice', early.id, '100']);

    const late = await issue(program, office, '50');
    await leave(late.id);
    const second = newId();
    expect((await correct(late.id, second)).creditNote?.number).toBe('CN-0001');
    const { draft: again } = await program.must('drafts.get', { id: second });
    const reissued = await program.must('invoices.issue', {
      commandId: newId(),
      id: second,
      draft: { ...again, lines: again.lines.map((line) => ({ ...line, unitPrice: '60' })) },
      overrides: [],
    });
    expect((await get(late.id)).copies).toEqual([{ id: second, number: reissued.number }]);
  });

  it('DO6, TX11: a corrected invoice keeps day and place of supply', async () => {
    const id = newId();
    const shipTo = { lines: ['Gate 4'], city: 'Hull', postcode: 'HU1 1AA', region: '', country: 'GB' };
    const supply = { supplyFrom: '2026-02-01', supplyDate: '2026-02-20', shipTo };
    const draft = draftFor(office, '10', supply);
    await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: [] });
    const corrected = newId();
    const why = { id, reason: 'Wrong price', overrides: [], draft: corrected };
    await program.must('invoices.correct', { commandId: newId(), ...why });
    expect((await program.must('drafts.get', { id: corrected })).draft).toMatchObject(supply);
  });

  it('the books built anew from the journal say the same', async () => {
    const invoice = await issue(program, office, '100');
    const id = newId();
    await issueCredit(await creditDraft(invoice.id, '25'), id);
    for (const one of [invoice.id, id]) await program.must('documents.pdf', { id: one });
    const before = [await get(invoice.id), await get(id)];
    await program.must('companies.rebuildBooks', {});
    expect([await get(invoice.id), await get(id)]).toEqual(before);
  });
});
