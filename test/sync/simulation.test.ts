import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PINNED, runs, seed } from '../runs.ts';
import { NOTHING_MET, simulate } from './simulation.ts';

/** 2,000 in the full torture; a pinned run begins at 1, another wherever its seed says. */
const DAYS = runs(100);
const first = seed === PINNED ? 0 : seed;

const START = Date.UTC(2026, 0, 10);

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the simulation', () => {
  it(
    'SY1–SY7: after cut lines, lost answers, crashes and restores all is quiet within two virtual minutes, and the same',
    async () => {
      const met = { ...NOTHING_MET };
      for (let day = 1; day <= DAYS; day += 1) {
        const outcome = await simulate(first + day);
        expect(outcome.finding, `simulated day of seed ${first + day}`).toBeNull();
        for (const name of Object.keys(met) as (keyof typeof met)[]) met[name] += outcome.met[name];
      }
      // It says something only when things went wrong on the way.
      console.info(`simulated days ${first + 1} to ${first + DAYS}: ${JSON.stringify(met)}`);
      for (const [name, count] of Object.entries(met)) expect(count, name).toBeGreaterThan(DAYS / 10);
    },
    DAYS * 30_000,
  );

  const found = async (mutant: 'cursor-apart' | 'torn-command') => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const { finding } = await simulate(seed, mutant);
      if (finding) return finding;
    }
    return null;
  };

  it('SY3: a cursor that is saved apart from the commits is found out', async () => {
    // What it runs past is a gap in an author's commits, and what comes behind it waits for that.
    expect(await found('cursor-apart')).toMatch(/different states|not fetched|quiet|set aside/);
  });

  it('EV1: a command that is torn over two batches is found out', async () => {
    expect(await found('torn-command')).toMatch(/by halves/);
  });
});
