import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId, paymentOf } from './harness.ts';

const TODAY = '2026-03-02';

officeForEach();

type Draft = InputOf<'drafts.keep'>['draft'];

const get = (id: string) => program.must('documents.get', { id, today: TODAY });
const issueDraft = async (draft: Draft, overrides: { code: string; reason: string }[] = []) => {
  const id = newId();
  return { ...(await program.must('invoices.issue', { commandId: newId(), id, draft, overrides })), id };
};
const check = async (draft: Draft) =>
  (await program.must('invoices.check', { id: newId(), draft })).findings.map(({ code, severity }) => [
    code,
    severity,
  ]);
const pay = (target: string, amount: number) =>
  program.must('payments.post', paymentOf(office, amount, [{ target, amount }]));

/** A quote over 1,000 pounds, and the deposit invoice of 30 % on it. */
async function quoteWithDeposit(price = '1000', percent = '30') {
  const quote = await issueDraft({ ...draftFor(office, price), kind: 'quote' });
  const { draft } = await program.must('offers.deposit', { id: quote.id, asked: { percent } });
  return { quote, deposit: await issueDraft(draft) };
}
const taxReport = async () => {
  const report = await program.must('taxes.report', { from: '2026-03-01', to: '2026-03-31' });
  return report.blocks.map(({ tax, jurisdictions }) => [tax, jurisdictions[0]?.taxable]);
};
const openAmounts = async () => {
  const { rows } = await program.must('aging.report', { asOf: TODAY, by: 'due' });
  return rows.map(({ balance }) => balance);
};

