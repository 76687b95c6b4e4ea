import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, paymentOf } from './harness.ts';

const TODAY = '2026-03-02';

officeForEach();

type Draft = InputOf<'drafts.keep'>['draft'];

const get = (id: string, today = TODAY) => program.must('documents.get', { id, today });
const issueDraft = async (draft: Draft) => {
  const id = newId();
  return { ...(await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: [] })), id };
};
const listed = async (
  shelf: 'deliveryNote' | 'receipt' | 'correction',
  status: 'all' | 'open' | 'invoiced' = 'all',
) => {
  const page = { search: '', customer: null, today: TODAY, cursor: null, limit: 50 };
  const { rows } = await program.must('offers.list', { ...page, shelf, status });
  return rows.map(({ number }) => number);
};
const percent = (value: string, reason: string): Draft['adjustments'][number] => ({
  ...{ kind: 'allowance', percent: value, amount: null, tax: null },
  reason,
});
const deliver = (price: string) =>
  issueDraft({ ...draftFor(office, price), kind: 'deliveryNote', hidesAmounts: true });

describe('delivery notes', () => {
  it('NU4, RE4: have a number of their own, owe nothing, and several become one invoice', async () => {
    const [one, two] = [await deliver('10'), await deliver('20')];
    expect([one.number, two.number]).toEqual(['DEL-0001', 'DEL-0002']);
    const view = await get(one.id);
    expect([view.status, view.outstanding, view.document.hidesAmounts]).toEqual(['open', 0, true]);
    expect(await listed('deliveryNote', 'open')).toEqual(['DEL-0002', 'DEL-0001']);
    const { draft } = await program.must('deliveries.invoice', { ids: [one.id, two.id] });
    expect(draft).toMatchObject({ kind: 'invoice', about: { documents: [one.id, two.id] } });
    expect(draft.lines.map(({ unitPrice, supplyFrom }) => [unitPrice, supplyFrom])).toEqual([
      ['10', TODAY],
      ['20', TODAY],
    ]);
    const invoice = await issueDraft(draft);
    expect(invoice.total).toBe(36_00);
    expect(await listed('deliveryNote', 'open')).toEqual([]);
    expect(await listed('deliveryNote', 'invoiced')).toEqual(['DEL-0002', 'DEL-0001']);
    expect((await get(one.id)).namedBy).toMatchObject([{ number: invoice.number, kind: 'invoice' }]);
    const again = await program.call('deliveries.invoice', { ids: [one.id] });
    expect(again).toMatchObject({ ok: false, error: { reason: 'nothing-to-invoice' } });
    const twice = await program.must('invoices.check', { id: newId(), draft });
    expect(twice.findings.map(({ code }) => code)).toContain('delivery-billed');
    const refused = await program.call('invoices.void', { commandId: newId(), id: one.id, reason: 'no' });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'delivery-billed' } });
  });

  it('RE4: begun from an invoice’s draft, which names it: billed by that invoice, and asked about while it is a draft', async () => {
    const delivery = newId();
    const delivered = { ...draftFor(office, '10'), kind: 'deliveryNote', hidesAmounts: true } as const;
    const invoice = draftFor(office, '10', { about: { documents: [delivery], reason: '' } });
    const codes = async () =>
      (await program.must('invoices.check', { id: newId(), draft: invoice })).findings.map(
        ({ code }) => code,
      );
    // One that was never saved, or was discarded, is nothing to wait for.
    expect(await codes()).toEqual([]);
    await program.must('drafts.save', { commandId: newId(), id: delivery, draft: delivered, base: null });
    expect(await codes()).toEqual(['delivery-not-issued']);
    await program.must('invoices.issue', {
      commandId: newId(),
      id: delivery,
      draft: delivered,
      overrides: [],
    });
    expect(await codes()).toEqual([]);
    await issueDraft(invoice);
    expect(await listed('deliveryNote', 'invoiced')).toEqual(['DEL-0001']);
  });

  it('RE4: are to be billed again when the invoice is voided; those of two customers make no one invoice', async () => {
    const note = await deliver('10');
    const { draft } = await program.must('deliveries.invoice', { ids: [note.id] });
    const invoice = await issueDraft(draft);
    await program.must('invoices.void', { commandId: newId(), id: invoice.id, reason: 'wrong' });
    expect(await listed('deliveryNote', 'open')).toEqual(['DEL-0001']);
    expect((await get(note.id)).status).toBe('open');
    const report = await program.must('aging.report', { asOf: TODAY, by: 'due' });
    expect(report.rows).toEqual([]);
  });

  it('come from a quote with its lines, and leave the prices to the invoice', async () => {
    const quote = await issueDraft({ ...draftFor(office, '80'), kind: 'quote' });
    const { draft } = await program.must('offers.deliver', { id: quote.id });
    expect(draft).toMatchObject({ kind: 'deliveryNote', hidesAmounts: true, lines: [{ unitPrice: '80' }] });
    await issueDraft(draft);
    expect((await get(quote.id)).status).toBe('open');
    expect(await program.call('offers.deliver', { id: quote.id })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'nothing-to-deliver', params: { number: 'Q-0001' } },
    });
  });

  it('RE4: what a quote grants and charges on the whole is billed with its deliveries, once', async () => {
    const { lines, ...header } = draftFor(office, '10');
    const freight = {
      kind: 'charge',
      percent: null,
      amount: '35',
      reason: 'Freight',
      tax: office.tax,
    } as const;
    const quote = await issueDraft({
      ...header,
      kind: 'quote',
      adjustments: [percent('10', 'Agreed'), freight],
      lines: lines.map((line) => ({ ...line, quantity: '8' })),
    });
    const notes: string[] = [];
    for (const quantity of ['3', '5']) {
      const { draft } = await program.must('offers.deliver', { id: quote.id });
      const part = draft.lines.map((line) => ({ ...line, quantity }));
      notes.push((await issueDraft({ ...draft, lines: part })).id);
    }
    const { draft } = await program.must('deliveries.invoice', { ids: notes });
    const invoice = await issueDraft(draft);
    const [billed, agreed] = [(await get(invoice.id)).document.totals, (await get(quote.id)).document.totals];
    expect([billed.allowances, billed.charges, billed.withTax]).toEqual([8_00, 35_00, agreed.withTax]);
  });

  describe('of a quote over eight', () => {
    const quoteOf = (quantity: string) => {
      const { lines, ...header } = draftFor(office, '10');
      return issueDraft({
        ...header,
        kind: 'quote',
        lines: lines.map((line) => ({ ...line, quantity })),
      });
    };
    const takeOf = (draft: Draft, quantity: string) =>
      issueDraft({ ...draft, lines: draft.lines.map((line) => ({ ...line, quantity })) });
    const quantities = ({ draft }: { draft: Draft }) => draft.lines.map(({ quantity }) => quantity);

    it('RE4: what its deliveries have billed is not invoiced from the quote again', async () => {
      const quote = await quoteOf('8');
      const { draft: toDeliver } = await program.must('offers.deliver', { id: quote.id });
      const note = await takeOf(toDeliver, '3');
      const whole = await program.must('offers.invoice', { id: quote.id });
      expect(quantities(whole)).toEqual(['8']);
      const { draft } = await program.must('deliveries.invoice', { ids: [note.id] });
      const bill = await issueDraft(draft);
      const rest = await program.must('offers.invoice', { id: quote.id });
      expect(quantities(rest)).toEqual(['5']);
      await issueDraft(rest.draft);
      const none = { error: { reason: 'nothing-to-invoice' } };
      expect(await program.call('offers.invoice', { id: quote.id })).toMatchObject(none);
      // A bill that is taken back bills nothing: its part is to be invoiced again.
      const input = { commandId: newId(), id: bill.id, reason: 'wrong' };
      await program.must('invoices.void', input);
      expect(quantities(await program.must('offers.invoice', { id: quote.id }))).toEqual(['3']);
    });

    it('RE4: what was invoiced from the quote is not billed by its deliveries again', async () => {
      const quote = await quoteOf('8');
      const { draft: toInvoice } = await program.must('offers.invoice', { id: quote.id });
      await takeOf(toInvoice, '6');
      const first = await takeOf((await program.must('offers.deliver', { id: quote.id })).draft, '1');
      const second = await takeOf((await program.must('offers.deliver', { id: quote.id })).draft, '7');
      const both = await program.must('deliveries.invoice', { ids: [first.id, second.id] });
      expect(quantities(both)).toEqual(['1', '1']);
      await issueDraft((await program.must('offers.invoice', { id: quote.id })).draft);
      expect(await program.call('deliveries.invoice', { ids: [second.id] })).toMatchObject({
        error: { reason: 'nothing-to-invoice', params: { number: second.number } },
      });
    });
  });

  it('RE4: several with the same discount bring it once, others keep theirs on their own lines', async () => {
    const note = (price: string, ...adjustments: Draft['adjustments']) =>
      issueDraft({ ...draftFor(office, price), kind: 'deliveryNote', hidesAmounts: true, adjustments });
    const bill = async (...notes: { id: string }[]) => {
      const { draft } = await program.must('deliveries.invoice', { ids: notes.map(({ id }) => id) });
      return { draft, ...(await get((await issueDraft(draft)).id)).document.totals };
    };
    const one = await note('10', percent('10', 'Agreed'));
    const two = await note('20', percent('10', 'Agreed'));
    const same = await bill(one, two);
    expect([same.draft.adjustments.length, same.withoutTax]).toEqual([1, 27_00]);
    const [three, four] = [await note('100', percent('25', 'Old stock')), await note('50')];
    const other = await bill(three, four);
    expect(other.draft.adjustments).toEqual([]);
    expect([other.lines.map(({ amount }) => amount), other.withoutTax]).toEqual([[75_00, 50_00], 125_00]);
  });

  it('RE4: no charge is lost, however many there are', async () => {
    const charges = (from: number): Draft['adjustments'] =>
      Array.from({ length: 7 }, (_, index) => ({
        ...{ kind: 'charge', percent: null, amount: '1', tax: office.tax },
        reason: `Stop ${from + index}`,
      }));
    const ids: string[] = [];
    for (const from of [1, 8]) {
      const draft = { ...draftFor(office, '10'), kind: 'deliveryNote' as const, adjustments: charges(from) };
      ids.push((await issueDraft(draft)).id);
    }
    const { draft } = await program.must('deliveries.invoice', { ids });
    const { totals } = (await get((await issueDraft(draft)).id)).document;
    expect([totals.charges, totals.withoutTax]).toEqual([14_00, 34_00]);
    expect(draft.adjustments[0]?.reason).toContain('Stop 1, Stop 2');
  });
});

