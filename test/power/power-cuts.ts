/**
 * Power cuts of the whole main process: a day's work is recorded call by call, then the power goes at a random line. The
 * medium keeps what was flushed and, of all else, whatever sectors and names chance leaves; the program is started on that
 * and must know everything that its user had been told.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TortureResult } from '../crash/crash-torture.ts';
import { FaultPort } from '../crash/fault-port.ts';
import { type Random, seeded } from '../crash/random.ts';
import { issue, type Office, type Program, startProgram } from '../main/harness.ts';
import type { Recorded } from './recorded.ts';

/** What the user of the recorded day was told. */
export type Said =
  | { readonly told: 'founded'; readonly company: string }
  | { readonly told: 'issued'; readonly number: string }
  | { readonly told: 'paid' | 'customer' }
  | { readonly told: 'kept'; readonly draft: string; readonly notes: number }
  | { readonly told: 'set'; readonly act: number };

/** Calls that the medium does not hear of: a program that does not make them. */
export type Deaf = (recorded: Recorded) => boolean;

const CUTS_PER_DAY = 15;
const DAY = fileURLToPath(new URL('./office-day.ts', import.meta.url));
const RECORDER = new URL('./record-fs.ts', import.meta.url).href;

/** Cuts the power `count` times; `failure` names the first cut after which something was missing or wrong. */
export async function cutPower(
  count: number,
  seed: number,
  deaf: Deaf = () => false,
): Promise<TortureResult> {
  const seen: Record<string, number> = {};
  let day: readonly Recorded[] = [];
  for (let done = 0; done < count; done += 1) {
    const daySeed = seed + Math.floor(done / CUTS_PER_DAY);
    if (done % CUTS_PER_DAY === 0) day = await recordDay(daySeed);
    const random = seeded(daySeed * 7919 + done);
    const cut = 1 + random.below(day.length);
    const failure = await after(day.slice(0, cut), random, deaf, seen);
    if (failure !== null)
      return { cases: done + 1, seen, failure: `seed ${daySeed}, cut ${done} at line ${cut}: ${failure}` };
  }
  return { cases: count, seen, failure: null };
}

async function recordDay(seed: number): Promise<readonly Recorded[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-power-'));
  const log = join(folder, 'log');
  const data = join(folder, 'data');
  mkdirSync(data);
  try {
    const child = spawn(process.execPath, ['--import', RECORDER, DAY, data, String(seed)], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, RECORD_ROOT: data, RECORD_LOG: log },
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`the recorded day ended with ${code}`);
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Recorded);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts the program on what the cut left; null when all is well. */
async function after(
  lines: readonly Recorded[],
  random: Random,
  deaf: Deaf,
  seen: Record<string, number>,
): Promise<string | null> {
  const medium = new FaultPort(random);
  const told: Said[] = [];
  for (const line of lines) {
    if (line.op === 'said') told.push(line.said as Said);
    else if (!deaf(line)) replay(medium, line);
  }
  medium.restart();
  const data = mkdtempSync(join(tmpdir(), 'counterfoil-cut-'));
  try {
    for (const folder of medium.folders()) mkdirSync(join(data, folder), { recursive: true });
    for (const path of medium.paths()) writeFileSync(join(data, path), medium.bytesOf(path));
    const program = await startProgram({ dataFolder: data, databases: new Map() });
    try {
      return await compare(program, told, seen);
    } finally {
      await program.app.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function replay(medium: FaultPort, line: Exclude<Recorded, { op: 'said' }>): void {
  switch (line.op) {
    case 'create':
    case 'empty':
      if (medium.paths().includes(line.path)) medium.open(line.path).truncate(0);
      else medium.create(line.path);
      break;
    case 'write':
      medium.open(line.path).write(Buffer.from(line.bytes, 'base64'), line.at);
      break;
    case 'truncate':
      medium.open(line.path).truncate(line.length);
      break;
    case 'flush':
      medium.open(line.path).flush();
      break;
    case 'sync-folder':
      medium.syncFolder(line.path);
      break;
    case 'rename':
      medium.rename(line.path, line.to);
      break;
    case 'remove':
      medium.remove(line.path);
      break;
    case 'make-folder':
      makeFolders(medium, line.path);
      break;
  }
}

function makeFolders(medium: FaultPort, path: string): void {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth += 1) medium.makeFolder(parts.slice(0, depth).join('/'));
}

async function compare(
  program: Program,
  told: readonly Said[],
  seen: Record<string, number>,
): Promise<string | null> {
  const count = (what: string, by = 1): void => {
    seen[what] = (seen[what] ?? 0) + by;
  };
  const settings = told.findLast((said) => said.told === 'set');
  const state = await program.must('app.state', {});
  if (settings && Number(state.settings.lists.act ?? 0) < settings.act)
    return `settings of act ${settings.act} are lost`;
  const founded = told.find((said) => said.told === 'founded');
  if (!founded) {
    count('before the founding');
    return null;
  }
  const opened = await program.call('companies.open', { id: founded.company });
  if (!opened.ok) return `the company does not open: ${JSON.stringify(opened.error)}`;
  const numbers = await numbersOf(program);
  for (const said of told) {
    if (said.told === 'issued' && !numbers.includes(said.number)) return `invoice ${said.number} is lost`;
  }
  const { payments, customers } = await program.must('books.counts', {});
  if (payments < told.filter((said) => said.told === 'paid').length) return 'a payment is lost';
  if (customers < 1 + told.filter((said) => said.told === 'customer').length) return 'a customer is lost';
  const kept = told.findLast((said) => said.told === 'kept');
  const draft = kept && (await program.call('drafts.get', { id: kept.draft }));
  if (draft && (!draft.ok || Number(draft.value.draft.notes) < kept.notes)) return 'a draft is lost or older';
  const found = await program.must('companies.verify', {});
  if (!found.intact) return `the record is not whole: ${found.problem}`;
  const { number } = await issue(program, await officeOf(program, founded.company), '999');
  if (!number.startsWith('INV-0')) return `this desktop took itself for another: ${number}`;
  if (numbers.includes(number)) return `number ${number} was given twice`;
  count('cuts compared');
  count('invoices', numbers.length);
  count('told', told.length);
  return null;
}

async function numbersOf(program: Program): Promise<readonly string[]> {
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: { number: string }[]; next: string | null } = await program.must('documents.list', {
      search: '',
      status: 'all',
      customer: null,
      from: null,
      to: null,
      sort: 'number',
      direction: 'asc',
      today: '2026-03-02',
      cursor,
      limit: 200,
    });
    numbers.push(...page.rows.map((row) => row.number));
    cursor = page.next;
  } while (cursor !== null);
  return numbers;
}

async function officeOf(program: Program, company: string): Promise<Office> {
  const customers = await program.must('customers.list', {
    search: '',
    archived: false,
    sort: 'name',
    direction: 'asc',
    cursor: null,
    limit: 1,
  });
  const taxes = await program.must('taxes.list', {});
  const methods = await program.must('methods.list', {});
  return {
    company,
    customer: customers.rows[0]?.id ?? '',
    tax: taxes.find(({ fields }) => fields.category === 'S')?.id ?? '',
    method: methods[0]?.id ?? '',
  };
}
