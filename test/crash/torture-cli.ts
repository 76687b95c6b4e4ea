/** `npm run torture`: the torture of journal and program in its full size. Options: --count (crash cases), --seed. */
import { parseArgs } from 'node:util';
import { killProgram } from '../app/kill.ts';
import { madeUpCompany, rotBooks } from '../app/rot.ts';
import { removeFolder } from '../journey/harness.ts';
import { cutPower } from '../power/power-cuts.ts';
import { fuzzWire } from '../server/wire-fuzz.ts';
import { type TortureResult, tortureCrashes } from './crash-torture.ts';
import { tortureKills } from './kill-torture.ts';
import { MUTANTS } from './mutants.ts';
import { tortureRepairs } from './repair-torture.ts';
import { tortureRot } from './rot-torture.ts';

const DEFAULT_COUNT = 300_000;
const KILLS = 300;
const FLIPS = 20_000;
const REPAIRS = 20_000;
const POWER_CUTS = 30;
const PROGRAM_KILLS = 20;
const PROGRAM_ROTS = 40;
const WIRE_REQUESTS = 50_000;

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
    report('crashes in a repair', tortureRepairs(Math.ceil(REPAIRS * share), seed)),
    report('kill -9 of the writer', await tortureKills(Math.ceil(KILLS * share), seed)),
    report('power cuts of the program', await cutPower(Math.ceil(POWER_CUTS * share), seed)),
    await killedPrograms(Math.ceil(PROGRAM_KILLS * share)),
    await rottenBooks(Math.ceil(PROGRAM_ROTS * share)),
    report('mutated requests to the server', await fuzzWire(Math.ceil(WIRE_REQUESTS * share), seed)),
    ...Object.entries(MUTANTS).map(([name, mutant]) => {
      const found = tortureCrashes(15_000, seed, mutant).failure ?? tortureRot(1_000, seed, mutant).failure;
      console.log(`mutant "${name}": ${found === null ? 'SURVIVED' : `found (${found})`}`);
      return found !== null;
    }),
  ];
  return results.every(Boolean) ? 0 : 1;
}

async function killedPrograms(kills: number): Promise<boolean> {
  const { confirmedInvoices, confirmedPayments, inFlight, failure } = await killProgram(kills, seed);
  const seen = {
    invoices: confirmedInvoices,
    payments: confirmedPayments,
    'on their way and found': inFlight.found,
    'on their way and gone': inFlight.gone,
  };
  return report('kill -9 of the program', { cases: kills, seen, failure });
}

async function rottenBooks(cases: number): Promise<boolean> {
  const made = await madeUpCompany(300);
  try {
    const { right, refused, failure } = await rotBooks(made, cases, seed);
    return report('eight flipped bytes in the books', { cases, seen: { right, refused }, failure });
  } finally {
    removeFolder(made.data);
  }
}

function report(what: string, { cases, seen, failure }: TortureResult): boolean {
  const details = Object.entries(seen).map(([name, times]) => `${name} ${times}`);
  console.log(`${what}: ${cases} cases, ${failure ?? 'nothing lost'} (${details.join(', ')})`);
  return failure === null;
}
