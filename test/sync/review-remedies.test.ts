/** What puts an entry of the review list right, said on one desktop and standing on both (EV6, AL7, DO4). */
import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/domain/money.ts';
import { issue, newId, type Program, paymentOf } from '../main/harness.ts';
import { quiet } from './office-line.ts';
import {
  type Entry,
  factOf,
  lists,
  mine,
  office,
  other,
  TODAY,
  twoListsForEach,
  wordOn,
} from './two-lists.ts';

twoListsForEach();

const pay = async (program: Program, amount: number, target: string): Promise<string> => {
  const input = paymentOf(office, amount, [{ target, amount }]);
  await program.must('payments.post', input);
  return input.id;
};

/** The remedy that a side offers, said on a desktop; both are quiet then. */
async function remedy(program: Program, entry: Entry, side: number): Promise<void> {
  const end = entry.sides[side]?.end ?? null;
  expect(end).not.toBeNull();
  await program.must('review.answer', wordOn(entry, 'same', end));
}

const unapplied = async (id: string): Promise<number> => {
  const [here, there] = await Promise.all(
    [mine, other].map(async (program) => (await program.must('payments.get', { id })).unapplied),
  );
  expect(there).toBe(here);
  return here as number;
};

/** A 120.00 invoice that 100.00 and 90.00 were paid on, apart. */
async function crowded(): Promise<{ first: string; second: string; entry: Entry }> {
  const { id } = await issue(mine, office, '100');
  await quiet(mine, other);
  let first = '';
  let second = '';
  await lists.apart(async () => {
    first = await pay(mine, 100_00, id);
    second = await pay(other, 90_00, id);
  });
  return { first, second, entry: await lists.only('cut') };
}