describe('receipts', () => {
  it('AL1, NU4: say what the money was for under a number of their own, once for a payment', async () => {
    const invoice = await issue(program, office, '100');
    const posted = await program.must(
      'payments.post',
      paymentOf(office, 150_00, [{ target: invoice.id, amount: 120_00 }]),
    );
    const input = { commandId: newId(), id: newId(), payment: posted.id };
    const receipt = await program.must('receipts.issue', input);
    expect(receipt.number).toBe('RC-0001');
    const { document, status } = await get(receipt.id);
    expect([status, document.totals.due, document.payment?.reference]).toEqual(['issued', 150_00, 'TRF 1']);
    expect(document.lines.map(({ description, unitPrice }) => [description, unitPrice])).toEqual([
      ['For INV-0001', '120.00'],
      ['On account', '30.00'],
    ]);
    expect((await program.must('payments.get', { id: posted.id })).receipt?.number).toBe('RC-0001');
    expect(await listed('receipt')).toEqual(['RC-0001']);
    const twice = { ...input, commandId: newId(), id: newId() };
    expect(await program.call('receipts.issue', twice)).toMatchObject({
      ok: false,
      error: { reason: 'receipt-given', params: { number: 'RC-0001' } },
    });
    const account = await program.must('aging.report', { asOf: TODAY, by: 'due' });
    expect(account.sums).toMatchObject([{ balance: -30_00, unapplied: 30_00 }]);
  });
});

