/**
 * Three real applications and the real server, a process of its own, first on a real PostgreSQL and, once it was set back, on PGlite: an
 * office is connected, two desktops join, all work without a line and against each other, lines tear, the server is killed on either
 * store and set back, a desktop is copied. After each of these all show the same, and nobody is asked for anything but what only a
 * person knows.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Day } from '../../shared/domain/money.ts';
import { answerTo, foundOffice, issueInput, type Office, postInput, TODAY } from '../app/office.ts';
import { type RealPostgres, startRealPostgres } from '../server/real-postgres.ts';
import { admin, codeIn, type Started, type Store, start } from '../server/server-process.ts';
import { Clerk } from './clerk.ts';
import { freshFolder, launch, type Program, removeFolder, until } from './harness.ts';
import { TornLine } from './torn-line.ts';

/** Three applications, a server and its database begin and catch up at once: a busy machine takes its time, milliseconds. */
const PATIENCE = 180_000;

const ENGLISH = ['--lang=en-GB'];

let postgres: RealPostgres;
let store: Store;
let server: Started;
let backup: string;
/** Where the server keeps the company from its restore on. */
let embedded: string;
let company: string;
let office: Office;
let today: Day;
let sold: string;
/** One line a desktop, and a spare one for the copy. */
let lines: TornLine[];
let programs: Program[];
/** Data of the third desktop and of its copy. */
let data: string;
let copied: string;

const manager = () => programs[0] as Program;
const second = () => programs[1] as Program;
const line = (index: number) => lines[index] as TornLine;
const portOf = () => Number(new URL(server.url).port);

beforeAll(async () => {
  [data, copied, embedded] = [freshFolder(), freshFolder(), freshFolder()];
  backup = mkdtempSync(join(tmpdir(), 'counterfoil-backup-'));
  postgres = await startRealPostgres();
  store = { url: await postgres.freshDatabase() };
  server = await start(store);
  lines = await Promise.all([0, 1, 2, 3].map(() => TornLine.to(portOf)));
  programs = await Promise.all([
    launch({ arguments: ENGLISH, size: [1360, 860] }),
    launch({ arguments: ENGLISH, size: [1024, 700] }),
    launch({ arguments: ENGLISH, size: [1024, 700], data }),
  ]);
});

afterAll(async () => {
  for (const program of programs) {
    // What the browser reports of lines that were cut.
    program.forgive();
    await program.close();
  }
  await server.end('SIGTERM');
  for (const each of lines) await each.close();
  await postgres.remove();
  for (const folder of [data, copied, embedded]) removeFolder(folder);
  rmSync(backup, { recursive: true, force: true });
});

const LOOKED_AT = ['invoices', 'open', 'payments', 'customers', 'aging'] as const;

/** An answer whose rows stand in one order: those of one day stand as each desktop heard of them. */
function ordered(answer: string | null): unknown {
  const said = JSON.parse(answer ?? 'null') as { rows?: readonly unknown[] } | null;
  return said?.rows ? { ...said, rows: said.rows.map((row) => JSON.stringify(row)).sort() } : said;
}

/** What a desktop shows, or `null` while it has not sent or fetched everything; then it tries again at once. */
async function shownBy(program: Program): Promise<string | null> {
  // A copy that becomes a new device opens its company anew.
  const status = await program.call('sync.status', {});
  if (!status.ok || status.value.phase !== 'up-to-date' || status.value.unsent > 0) {
    await program.call('sync.now', {});
    return null;
  }
  const answers = await Promise.all(LOOKED_AT.map((name) => answerTo(program, name)));
  const { entries } = await program.ask('review.list', { today: TODAY });
  return JSON.stringify([...answers.map(ordered), entries.map(({ key }) => key).sort()]);
}

/** Waits until every desktop shows the same, and answers the numbers of the documents. */
async function allAlike(): Promise<readonly string[]> {
  await until(
    'the same on all desktops',
    async () => {
      const shown = await Promise.all(programs.map(shownBy));
      return shown.every((each) => each !== null && each === shown[0]) ? true : null;
    },
    150,
    PATIENCE,
  );
  const { rows } = JSON.parse((await answerTo(manager(), 'invoices')) ?? '');
  return (rows as { number: string }[]).map(({ number }) => number).sort();
}

const kindsOf = async (program: Program) =>
  (await program.ask('review.list', { today: TODAY })).entries.map(({ kind }) => kind);

const issue = (program: Program, pounds: number) => program.ask('invoices.issue', issueInput(office, pounds));