describe('deposits', () => {
  it('AL3: a deposit on a quote has a number of its own, its tax is due at once, and it is owed like an invoice', async () => {
    const { quote, deposit } = await quoteWithDeposit();
    expect([deposit.number, deposit.total]).toEqual(['DEP-0001', 360_00]);
    const view = await get(deposit.id);
    expect(view.document.about?.documents).toMatchObject([{ id: quote.id, number: 'Q-0001' }]);
    expect(view.document.lines[0]).toMatchObject({
      description: 'Deposit of 30% on Q-0001',
      unitPrice: '300.00',
    });
    expect(await taxReport()).toEqual([[60_00, 300_00]]);
    expect(await openAmounts()).toEqual([360_00]);
    expect((await get(quote.id)).status).toBe('open');
    expect((await get(quote.id)).namedBy).toMatchObject([{ id: deposit.id, kind: 'depositInvoice' }]);
  });

  it('AL3: the final invoice deducts what was paid, with its tax, and nothing is taxed twice', async () => {
    const { quote, deposit } = await quoteWithDeposit();
    await pay(deposit.id, 360_00);
    const { draft } = await program.must('offers.invoice', { id: quote.id });
    expect(draft.deposits).toEqual([deposit.id]);
    const final = await issueDraft(draft);
    expect(final.total).toBe(840_00);
    const { document } = await get(final.id);
    expect(document.totals).toMatchObject({ withTax: 1200_00, prepaid: 360_00, tax: 200_00, due: 840_00 });
    expect(document.deposits).toMatchObject([
      { number: 'DEP-0001', amount: 360_00, taxes: [{ taxable: 300_00, tax: 60_00, rate: '20' }] },
    ]);
    expect(await taxReport()).toEqual([[200_00, 1000_00]]);
    expect(await openAmounts()).toEqual([840_00]);
    expect((await get(deposit.id)).deductedBy).toBe(final.number);
    expect((await get(quote.id)).status).toBe('invoiced');
  });

  it('AL3, MO3: what is held of deposits is told by customer and in all, per currency, until an invoice deducts it', async () => {
    const held = () => program.must('deposits.held', { customer: null });
    const { quote, deposit } = await quoteWithDeposit();
    expect(await held()).toEqual([]);
    await pay(deposit.id, 300_00);
    const abroad = { ...draftFor(office, '500'), kind: 'depositInvoice', currency: 'USD' } as const;
    const overrides = ['currency-differs', 'deposit-order-missing', 'exchange-rate-missing'].map((code) => ({
      code,
      reason: 'export',
    }));
    const dollars = await issueDraft({ ...abroad, orderNumber: 'PO 1' }, overrides);
    const due = (await get(dollars.id)).outstanding;
    await program.must('payments.post', {
      ...paymentOf(office, due, [{ target: dollars.id, amount: due }]),
      currency: 'USD',
    });
    const both = [
      { currency: 'GBP', amount: 300_00, deposits: 1 },
      { currency: 'USD', amount: due, deposits: 1 },
    ];
    expect(await held()).toEqual(both);
    expect(await program.must('deposits.held', { customer: office.customer })).toEqual(both);
    expect(await program.must('deposits.held', { customer: newId() })).toEqual([]);
    await pay(deposit.id, 60_00);
    expect((await held())[0]).toMatchObject({ amount: 360_00 });
    const { draft } = await program.must('offers.invoice', { id: quote.id });
    await issueDraft(draft);
    expect(await held()).toEqual(both.slice(1));
  });

  it('AL3: a deposit that is not paid, is deducted already or was credited is not deducted; a forgotten one is asked about', async () => {
    const { quote, deposit } = await quoteWithDeposit();
    const { draft } = await program.must('offers.invoice', { id: quote.id });
    expect(draft.deposits).toBeUndefined();
    expect(await check(draft)).toEqual([['deposit-not-deducted', 'ask']]);
    const deducting = { ...draft, deposits: [deposit.id] };
    expect(await check(deducting)).toEqual([['deposit-unpaid', 'block']]);
    await pay(deposit.id, 360_00);
    await issueDraft(deducting);
    expect(await check({ ...deducting, copiedFrom: null })).toContainEqual(['deposit-deducted', 'block']);
    const refused = await program.call('invoices.cancelCheck', { id: deposit.id });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'deposit-deducted' } });
    const credit = await program.must('invoices.credit', { id: deposit.id });
    expect(await check(credit.draft)).toContainEqual(['credit-deposit-deducted', 'block']);
  });

  it('AL3: a part-paid deposit is deducted once its open part is credited, to the last penny of its tax', async () => {
    const { quote, deposit } = await quoteWithDeposit('100', '33.33');
    await pay(deposit.id, 20_00);
    const credit = await program.must('invoices.credit', { id: deposit.id });
    const [line] = credit.draft.lines;
    if (!line) throw new Error('the credit note has no line');
    const part = { ...line, unitPrice: '16.67' };
    const credits = { invoices: [deposit.id], period: null, reason: 'Only twenty came' };
    const note = await issueDraft({ ...credit.draft, credits, lines: [part] });
    expect([note.total, (await get(deposit.id)).outstanding]).toEqual([20_00, 0]);
    const { draft } = await program.must('offers.invoice', { id: quote.id });
    const final = await issueDraft(draft);
    const [deducted] = (await get(final.id)).document.deposits ?? [];
    expect(deducted).toMatchObject({ amount: 20_00, taxes: [{ taxable: 16_66, tax: 3_34 }] });
    expect(await taxReport()).toEqual([[20_00, 100_00]]);
  });

  it('AL3, DO1: cancelling the final invoice frees the deposit; the next invoice deducts it again', async () => {
    const { quote, deposit } = await quoteWithDeposit('1000', '100');
    await pay(deposit.id, 1200_00);
    const final = await issueDraft((await program.must('offers.invoice', { id: quote.id })).draft);
    expect(final.total).toBe(0);
    await program.must('documents.pdf', { id: final.id });
    const corrected = await program.must('invoices.correct', {
      commandId: newId(),
      id: final.id,
      reason: 'wrong address',
      overrides: [],
      draft: newId(),
    });
    expect((await get(deposit.id)).deductedBy).toBeNull();
    const { draft } = await program.must('drafts.get', { id: corrected.draft });
    expect(draft.deposits).toEqual([deposit.id]);
    const again = await issueDraft(draft);
    expect(again.total).toBe(0);
    expect(await taxReport()).toEqual([[200_00, 1000_00]]);
  });

  describe('crediting the final invoice', () => {
    const credited = async (id: string, change: (draft: Draft) => Partial<Draft> = () => ({})) => {
      const { draft } = await program.must('invoices.credit', { id });
      const credits = { invoices: [id], period: null, reason: 'Sent back' };
      return { ...draft, credits, ...change(draft) };
    };
    const held = async () =>
      (await program.must('deposits.held', { customer: null })).map(({ amount }) => amount);
    /** What the customer has paid, less what is billed and not credited: nothing may be lost on the way (AL6). */
    const standing = async () => {
      const { rows } = await program.must('aging.report', { asOf: TODAY, by: 'due' });
      return [rows.map(({ balance }) => balance), await held(), await taxReport()];
    };
    const finalInvoice = async (price = '1000', percent = '30') => {
      const made = await quoteWithDeposit(price, percent);
      await pay(made.deposit.id, (await get(made.deposit.id)).outstanding);
      const { draft } = await program.must('offers.invoice', { id: made.quote.id });
      return { ...made, final: await issueDraft(draft) };
    };

    it('DO4, AL3: a credit note takes back all that it taxed and gives the deposit back for the next one', async () => {
      const { quote, deposit, final } = await finalInvoice();
      const draft = await credited(final.id);
      expect(draft.deposits).toEqual([deposit.id]);
      const note = await issueDraft(draft);
      expect(note.total).toBe(840_00);
      const { document } = await get(note.id);
      expect(document.totals).toMatchObject({ withTax: 1200_00, prepaid: 360_00, tax: 200_00 });
      expect(document.deposits).toMatchObject([
        { number: 'DEP-0001', taxes: [{ taxable: 300_00, tax: 60_00 }] },
      ]);
      expect([(await get(final.id)).outstanding, (await get(final.id)).creditable]).toEqual([0, 0]);
      // Only the deposit's own tax stands, and its money waits for the next invoice.
      expect(await standing()).toEqual([[], [360_00], [[60_00, 300_00]]]);
      const again = await program.must('offers.invoice', { id: quote.id });
      expect(again.draft.deposits).toEqual([deposit.id]);
      expect((await issueDraft(again.draft)).total).toBe(840_00);
      expect(await standing()).toEqual([[840_00], [], [[200_00, 1000_00]]]);
    });

    it('BT-113, BG-3: the e-invoice of the credit note says what the final one said', async () => {
      const { final } = await finalInvoice();
      const note = await issueDraft(await credited(final.id));
      const end = { scheme: 'EM', id: 'a@b.example' } as const;
      const facts = { buyerReference: 'R', buyerEndpoint: end, sellerEndpoint: end };
      expect(eInvoiceFrom((await get(note.id)).document, facts, 'ubl')).toMatchObject({
        typeCode: '381',
        preceding: [{ number: final.number }, { number: 'DEP-0001' }],
        totals: { withVat: '1200.00', paid: '360.00', due: '840.00' },
      });
    });

    it('DO4, AL6: what is credited beyond what was asked for is the customer’s credit, and can be given back', async () => {
      const { deposit, final } = await finalInvoice();
      const leaveDeducted = ({ deposits: _deposits, ...draft }: Draft): Draft => draft;
      const part = leaveDeducted(
        await credited(final.id, ({ lines }) => ({
          lines: lines.map((line) => ({ ...line, unitPrice: '800' })),
        })),
      );
      const note = await issueDraft(part);
      expect([note.total, (await get(final.id)).outstanding]).toEqual([960_00, 0]);
      expect((await get(note.id)).outstanding).toBe(120_00);
      // 240 of the order stays, 360 was paid for it: 120 are the customer's, taxed is what stays.
      expect(await standing()).toEqual([[-120_00], [], [[40_00, 200_00]]]);
      expect((await get(final.id)).creditable).toBe(240_00);
      expect((await get(deposit.id)).deductedBy).toBe(final.number);
      const refund = {
        commandId: newId(),
        source: { kind: 'creditNote', id: note.id },
        amount: 120_00,
        method: office.method,
        date: TODAY,
        reference: '',
        reason: 'Less was delivered',
      } as const;
      expect(await program.call('refunds.make', refund as never)).toMatchObject({ ok: true });
      const whole = await check(leaveDeducted(await credited(final.id)));
      expect(whole).toEqual([['credit-exceeds', 'block']]);
      const more = await check(await credited(final.id));
      expect(more).toEqual([['credit-exceeds', 'block']]);
    });

    it('AL3: after a part credit the rest is credited with the deposit, and nothing is lost', async () => {
      const { deposit, final } = await finalInvoice();
      const at = (unitPrice: string) => (draft: Draft) => ({
        lines: draft.lines.map((line) => ({ ...line, unitPrice })),
      });
      const { deposits: _deposits, ...part } = await credited(final.id, at('100'));
      expect((await issueDraft(part)).total).toBe(120_00);
      expect(await program.call('invoices.cancelCheck', { id: final.id })).toMatchObject({
        error: { reason: 'partly-credited' },
      });
      expect(await check(await credited(final.id, at('500')))).toEqual([['credit-deposit-part', 'ask']]);
      expect(await check(await credited(final.id, at('200')))).toEqual([['credit-deposits-exceed', 'block']]);
      expect((await issueDraft(await credited(final.id, at('900')))).total).toBe(720_00);
      expect(await standing()).toEqual([[], [360_00], [[60_00, 300_00]]]);
      expect((await get(deposit.id)).deductedBy).toBeNull();
    });

    it('AL3: with several rates each rate’s own tax is taken back', async () => {
      const made = await quoteWithDeposit();
      await pay(made.deposit.id, 360_00);
      const reduced = (await program.must('taxes.list', {})).find(
        ({ fields }) => fields.parts[0]?.rate === '5',
      );
      const rates = async () => {
        const [block] = (await program.must('taxes.report', { from: TODAY, to: TODAY })).blocks;
        const rows = block?.jurisdictions[0]?.rates ?? [];
        return rows.map(({ rate, taxable, tax }) => [rate, taxable, tax]);
      };
      const { draft } = await program.must('offers.invoice', { id: made.quote.id });
      const [line] = draft.lines;
      if (!line) throw new Error('the offer has no line');
      const lines = [
        { ...line, unitPrice: '600' },
        { ...line, id: newId(), unitPrice: '400', tax: reduced?.id ?? null },
      ];
      const final = await issueDraft({ ...draft, lines });
      expect(final.total).toBe(780_00);
      expect(await rates()).toEqual([
        ['20', 600_00, 120_00],
        ['5', 400_00, 20_00],
      ]);
      expect((await issueDraft(await credited(final.id))).total).toBe(780_00);
      expect(await rates()).toEqual([
        ['20', 300_00, 60_00],
        ['5', 0, 0],
      ]);
    });

    it('DO1, AL3: cancelled though it came to nothing, its lines can be invoiced again', async () => {
      const { quote, deposit, final } = await finalInvoice('1000', '100');
      await program.must('documents.pdf', { id: final.id });
      const cancel = await program.must('invoices.cancelCheck', { id: final.id });
      expect([cancel.total, cancel.deposits]).toEqual([0, ['DEP-0001']]);
      const reason = 'Wrong order';
      const command = { commandId: newId(), id: final.id, reason, overrides: [] };
      const note = await program.must('invoices.cancel', command);
      expect((await program.must('deposits.deducted', { invoices: [final.id] })).length).toBe(0);
      expect(await program.call('invoices.cancelCheck', { id: final.id })).toMatchObject({
        error: { reason: 'partly-credited' },
      });
      const { draft } = await program.must('offers.invoice', { id: quote.id });
      expect(draft.deposits).toEqual([deposit.id]);
      const again = await issueDraft(draft);
      // From here on its credit note must stand: the deposit would be deducted by both.
      const voided = await program.call('invoices.void', { commandId: newId(), id: note.id, reason });
      expect(voided).toMatchObject({
        error: { reason: 'deposit-deducted', params: { number: 'DEP-0001', by: again.number } },
      });
    });
  });

  it('AL3: a deposit without a quote needs an order; more deposits than the invoice comes to are refused', async () => {
    const asked = { ...draftFor(office, '500'), kind: 'depositInvoice' } as const;
    expect(await check(asked)).toEqual([['deposit-order-missing', 'block']]);
    const deposit = await issueDraft({ ...asked, orderNumber: 'PO 77' });
    await pay(deposit.id, 600_00);
    const { draft } = await program.must('deposits.invoice', { id: deposit.id });
    expect([draft.orderNumber, draft.deposits]).toEqual(['PO 77', [deposit.id]]);
    const { lines } = draftFor(office, '400');
    expect(await check({ ...draft, lines })).toEqual([['deposits-exceed', 'block']]);
    expect(await program.must('deposits.open', { customer: office.customer, currency: 'GBP' })).toMatchObject(
      [{ number: 'DEP-0001', amount: 600_00, outstanding: 0, orderNumber: 'PO 77' }],
    );
    const forgotten = { ...draftFor(office, '900'), orderNumber: 'po 77' };
    expect(await check(forgotten)).toEqual([['deposit-not-deducted', 'ask']]);
  });

  it('BG-3, BT-113: the e-invoice is a prepayment invoice, and the final one names it and its tax', async () => {
    const { quote, deposit } = await quoteWithDeposit();
    await pay(deposit.id, 360_00);
    const final = await issueDraft((await program.must('offers.invoice', { id: quote.id })).draft);
    const end = { scheme: 'EM', id: 'a@b.example' } as const;
    const facts = { buyerReference: 'R', buyerEndpoint: end, sellerEndpoint: end };
    const asked = eInvoiceFrom((await get(deposit.id)).document, facts, 'ubl');
    expect(asked.typeCode).toBe('386');
    const ended = eInvoiceFrom((await get(final.id)).document, facts, 'ubl');
    expect(ended).toMatchObject({
      typeCode: '380',
      preceding: [{ number: 'DEP-0001', date: TODAY }],
      totals: { withVat: '1200.00', paid: '360.00', due: '840.00' },
    });
    expect(ended.notes[0]?.text).toContain('Less deposit DEP-0001 of 2026-03-02: 360.00 GBP, including');
    expect(ended.notes[0]?.text).toContain('60.00 GBP on 300.00 GBP');
  });
});

describe('debit notes', () => {
  it('DO4, NU4: a charge has its own number, raises what is owed, and says why', async () => {
    const invoice = await issueDraft(draftFor(office, '100'));
    const { draft } = await program.must('invoices.charge', { id: invoice.id });
    const charge = { ...draft, lines: draftFor(office, '10').lines };
    expect(await check(charge)).toEqual([['charge-reason-missing', 'block']]);
    const about = { documents: [invoice.id], reason: 'Credited twice' };
    const note = await issueDraft({ ...charge, about });
    expect([note.number, note.total]).toEqual(['CH-0001', 12_00]);
    expect(await openAmounts()).toEqual([132_00]);
    expect(await taxReport()).toEqual([[22_00, 110_00]]);
    await pay(note.id, 12_00);
    expect((await get(note.id)).status).toBe('paid');
    expect((await get(invoice.id)).namedBy).toMatchObject([{ number: 'CH-0001', kind: 'charge' }]);
    const filter = { search: '', status: 'all', customer: null, from: null, to: null, today: TODAY } as const;
    const totals = await program.must('documents.totals', { ...filter, kind: 'charge' });
    expect(totals).toMatchObject({ count: 1, sums: [{ total: 12_00, outstanding: 0 }] });
  });
});
