/** The benchmark: prints a table, and keeps it as JSON in `out/bench/`. */

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { OUT } from '../../build/paths.mjs';
import { newId } from '../../renderer/src/data/ids.ts';
import { blankDraft } from '../../shared/contract/blank-records.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { timePapers, timeTotals } from './documents.ts';
import { makeEInvoices } from './einvoices.ts';
import { measureFloors } from './floors.ts';
import { ask, calls, issues } from './jobs.ts';
import { timePlain } from './plain-page.ts';
import { timePrintRun } from './printing.ts';
import { memoryOf, openEntry, seed, startBare, startProgram } from './program.ts';
import { type Spread, spread } from './statistics.ts';
import { type Typing, typeInBare, typeInGrid } from './typing.ts';

const { values } = parseArgs({
  options: {
    invoices: { type: 'string', default: '10000' },
    keep: { type: 'boolean', default: false },
    data: { type: 'string' },
    'seed-only': { type: 'boolean', default: false },
  },
});
const invoices = Number(values.invoices);
/** Between two invoices of a clerk, in milliseconds: the screens have been drawn again by then. */
const PAUSE = 50;
/** Milliseconds after which the books have written what they write in quiet moments. */
const UNTIL_QUIET = 4_000;
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'));
const rows: { job: string; ours: string; floor: string; ratio: string }[] = [];
const kept: Record<string, unknown> = { invoices, cpus: cpus().length, at: new Date().toISOString() };

const say = (step: string) => process.stderr.write(`… ${step}\n`);
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const both = (times: Spread) => `${ms(times.median)} (p99 ${ms(times.p99)})`;
/** Said at once, too: a long run that is cut off has not been in vain. */
function tell(line: (typeof rows)[number]): void {
  rows.push(line);
  say(`${line.job}: ${line.ours}, floor ${line.floor}`);
}
function row(job: string, ours: Spread, floor: Spread | null): void {
  tell({
    job,
    ours: both(ours),
    floor: floor ? both(floor) : '–',
    ratio: floor ? `× ${(ours.median / floor.median).toFixed(1)}` : '–',
  });
  kept[job] = { ours, floor };
}
function figure(job: string, ours: number, floor: number | null, unit: string): void {
  tell({
    job,
    ours: `${Math.round(ours)} ${unit}`,
    floor: floor === null ? '–' : `${Math.round(floor)} ${unit}`,
    ratio: floor === null ? '–' : `× ${(ours / floor).toFixed(2)}`,
  });
  kept[job] = { ours, floor, unit };
}
const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

