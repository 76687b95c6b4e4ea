import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId } from './harness.ts';

const TODAY = '2026-03-02';
/** Payment terms of which only the days matter here. */
const NET_60 = {
  ...{ name: '60 days', kind: 'days' as const, days: 60, months: 0, day: 1 },
  ...{ discountPercent: null, discountDays: 0, archived: false },
};

officeForEach();

const get = (id: string) => program.must('documents.get', { id, today: TODAY });
const offers = async (status: 'all' | 'open' | 'accepted' | 'declined' | 'expired' | 'invoiced') =>
  (
    await program.must('offers.list', {
      search: '',
      status,
      customer: null,
      today: TODAY,
      cursor: null,
      limit: 50,
    })
  ).rows.map(({ number }) => number);

async function issueOffer(price: string, kind: 'quote' | 'proForma' = 'quote', quantity = '1') {
  const { lines, ...header } = draftFor(office, price);
  const id = newId();
  const issued = await program.must('invoices.issue', {
    commandId: newId(),
    id,
    draft: { ...header, kind, lines: lines.map((line) => ({ ...line, quantity })) },
    overrides: [],
  });
  return { ...issued, id };
}

const answer = (id: string, accepted: boolean, reason = '') =>
  program.must('quotes.answer', { commandId: newId(), id, accepted, reason });

/** Issues the draft that an offer becomes, its line at another quantity. */
async function invoiceOffer(id: string, quantity?: string) {
  const { draft } = await program.must('offers.invoice', { id });
  const lines = quantity === undefined ? draft.lines : draft.lines.map((line) => ({ ...line, quantity }));
  const invoice = newId();
  await program.must('invoices.issue', {
    commandId: newId(),
    id: invoice,
    draft: { ...draft, lines },
    overrides: [{ code: 'likely-duplicate-amount', reason: 'the next part' }],
  });
  return invoice;
}

describe('quotes', () => {
  it('NU4, DO1: have a series of their own, a last day, and owe nothing', async () => {
    await issue(program, office, '10');
    const quote = await issueOffer('100');
    expect([quote.number, (await issueOffer('5', 'proForma')).number]).toEqual(['Q-0001', 'PF-0001']);
    const view = await get(quote.id);
    expect([view.status, view.outstanding, view.document.dueDate]).toEqual(['open', 0, '2026-04-01']);
    const report = await program.must('aging.report', { asOf: TODAY, by: 'due' });
    expect(report.sums).toMatchObject([{ balance: 12_00 }]);
    const filter = { search: '', status: 'all', customer: null, from: null, to: null, today: TODAY } as const;
    const totals = await program.must('documents.totals', filter);
    expect(totals).toMatchObject({ count: 1, sums: [{ total: 12_00, outstanding: 12_00 }] });
    const listed = await program.must('documents.list', {
      ...filter,
      sort: 'issueDate',
      direction: 'desc',
      cursor: null,
      limit: 50,
    });
    expect(listed.rows.map(({ number }) => number)).toEqual(['INV-0001']);
    expect(await offers('all')).toEqual(['PF-0001', 'Q-0001']);
  });

  it('DO1: are accepted or declined, the latest word stands, and expire when nobody answers', async () => {
    const [yes, no, late] = [await issueOffer('1'), await issueOffer('2'), await issueOffer('3')];
    await answer(yes.id, false, 'too dear');
    await answer(yes.id, true);
    await answer(no.id, false, 'went elsewhere');
    expect([await offers('accepted'), await offers('declined'), await offers('open')]).toEqual([
      ['Q-0001'],
      ['Q-0002'],
      ['Q-0003'],
    ]);
    expect((await get(no.id)).answer).toEqual({ accepted: false, on: TODAY, reason: 'went elsewhere' });
    const then = await program.must('documents.get', { id: late.id, today: '2026-04-02' });
    expect(then.status).toBe('expired');
  });

  it('become invoices whole or in part, and never more than was offered', async () => {
    const quote = await issueOffer('10', 'quote', '8');
    const first = await invoiceOffer(quote.id, '3');
    const { draft } = await program.must('offers.invoice', { id: quote.id });
    expect([draft.kind, draft.copiedFrom, draft.lines[0]?.quantity]).toEqual(['invoice', quote.id, '5']);
    const second = await invoiceOffer(quote.id);
    expect((await get(second)).outstanding).toBe(60_00);
    expect(await program.call('offers.invoice', { id: quote.id })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'nothing-to-invoice' },
    });
    expect((await get(quote.id)).copies.map(({ id }) => id)).toEqual([first, second]);
    expect(await offers('invoiced')).toEqual(['Q-0001']);
    await program.must('invoices.void', { commandId: newId(), id: second, reason: 'too early' });
    const again = await program.must('offers.invoice', { id: quote.id });
    expect(again.draft.lines[0]?.quantity).toBe('5');
  });

  it('DO1, TX10: pass on to the invoice what was agreed: terms, place of delivery, buyer reference', async () => {
    const terms = newId();
    const fields = NET_60;
    await program.must('terms.save', { commandId: newId(), id: terms, expectedRevision: null, fields });
    const shipTo = { lines: ['Gate 4'], city: 'Hull', postcode: 'HU1 1AA', region: '', country: 'GB' };
    const id = newId();
    await program.must('invoices.issue', {
      commandId: newId(),
      id,
      draft: { ...draftFor(office, '10'), kind: 'quote', terms, shipTo, buyerReference: 'PO-7' },
      overrides: [],
    });
    const { draft } = await program.must('offers.invoice', { id });
    expect(draft).toMatchObject({ terms, shipTo, buyerReference: 'PO-7', dueDate: null });
    expect((await program.must('invoices.copy', { id })).draft).toMatchObject({ terms, shipTo });
  });

  it('EV11: are archived and printed like every document, and can be withdrawn', async () => {
    const quote = await issueOffer('100');
    await program.must('documents.pdf', { id: quote.id });
    expect((await get(quote.id)).archived).not.toBeNull();
    await program.must('invoices.void', { commandId: newId(), id: quote.id, reason: 'wrong customer' });
    expect((await get(quote.id)).status).toBe('void');
    const refused = await program.call('quotes.answer', {
      commandId: newId(),
      id: quote.id,
      accepted: true,
      reason: '',
    });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'already-void' } });
  });
});
