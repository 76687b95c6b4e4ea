import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { addCustomer, draftFor, issue, newId, paymentOf } from './harness.ts';

officeForEach();

const outstanding = async (id: string) =>
  (await program.must('documents.get', { id, today: '2026-03-02' })).outstanding;

/** Where the least coin is five cents. */
async function moveToAustralia(): Promise<void> {
  const { revision, fields } = await program.must('company.get', {});
  await program.must('company.save', {
    commandId: newId(),
    expectedRevision: revision,
    fields: { currency: 'AUD', address: { ...fields.address, country: 'AU' } },
  } as never);
}

describe('posting', () => {
  it('AL3: a part payment leaves the rest in the aging report, which ties out (AG4)', async () => {
    const invoice = await issue(program, office, '100');
    await program.must('payments.post', paymentOf(office, 50_00, [{ target: invoice.id, amount: 50_00 }]));
    expect(await outstanding(invoice.id)).toBe(70_00);
    const report = await program.must('aging.report', { asOf: '2026-03-02', by: 'due' });
    expect(report.tied).toBe(true);
    expect(report.sums).toMatchObject([{ currency: 'GBP', balance: 70_00, unapplied: 0, customers: 1 }]);
  });

  it('AL3: the rest of an overpayment is the customer’s credit, and can be used later', async () => {
    const first = await issue(program, office, '100');
    const posted = await program.must(
      'payments.post',
      paymentOf(office, 150_00, [{ target: first.id, amount: 120_00 }]),
    );
    expect(posted.unapplied).toBe(30_00);
    const second = await issue(program, office, '50');
    await program.must('payments.applyCredit', {
      commandId: newId(),
      date: '2026-03-02',
      credits: [
        {
          source: { kind: 'payment', id: posted.id },
          allocations: [{ target: second.id, amount: 30_00 as never }],
        },
      ],
    });
    expect(await outstanding(second.id)).toBe(30_00);
  });

  it('EV1, AL4: earlier credit and new money settle an invoice in one commit, or not at all', async () => {
    const first = await issue(program, office, '100');
    const early = await program.must(
      'payments.post',
      paymentOf(office, 150_00, [{ target: first.id, amount: 120_00 }]),
    );
    const second = await issue(program, office, '50');
    const use = (amount: number) => [
      {
        source: { kind: 'payment', id: early.id } as const,
        allocations: [{ target: second.id, amount: amount as never }],
      },
    ];
    const post = (amount: number) => ({
      ...paymentOf(office, 30_00, [{ target: second.id, amount: 30_00 }]),
      credits: use(amount),
    });
    expect(await program.call('payments.post', post(30_01))).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'not-enough-credit' },
    });
    expect(await outstanding(second.id)).toBe(60_00);
    expect(await program.must('payments.post', post(30_00))).toMatchObject({ unapplied: 0 });
    expect(await outstanding(second.id)).toBe(0);
    expect((await program.must('payments.get', { id: early.id })).unapplied).toBe(0);
    const { rows } = await program.must('history.list', { entity: second.id, cursor: null, limit: 10 });
    expect(rows.filter(({ command }) => command === 'payments.post')).toHaveLength(1);
    expect(rows.some(({ command }) => command === 'payments.applyCredit')).toBe(false);
  });

  it('AL3: one source that is named twice gives no more than it has', async () => {
    const first = await issue(program, office, '100');
    const early = await program.must(
      'payments.post',
      paymentOf(office, 150_00, [{ target: first.id, amount: 120_00 }]),
    );
    const second = await issue(program, office, '50');
    const use = {
      source: { kind: 'payment', id: early.id } as const,
      allocations: [{ target: second.id, amount: 20_00 as never }],
    };
    const refused = await program.call('payments.applyCredit', {
      commandId: newId(),
      date: '2026-03-02',
      credits: [use, use],
    });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'not-enough-credit' } });
  });

  it('AL3: refuses to settle more than is owed, or to give out more than came in', async () => {
    const invoice = await issue(program, office, '100');
    const tooMuch = await program.call(
      'payments.post',
      paymentOf(office, 500_00, [{ target: invoice.id, amount: 120_01 }]),
    );
    expect(tooMuch).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'not-enough-room' } });
    const tooLittle = await program.call(
      'payments.post',
      paymentOf(office, 10_00, [{ target: invoice.id, amount: 20_00 }]),
    );
    expect(tooLittle).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'not-enough-credit' } });
    expect(await outstanding(invoice.id)).toBe(120_00);
  });

  it('AL8: writes a small rest off in the same step, and a large one not', async () => {
    const invoice = await issue(program, office, '100');
    const post = paymentOf(office, 119_80, [{ target: invoice.id, amount: 119_80 }]);
    const writeOff = {
      target: invoice.id,
      amount: 20 as never,
      kind: 'small-difference' as const,
      reason: 'bank fee',
    };
    await program.must('payments.post', { ...post, writeOffs: [writeOff] });
    expect(await outstanding(invoice.id)).toBe(0);
    const other = await issue(program, office, '200');
    const large = { ...writeOff, target: other.id, amount: 50_00 as never };
    const refused = await program.call('payments.post', {
      ...paymentOf(office, 190_00, [{ target: other.id, amount: 190_00 }]),
      writeOffs: [large],
    });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ problem: 'beyond-tolerance' }] },
    });
  });

  it('TX8, AL9: cash settles an invoice but for what coins leave, of either sign; nothing else is rounded', async () => {
    await moveToAustralia();
    const cash = (await program.must('methods.list', {})).find(({ fields }) => fields.kind === 'cash');
    const owed = async (price: string) => {
      const id = newId();
      const draft = draftFor(office, price, { currency: 'AUD' });
      const overrides = [{ code: 'currency-differs', reason: 'over there' }];
      const { total } = await program.must('invoices.issue', { commandId: newId(), id, draft, overrides });
      return { id, total };
    };
    const pay = (id: string, handed: number, rounding: number, method = cash?.id) => ({
      ...paymentOf(office, handed, [{ target: id, amount: handed }]),
      ...{ currency: 'AUD', method: method ?? '' },
      writeOffs: [{ target: id, amount: rounding as never, kind: 'cash-rounding' as const, reason: '' }],
    });
    const [up, down] = [await owed('8.32'), await owed('8.35')];
    expect([up.total, down.total]).toEqual([9_98, 10_02]);
    const refused = async (input: ReturnType<typeof pay>, problem: string) =>
      expect(await program.call('payments.post', input)).toMatchObject({
        ok: false,
        error: { kind: 'invalid', fields: [{ problem }] },
      });
    await refused(pay(down.id, 9_95, 7), 'beyond-cash-rounding');
    await refused(pay(down.id, 9_95, 2), 'beyond-cash-rounding');
    await refused(pay(down.id, 10_00, 2, office.method), 'no-cash-rounding');
    const handed = pay(up.id, 10_00, -2);
    expect((await program.must('payments.post', handed)).unapplied).toBe(0);
    await program.must('payments.post', pay(down.id, 10_00, 2));
    expect([await outstanding(up.id), await outstanding(down.id)]).toEqual([0, 0]);
    const { deductions } = await program.must('payments.get', { id: handed.id });
    expect(deductions).toMatchObject([{ kind: 'cash-rounding', amount: -2 }]);
    await program.must('payments.void', { commandId: newId(), id: handed.id, reason: 'entered twice' });
    expect(await outstanding(up.id)).toBe(9_98);
  });

  it('TX8, BT-114: an invoice marked to be paid in cash asks for what there are coins for, and is settled by that', async () => {
    await moveToAustralia();
    const id = newId();
    const draft = draftFor(office, '8.32', { currency: 'AUD', cash: true });
    const overrides = [{ code: 'currency-differs', reason: 'over there' }];
    const issued = await program.must('invoices.issue', { commandId: newId(), id, draft, overrides });
    const { document } = await program.must('documents.get', { id, today: '2026-03-02' });
    expect(document.cash).toEqual({ step: 5, mode: 'half-up' });
    expect([document.totals.withTax, document.totals.rounding, document.totals.due]).toEqual([
      9_98, 2, 10_00,
    ]);
    expect([issued.total, await outstanding(id)]).toEqual([10_00, 10_00]);
    const paid = { ...paymentOf(office, 10_00, [{ target: id, amount: 10_00 }]), currency: 'AUD' };
    await program.must('payments.post', paid);
    expect(await outstanding(id)).toBe(0);
  });

  it('AL2: an invoice of another customer is refused', async () => {
    const other = { ...office, customer: await addCustomer(program, 'Birch Ltd') };
    const invoice = await issue(program, other, '10');
    const refused = await program.call(
      'payments.post',
      paymentOf(office, 10_00, [{ target: invoice.id, amount: 10_00 }]),
    );
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'customer-differs' } });
  });

  it('AL2, MO3: neither money nor credit settles an invoice in another currency', async () => {
    const invoice = await program.must('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '10', { currency: 'EUR' }),
      overrides: ['currency-differs', 'exchange-rate-missing'].map((code) => ({
        code,
        reason: 'they pay in euros',
      })),
    });
    const allocations = [{ target: invoice.id, amount: 10_00 }];
    const differs = {
      ok: false,
      error: { kind: 'refused', reason: 'currency-differs', params: { number: invoice.number } },
    };
    expect(await program.call('payments.post', paymentOf(office, 10_00, allocations))).toMatchObject(differs);
    const credit = await program.must('payments.post', paymentOf(office, 10_00, []));
    const applied = await program.call('payments.applyCredit', {
      commandId: newId(),
      date: '2026-03-02',
      credits: [
        {
          source: { kind: 'payment', id: credit.id },
          allocations: [{ target: invoice.id, amount: 10_00 as never }],
        },
      ],
    });
    expect(applied).toMatchObject(differs);
    expect(await outstanding(invoice.id)).toBe(12_00);
    const euros = { ...paymentOf(office, 10_00, allocations), currency: 'EUR' };
    expect(await program.must('payments.post', euros)).toMatchObject({ unapplied: 0 });
    expect(await outstanding(invoice.id)).toBe(2_00);
  });

  it('AL5: a void reopens the invoices and takes back what was written off with the payment', async () => {
    const invoice = await issue(program, office, '100');
    const post = {
      ...paymentOf(office, 119_80, [{ target: invoice.id, amount: 119_80 }]),
      writeOffs: [{ target: invoice.id, amount: 20 as never, kind: 'small-difference' as const, reason: '' }],
    };
    await program.must('payments.post', post);
    await program.must('payments.void', { commandId: newId(), id: post.id, reason: 'entered twice' });
    expect(await outstanding(invoice.id)).toBe(120_00);
    const again = await program.call('payments.void', {
      commandId: newId(),
      id: post.id,
      reason: 'entered twice',
    });
    expect(again).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'payment-void' } });
  });

  it('AL2: an allocation is taken back by a dated fact, once; the room is there from that day on', async () => {
    const invoice = await issue(program, office, '100');
    const post = paymentOf(office, 120_00, [{ target: invoice.id, amount: 120_00 }]);
    await program.must('payments.post', post);
    const { allocations } = await program.must('payments.get', { id: post.id });
    program.clock.time += 5 * 86_400_000;
    const takeBack = { id: allocations[0]?.id ?? '', date: '2026-03-07', reason: 'wrong invoice' };
    await program.must('allocations.takeBack', { commandId: newId(), ...takeBack });
    expect(await program.call('allocations.takeBack', { commandId: newId(), ...takeBack })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'already-taken-back' },
    });
    await program.must('payments.post', {
      ...paymentOf(office, 120_00, [{ target: invoice.id, amount: 120_00 }]),
      reference: 'TRF 2',
    });
    expect((await program.must('documents.get', { id: invoice.id, today: '2026-03-07' })).status).toBe(
      'paid',
    );
  });

  it('DO1: an invoice with a settlement cannot be voided', async () => {
    const invoice = await issue(program, office, '100');
    await program.must('payments.post', paymentOf(office, 1_00, [{ target: invoice.id, amount: 1_00 }]));
    expect(
      await program.call('invoices.void', { commandId: newId(), id: invoice.id, reason: 'typo' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'has-settlements' },
    });
  });

  it('a payment of tomorrow, of nothing, or with less tendered than received is refused beside its field', async () => {
    const fieldsOf = async (change: object) => {
      const reply = await program.call('payments.post', { ...paymentOf(office, 10_00, []), ...change });
      return !reply.ok && reply.error.kind === 'invalid' ? reply.error.fields.map(({ path }) => path) : [];
    };
    expect(await fieldsOf({ date: '2026-03-03' })).toEqual(['date']);
    expect(await fieldsOf({ amount: 0 })).toEqual(['amount']);
    expect(await fieldsOf({ tendered: 9_99 })).toEqual(['tendered']);
    expect(await fieldsOf({ date: '2026-02-30' })).toEqual(['date']);
    expect(await fieldsOf({ amount: 10.5 })).toEqual(['amount']);
    expect(await fieldsOf({ amount: 1e16 })).toEqual(['amount']);
  });
});
