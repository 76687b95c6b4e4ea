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
  lateReason: 'late',
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

/** Commands that note what they were asked; the first `failing` of them fail. */
function commands(failing = 0) {
  const told: { what: string; commandId: string; credits: readonly string[] }[] = [];
  const ids = new Map<string, string>();
  const answer = <T>(value: T) =>
    told.length <= failing ? err<AppError>({ kind: 'unavailable', what: 'books' }) : ok(value);
  const sources = (credits: readonly { readonly source: { readonly id: string } }[] = []) =>
    credits.map(({ source }) => source.id);
  const made: PostingCommands = {
    applyCredit: async ({ commandId, credits }) => {
      told.push({ what: 'credit', commandId, credits: sources(credits) });
      return answer({ applied: minor(0) });
    },
    post: async ({ commandId, id, credits }) => {
      told.push({ what: 'money', commandId, credits: sources(credits) });
      return answer({ id, unapplied: minor(0) });
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
  it('AL4, EV1: uses existing credit and posts the money in one command', async () => {
    const { made, told } = commands();
    expect(await carryOut(posting(50), made)).toMatchObject({ ok: true });
    expect(told).toMatchObject([{ what: 'money', credits: ['p', 'q'] }]);
  });

  it('posts no payment where credit alone was used', async () => {
    const { made, told } = commands();
    expect(await carryOut(posting(0), made)).toEqual({ ok: true, value: null });
    expect(told).toMatchObject([{ what: 'credit', credits: ['p', 'q'] }]);
  });

  it('repeats what failed under the same id', async () => {
    const { made, told } = commands(1);
    expect(await carryOut(posting(50), made)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(await carryOut(posting(50), made)).toMatchObject({ ok: true });
    expect(told).toHaveLength(2);
    expect(told[1]?.commandId).toBe(told[0]?.commandId);
  });
});