say('floors');
const floors = await measureFloors(folder, invoices);
// A large company is seeded once and measured in as many runs as it takes: it stays in the folder that is named.
const data = values.data ?? join(folder, 'data');
if (!existsSync(join(data, 'companies.json'))) {
  say(`seed of ${invoices} invoices`);
  const seeded = await seed(data, invoices);
  figure(
    'J2 seed, commits a second (floor: SQLite rows)',
    seeded.perSecond,
    floors.sqliteBulkPerSecond,
    '/s',
  );
}
if (values['seed-only']) {
  console.table(rows);
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

say('starts and memory');
const bareStarts: number[] = [];
let bareMemory = 0;
let bareTyping: Typing | null = null;
for (let run = 0; run < 3; run += 1) {
  const bare = await startBare();
  bareStarts.push(bare.started);
  bareMemory = memoryOf(bare.app);
  if (run === 2) bareTyping = await typeInBare(bare.page);
  await bare.app.close();
}
// Nothing of the page has been compiled yet.
const first = await startProgram(data);
figure('J6 the first start after an installation', first.started, null, 'ms');
// It stays open for a moment, as it does before anybody starts it again: what is open is written as pages meanwhile (ADR 41).
await delay(UNTIL_QUIET);
await first.app.close();
const starts: number[] = [];
for (let run = 0; run < 2; run += 1) {
  const warm = await startProgram(data);
  starts.push(warm.started);
  await warm.app.close();
}
const { app, page, started } = await startProgram(data);
starts.push(started);
const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
figure(
  'J6 start to first screen with figures (floor: bare window)',
  middle(starts),
  middle(bareStarts),
  'ms',
);

say('reading jobs');
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const today = dayBefore(0);
const aging = { asOf: today, by: 'due' };
row('J3 aging, cold', await calls(page, 'aging.report', [aging]), floors.sqliteAging);
figure('J6m memory after start and one report (floor: bare window)', memoryOf(app), bareMemory, 'MB');
row(
  'J3 aging, warm',
  await calls(
    page,
    'aging.report',
    repeat(30, () => aging),
  ),
  floors.sqliteAging,
);
const past = (months: number) => ({ ...aging, asOf: dayBefore(months * 30) });
row(
  'J3b aging of a past day, last month',
  await calls(
    page,
    'aging.report',
    repeat(10, () => past(1)),
  ),
  floors.sqliteAging,
);
row(
  'J3b aging of a past day, 1 to 30 months back',
  await calls(
    page,
    'aging.report',
    repeat(30, (index) => past(index + 1)),
  ),
  floors.sqliteAging,
);

const list = {
  search: '',
  status: 'all',
  customer: null,
  from: null,
  to: null,
  sort: 'issueDate',
  direction: 'desc',
  today,
  cursor: null,
  limit: 50,
};
row(
  'J4 newest fifty',
  await calls(
    page,
    'documents.list',
    repeat(30, () => list),
  ),
  floors.sqliteNewest,
);
const words = ['har', 'müll', '100', 'po-12', 'INV-00', 'северн', '999', 'optics', 'θε', 'dvor'];
row(
  'J4 search as you type',
  await calls(
    page,
    'search.everything',
    repeat(30, (index) => ({ text: words[index % words.length], limit: 8 })),
  ),
  floors.sqliteSearch,
);

const listed = (text: string) => ({ ...list, search: text });
row(
  'J4 search in the list of invoices',
  await calls(
    page,
    'documents.list',
    repeat(30, (index) => listed(words[index % words.length] ?? '')),
  ),
  floors.sqliteSearch,
);

const { rows: some, next } = await ask<{
  rows: { id: string; customer: string; currency: string }[];
  next: string;
}>(page, 'documents.list', { ...list, limit: 200 });
/** Invoices that have no PDF yet, for J7. */
const older: { id: string }[] = [];
for (let cursor = next; older.length < 400; ) {
  const more = await ask<{ rows: { id: string }[]; next: string }>(page, 'documents.list', {
    ...list,
    limit: 200,
    cursor,
  });
  older.push(...more.rows.map(({ id }) => ({ id })));
  cursor = more.next;
}
const customers = [...new Set(some.map(({ customer }) => customer))].slice(0, 30);
const card = async () => {
  const times = await page.evaluate(
    async ({ ids, request, day }) => {
      const spent: number[] = [];
      for (const id of ids) {
        const start = performance.now();
        await Promise.all([
          window.counterfoil.invoke('customers.get', { id }),
          window.counterfoil.invoke('customers.account', { id, today: day }),
          window.counterfoil.invoke('documents.list', { ...request, customer: id }),
        ]);
        spent.push(performance.now() - start);
      }
      return spent;
    },
    { ids: customers, request: list, day: today },
  );
  const sorted = times.sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, p99: sorted.at(-1) ?? 0, runs: sorted.length };
};
row('J5 customer card with documents', await card(), floors.sqliteStatement);

say('issuing and PDFs');
const taxes = await ask<{ id: string; fields: { category: string } }[]>(page, 'taxes.list', {});
const tax = taxes.find(({ fields }) => fields.category === 'S')?.id ?? null;
const buyers = [...new Map(some.map((one) => [one.customer, one])).values()];
await openEntry(page);
/** Invoices as the page sends them; ids begin with the time, as its own do. */
const invoicesToIssue = (count: number, begun = Date.now()) =>
  repeat(count, (index) => ({
    commandId: newId(begun + index),
    id: newId(begun + index),
    overrides: [
      'long-since-last-commit',
      'likely-duplicate-amount',
      'due-date-past',
      'exchange-rate-missing',
    ].map((code) => ({
      code,
      reason: 'benchmark',
    })),
    draft: {
      ...blankDraft(
        buyers[index % buyers.length]?.currency ?? 'GBP',
        'invoice',
        buyers[index % buyers.length]?.customer,
      ),
      orderNumber: `B-${index}-${randomUUID().slice(0, 8)}`,
      lines: repeat(5, (line) => ({
        id: newId(),
        item: null,
        description: `Line ${line}`,
        quantity: '2',
        unit: 'pc',
        unitPrice: `${10 + index}.${10 + line}`,
        adjustments: [],
        tax,
      })),
    },
  }));
