/** Cheques on their way: held, in hand, banked, cleared, returned (AL1, AL5). */
import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { issue, newId, paymentOf } from './harness.ts';

officeForEach();

const TODAY = '2026-03-02';
const DAY = 86_400_000;
/** Later than any day on which this runs: what the books call today is the machine's. */
const LATER = '2091-03-12';

const outstanding = async (id: string, today = TODAY) =>
  (await program.must('documents.get', { id, today })).outstanding;

/** A payment by cheque over a whole invoice, dated `date`. */
async function cheque(target: string, amount: number, date: string, more: object = {}) {
  const methods = await program.must('methods.list', {});
  const method = methods.find(({ fields }) => fields.kind === 'cheque')?.id ?? '';
  const post = {
    ...paymentOf(office, amount, [{ target, amount }]),
    method,
    cheque: { number: '100234', bank: 'Harbour Bank', date },
    ...more,
  };
  await program.must('payments.post', post);
  return post.id;
}

const place = (id: string, where: 'in-hand' | 'banked' | 'cleared', date = TODAY, reason = '') =>
  program.call('payments.placeCheque', { commandId: newId(), id, place: where, date, reason });

const giveBack = (id: string, date = TODAY) =>
  program.call('payments.return', {
    commandId: newId(),
    id,
    date,
    code: 'R01',
    fee: 7_50 as never,
    reason: 'not enough money',
  });

const refused = (reason: string) => ({ ok: false, error: { kind: 'refused', reason } });

const listed = async (status: 'held' | 'in-hand' | 'banked') => {
  const filter = { search: '', status, customer: null, from: null, to: null } as const;
  const page = { sort: 'date', direction: 'desc', cursor: null, limit: 10 } as const;
  const { rows } = await program.must('payments.list', { ...filter, ...page });
  expect((await program.must('payments.totals', filter)).count).toBe(rows.length);
  return rows.map(({ id }) => id);
};

describe('a post-dated cheque', () => {
  it('AL1, AG2: pays nothing before its date, in no list and no figure, and all of it from then on', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, LATER);
    expect(await program.must('payments.get', { id })).toMatchObject({
      from: LATER,
      cheque: { state: 'held' },
    });
    expect([await listed('held'), await listed('in-hand')]).toEqual([[id], []]);
    expect(await outstanding(invoice.id)).toBe(120_00);
    const open = { search: '', status: 'open', customer: null, from: null, to: null, today: TODAY } as const;
    const page = { sort: 'issueDate', direction: 'desc', cursor: null, limit: 10 } as const;
    const { rows } = await program.must('documents.list', { ...open, ...page });
    expect(rows).toMatchObject([{ id: invoice.id, outstanding: 120_00, status: 'issued' }]);
    const { sums } = await program.must('documents.totals', open);
    expect(sums).toMatchObject([{ outstanding: 120_00 }]);
    const { accounts } = await program.must('customers.account', { id: office.customer, today: TODAY });
    expect(accounts).toMatchObject([{ outstanding: 120_00, unapplied: 0, balance: 120_00 }]);
    const dashboard = await program.must('dashboard.get', { today: TODAY });
    expect(dashboard.currencies).toMatchObject([{ owed: 120_00, receivedThisMonth: 0 }]);
    for (const [asOf, balance] of [
      ['2091-03-11', 120_00],
      [LATER, undefined],
    ] as const) {
      const report = await program.must('aging.report', { asOf, by: 'due' });
      expect([report.tied, report.sums[0]?.balance]).toEqual([true, balance]);
    }
    expect(await outstanding(invoice.id, LATER)).toBe(0);
  });

  it('CU3: does not lower what the customer’s limit is compared with', async () => {
    const { revision } = await program.must('customers.get', { id: office.customer });
    await program.must('customers.save', {
      commandId: newId(),
      id: office.customer,
      expectedRevision: revision,
      fields: { creditLimit: 150_00 as never },
    } as never);
    const invoice = await issue(program, office, '100');
    await cheque(invoice.id, 120_00, LATER);
    await expect(issue(program, office, '50')).rejects.toThrow();
  });

  it('AL2: what it pays can be taken back while it is held, and another payment settles the invoice', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, LATER);
    expect(await place(id, 'banked')).toMatchObject({ ok: false, error: { fields: [{ path: 'date' }] } });
    await program.must('payments.void', { commandId: newId(), id, reason: 'given back' });
    expect(await listed('held')).toEqual([]);
    await program.must('payments.post', paymentOf(office, 120_00, [{ target: invoice.id, amount: 120_00 }]));
    expect(await outstanding(invoice.id)).toBe(0);
  });
});

