/** Closed periods in the histories of an office whose closes say what stood (PC2, PC3, EV6), and the mutants that must die. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Commit } from '../../shared/events/commit.ts';
import { fold, foldAsClosed } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import fc from '../property.ts';
import { runs, seed } from '../runs.ts';
import { closesIn, seenIn, standingOn } from './desktops.ts';
import { closingHistories, type History } from './history.ts';
import { keepFailing } from './keep-case.ts';

interface Folding {
  readonly fold: typeof fold;
  readonly foldAsClosed: typeof foldAsClosed;
}

const inputOf = ({ commits, confirmations }: History) => ({
  commits: commits.map(({ envelope, events }): Commit => ({ envelope, events })),
  confirmations,
});

/** The closes that stand at the end, each with the state that it saw. */
function standingCloses(history: History, folding: Folding) {
  const standing = [...closesIn(history.commits)].filter(([, { stands }]) => stands);
  return standing.map(([id, one]) => {
    const close = { ...one, reopened: false, sealed: false };
    return { id, ...close, saw: folding.foldAsClosed(inputOf(history), close) };
  });
}

/** Both sides of an allocation were known: what it stands for is not for want of one of them. */
const hasSides = ({ documents, payments }: FoldedState, source: string, target: string): boolean =>
  documents[target] !== undefined && (documents[source] ?? payments[source]) !== undefined;

/** What the first wrong thing is, if there is one; `met` counts what made the history worth trying. */
function whatIsWrong(history: History, folding: Folding, met = { closes: 0, late: 0, held: 0 }) {
  const now = folding.fold(inputOf(history));
  for (const { id: closing, through, cuts, saw } of standingCloses(history, folding)) {
    met.closes += 1;
    met.late += Number(standingOn(now, through) !== standingOn(saw, through));
    if (standingOn(saw, through) !== history.asClosed.get(closing))
      return 'PC3: as closed is not what it was';
    for (const [id, { amount, from, source, target }] of Object.entries(saw.allocations)) {
      if (from > through || !hasSides(saw, source, target)) continue;
      const stands = now.allocations[id]?.amount ?? 0;
      if (stands > amount) return `EV6: allocation ${id} has grown in a closed period`;
      met.held += Number(id in cuts && stands === amount && amount > 0);
    }
  }
  for (const { envelope, events } of history.commits) {
    const { id, device, sequence } = envelope;
    const view = history.views.get(id) ?? {};
    if (Object.keys(view).length === 0) continue;
    for (const { through, stands } of closesIn(
      seenIn(history.commits, { ...view, [device]: sequence - 1 }),
    ).values())
      if (stands && events.some(({ type, effective }) => type === 'allocation.made' && effective <= through))
        return `AL2: ${id} allocates into a closed period`;
  }
  return undefined;
}

describe('closed periods', () => {
  it('PC2, PC3, EV6: as closed is what the closing desktop saw, and nothing that it knew grows into closed days', () => {
    const met = { closes: 0, late: 0, held: 0 };
    const numRuns = runs(120);
    fc.assert(
      fc.property(closingHistories(), (history) => {
        expect(whatIsWrong(history, { fold, foldAsClosed }, met)).toBeUndefined();
      }),
      { numRuns, seed, reporter: keepFailing },
    );
    console.info(`closed periods: ${JSON.stringify({ histories: numRuns, ...met })}`);
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(numRuns / 20);
  });
});

const MUTATED = '../../shared/events/periods.ts';
const TRIED = 60;

afterEach(() => {
  vi.doUnmock(MUTATED);
  vi.resetModules();
});

/** What some histories get wrong with another rule. */
async function caught(
  change: (real: typeof import('../../shared/events/periods.ts')) => object,
): Promise<string[]> {
  vi.resetModules();
  vi.doMock(MUTATED, async (original) => {
    const real = await original<typeof import('../../shared/events/periods.ts')>();
    return { ...real, ...change(real) };
  });
  const mutant = await import('../../shared/events/fold.ts');
  const { closingHistories: made } = await import('./history.ts');
  const samples = fc.sample(made(), { numRuns: TRIED, seed });
  return samples.flatMap((history) => whatIsWrong(history, mutant) ?? []);
}

describe('mutants of closed periods die', () => {
  it('PC3: what arrived late is counted in "as closed"', async () => {
    expect(await caught(() => ({ knew: () => true }))).toContainEqual(expect.stringMatching(/^PC3:/));
  });

  it('AL2, PC2: an allocation is put into a closed period', async () => {
    expect(await caught(() => ({ firstOpen: (day: string) => day }))).toContainEqual(
      expect.stringMatching(/^AL2:/),
    );
  });

  it('EV6: what fits again grows back into a closed period', async () => {
    expect(await caught(() => ({ mostOf: () => new Map() }))).toContainEqual(expect.stringMatching(/^EV6:/));
  });
});
