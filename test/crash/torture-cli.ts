/**
 * `npm run torture`: the torture of journal, program and sync in its full size. Options: --count (crash cases; everything
 * else in the same proportion), --seed, --only (runs what has this word in its name).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NODE_FLAGS, projectNode, ROOT, tool, toolEnvironment } from '../../build/paths.mjs';
import { run } from '../../build/run.mjs';
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

/** What `npm test` runs in a twentieth: files of tests, run by the tests' own runner in their full size. */
const RANDOM_TESTS = {
  'hostile messages': () => ['test/main/ipc-fuzz.test.ts'],
  histories: () => ['test/convergence'],
  'simulated days': () => ['test/sync/simulation.test.ts'],
  'damaged books': () => ['test/journey/books-damage.test.ts'],
  properties: propertyFiles,
};
const TESTS_PART = 20;

const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const count = Number(values.count ?? DEFAULT_COUNT);
const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
const share = count / DEFAULT_COUNT;

type Part = readonly [name: string, run: () => Promise<boolean> | boolean];

async function torture(): Promise<number> {
  console.log(`seed ${seed}`);
  const parts: Part[] = [
    simple('crashes at every call', () => tortureCrashes(count, seed)),
    simple('flipped bits', () => tortureRot(Math.ceil(FLIPS * share), seed)),
    simple('crashes in a repair', () => tortureRepairs(Math.ceil(REPAIRS * share), seed)),
    simple('kill -9 of the writer', () => tortureKills(Math.ceil(KILLS * share), seed)),
    simple('power cuts of the program', () => cutPower(Math.ceil(POWER_CUTS * share), seed)),
    ['kill -9 of the program', () => killedPrograms(Math.ceil(PROGRAM_KILLS * share))],
    ['eight flipped bytes in the books', () => rottenBooks(Math.ceil(PROGRAM_ROTS * share))],
    simple('mutated requests to the server', () => fuzzWire(Math.ceil(WIRE_REQUESTS * share), seed)),
    ...Object.entries(RANDOM_TESTS).map(([name, files]): Part => [name, () => randomTests(name, files())]),
    ['mutants', () => Object.entries(MUTANTS).map(findMutant).every(Boolean)],
  ];
  const wanted = parts.filter(([name]) => values.only === undefined || name.includes(values.only));
  if (wanted.length === 0) {
    console.error(`There is nothing of this name: ${parts.map(([name]) => name).join(', ')}`);
    return 2;
  }
  let whole = true;
  for (const [, run] of wanted) whole = (await run()) && whole;
  return whole ? 0 : 1;
}

const simple = (name: string, run: () => Promise<TortureResult> | TortureResult): Part => [
  name,
  async () => report(name, await run()),
];

/** @returns whether every test passed; the runner says what it found, and the seeds of it. */
async function randomTests(name: string, files: readonly string[]): Promise<boolean> {
  const size = { RANDOM_RUNS: String(TESTS_PART * share), RANDOM_SEED: String(seed) };
  const runner = [...NODE_FLAGS, tool('vitest/vitest.mjs'), 'run', '--testTimeout=0', ...files];
  console.log(`${name}: ${share * TESTS_PART} times the size in the tests, from seed ${seed} on`);
  return (await run(projectNode(), runner, { env: { ...toolEnvironment(), ...size } })) === 0;
}

/** Every file with a property of its own, but the histories, which are a part by themselves. */
function propertyFiles(): readonly string[] {
  const files = ['electron', 'renderer/src', 'shared', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return files.filter(
    (file) =>
      /\.test\.tsx?$/.test(file) &&
      !file.startsWith(join('test', 'convergence')) &&
      readFileSync(join(ROOT, file), 'utf8').includes("/property.ts'"),
  );
}

function findMutant([name, mutant]: [string, (typeof MUTANTS)[string]]): boolean {
  const found = tortureCrashes(15_000, seed, mutant).failure ?? tortureRot(1_000, seed, mutant).failure;
  console.log(`mutant "${name}": ${found === null ? 'SURVIVED' : `found (${found})`}`);
  return found !== null;
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

if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  console.error('Usage: npm run torture -- [--count <crash cases>] [--seed <number>] [--only <word>]');
  process.exitCode = 2;
} else {
  process.exitCode = await torture();
}
