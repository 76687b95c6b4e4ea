/** EP1: the early discount from the terms to the posting, with its tax. */
import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId, paymentOf } from './harness.ts';

const TERMS = '01900000-0000-7000-8000-00000000cc01';

officeForEach();

async function saveTerms(more: object = {}): Promise<void> {
  const fields = {
    name: '2/10 net 30',
    kind: 'days' as const,
    days: 30,
    months: 0,
    day: 1,
    discountPercent: '2',
    discountDays: 10,
    archived: false,
    ...more,
  };
  await program.must('terms.save', { commandId: newId(), id: TERMS, expectedRevision: null, fields });
}

async function issued(more: Parameters<typeof draftFor>[2] = {}) {
  const draft = draftFor(office, '100', { terms: TERMS, ...more });
  const { id } = await program.must('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft,
    overrides: [],
  });
  const { document } = await program.must('documents.get', { id, today: '2026-03-02' });
  return { id, offer: document.terms.discount };
}

const pay = (id: string, amount: number, discount: number, kind = 'early-discount') =>
  program.call('payments.post', {
    ...paymentOf(office, amount, [{ target: id, amount }]),
    writeOffs: [{ target: id, amount: discount, kind, reason: '' }],
  } as never);

const get = (id: string) => program.must('documents.get', { id, today: '2026-03-02' });

describe('early discounts', () => {
  it('stand on the invoice with last day, amount and tax, and settle it together with the money', async () => {
    await saveTerms();
    const { id, offer } = await issued();
    expect(offer).toEqual({ percent: '2', until: '2026-03-12', amount: 240, tax: 40 });
    const open = await program.must('payments.openItems', { customer: office.customer });
    expect(open.items).toMatchObject([{ discount: { until: '2026-03-12', amount: 240, tax: 40 } }]);
    expect((await pay(id, 11_760, 240)).ok).toBe(true);
    expect((await get(id)).outstanding).toBe(0);
  });

  it('charge back: what was let off is owed again from that day on, once, and its tax with it', async () => {
    await saveTerms();
    const { id } = await issued();
    await pay(id, 11_760, 240);
    program.clock.time += 5 * 86_400_000;
    const [deduction] = (await get(id)).settlements.filter(({ kind }) => kind === 'deduction');
    const input = { commandId: newId(), id: deduction?.id ?? '', reason: 'paid after the last day' };
    const month = { from: '2026-03-01', to: '2026-03-31', basis: 'invoice' as const };
    const taxNow = async () => JSON.stringify(await program.must('taxes.report', month as never));
    const lowered = await taxNow();
    expect(await program.must('deductions.takeBack', input)).toEqual({ id: input.id });
    const view = await program.must('documents.get', { id, today: '2026-03-07' });
    expect([view.outstanding, view.status]).toEqual([240, 'part-paid']);
    expect(view.settlements.find(({ id: one }) => one === input.id)?.until).toBe('2026-03-07');
    expect(await taxNow()).not.toBe(lowered);
    const again = await program.call('deductions.takeBack', { ...input, commandId: newId() });
    expect(again).toMatchObject({ ok: false, error: { reason: 'already-taken-back' } });
  });

  it('may be on the goods alone: freight earns none', async () => {
    await saveTerms({ discountBase: 'goods' });
    const freight = { kind: 'charge' as const, percent: null, amount: '50', reason: 'Freight', tax: null };
    const { offer } = await issued({ adjustments: [freight] });
    expect(offer).toMatchObject({ amount: 240, tax: 40, base: 12_000 });
  });

  it('say on the invoice that part payments earn their share', async () => {
    await saveTerms({ discountPart: 'pro-rata' });
    const { id, offer } = await issued();
    expect(offer?.part).toBe('pro-rata');
    expect((await pay(id, 5880, 120)).ok).toBe(true);
    expect((await get(id)).outstanding).toBe(6000);
  });

  it('are refused beside their field where none was offered, or not as much', async () => {
    await saveTerms();
    const { id } = await issued();
    expect(await pay(id, 11_000, 241)).toEqual({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'writeOffs.0.amount', problem: 'beyond-discount' }] },
    });
    const plain = await program.must('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '77'),
      overrides: [],
    });
    expect(await pay(plain.id, 9000, 240)).toMatchObject({
      ok: false,
      error: { fields: [{ path: 'writeOffs.0.kind', problem: 'no-discount-offered' }] },
    });
    expect((await get(id)).outstanding).toBe(12_000);
  });
});
