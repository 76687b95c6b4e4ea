import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import { type AppError, err, ok } from '../../../../shared/errors/index.ts';
import { carryOut, type Posting, type PostingCommands } from './carry-out.ts';
import type { Credit } from './posting.ts';

const credit = (id: string): Credit => ({
  id,
  kind: 'payment',
  label: id,
  date: '2026-01-01',
  currency: 'EUR',
  amount: minor(100),
  unapplied: minor(100),
});

const posting = (amount: number): Posting => ({
  plan: {
    credits: [
      { credit: credit('p'), allocations: [{ target: 'a', amount: minor(60) }] },
      { credit: credit('q'), allocations: [{ target: 'b', amount: minor(40) }] },
    ],
    allocations: amount === 0 ? [] : [{ target: 'b', amount: minor(amount) }],
    writeOffs: [],
  },
  payment: {
    customer: 'c',
    method: 'm',
    date: '2026-01-10',
    amount: minor(amount),
    currency: 'EUR',
    reference: '',
    cheque: null,
    tendered: null,
    note: '',
  },
});

/** Commands that note what they were asked; `refuse` names a credit whose use fails once. */
function commands(refuse?: { source: string; error: AppError }) {
  const told: { what: string; commandId: string }[] = [];
  const ids = new Map<string, string>();
  let refused = false;
  const made: PostingCommands = {
    applyCredit: async ({ commandId, source }) => {
      told.push({ what: source.id, commandId });
      if (refuse?.source === source.id && !refused) {
        refused = true;
        return err(refuse.error);
      }
      return ok({ applied: minor(0) });
    },
    post: async ({ commandId, id }) => {
      told.push({ what: 'money', commandId });
      return ok({ id, unapplied: minor(0) });
    },
    idFor: (step) => {
      const key = JSON.stringify(step);
      const known = ids.get(key) ?? `id-${ids.size}`;
      ids.set(key, known);
      return known;
    },
  };
  return { made, told };
}

describe('carryOut', () => {
  it('AL4: uses existing credit before it posts the money', async () => {
    const { made, told } = commands();
    expect(await carryOut(posting(50), made)).toMatchObject({ ok: true });
    expect(told.map(({ what }) => what)).toEqual(['p', 'q', 'money']);
  });

  it('posts no payment where credit alone was used', async () => {
    const { made, told } = commands();
    expect(await carryOut(posting(0), made)).toEqual({ ok: true, value: null });
    expect(told.map(({ what }) => what)).toEqual(['p', 'q']);
  });

  it('stops at a step that fails, and repeats what was done under the same ids', async () => {
    const { made, told } = commands({ source: 'q', error: { kind: 'unavailable', what: 'books' } });
    expect(await carryOut(posting(50), made)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(await carryOut(posting(50), made)).toMatchObject({ ok: true });
    expect(told.map(({ what }) => what)).toEqual(['p', 'q', 'p', 'q', 'money']);
    expect(told[2]?.commandId).toBe(told[0]?.commandId);
    expect(told[3]?.commandId).toBe(told[1]?.commandId);
    expect(new Set(told.map(({ commandId }) => commandId)).size).toBe(3);
  });
});
