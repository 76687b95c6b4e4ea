/**
 * `npm run bench:server`: the sync part of J10 on both stores. Options: --commits (20,000), --companies (1,000), --devices (3), --invoices (50,000;
 * about 100,000 commits that a desktop which joins fetches first).
 * Server, clients and database share this machine; rates stand beside what the bare database does with the same rows.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { NODE_FLAGS, ROOT } from '../../build/paths.mjs';
import type { Database } from '../../server/store/database.ts';
import { openPostgres } from '../../server/store/postgres.ts';
import { firstCompanyChain } from '../../shared/wire/company-chain.ts';
import { ask, Desktop, must, type ServerAddress, send, sha256 } from '../server/desktop.ts';
import { newPlace, type Office, openOffice, removePostgres, thePostgres } from '../server/office.ts';
import { measureDesktops } from './desktops-bench.ts';
import { measureFirstSync } from './first-sync.ts';

const { values } = parseArgs({
  options: {
    commits: { type: 'string', default: '20000' },
    companies: { type: 'string', default: '1000' },
    devices: { type: 'string', default: '3' },
    invoices: { type: 'string', default: '50000' },
  },
});
const COMMITS = Number(values.commits);
const COMPANIES = Number(values.companies);
const DEVICES = Number(values.devices);
const INVOICES = Number(values.invoices);
const BATCH = 500;
/** An invoice with five lines is about so large. */
const BODY_BYTES = 1400;

const line = (what: string, figure: string) => console.log(`${what.padEnd(58)} ${figure}`);
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const rate = (count: number, milliseconds: number) => `${Math.round((count / milliseconds) * 1000)}/s`;
const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

async function timed<T>(work: () => Promise<T>): Promise<{ readonly took: number; readonly result: T }> {
  const started = performance.now();
  const result = await work();
  return { took: performance.now() - started, result };
}

/** The same rows, in the same batches, by the bare database: the floor of push, and of pull. */
async function floors(database: Database, kind: string): Promise<void> {
  const company = randomUUID();
  const rows = Array.from(
    { length: 100 },
    (_row, index) => `($1, ${index} + $2, 0, 0, $3, $3, $1, $1, ${index} + $2, $4, $5)`,
  );
  const hash = new Uint8Array(32);
  const envelope = new Uint8Array(420);
  const body = new Uint8Array(BODY_BYTES);
  const written = await timed(async () => {
    for (let first = 0; first < COMMITS; first += BATCH) {
      await database.write(async (sql) => {
        for (let at = first; at < first + BATCH; at += 100)
          await sql.query(`INSERT INTO commits VALUES ${rows.join(', ')}`, [
            company,
            at + 1,
            hash,
            envelope,
            body,
          ]);
      });
    }
  });
  const read = await timed(async () => {
    for (let after = 0; after < COMMITS; after += 1000)
      await database.read((sql) =>
        sql.query('SELECT * FROM commits WHERE company = $1 AND sequence > $2 ORDER BY sequence LIMIT 1000', [
          company,
          after,
        ]),
      );
  });
  line(`${kind}: floor, bare inserts in transactions of ${BATCH}`, rate(COMMITS, written.took));
  line(`${kind}: floor, bare reads of 1,000`, rate(COMMITS, read.took));
}

async function rates(office: Office, kind: string): Promise<void> {
  const one = await office.founder();
  const two = await office.join(one.company);
  one.write(COMMITS, BODY_BYTES);
  const pushes = Array.from({ length: Math.ceil(COMMITS / BATCH) }, (_push, index) =>
    one.pushOf(one.commits.slice(index * BATCH, (index + 1) * BATCH)),
  );
  const pushed = await timed(async () => {
    for (const push of pushes) must(await one.push(office, push));
  });
  line(`${kind}: push of ${COMMITS} commits, ${BATCH} at once`, rate(COMMITS, pushed.took));
  const { epoch } = must(await one.call(office, 'status', {}, {}, null));
  const pulled = await timed(async () => {
    let after = 0;
    while (after < COMMITS) after += must(await two.pull(office, { epoch, after })).commits.length;
  });
  line(
    `${kind}: pull of ${COMMITS} commits (first sync of 100,000: ${Math.round((pulled.took / COMMITS) * 100)} s)`,
    rate(COMMITS, pulled.took),
  );
  await delays(office, kind, one, two, epoch);
}

/** From the begin of one desktop's push to the other's having the commit, which waits for it. */
async function delays(
  office: Office,
  kind: string,
  one: Desktop,
  two: Desktop,
  epoch: string,
): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const after = one.commits.length;
    const waiting = two.pull(office, { epoch, after, wait: 10_000 });
    await delay(2);
    const push = one.pushOf(one.write(1, BODY_BYTES));
    const started = performance.now();
    const pushing = one.push(office, push);
    must(await waiting);
    took.push(performance.now() - started);
    must(await pushing);
  }
  took.sort((a, b) => a - b);
  line(
    `${kind}: one desktop's push to the other's having it`,
    `median ${quantile(took, 0.5).toFixed(1)} ms, p99 ${quantile(took, 0.99).toFixed(1)} ms`,
  );
}

