import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, paymentOf } from './harness.ts';

type Draft = InputOf<'drafts.keep'>['draft'];

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

  it('TX1, TX3: in parts ask once for what was agreed as an amount; the parts together are the whole by rate', async () => {
    const { lines, ...header } = draftFor(office, '10');
    const [line] = lines;
    const more = { percent: null, reason: 'Seconds', tax: null };
    const id = newId();
    await program.must('invoices.issue', {
      commandId: newId(),
      id,
      draft: {
        ...header,
        kind: 'quote',
        adjustments: [
          { kind: 'charge', percent: null, amount: '35', reason: 'Freight', tax: office.tax },
          { kind: 'allowance', percent: '10', amount: null, reason: 'Agreed', tax: null },
        ],
        lines: lines.map((one) => ({
          ...one,
          quantity: '8',
          adjustments: [{ ...more, kind: 'allowance', amount: '8' }],
        })),
      },
      overrides: [],
    });
    const part = async (change: (draft: Draft) => Draft) => {
      const { draft } = await program.must('offers.invoice', { id });
      const overrides = [{ code: 'likely-duplicate-amount', reason: 'the next part' }];
      const invoice = { commandId: newId(), id: newId(), draft: change(draft), overrides };
      await program.must('invoices.issue', invoice);
      return { draft, totals: (await get(invoice.id)).document.totals };
    };
    const first = await part((draft) => ({
      ...draft,
      adjustments: draft.adjustments.map((one) => (one.amount === '35' ? { ...one, amount: '20' } : one)),
      lines: draft.lines.map((one) => ({
        ...one,
        quantity: '3',
        adjustments: [{ ...more, kind: 'allowance', amount: '3' }],
      })),
    }));
    expect(first.draft.adjustments.map(({ amount, percent }) => amount ?? `${percent} %`)).toEqual([
      '35',
      '10 %',
    ]);
    const second = await part((draft) => draft);
    expect(second.draft.adjustments.map(({ amount, percent }) => amount ?? `${percent} %`)).toEqual([
      '15',
      '10 %',
    ]);
    expect(second.draft.lines).toMatchObject([
      { id: line?.id, quantity: '5', adjustments: [{ amount: '5' }] },
    ]);
    const { totals } = (await get(id)).document;
    const together = [first.totals, second.totals];
    expect(together.map(({ charges }) => charges)).toEqual([20_00, 15_00]);
    for (const row of totals.taxes) {
      const rows = together.flatMap(({ taxes }) => taxes.filter(({ key }) => key === row.key));
      expect(rows.reduce((all, { taxable }) => all + taxable, 0)).toBe(row.taxable);
      expect(rows.reduce((all, { tax }) => all + tax, 0)).toBe(row.tax);
    }
    expect(together.reduce((all, { withTax }) => all + withTax, 0)).toBe(totals.withTax);
  });

  it('TX1: what the first part has of an agreed amount is not asked for again', async () => {
    const { lines, ...header } = draftFor(office, '10');
    const id = newId();
    const freight = {
      kind: 'charge',
      percent: null,
      amount: '35',
      reason: 'Freight',
      tax: office.tax,
    } as const;
    const draft = { ...header, kind: 'quote' as const, adjustments: [freight] };
    const overrides = [{ code: 'likely-duplicate-amount', reason: 'the next part' }];
    const eight = lines.map((line) => ({ ...line, quantity: '8' }));
    await program.must('invoices.issue', {
      commandId: newId(),
      id,
      draft: { ...draft, lines: eight },
      overrides,
    });
    await invoiceOffer(id, '3');
    expect((await program.must('offers.invoice', { id })).draft.adjustments).toEqual([]);
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

describe('an accepted quote', () => {
  const limitTo = async (creditLimit: number): Promise<void> => {
    const { revision } = await program.must('customers.get', { id: office.customer });
    await program.must('customers.save', {
      commandId: newId(),
      id: office.customer,
      expectedRevision: revision,
      fields: { creditLimit: creditLimit as never },
    } as never);
  };
  /** What the check of an invoice over this price says of the limit; nothing where it is kept. */
  const beyond = async (price: string) => {
    const found = await program.must('invoices.check', { id: newId(), draft: draftFor(office, price) });
    return found.findings.find(({ code }) => code === 'credit-limit')?.params?.after;
  };

  /** Issues a draft that came of the quote; a limit that stood in its way would be a finding. */
  const issueDraft = async (draft: Draft): Promise<string> => {
    const id = newId();
    await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: [] });
    return id;
  };

  it('CU3: counts until it is billed, delivered or not; what bills a delivery of it does not count beside it', async () => {
    await limitTo(150_00);
    const quote = await issueOffer('25', 'quote', '4');
    await answer(quote.id, true);
    const { draft: goods } = await program.must('offers.deliver', { id: quote.id });
    const lines = goods.lines.map((line) => ({ ...line, quantity: '3' }));
    const delivery = await issueDraft({ ...goods, lines });
    expect(await beyond('50')).toEqual({ minor: 180_00, currency: 'GBP' });
    const bill = await issueDraft((await program.must('deliveries.invoice', { ids: [delivery] })).draft);
    // 90.00 owed, 30.00 still to be delivered, and the 60.00 of now.
    expect(await beyond('50')).toEqual({ minor: 180_00, currency: 'GBP' });
    await program.must('payments.post', paymentOf(office, 90_00, [{ target: bill, amount: 90_00 }]));
    expect(await beyond('99')).toBeUndefined();
    expect(await beyond('101')).toEqual({ minor: 151_20, currency: 'GBP' });
  });

  it('CU3: a deposit that is asked for it is a part of it, owed or paid', async () => {
    await limitTo(150_00);
    const quote = await issueOffer('100');
    await answer(quote.id, true);
    const { draft } = await program.must('offers.deposit', { id: quote.id, asked: { percent: '30' } });
    const deposit = await issueDraft(draft);
    expect(await beyond('20')).toBeUndefined();
    expect(await beyond('50')).toEqual({ minor: 180_00, currency: 'GBP' });
    await program.must('payments.post', paymentOf(office, 36_00, [{ target: deposit, amount: 36_00 }]));
    expect(await beyond('50')).toBeUndefined();
    expect(await beyond('60')).toEqual({ minor: 156_00, currency: 'GBP' });
  });

  it('CU3: counts against the customer’s limit while it is accepted and not invoiced', async () => {
    await limitTo(150_00);
    const quote = await issueOffer('100');
    await issueOffer('60', 'proForma');
    expect(await beyond('50')).toBeUndefined();
    await answer(quote.id, true);
    expect(await beyond('50')).toEqual({ minor: 180_00, currency: 'GBP' });
    await answer(quote.id, false, 'went elsewhere');
    expect(await beyond('50')).toBeUndefined();
    await answer(quote.id, true);
    await invoiceOffer(quote.id);
    expect(await beyond('20')).toBeUndefined();
    expect(await beyond('50')).toEqual({ minor: 180_00, currency: 'GBP' });
  });

  it('CU3: does not count beside the invoice that bills it, which is issued without a question', async () => {
    await limitTo(120_00);
    const quote = await issueOffer('100');
    await answer(quote.id, true);
    const invoice = await invoiceOffer(quote.id);
    expect((await get(invoice)).outstanding).toBe(120_00);
  });
});
