/** `npm run torture`: the journal's torture in its full size. Options: --count (crash cases), --seed. */
import { parseArgs } from 'node:util';
import { type TortureResult, tortureCrashes } from './crash-torture.ts';
import { tortureKills } from './kill-torture.ts';
import { MUTANTS } from './mutants.ts';
import { tortureRot } from './rot-torture.ts';

const DEFAULT_COUNT = 300_000;
const KILLS = 300;
const FLIPS = 20_000;

const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
const count = Number(values.count ?? DEFAULT_COUNT);
const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
const share = count / DEFAULT_COUNT;

if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  console.error('Usage: npm run torture -- [--count <crash cases>] [--seed <number>]');
  process.exitCode = 2;
} else {
  process.exitCode = await torture();
}

async function torture(): Promise<number> {
  console.log(`seed ${seed}`);
  const results = [
    report('crashes at every call', tortureCrashes(count, seed)),
    report('flipped bits', tortureRot(Math.ceil(FLIPS * share), seed)),
    report('kill -9', await tortureKills(Math.ceil(KILLS * share), seed)),
    ...Object.entries(MUTANTS).map(([name, mutant]) => {
      const found = tortureCrashes(15_000, seed, mutant).failure ?? tortureRot(1_000, seed, mutant).failure;
      console.log(`mutant "${name}": ${found === null ? 'SURVIVED' : `found (${found})`}`);
      return found !== null;
    }),
  ];
  return results.every(Boolean) ? 0 : 1;
}

function report(what: string, { cases, seen, failure }: TortureResult): boolean {
  const details = Object.entries(seen).map(([name, times]) => `${name} ${times}`);
  console.log(`${what}: ${cases} cases, ${failure ?? 'nothing lost'} (${details.join(', ')})`);
  return failure === null;
}
