/** Credit that nobody uses: its list, and what is written to income and taken back (AL8). */
import { describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { office, officeForEach, program } from './each-office.ts';
import { issue, newId, paymentOf } from './harness.ts';

officeForEach();

const TODAY = '2026-03-02';
const DAY = 86_400_000;

const listed = async (today: string, olderThan: number | null) =>
  program.must('credits.old', { today, olderThan });

/** A payment of 150.00, of which an invoice takes 120.00. */
async function overpaid(): Promise<{ readonly id: string; readonly invoice: string }> {
  const invoice = await issue(program, office, '100');
  const post = paymentOf(office, 150_00, [{ target: invoice.id, amount: 120_00 }]);
  await program.must('payments.post', post);
  return { id: post.id, invoice: invoice.id };
}

const write = (id: string, amount: number, more: object = {}) =>
  program.call('credits.write', {
    commandId: newId(),
    source: { kind: 'payment', id },
    amount: amount as never,
    date: TODAY,
    reason: 'Nobody answers',
    ...more,
  });

const left = async (id: string) => (await program.must('payments.get', { id })).unapplied;

describe('old credits', () => {
  it('AL8: are listed once they have stood for longer than asked, with what is left and since when', async () => {
    const { id, invoice } = await overpaid();
    expect((await listed('2026-04-01', 30)).rows).toEqual([]);
    expect(await listed('2026-04-02', 30)).toMatchObject({
      rows: [{ id, kind: 'payment', since: TODAY, age: 31, unapplied: 30_00, amount: 150_00 }],
      sums: [{ currency: 'GBP', count: 1, unapplied: 30_00 }],
    });
    // What an invoice gave back is free from that day on only (AL2).
    program.clock.time += 5 * DAY;
    const { allocations } = await program.must('payments.get', { id });
    const taken = allocations.find(({ target }) => target === invoice);
    await program.must('allocations.takeBack', {
      commandId: newId(),
      id: taken?.id ?? '',
      date: '2026-03-07',
      reason: 'wrong invoice',
    });
    expect((await listed('2026-04-06', 30)).rows).toEqual([]);
    expect((await listed('2026-04-07', 30)).rows).toMatchObject([{ since: '2026-03-07', unapplied: 150_00 }]);
  });

  it('AL8, AL6, AG2: what is written to income is nobody’s credit from its day on, and never more than is left', async () => {
    const { id } = await overpaid();
    expect(await write(id, 30_01)).toMatchObject({ error: { reason: 'not-enough-credit' } });
    expect(await write(id, 0)).toMatchObject({ error: { fields: [{ path: 'amount' }] } });
    expect(await write(id, 30_00, { reason: '' })).toMatchObject({ error: { fields: [{ path: 'reason' }] } });
    expect(await write(id, 30_00, { date: '2026-03-01' })).toMatchObject({
      error: { fields: [{ path: 'date' }] },
    });
    expect(await write(id, 30_00, { date: '2026-03-03' })).toMatchObject({
      error: { fields: [{ path: 'date' }] },
    });
    program.clock.time += 5 * DAY;
    expect(await write(id, 20_00, { date: '2026-03-05' })).toMatchObject({
      ok: true,
      value: { written: 20_00 },
    });
    expect(await left(id)).toBe(10_00);
    for (const [asOf, unapplied] of [
      ['2026-03-04', 30_00],
      ['2026-03-05', 10_00],
    ] as const) {
      const report = await program.must('aging.report', { asOf, by: 'due' });
      expect([report.tied, report.sums[0]?.unapplied]).toEqual([true, unapplied]);
    }
    const { rows } = await program.must('history.list', { entity: id, cursor: null, limit: 10 });
    expect(rows.map(({ command }) => command)).toContain('credits.write');
    // What is no longer credit is neither given back nor used.
    expect(await write(id, 10_01, { date: '2026-03-07' })).toMatchObject({ ok: false });
  });

  it('AL8: it is taken back with a reason, once, and is the customer’s credit again from that day on', async () => {
    const { id } = await overpaid();
    expect(await write(id, 30_00)).toMatchObject({ ok: true });
    const source = { kind: 'payment', id } as const;
    const [written] = await program.must('credits.written', { source });
    expect(written).toMatchObject({ date: TODAY, amount: 30_00, reason: 'Nobody answers', takenBack: null });
    program.clock.time += 5 * DAY;
    const back = { commandId: newId(), id: written?.id ?? '', reason: 'They wrote' };
    await program.must('credits.takeBack', back);
    expect(await left(id)).toBe(30_00);
    const again = await program.call('credits.takeBack', { ...back, commandId: newId() });
    expect(again).toMatchObject({ error: { reason: 'already-taken-back' } });
    expect((await program.must('credits.written', { source }))[0]?.takenBack).toEqual({
      on: '2026-03-07',
      reason: 'They wrote',
    });
    const before = await program.must('aging.report', { asOf: '2026-03-06', by: 'due' });
    const then = await program.must('aging.report', { asOf: '2026-03-07', by: 'due' });
    expect([before.sums, then.sums[0]?.unapplied, then.tied]).toEqual([[], 30_00, true]);
  });

  it('AL8: only what was written to income is taken back so, and only by a manager', async () => {
    const { id } = await overpaid();
    const refund = await program.must('refunds.make', {
      commandId: newId(),
      source: { kind: 'payment', id },
      amount: 10_00 as never,
      method: office.method,
      date: TODAY,
      reference: '',
      reason: 'asked',
    });
    const back = await program.call('credits.takeBack', { commandId: newId(), id: refund.id, reason: 'x' });
    expect(back).toMatchObject({ error: { kind: 'not-found' } });
    for (const name of ['credits.write', 'credits.takeBack'] as const)
      expect(contract[name].roles).toEqual(['manager', 'owner']);
  });
});