describe('correction notices', () => {
  const notice = (invoice: string, more: Partial<InputOf<'invoices.notice'>>) => ({
    commandId: newId(),
    id: newId(),
    invoice,
    orderNumber: null,
    contact: null,
    dueDate: null,
    text: '',
    reason: 'As agreed by telephone',
    ...more,
  });

  it('DO6, AG2: a later due date is a dated fact: the invoice ages by it from that day on, and not before', async () => {
    const invoice = await issue(program, office, '100');
    const before = (await get(invoice.id)).dueDate;
    program.clock.time = Date.parse('2026-04-10T12:00:00Z');
    expect((await get(invoice.id, '2026-04-10')).status).toBe('overdue');
    const made = await program.must('invoices.notice', notice(invoice.id, { dueDate: '2026-05-01' }));
    expect(made.number).toBe('COR-0001');
    const view = await get(invoice.id, '2026-04-10');
    expect([view.status, view.dueDate, view.document.dueDate]).toEqual(['issued', '2026-05-01', before]);
    const aged = async (asOf: string) =>
      (await program.must('aging.customer', { customer: office.customer, asOf, by: 'due' })).items.map(
        ({ dueDate, age }) => [dueDate, age > 0],
      );
    expect(await aged('2026-04-10')).toEqual([['2026-05-01', false]]);
    expect(await aged('2026-04-09')).toEqual([[before, true]]);
    const overdue = { search: '', status: 'overdue', customer: null, from: null, to: null } as const;
    expect(await program.must('documents.totals', { ...overdue, today: '2026-04-10' })).toMatchObject({
      count: 0,
    });
  });

  it('DO6: puts right what the invoice says without money, stands, and is refused without a change', async () => {
    const invoice = await issue(program, office, '100');
    const made = await program.must(
      'invoices.notice',
      notice(invoice.id, { orderNumber: 'PO 8', contact: 'Ms Birch', text: 'Delivered in March' }),
    );
    const { document } = await get(made.id);
    expect(document).toMatchObject({
      kind: 'correction',
      corrects: { orderNumber: 'PO 8', contact: 'Ms Birch', text: 'Delivered in March' },
      about: { documents: [{ number: 'INV-0001' }], reason: 'As agreed by telephone' },
      buyer: { contact: 'Ms Birch' },
      totals: { due: 0 },
    });
    expect((await get(invoice.id)).namedBy).toMatchObject([{ number: 'COR-0001', kind: 'correction' }]);
    const voided = await program.call('invoices.void', { commandId: newId(), id: made.id, reason: 'no' });
    expect(voided).toMatchObject({ ok: false, error: { reason: 'correction-stands' } });
    const fields = async (more: Partial<InputOf<'invoices.notice'>>) => {
      const reply = await program.call('invoices.notice', notice(invoice.id, more));
      return reply.ok || reply.error.kind !== 'invalid' ? [] : reply.error.fields;
    };
    expect(await fields({})).toEqual([{ path: 'text', problem: 'required' }]);
    expect(await fields({ dueDate: '2026-03-03' })).toEqual([{ path: 'dueDate', problem: 'not-later' }]);
  });
});