describe('remedies of the review list', () => {
  it('AL7: what was quicker gives way, and what did not fit has its place on both desktops', async () => {
    const { first, second, entry } = await crowded();
    expect(entry.sides.map(({ end }) => end?.how)).toEqual([undefined, 'give-way']);
    await remedy(other, entry, 1);
    await quiet(mine, other);
    expect(await lists.list()).toEqual([]);
    expect([await unapplied(first), await unapplied(second)]).toEqual([100_00, 0]);
  });

  it('AL7, EV6: two desktops that say so apart make one of it, and nothing new did not fit', async () => {
    const { first, second, entry } = await crowded();
    await lists.apart(async () => {
      await remedy(mine, entry, 1);
      await remedy(other, entry, 1);
    });
    expect(await lists.list()).toEqual([]);
    expect([await unapplied(first), await unapplied(second)]).toEqual([100_00, 0]);
  });

  it('AL7: where the money of one payment was promised twice, the other invoice gives way', async () => {
    const [one, two] = [await issue(mine, office, '100'), await issue(mine, office, '50')];
    const paid = paymentOf(office, 120_00, []);
    await mine.must('payments.post', paid);
    await quiet(mine, other);
    const apply = (program: Program, target: string, amount: number) =>
      program.must('payments.applyCredit', {
        ...{ commandId: newId(), date: TODAY },
        credits: [
          { source: { kind: 'payment', id: paid.id }, allocations: [{ target, amount: minor(amount) }] },
        ],
      });
    await lists.apart(async () => {
      await apply(mine, one.id, 120_00);
      await apply(other, two.id, 60_00);
    });
    await remedy(mine, await lists.only('cut'), 1);
    await quiet(mine, other);
    expect(await lists.list()).toEqual([]);
    expect(await unapplied(paid.id)).toBe(60_00);
    expect((await other.must('documents.get', { id: two.id, today: TODAY })).outstanding).toBe(0);
    expect((await other.must('documents.get', { id: one.id, today: TODAY })).outstanding).toBe(120_00);
  });

  it('AL7: the allocation of what was paid on an invoice that was voided elsewhere is ended, by one or by both', async () => {
    const { id } = await issue(mine, office, '100');
    await quiet(mine, other);
    let paid = '';
    await lists.apart(async () => {
      await mine.must('invoices.void', { commandId: newId(), id, reason: 'typed wrong' });
      paid = await pay(other, 120_00, id);
    });
    const entry = await lists.only('cut');
    expect(entry.sides.map(({ end }) => end?.how)).toEqual(['release']);
    await lists.apart(async () => {
      for (const program of [mine, other]) await remedy(program, entry, 0);
    });
    expect(await lists.list()).toEqual([]);
    expect(await unapplied(paid)).toBe(120_00);
    const again = await mine.call('review.answer', wordOn(entry, 'same', entry.sides[0]?.end ?? null));
    expect(again).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'already-taken-back' } });
  });

  it('EV6: of two refunds of one credit, recorded twice and paid once, one is taken back', async () => {
    const paid = paymentOf(office, 80_00, []);
    await mine.must('payments.post', paid);
    await quiet(mine, other);
    await lists.apart(async () => {
      for (const program of [mine, other])
        await program.must('refunds.make', {
          ...{ commandId: newId(), source: { kind: 'payment', id: paid.id }, amount: minor(80_00) },
          ...{ date: TODAY, method: office.method, reference: '', reason: 'overpaid' },
        });
    });
    const entry = await lists.only('overdrawn');
    expect(factOf(entry, 0, 'rest')).toMatchObject({ minor: -80_00 });
    expect(entry.sides.map(({ end }) => end?.how)).toEqual([undefined, 'take-back', 'take-back']);
    await remedy(mine, entry, 1);
    await quiet(mine, other);
    expect(await lists.list()).toEqual([]);
    expect(await unapplied(paid.id)).toBe(0);
    const again = await other.call('review.answer', wordOn(entry, 'same', entry.sides[1]?.end ?? null));
    expect(again).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'already-taken-back' } });
  });

  it('DO4: of two credit notes for one invoice one is voided, though it settles something; another paper is not', async () => {
    const { id } = await issue(mine, office, '100');
    await quiet(mine, other);
    await lists.apart(async () => {
      for (const program of [mine, other]) {
        const { draft } = await program.must('invoices.credit', { id });
        await program.must('invoices.issue', {
          ...{ commandId: newId(), id: newId() },
          draft: { ...draft, credits: { invoices: [id], period: null, reason: 'sent back' } },
          overrides: [{ code: 'clock-differs-from-server', reason: 'a day of the test' }],
        });
      }
    });
    const entry = await lists.only('over-credited');
    expect(entry.sides.map(({ end }) => end?.how)).toEqual([undefined, 'void', 'void']);
    const settling = entry.sides.findIndex((_side, at) => {
      const credit = factOf(entry, at, 'credit');
      return credit?.type === 'amount' && credit.minor === 0;
    });
    await remedy(other, entry, settling);
    await quiet(mine, other);
    expect((await lists.list()).filter(({ kind }) => kind === 'over-credited')).toEqual([]);
    const [gone, stays] = await Promise.all(
      [settling, settling === 1 ? 2 : 1].map((at) =>
        mine.must('documents.get', { id: entry.sides[at]?.id ?? '', today: TODAY }),
      ),
    );
    expect([gone?.status, stays?.status === 'void']).toEqual(['void', false]);
    const wrong = wordOn(entry, 'same', { what: 'document', id });
    expect(await mine.call('review.answer', wrong)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('a remedy takes only what its entry speaks of, and refuses what would bring nothing', async () => {
    const { entry } = await crowded();
    const { id } = await issue(mine, office, '10');
    const elsewhere = await pay(mine, 12_00, id);
    for (const end of [
      { what: 'allocation', id: newId() },
      // What did not fit is ended only where its invoice is void.
      { what: 'allocation', id: entry.key.split('/')[1] ?? '' },
      { what: 'reduction', id: entry.sides[1]?.end?.id ?? '' },
      { what: 'payment', id: elsewhere },
    ] as const) {
      const refused = await mine.call('review.answer', wordOn(entry, 'same', end));
      expect(refused).toMatchObject({ ok: false });
    }
    // The entry has been put right, and with it what it offered.
    await remedy(mine, entry, 1);
    const again = await mine.call('review.answer', wordOn(entry, 'same', entry.sides[1]?.end ?? null));
    expect(again).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'already-taken-back' } });
  });
});