/** Three invoices on each desktop, each of another amount: what looks like one that has just come from another desktop is asked about. */
const issueEverywhere = (from: number) =>
  Promise.all(
    programs.map(async (program, index) => {
      for (const more of [1, 2, 3]) await issue(program, from * (index + 1) + more);
    }),
  );

/** Brings a desktop into the office without its screens. */
async function joinOffice(program: Program, address: string, user: string): Promise<void> {
  const { pairing, code } = await manager().ask('sync.invite', { role: 'clerk' });
  await program.ask('sync.join', { address, pin: '', code });
  const asked = await until(
    'the newcomer',
    async () => (await manager().ask('sync.invitation', { pairing })).claimant,
  );
  const { device } = asked;
  await manager().ask('sync.answer', { commandId: randomUUID(), pairing, device, accept: true, user });
  await until('the company', async () => {
    const { company: standing } = await program.ask('app.state', {});
    return standing.state === 'open' ? true : null;
  });
}

const openDesktops = async ({ page }: Program): Promise<void> => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Desktops', exact: true }).click();
};

describe('three desktops', () => {
  it('DV1: the manager connects the office and adds a desktop; both screens show the same digits', async () => {
    office = await foundOffice(manager());
    const clerk = await Clerk.at(manager().page);
    await clerk.sees('Dashboard');
    sold = (await issue(manager(), 100)).id;
    const state = await manager().ask('app.state', {});
    if (state.company.state !== 'open') throw new Error('the company is not open');
    today = state.company.today;
    company = state.company.company.id;
    const { page } = manager();
    await openDesktops(manager());
    await clerk.reads('This company is kept on this desktop alone');
    await manager().shot('desktops-alone');
    await page.getByRole('button', { name: 'Connect to a server' }).click();
    await page.getByLabel('Server address or invitation').fill(line(0).address);
    await page.getByLabel('Code').fill(codeIn((await admin(store, 'invite')).text));
    await manager().shot('desktops-connect');
    await page.getByRole('button', { name: 'Connect to a server' }).click();
    await clerk.reads('Everything is sent and everything has come.');
    await manager().shot('desktops-connected');

    await page.getByRole('button', { name: 'Add a desktop' }).click();
    await page.getByRole('button', { name: 'Show a code' }).click();
    await clerk.reads('Waiting for the other desktop');
    await manager().shot('desktops-code');
    const text = await page.getByLabel('All of it in one line').inputValue();
    const joining = second();
    await joining.page.getByRole('button', { name: 'Join an office' }).click();
    await joining.page
      .getByLabel('Server address or invitation')
      .fill(text.replace(line(0).address, line(1).address));
    await joining.shot('join-form');
    await joining.page.getByRole('button', { name: 'Ask to join' }).click();
    await joining.page.getByText('Do both screens show these digits?').waitFor();
    const digits = await joining.page.locator('output').textContent();
    await joining.shot('join-digits');
    await page.getByText('Do both screens show these digits?').waitFor();
    expect(await page.locator('output').textContent()).toBe(digits);
    await page.getByLabel('Who works there').fill('Noor');
    await manager().shot('desktops-compare');
    await page.getByRole('button', { name: 'Yes, add this desktop' }).click();
    await joining.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await joining.page.getByText('Everyone has the same').waitFor();
    await joining.shot('joined');
    await joinOffice(programs[2] as Program, line(2).address, 'Sam');
    expect(await allAlike()).toEqual(['K-00001']);
  });

  it('SY6, AL7, EV4: without a line each goes on, and what came of it is the same everywhere once the lines are back', async () => {
    expect((await admin(store, 'backup', join(backup, 'monday'))).code).toBe(0);
    for (const each of lines) each.cut();
    for (const [index, program] of programs.entries()) {
      await issue(program, 200 + index);
      await program.ask('payments.post', postInput(office, today, 80_00, sold));
      const { revision } = await program.ask('customers.get', { id: office.customer });
      await program.ask('customers.save', {
        commandId: randomUUID(),
        id: office.customer,
        expectedRevision: revision,
        fields: { phone: `0117 00${index}` },
      });
    }
    await manager()
      .page.getByText(/No line: \d+ entr(y waits|ies wait)/)
      .waitFor();
    await manager().shot('desktops-no-line');
    // The first answers are torn in their middle: what was done must be found done when it is asked for again.
    for (const each of lines) each.mend(2);
    const numbers = await allAlike();
    expect(lines.slice(0, 3).map(({ tornAnswers }) => tornAnswers)).toEqual([2, 2, 2]);
    expect(new Set(numbers).size).toBe(4);
    expect((await second().ask('documents.get', { id: sold, today })).outstanding).toBe(0);
    // 240 came in for 120: what does not fit stays as credit, and a person is told.
    const { rows } = JSON.parse((await answerTo(second(), 'payments')) ?? '');
    const credit = (rows as { unapplied: number }[]).reduce((sum, { unapplied }) => sum + unapplied, 0);
    expect(credit).toBe(240_00 - 120_00);
    expect(new Set(await kindsOf(second()))).toEqual(new Set(['cut', 'changed-twice', 'same-payment']));
    const clerk = await Clerk.at(second().page);
    await clerk.press('g', 'l');
    await clerk.sees('To look at');
    await second().page.getByRole('list', { name: 'To look at' }).getByText('Phone').first().click();
    await second().page.getByRole('region', { name: 'Changed by two people' }).waitFor();
    await second().shot('three-desktops-review');
  });

  it('SY1, SV2: the server killed in the middle of what all send, and its database with it, has each commit once', async () => {
    const issuing = issueEverywhere(20);
    await issue(second(), 10);
    await server.end('SIGKILL');
    await postgres.crash();
    await issuing;
    await second()
      .page.getByText(/No line/)
      .first()
      .waitFor();
    await second().shot('three-desktops-server-gone');
    server = await start(store);
    const numbers = await allAlike();
    expect(numbers).toHaveLength(14);
    expect(new Set(numbers).size).toBe(14);
  });

  it('SY7: a server set back to an older backup, on another store, gets back what it lost from the desktops', async () => {
    await server.end('SIGTERM');
    store = { data: embedded };
    expect((await admin(store, 'restore', join(backup, 'monday'))).text).toContain('a new epoch');
    server = await start(store);
    await issue(programs[2] as Program, 14);
    expect(await allAlike()).toHaveLength(15);
    const { text } = await admin(store, 'companies');
    expect(Number(/(\d+) commits/.exec(text)?.[1])).toBeGreaterThan(30);
    await openDesktops(second());
    await second().page.getByText('Everything is sent and everything has come.').waitFor();
    await second().shot('three-desktops-restored');
  });

  it('SY1, SV3: killed on PGlite in the middle of what all send, it has each commit once', async () => {
    const issuing = issueEverywhere(500);
    await issue(second(), 15);
    await server.end('SIGKILL');
    await issuing;
    server = await start(store);
    const numbers = await allAlike();
    expect(numbers).toHaveLength(25);
    expect(new Set(numbers).size).toBe(25);
  });

  it('DV3: of two copies of one desktop one goes on as a new device; both numbers stand, and a person is told', async () => {
    await (programs.pop() as Program).close();
    cpSync(data, copied, { recursive: true });
    const [file = ''] = readdirSync(join(copied, 'sync'));
    const place = readFileSync(join(copied, 'sync', file), 'utf8');
    writeFileSync(join(copied, 'sync', file), place.replace(line(2).address, line(3).address));
    for (const index of [2, 3]) line(index).cut();
    const [original, copy] = (await Promise.all(
      [data, copied].map((folder) => launch({ data: folder, arguments: ENGLISH, size: [1024, 700] })),
    )) as [Program, Program];
    programs.push(original, copy);
    const numbers: string[] = [];
    for (const program of [original, copy]) {
      await program.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
      numbers.push((await issue(program, 30 + numbers.length)).number);
    }
    expect(numbers[0]).toBe(numbers[1]);
    line(2).mend();
    await until('the original', () => shownBy(original));
    line(3).mend();
    await until('the copy to stop', async () => {
      const status = await copy.call('sync.status', {});
      if (status.ok && status.value.problem === 'unknown-device') return true;
      await copy.call('sync.now', {});
      return null;
    });
    await openDesktops(copy);
    await copy.page.getByText('The server does not know this desktop.').first().waitFor();
    await copy.shot('three-desktops-copy');
    await copy.page.getByRole('button', { name: 'Connect again with a code' }).click();
    await copy.page.getByLabel('Server address or invitation').fill(line(3).address);
    await copy.page.getByLabel('Code').fill(codeIn((await admin(store, 'pair', company, 'manager')).text));
    await copy.page.getByRole('button', { name: 'Connect to a server' }).click();
    const all = await allAlike();
    expect(all).toHaveLength(27);
    expect(all.filter((number) => number === numbers[0])).toHaveLength(2);
    expect(await kindsOf(manager())).toContain('same-number');
    const after = await issue(copy, 40);
    expect(all).not.toContain(after.number);
    await manager()
      .page.getByRole('button', { name: /things to look at/ })
      .first()
      .click();
    await manager().page.getByRole('list', { name: 'To look at' }).getByText('One number twice').click();
    await manager().page.getByRole('region', { name: 'One number twice' }).waitFor();
    await manager().shot('three-desktops-one-number-twice');
  });
});
