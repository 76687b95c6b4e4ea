import { describe, expect, it } from 'vitest';
import { type TortureResult, tortureCrashes } from './crash-torture.ts';
import { tortureKills } from './kill-torture.ts';
import { MUTANTS } from './mutants.ts';
import { tortureRepairs } from './repair-torture.ts';
import { tortureRot } from './rot-torture.ts';

/** A twentieth of `npm run torture`, from a fixed seed; any seed may be tried with `npm run torture -- --seed`. */
const SEED = 20_260_101;
const CRASHES = 15_000;
const FLIPS = 1_000;
const REPAIRS = 1_000;
const KILLS = 15;

function expectSound(what: string, result: TortureResult, cases: number): void {
  console.log(`${what}: seed ${SEED}, ${JSON.stringify(result.seen)}`);
  expect(result.failure).toBeNull();
  expect(result.cases).toBe(cases);
}

describe('torture of the journal', () => {
  it('JO5, JO8: loses nothing acknowledged, whichever call the machine stops at', () => {
    const result = tortureCrashes(CRASHES, SEED);
    expectSound('crashes', result, CRASHES);
    for (const what of ['appended', 'crashes', 'crashes after a crash', 'disk-full', 'io', 'stopped']) {
      expect(result.seen[what], what).toBeGreaterThan(50);
    }
  });

  it('JO3: names every flipped bit, cuts nothing that was whole, and repairs it from the books', () => {
    const result = tortureRot(FLIPS, SEED);
    expectSound('flipped bits', result, FLIPS);
    for (const what of ['cut', 'corrupt', 'in an earlier segment']) {
      expect(result.seen[what], what).toBeGreaterThan(50);
    }
  });

  it('JO8: fills damaged and missing segments, whichever call of the repair the machine stops at', () => {
    const result = tortureRepairs(REPAIRS, SEED);
    expectSound('repairs', result, REPAIRS);
    for (const what of [
      'crashes',
      'a flipped bit',
      'a segment cut short',
      'a lost segment',
      'two lost segments',
    ]) {
      expect(result.seen[what], what).toBeGreaterThan(50);
    }
  });

  it.each(['the flush is skipped', 'the folder is not flushed'])('JO8: finds in a repair: %s', (name) => {
    expect(tortureRepairs(REPAIRS, SEED, MUTANTS[name]).failure).not.toBeNull();
  });

  it('JO5: loses nothing acknowledged when the writing process is killed', async () => {
    const result = await tortureKills(KILLS, SEED);
    expectSound('kill -9', result, KILLS);
    expect(result.seen.acknowledged).toBeGreaterThan(KILLS);
  });
});

describe('mutants of the journal', () => {
  it.each(Object.entries(MUTANTS))('finds the mutant: %s', (_, mutant) => {
    const found = tortureRot(FLIPS, SEED, mutant).failure ?? tortureCrashes(CRASHES, SEED, mutant).failure;
    expect(found).not.toBeNull();
  });
});