row(
  `J1 issue an invoice of five lines, ${PAUSE} ms after the last one's PDF (floor: append + flush)`,
  await issues(page, invoicesToIssue(200), PAUSE),
  floors.append,
);
row('J1 the same back to back', await issues(page, invoicesToIssue(200), null), floors.append);
const changed: number[] = [];
for (const invoice of invoicesToIssue(20)) {
  await issues(page, [invoice], PAUSE);
  changed.push((await calls(page, 'aging.report', [aging])).median);
}
row('J3 aging, each after another invoice', spread(changed), floors.sqliteAging);
kept['J1 beside SQLite'] = floors.sqliteIssue;
rows.push({ job: 'J1 floor, an SQLite insert', ours: '–', floor: both(floors.sqliteIssue), ratio: '–' });
const pdfIds = some.slice(0, 200).map(({ id }) => ({ id }));
const documents = await Promise.all(
  pdfIds
    .slice(0, 100)
    .map(({ id }) => ask<{ document: IssuedDocument }>(page, 'documents.get', { id, today })),
);
const bodies = documents.map(({ document }) => document);
const plain = await timePlain(bodies);
const pageOnly = '(floor: the same page without fonts)';
row(
  `J7 one PDF, archived and named ${pageOnly}`,
  await calls(page, 'documents.pdf', pdfIds.slice(0, 1)),
  plain.one,
);
const pdfs = await calls(page, 'documents.pdf', pdfIds.slice(1, 31));
row('J7 one PDF, warm', pdfs, plain.one);
const oneByOne = performance.now();
await calls(page, 'documents.pdf', older.slice(0, 200));
figure('J7 200 PDFs, one after another', performance.now() - oneByOne, plain.twoHundred, 'ms');
const together = performance.now();
await page.evaluate(
  (ids) => Promise.all(ids.map((id) => window.counterfoil.invoke('documents.pdf', { id }))),
  older.slice(200).map(({ id }) => id),
);
figure('J7 200 PDFs, asked for together', performance.now() - together, plain.twoHundred, 'ms');

say('e-invoices');
row(
  'one e-invoice of five lines, checked by all rules, through the page',
  await calls(
    page,
    'documents.checkEInvoice',
    repeat(60, (index) => ({ ...pdfIds[index % 30], format: 'xrechnung-cii' })),
  ),
  null,
);
figure('500 e-invoices, mapped, checked and written', makeEInvoices(bodies, 500), null, 'ms');

figure(
  'one PDF with two embedded faces, without the window',
  (await timePapers(bodies, 1)).median,
  null,
  'ms',
);
const papers = performance.now();
row('the same, warm', await timePapers(bodies, 500), null);
figure('500 PDFs with two embedded faces', performance.now() - papers, null, 'ms');
row('totals of a document of 5 lines', await timeTotals(5, 500), null);
row('totals of a document of 2,000 lines', await timeTotals(2_000, 20), null);

say('typing');
const typing = await typeInGrid(page);
const pair = ({ median, p95 }: Typing['work']) => `${ms(median)} (p95 ${ms(p95)})`;
for (const [job, of] of [
  ['J9 a key in a grid of 500 lines: script, style, layout (floor: bare text area)', 'work'],
  ['J9 the same, key to paint', 'paint'],
] as const) {
  tell({ job, ours: pair(typing[of]), floor: bareTyping ? pair(bareTyping[of]) : '–', ratio: '–' });
}
kept['J9 typing'] = { ours: typing, floor: bareTyping };

say('rebuild');
const rebuilding = performance.now();
await ask(page, 'companies.rebuildBooks', {});
figure('J8 rebuild of the books from the journal', performance.now() - rebuilding, null, 'ms');
await app.close();

say('a print run');
const printed = await timePrintRun(
  data,
  older.slice(200).map(({ id }) => id),
);
figure('a print run of 200, each outcome known (floor: CUPS by hand)', printed.ours, printed.floor, 'ms');

console.table(rows);
mkdirSync(join(OUT, 'bench'), { recursive: true });
const file = join(OUT, 'bench', `bench-${invoices}.json`);
writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
console.log(`kept as ${file}`);
if (values.keep) console.log(`data kept in ${data}`);
else rmSync(folder, { recursive: true, force: true });