describe('the receipt for a post-dated cheque', () => {
  it('AL1, AL5: is dated as the cheque was received, and names the cheque’s own day', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, LATER);
    const receipt = newId();
    await program.must('receipts.issue', { commandId: newId(), id: receipt, payment: id });
    const { document } = await program.must('documents.get', { id: receipt, today: TODAY });
    expect(document.payment).toMatchObject({ id, date: TODAY, postDated: LATER });
  });

  it('AL1: of a cheque that is due no second day is named', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, TODAY);
    const receipt = newId();
    await program.must('receipts.issue', { commandId: newId(), id: receipt, payment: id });
    const { document } = await program.must('documents.get', { id: receipt, today: TODAY });
    expect(document.payment).toMatchObject({ date: TODAY });
    expect(document.payment).not.toHaveProperty('postDated');
  });
});

it('AL1: only where a cheque is, is there something to filter by its place', async () => {
  const all = { search: '', status: 'all', customer: null, from: null, to: null } as const;
  const cheques = async () => (await program.must('payments.totals', all)).cheques;
  const invoice = await issue(program, office, '100');
  await program.must('payments.post', paymentOf(office, 20_00, [{ target: invoice.id, amount: 20_00 }]));
  expect(await cheques()).toBe(false);
  await cheque(invoice.id, 100_00, LATER);
  expect(await cheques()).toBe(true);
});

describe('a cheque that is due', () => {
  it('AL1: is banked, cleared, and in hand again with a reason, each by a dated fact', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, TODAY);
    expect(await listed('in-hand')).toEqual([id]);
    expect(await place(id, 'cleared')).toMatchObject(refused('cheque-elsewhere'));
    expect(await place(id, 'banked')).toMatchObject({ ok: true });
    expect([await listed('in-hand'), await listed('banked')]).toEqual([[], [id]]);
    expect(await place(id, 'cleared', '2026-03-01')).toMatchObject({ ok: false });
    expect(await place(id, 'cleared')).toMatchObject({ ok: true });
    expect(await place(id, 'in-hand')).toMatchObject({ error: { fields: [{ path: 'reason' }] } });
    expect(await place(id, 'in-hand', TODAY, 'was another one')).toMatchObject({ ok: true });
    expect(await program.must('payments.get', { id })).toMatchObject({ cheque: { state: 'in-hand' } });
  });

  it('AL5: is not voided once it is banked, and is again when that was a mistake', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, TODAY);
    await place(id, 'banked');
    const end = { commandId: newId(), id, reason: 'never came' };
    expect(await program.call('payments.void', end)).toMatchObject(refused('cheque-banked'));
    await place(id, 'in-hand', TODAY, 'still here');
    expect(await program.call('payments.void', { ...end, commandId: newId() })).toMatchObject({ ok: true });
  });

  it('AL5, AG2: what the bank takes back opens the invoices and what was let off from that day on only', async () => {
    const invoice = await issue(program, office, '100');
    const writeOff = { target: invoice.id, amount: 20 as never, kind: 'small-difference', reason: '' };
    const id = await cheque(invoice.id, 119_80, TODAY, { writeOffs: [writeOff] });
    await place(id, 'banked');
    const { dueDate } = await program.must('documents.get', { id: invoice.id, today: TODAY });
    program.clock.time += 5 * DAY;
    expect(await giveBack(id, '2026-03-07')).toMatchObject({ ok: true });
    const after = await program.must('documents.get', { id: invoice.id, today: '2026-03-07' });
    expect(after).toMatchObject({ outstanding: 120_00, dueDate });
    expect(await program.must('payments.get', { id })).toMatchObject({
      status: 'returned',
      unapplied: 0,
      ended: { on: '2026-03-07', reason: 'not enough money' },
    });
    const before = await program.must('aging.report', { asOf: '2026-03-06', by: 'due' });
    const then = await program.must('aging.report', { asOf: '2026-03-07', by: 'due' });
    expect([before.sums, then.sums[0]?.balance, then.tied]).toEqual([[], 120_00, true]);
    expect(await giveBack(id, '2026-03-07')).toMatchObject(refused('payment-void'));
  });

  it('AL5: cash is not returned by a bank, and a transfer is no cheque', async () => {
    const methods = await program.must('methods.list', {});
    const cash = methods.find(({ fields }) => fields.kind === 'cash')?.id ?? '';
    const paid = { ...paymentOf(office, 10_00, []), method: cash };
    await program.must('payments.post', paid);
    expect(await giveBack(paid.id)).toMatchObject(refused('cash-not-returned'));
    const transfer = paymentOf(office, 10_00, []);
    await program.must('payments.post', transfer);
    expect(await place(transfer.id, 'banked')).toMatchObject(refused('not-a-cheque'));
  });
});

