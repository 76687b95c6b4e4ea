import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runs } from '../convergence/runs.ts';
import { simulate } from './simulation.ts';

const START = Date.UTC(2026, 0, 10);

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the simulation', () => {
  it('SY1–SY7: after cut lines, lost answers, crashes and restores all is quiet within two virtual minutes, and the same', async () => {
    const met = { commits: 0, lost: 0, crashes: 0, restores: 0, cut: 0 };
    for (let seed = 1; seed <= runs(6); seed += 1) {
      const outcome = await simulate(seed);
      expect(outcome.finding, `seed ${seed}`).toBeNull();
      for (const name of Object.keys(met) as (keyof typeof met)[]) met[name] += outcome.met[name];
    }
    // It says something only when things went wrong on the way.
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(runs(6) / 4);
  });

  const found = async (mutant: 'cursor-apart' | 'torn-command') => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const { finding } = await simulate(seed, mutant);
      if (finding) return finding;
    }
    return null;
  };

  it('SY3: a cursor that is saved apart from the commits is found out', async () => {
    expect(await found('cursor-apart')).toMatch(/different states|not fetched|quiet/);
  });

  it('EV1: a command that is torn over two batches is found out', async () => {
    expect(await found('torn-command')).toMatch(/by halves/);
  });
});