describe('refunds', () => {
  const refund = async (amount: number) => {
    const posted = await program.must('payments.post', paymentOf(office, 50_00, []));
    const source = { kind: 'payment', id: posted.id } as const;
    const made = await program.must('refunds.make', {
      ...{ commandId: newId(), source, amount: minor(amount), method: office.method, date: TODAY },
      ...{ reference: 'RB 7', reason: 'paid twice' },
    });
    return { id: made.id, source };
  };
  const confirm = (id: string, document = newId()) =>
    program.call('refunds.confirm', { commandId: newId(), id: document, refund: id });
  const list = (source: { kind: 'payment' | 'creditNote'; id: string }) =>
    program.must('refunds.list', { source });

  it('AL6, NU4: get a paper with a number of its own, once, that says how much came back, how and out of what', async () => {
    const { id, source } = await refund(30_00);
    expect(await list(source)).toMatchObject([
      { id, date: TODAY, amount: 30_00, reference: 'RB 7', reason: 'paid twice', paper: null },
    ]);
    const paper = newId();
    expect(await confirm(id, paper)).toMatchObject({ ok: true, value: { id: paper, number: 'RF-0001' } });
    const { document, status, archived } = await get(paper);
    expect([status, document.kind, document.totals.due]).toEqual(['issued', 'refund', 30_00]);
    expect(document.refund).toMatchObject({ id, source, date: TODAY, reference: 'RB 7' });
    expect(document.lines.map(({ description }) => description)).toEqual(['Out of your payment (TRF 1)']);
    expect(archived === null || archived.bytes > 0).toBe(true);
    expect((await list(source))[0]?.paper).toEqual({ id: paper, number: 'RF-0001' });
    expect(await confirm(id)).toMatchObject({
      error: { reason: 'refund-confirmed', params: { number: 'RF-0001' } },
    });
    // Paper and no money: nothing is owed by it, and the credit is what the refund left.
    const account = await program.must('aging.report', { asOf: TODAY, by: 'due' });
    expect(account.sums).toMatchObject([{ balance: -20_00, unapplied: 20_00 }]);
    const { rows } = await program.must('offers.list', {
      ...{ shelf: 'refund', search: '', status: 'all', customer: null, today: TODAY, cursor: null },
      limit: 50,
    });
    expect(rows.map(({ number, total }) => [number, total])).toEqual([['RF-0001', 30_00]]);
  });

  it('AL6: get a new paper, under the next number, once the first is void', async () => {
    const { id, source } = await refund(30_00);
    const first = newId();
    await confirm(id, first);
    await program.must('invoices.void', { commandId: newId(), id: first, reason: 'misprint' });
    expect((await list(source))[0]?.paper).toBeNull();
    expect(await confirm(id)).toMatchObject({ ok: true, value: { number: 'RF-0002' } });
  });

  it('AL6, DO4: out of a credit note name it', async () => {
    const invoice = await issue(program, office, '100');
    await program.must('payments.post', paymentOf(office, 120_00, [{ target: invoice.id, amount: 120_00 }]));
    const { draft } = await program.must('invoices.credit', { id: invoice.id });
    const credits = { ...draft.credits, invoices: [invoice.id], period: null, reason: 'returned' };
    const note = await issueDraft({ ...draft, credits });
    const source = { kind: 'creditNote', id: note.id } as const;
    const made = await program.must('refunds.make', {
      ...{ commandId: newId(), source, amount: minor(120_00), method: office.method, date: TODAY },
      ...{ reference: '', reason: 'returned' },
    });
    const paper = newId();
    expect(await confirm(made.id, paper)).toMatchObject({ ok: true });
    const { document } = await get(paper);
    expect(document.lines[0]?.description).toBe(`Out of credit note ${note.number}`);
    expect((await list(source))[0]?.paper?.id).toBe(paper);
  });
});