describe('what is presented again', () => {
  const again = (id: string, date: string) =>
    program.call('payments.presentAgain', { commandId: newId(), id, date, reason: '' });
  const owed = async (id: string) => outstanding(id, '2026-03-12');

  /** Two invoices over 120.00 that one cheque over 250.00 paid, returned five days later. */
  async function returnedCheque() {
    const [one, two] = [await issue(program, office, '100'), await issue(program, office, '100')];
    const allocations = [one, two].map(({ id: target }) => ({ target, amount: 120_00 as never }));
    const id = await cheque(one.id, 250_00, TODAY, { allocations });
    await place(id, 'banked');
    program.clock.time += 10 * DAY;
    await giveBack(id, '2026-03-07');
    return { id, one: one.id, two: two.id };
  }

  it('AL5, AG2: is the same payment, and settles what it had settled from that day on', async () => {
    const { id, one, two } = await returnedCheque();
    expect(await again(id, '2026-03-07')).toMatchObject({ error: { fields: [{ path: 'date' }] } });
    expect(await again(id, '2026-03-13')).toMatchObject({ error: { fields: [{ path: 'date' }] } });
    expect(await again(id, '2026-03-10')).toMatchObject({ ok: true, value: { id, settled: 240_00 } });
    expect([await owed(one), await owed(two)]).toEqual([0, 0]);
    expect(await program.must('payments.get', { id })).toMatchObject({
      status: 'posted',
      unapplied: 10_00,
      cheque: { state: 'banked', on: '2026-03-10' },
      ended: null,
      returns: [
        { on: '2026-03-07', code: 'R01', fee: 7_50, reason: 'not enough money', again: '2026-03-10' },
      ],
    });
    for (const [asOf, balance] of [
      ['2026-03-06', -10_00],
      ['2026-03-07', 240_00],
      ['2026-03-09', 240_00],
      ['2026-03-10', -10_00],
    ] as const) {
      const report = await program.must('aging.report', { asOf, by: 'due' });
      expect([asOf, report.sums[0]?.balance, report.tied]).toEqual([asOf, balance, true]);
    }
    expect(await again(id, '2026-03-11')).toMatchObject(refused('not-returned'));
    expect(await listed('banked')).toEqual([id]);
  });

  it('AL3: what was paid meanwhile is not paid twice; the rest is the customer’s credit', async () => {
    const { id, one, two } = await returnedCheque();
    const paid = paymentOf(office, 100_00, [{ target: one, amount: 100_00 }]);
    await program.must('payments.post', { ...paid, date: '2026-03-08' });
    expect(await again(id, '2026-03-10')).toMatchObject({ value: { settled: 140_00 } });
    expect([await owed(one), await owed(two)]).toEqual([0, 0]);
    expect((await program.must('payments.get', { id })).unapplied).toBe(110_00);
  });

  it('AL5: can be returned again, and presented once more', async () => {
    const { id, one } = await returnedCheque();
    await again(id, '2026-03-08');
    expect(await giveBack(id, '2026-03-09')).toMatchObject({ ok: true });
    expect(await owed(one)).toBe(120_00);
    expect(await again(id, '2026-03-12')).toMatchObject({ value: { settled: 240_00 } });
    expect(await owed(one)).toBe(0);
    const { returns } = await program.must('payments.get', { id });
    expect(returns.map(({ on, again: day }) => [on, day])).toEqual([
      ['2026-03-07', '2026-03-08'],
      ['2026-03-09', '2026-03-12'],
    ]);
  });

  it.each(['card', 'direct-debit'] as const)(
    'AL5: so is a %s, which is in no place of cheques',
    async (kind) => {
      const method = newId();
      const fields = { name: kind, kind, archived: false };
      await program.must('methods.save', { commandId: newId(), id: method, expectedRevision: null, fields });
      const invoice = await issue(program, office, '100');
      const post = { ...paymentOf(office, 120_00, [{ target: invoice.id, amount: 120_00 }]), method };
      await program.must('payments.post', post);
      program.clock.time += 10 * DAY;
      await giveBack(post.id, '2026-03-07');
      expect(await outstanding(invoice.id, '2026-03-12')).toBe(120_00);
      expect(await again(post.id, '2026-03-10')).toMatchObject({ ok: true, value: { settled: 120_00 } });
      expect(await outstanding(invoice.id, '2026-03-12')).toBe(0);
      expect(await program.must('payments.get', { id: post.id })).toMatchObject({
        status: 'posted',
        cheque: null,
        returns: [{ on: '2026-03-07', again: '2026-03-10' }],
      });
      expect(await listed('banked')).not.toContain(post.id);
    },
  );

  it('AL5: one that stands, a void one and a transfer are not', async () => {
    const invoice = await issue(program, office, '100');
    const id = await cheque(invoice.id, 120_00, TODAY);
    program.clock.time += 3 * DAY;
    expect(await again(id, '2026-03-04')).toMatchObject(refused('not-returned'));
    await program.must('payments.void', { commandId: newId(), id, reason: 'never came' });
    expect(await again(id, '2026-03-05')).toMatchObject(refused('not-returned'));
    const transfer = paymentOf(office, 10_00, []);
    await program.must('payments.post', transfer);
    await giveBack(transfer.id, '2026-03-03');
    expect(await again(transfer.id, '2026-03-05')).toMatchObject(refused('not-presented-again'));
  });
});