/** Companies with devices, made in the tables: what is measured is the server, not its pairing. */
async function people(database: Database, count: number): Promise<readonly (readonly Desktop[])[]> {
  const companies = Array.from({ length: count }, () => {
    const first = new Desktop();
    return [first, ...Array.from({ length: DEVICES - 1 }, () => new Desktop(first.company))];
  });
  for (const desktops of companies) {
    await database.write(async (transaction) => {
      const { company } = desktops[0] as Desktop;
      const chain = firstCompanyChain(company, sha256);
      await transaction.record({ kind: 'company', company, chain, epoch: company });
      for (const { device, publicKey } of desktops)
        await transaction.record({
          kind: 'device',
          company,
          device,
          name: 'Desk',
          role: 'owner',
          state: 'active',
          publicKey,
          exchangeKey: null,
        });
    });
  }
  return companies;
}

/**
 * What the server's heap holds once it is swept: it writes a heap snapshot when it is sent this signal, and sweeps first.
 * Answers bytes of the heap and of the whole process.
 */
async function memoryOf(server: ServerAddress, child: ChildProcess, folder: string) {
  const before = readdirSync(folder).length;
  child.kill('SIGUSR2');
  while (readdirSync(folder).length === before) await delay(100);
  const request = { method: 'GET', path: '/metrics', contentType: null, body: new Uint8Array() };
  const text = Buffer.from((await send(server.url, request)).body).toString();
  const gauge = (name: string) => Number(new RegExp(`counterfoil_${name} (\\d+)`).exec(text)?.[1]);
  return { heap: gauge('heap_bytes'), process: gauge('memory_bytes') };
}

/**
 * Every device pushes, then every one pulls all of its company: nothing may be missing. Then the memory of idleness.
 * Answers commits pushed a second.
 */
async function load(count: number): Promise<number> {
  const url = await (await thePostgres()).freshDatabase();
  const database = await openPostgres({ url, connections: 4 });
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-load-'));
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, '--heapsnapshot-signal=SIGUSR2', join(ROOT, 'server/main.ts'), '--port', '0'],
    {
      env: { ...process.env, DATABASE_URL: url },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [first] = await new Promise<Buffer[]>((resolve) =>
    child.stdout?.once('data', (data: Buffer) => resolve([data])),
  );
  const { port } = JSON.parse(String(first).split('\n')[0] ?? '');
  const { server } = must(await ask(`http://127.0.0.1:${port}`, 'hello', null));
  const to = { url: `http://127.0.0.1:${port}`, server };
  try {
    const companies = await people(database, count);
    const warm = companies.slice(0, 20).flat();
    for (const desktop of warm) await desktop.call(to, 'status', {}, {}, null);
    const before = await memoryOf(to, child, folder);
    const desktops = companies.flat();
    const pushed = await timed(() =>
      eachOf(desktops, (desktop) =>
        patiently(() => desktop.push(to, desktop.pushOf(desktop.write(5, BODY_BYTES)))),
      ),
    );
    const pulled = await timed(() =>
      eachOf(desktops, async (desktop) => {
        const { commits } = await patiently(() => desktop.pull(to, { epoch: desktop.company }));
        if (commits.length !== 5 * DEVICES) throw new Error(`${commits.length} commits of ${5 * DEVICES}`);
      }),
    );
    line(
      `load: ${count} companies × ${DEVICES} devices, push of five each`,
      rate(desktops.length * 5, pushed.took),
    );
    line('load: and pull of all of the company by each', rate(desktops.length * 5 * DEVICES, pulled.took));
    // What is remembered of requests for some minutes counts as well: it is there while a company is in use.
    const after = await memoryOf(to, child, folder);
    line(
      'load: memory of the process before, after',
      `${megabytes(before.process)}, ${megabytes(after.process)}`,
    );
    line('load: heap before, after', `${megabytes(before.heap)}, ${megabytes(after.heap)}`);
    line('load: heap for one idle company', `${((after.heap - before.heap) / count / 1000).toFixed(1)} kB`);
    return (desktops.length * 5) / pushed.took;
  } finally {
    child.kill('SIGTERM');
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a client does: what the server asks to be asked again later is. */
async function patiently<T>(
  call: () => Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>,
): Promise<T> {
  for (;;) {
    const answer = await call();
    if (answer.ok) return answer.value;
    if (answer.error.code !== 'slow-down') throw new Error(JSON.stringify(answer.error));
    await delay(200);
  }
}

const AT_ONCE = 24;

async function eachOf<T>(list: readonly T[], work: (each: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const each = list[next] as T;
      next += 1;
      await work(each);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

for (const kind of ['postgresql', 'embedded'] as const) {
  const place = await newPlace(kind);
  const database = await place.open();
  const office = await openOffice(place, database);
  await floors(database, kind);
  await rates(office, kind);
  await office.close();
  const again = await timed(() => place.open());
  line(`${kind}: opened again after a clean stop`, `${Math.round(again.took)} ms`);
  await again.result.close();
  place.remove();
}
const few = await load(Math.max(1, Math.round(COMPANIES / 10)));
const many = await load(COMPANIES);
line('load: push rate with ten times the companies', `${(many / few).toFixed(2)} ×`);
for (const kind of ['postgresql', 'embedded'] as const) {
  const took = await measureDesktops(kind);
  line(
    `${kind}: an issue on one desktop to the other's showing it`,
    `median ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms`,
  );
}
const { commits, sent, readable, whole } = await measureFirstSync('postgresql', INVOICES);
line(`a company of ${commits} commits: sent`, `${(sent / 1000).toFixed(1)} s`);
line('a desktop joins it: it can be looked at', `${(readable / 1000).toFixed(1)} s`);
line('a desktop joins it: fetched, proven, folded and open', `${(whole / 1000).toFixed(1)} s`);
await removePostgres();
