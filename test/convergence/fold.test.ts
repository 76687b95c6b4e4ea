import { describe, expect, it } from 'vitest';
import type { Commit, Confirmation } from '../../shared/events/commit.ts';
import { digest, fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { isOfSource } from '../../shared/events/payments.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import { sha256 } from '../books/record.ts';
import fc from '../property.ts';
import { runs, seed } from '../runs.ts';
import { type History, histories } from './history.ts';

const commitsOf = (history: Pick<History, 'commits'>): Commit[] =>
  history.commits.map(({ envelope, events }) => ({ envelope, events }));

const stateOf = (history: History): FoldedState =>
  fold({ commits: commitsOf(history), confirmations: history.confirmations });

/** The same set in another order, with repetitions, keyed by random numbers. */
function disturb<Item>(items: readonly Item[], keys: readonly number[]): Item[] {
  const twice = items.flatMap((item, index) =>
    (keys[index % keys.length] ?? 0) % 3 === 0 ? [item, item] : [item],
  );
  const keyed = twice.map((item, index) => ({ item, key: keys[(index * 7) % keys.length] ?? 0 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

const keys = fc.array(fc.nat(1_000_000), { minLength: 10, maxLength: 60 });

describe('the reference fold', () => {
  it('EV3, EV4, EV6: gives one state for one set of commits, in whatever order and however often they arrive', () => {
    const parameters = { numRuns: runs(800), seed };
    fc.assert(
      fc.property(histories(), keys, keys, (history, ofCommits, ofConfirmations) => {
        const again = fold({
          commits: disturb(commitsOf(history), ofCommits),
          confirmations: disturb(history.confirmations, ofConfirmations),
        });
        expect(digest(again, sha256)).toBe(digest(stateOf(history), sha256));
      }),
      parameters,
    );
  });

  it('EV3: another order of confirmation may give another state, so the order is really looked at', () => {
    let differed = 0;
    fc.assert(
      fc.property(histories(), (history) => {
        const places = history.confirmations
          .map(({ sequence, received, epoch }) => ({ sequence, received, epoch }))
          .reverse();
        const turned = history.confirmations.map(({ id }, index) => ({
          id,
          ...(places[index] as Confirmation),
        }));
        const state = fold({ commits: commitsOf(history), confirmations: turned });
        if (digest(state, sha256) !== digest(stateOf(history), sha256)) differed += 1;
      }),
      { numRuns: runs(300), seed },
    );
    expect(differed).toBeGreaterThan(runs(300) / 20);
  });

  it('SY7: after a restored server has heard of everything again, its new order alone decides', () => {
    let restored = 0;
    fc.assert(
      fc.property(histories(), (history) => {
        const standing = new Map<string, History['confirmations'][number]>();
        for (const said of history.confirmations) {
          const known = standing.get(said.id);
          if (!known || said.epoch > known.epoch) standing.set(said.id, said);
        }
        // A desktop that joins now learns only what the restored server says.
        const joined = fold({ commits: commitsOf(history), confirmations: standing.values() });
        expect(digest(joined, sha256)).toBe(digest(stateOf(history), sha256));
        if (standing.size < history.confirmations.length) restored += 1;
      }),
      { numRuns: runs(300), seed },
    );
    expect(restored).toBeGreaterThan(runs(300) / 10);
  });

  it('AL3: allocations that stand never exceed their source or their invoice on any day, whatever the facts', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const { allocations, documents, payments, reductions } = stateOf(history);
        // Cash rounding upwards is a negative deduction: it raises what is owed (AL9).
        const raised = (id: string) =>
          sum(
            Object.values(reductions).map(({ subject, amount }) =>
              subject === id ? Math.max(0, -amount) : 0,
            ),
          );
        const standing = Object.values(allocations).filter(({ amount }) => amount > 0);
        const days = [...new Set(standing.map(({ from }) => from))];
        for (const day of days) {
          for (const side of ['source', 'target'] as const) {
            const sums = new Map<string, number>();
            for (const one of standing) {
              if (one.from <= day && day < one.until)
                sums.set(one[side], (sums.get(one[side]) ?? 0) + one.amount);
            }
            for (const [id, total] of sums) {
              const fact = documents[id] ?? payments[id];
              expect(total).toBeLessThanOrEqual((fact?.amount ?? 0) + raised(id));
            }
          }
        }
        for (const one of Object.values(allocations)) {
          expect(one.amount).toBeGreaterThanOrEqual(0);
          expect(one.amount + one.cut).toBe(one.asked);
        }
      }),
      { numRuns: runs(500), seed },
    );
  });

  it('AL6: received = allocated + unapplied + refunded + written to income + returned, and the same for credit notes', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const { allocations, documents, payments, reductions } = stateOf(history);
        for (const [id, fact] of Object.entries({ ...documents, ...payments })) {
          if (fact.kind === 'quote') expect([id, fact.rest]).toEqual([id, 0]);
          if (fact.kind === 'invoice' || fact.kind === 'quote') continue;
          const allocated = Object.values(allocations).filter(
            ({ source, until }) => source === id && until === FOREVER,
          );
          const refunds = Object.values(reductions).filter(
            ({ kind, subject, end }) => isOfSource(kind) && subject === id && end === null,
          );
          const returned = fact.end ? fact.amount : 0;
          const used =
            sum(allocated.map(({ amount }) => amount)) +
            (fact.end ? 0 : sum(refunds.map(({ amount }) => amount)));
          expect(fact.amount).toBe(used + fact.rest + returned);
        }
      }),
      { numRuns: runs(500), seed },
    );
  });

  it('AG2: what takes effect later changes no earlier day', () => {
    const day = '2026-01-12';
    let added = 0;
    fc.assert(
      fc.property(histories(), (history) => {
        const base = history.commits.filter(({ events }) =>
          events.every(({ effective }) => effective <= day),
        );
        const named = base.flatMap(({ events }) =>
          events.flatMap(({ entity, data }) => [entity, ...sidesOf(data)]),
        );
        const taken = new Set(named);
        // Deductions and refunds are never cut and may overdraw; so only what comes after allocations is added here.
        const fits = ({ type, entity }: { type: string; entity: string }) =>
          /^(document.voided|payment.voided|payment.returned|allocation.taken-back)$/.test(type) ||
          (/^(document.issued|payment.posted|allocation.made)$/.test(type) && !taken.has(entity));
        const more = history.commits.filter(({ events }) =>
          events.every((one) => one.effective > day && fits(one)),
        );
        added += more.length;
        const confirmations = base.map(({ envelope }, index) => ({
          id: envelope.id,
          sequence: index + 1,
          received: 0,
          epoch: 'e1',
        }));
        const before = fold({ commits: commitsOf({ commits: base }), confirmations });
        const after = fold({
          commits: commitsOf({ commits: [...base, ...more] }),
          confirmations,
        });
        for (const [id, one] of Object.entries(before.allocations)) {
          expect(standingOn(day, after.allocations[id])).toBe(standingOn(day, one));
        }
      }),
      { numRuns: runs(500), seed },
    );
    expect(added).toBeGreaterThan(runs(500) / 2);
  });
});

/** What an allocation or deduction refers to. */
function sidesOf(data: unknown): string[] {
  const { source, target } = data as { readonly source?: { readonly id: string }; readonly target?: string };
  return [source?.id, target].filter((id) => id !== undefined);
}

const standingOn = (day: string, one: FoldedState['allocations'][string] | undefined): number =>
  one && one.from <= day && day < one.until ? one.amount : 0;

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
