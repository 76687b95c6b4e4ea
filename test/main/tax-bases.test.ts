/** TX11: the tax report by day of supply and as it was paid; EP1: what early discounts take off it. */
import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId, paymentOf } from './harness.ts';

officeForEach();

async function issued(price: string, more: Parameters<typeof draftFor>[2] = {}): Promise<string> {
  const { id } = await program.must('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft: draftFor(office, price, more),
    overrides: [],
  });
  return id;
}

type By = 'issue' | 'supply' | 'cash';
async function taxOf(by: By, from: string, to: string): Promise<number[]> {
  const { blocks, documents } = await program.must('taxes.report', { from, to, by });
  const [block] = blocks;
  return [documents, block?.jurisdictions[0]?.taxable ?? 0, block?.tax ?? 0];
}
const MARCH = ['2026-03-01', '2026-03-31'] as const;
const FEBRUARY = ['2026-02-01', '2026-02-28'] as const;

describe('the bases of the tax report', () => {
  it('by supply, a sale counts in the month of its last day of supply', async () => {
    await issued('100', { supplyFrom: '2026-02-01', supplyDate: '2026-02-27' });
    await issued('50');
    expect(await taxOf('issue', ...MARCH)).toEqual([2, 15_000, 3000]);
    expect(await taxOf('supply', ...MARCH)).toEqual([1, 5000, 1000]);
    expect(await taxOf('supply', ...FEBRUARY)).toEqual([1, 10_000, 2000]);
  });

  it('on the cash basis, a sale counts as it is paid; a voided payment takes its part back', async () => {
    const id = await issued('100');
    expect(await taxOf('cash', ...MARCH)).toEqual([0, 0, 0]);
    const payment = paymentOf(office, 40_00, [{ target: id, amount: 40_00 }]);
    await program.must('payments.post', payment);
    expect(await taxOf('cash', ...MARCH)).toEqual([1, 3333, 667]);
    await program.must('payments.post', paymentOf(office, 80_00, [{ target: id, amount: 80_00 }]));
    expect(await taxOf('cash', ...MARCH)).toEqual([1, 10_000, 2000]);
    await program.must('payments.void', { commandId: newId(), id: payment.id, reason: 'never came' });
    expect(await taxOf('cash', ...MARCH)).toEqual([1, 6667, 1333]);
    expect(await taxOf('cash', ...FEBRUARY)).toEqual([0, 0, 0]);
  });

  it('EP1: an early discount lowers the tax by what was recorded, on every basis', async () => {
    const terms = '01900000-0000-7000-8000-00000000cc02';
    await program.must('terms.save', {
      commandId: newId(),
      id: terms,
      expectedRevision: null,
      fields: {
        name: '2/10',
        kind: 'days',
        days: 30,
        months: 0,
        day: 1,
        discountPercent: '2',
        discountDays: 10,
        archived: false,
      },
    });
    const id = await issued('100', { terms });
    const payment = {
      ...paymentOf(office, 117_60, [{ target: id, amount: 117_60 }]),
      writeOffs: [{ target: id, amount: 2_40, kind: 'early-discount', reason: '' }],
    };
    await program.must('payments.post', payment as never);
    expect(await taxOf('issue', ...MARCH)).toEqual([1, 9800, 1960]);
    expect(await taxOf('cash', ...MARCH)).toEqual([1, 9800, 1960]);
  });
});
