import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clearDesk,
  type Desk,
  draftFor,
  issue,
  leaveOffice,
  newDesk,
  newId,
  type Office,
  openOffice,
  type Program,
  paymentOf,
  startProgram,
} from './harness.ts';

let desk: Desk;
let program: Program;
let office: Office;
let folder: string;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
  folder = join(desk.dataFolder, 'companies', office.company);
});
afterEach(() => leaveOffice(desk, program));

async function restart(between: () => Promise<void> = async () => {}) {
  await program.app.close();
  await between();
  program = await startProgram(desk);
  return program.call('companies.open', { id: office.company });
}

const journalFile = async (): Promise<string> => {
  const names = (await readdir(join(folder, 'journal'))).filter((name) => name.startsWith('seg-')).sort();
  return join(folder, 'journal', names.at(-1) ?? '');
};

const flip = (bytes: Uint8Array, at: number): void => {
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
};

const owed = async (): Promise<number> =>
  (await program.must('aging.report', { asOf: '2026-03-02', by: 'due' })).sums[0]?.balance ?? 0;

async function threeInvoices(): Promise<void> {
  for (const price of ['10', '20', '30']) await issue(program, office, price);
}

describe('a start', () => {
  it('finds everything again that was confirmed', async () => {
    const invoice = await issue(program, office, '100');
    await program.must('payments.post', paymentOf(office, 50_00, [{ target: invoice.id, amount: 50_00 }]));
    expect(await restart()).toMatchObject({ ok: true });
    expect(await owed()).toBe(70_00);
    expect(await program.must('companies.verify', {})).toMatchObject({ intact: true, problem: null });
  });

  it('BO3: rebuilds books that are gone from the journal', async () => {
    await threeInvoices();
    await restart(async () => desk.databases.clear());
    expect(await owed()).toBe(72_00);
  });

  it('BO3: rebuilds a journal that is gone from the books, frame for frame and with the same chain', async () => {
    await threeInvoices();
    await program.app.services.workspace.company?.executor.exclusive(async () => {});
    const before = await program.must('companies.verify', {});
    expect(await restart(() => rm(join(folder, 'journal'), { recursive: true }))).toMatchObject({ ok: true });
    const after = await program.must('companies.verify', {});
    expect(after).toMatchObject({ intact: true });
    expect(after.frames).toBeGreaterThanOrEqual(before.frames);
    expect(await owed()).toBe(72_00);
    expect((await issue(program, office, '40')).number).toBe('INV-0004');
  });

  it('JO8: what was cut off the journal’s end comes back from the books', async () => {
    await threeInvoices();
    const reply = await restart(async () => {
      const file = await journalFile();
      await truncate(file, (await stat(file)).size - 1_000);
    });
    expect(reply).toMatchObject({ ok: true });
    expect(await owed()).toBe(72_00);
    expect(await program.must('companies.verify', {})).toMatchObject({ intact: true });
  });

  it('JO8: a byte flipped in the middle of the journal is mended from the books', async () => {
    await threeInvoices();
    await restart(async () => {
      const file = await journalFile();
      const bytes = await readFile(file);
      flip(bytes, Math.floor(bytes.length / 2));
      await writeFile(file, bytes);
    });
    expect(await owed()).toBe(72_00);
    expect(await program.must('companies.verify', {})).toMatchObject({ intact: true });
  });

  it('JO8: with the founding entry damaged and the books gone nothing can be read, and it says where', async () => {
    await threeInvoices();
    const reply = await restart(async () => {
      desk.databases.clear();
      const file = await journalFile();
      const bytes = await readFile(file);
      flip(bytes, 1_500);
      await writeFile(file, bytes);
    });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'corrupt' } });
    expect((await program.must('app.state', {})).company).toMatchObject({
      state: 'refused',
      reason: 'corrupt',
    });
  });

  it('JO1: a company that another copy has open is refused until that copy ends', async () => {
    const other = await startProgram({ ...desk, databases: new Map() });
    expect(await other.call('companies.open', { id: office.company })).toMatchObject({
      ok: false,
      error: { kind: 'storage', reason: 'in-use' },
    });
    await program.app.close();
    expect(await other.call('companies.open', { id: office.company })).toMatchObject({ ok: true });
    await other.app.close();
  });

  it('BO2: books that die while the office works come back with everything', async () => {
    await threeInvoices();
    program.killBooks();
    expect((await issue(program, office, '40')).number).toBe('INV-0004');
    expect(await owed()).toBe(120_00);
  });
});

describe('a restored or cloned folder (DV3)', () => {
  it('numbers with a new series after the folder was set back to an older copy', async () => {
    await issue(program, office, '10');
    const copy = `${desk.dataFolder}-copy`;
    await restart(() => cp(folder, copy, { recursive: true }));
    expect((await issue(program, office, '20')).number).toBe('INV-0002');
    await restart(async () => {
      await rm(folder, { recursive: true });
      await cp(copy, folder, { recursive: true });
      desk.databases.clear();
    });
    const next = await issue(program, office, '30');
    expect(next.number).toBe('INV-B-0001');
    await rm(copy, { recursive: true });
  });

  it('numbers with a new series when the folder was brought to another desktop', async () => {
    await issue(program, office, '10');
    await program.app.close();
    const elsewhere = await newDesk();
    await cp(folder, join(elsewhere.dataFolder, 'companies', office.company), { recursive: true });
    program = await startProgram(elsewhere);
    await program.must('companies.open', { id: office.company });
    const devices = await program.must('series.list', {});
    expect(new Set(devices.map(({ device }) => device)).size).toBe(2);
    expect((await issue(program, office, '20')).number).toBe('INV-B-0001');
    await program.app.close();
    await clearDesk(elsewhere);
  });

  it('goes on with its own series after an ordinary restart', async () => {
    await issue(program, office, '10');
    await restart();
    expect((await issue(program, office, '20')).number).toBe('INV-0002');
  });
});

describe('the router', () => {
  it('answers nobody but the page’s own main frame', async () => {
    const { route } = program.app;
    for (const sender of [
      { ownWindow: false, mainFrame: true, origin: 'app://counterfoil' },
      { ownWindow: true, mainFrame: false, origin: 'app://counterfoil' },
      { ownWindow: true, mainFrame: true, origin: 'app://books' },
      { ownWindow: true, mainFrame: true, origin: '' },
    ]) {
      expect(await route(sender, 'app.state', {})).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    }
  });

  it('refuses unknown channels and wrong shapes as data', async () => {
    const own = { ownWindow: true, mainFrame: true, origin: 'app://counterfoil' };
    for (const channel of [
      'toString',
      '__proto__',
      'constructor',
      '',
      3,
      null,
      { toString: () => 'app.state' },
    ]) {
      expect(await program.app.route(own, channel, {})).toMatchObject({
        ok: false,
        error: { kind: 'invalid' },
      });
    }
    expect(await program.app.route(own, 'customers.get', { id: '../../etc/passwd' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'id' }] },
    });
  });

  it('says that no company is open instead of failing', async () => {
    await program.must('companies.close', {});
    expect(await program.call('customers.nextNumber', {})).toEqual({
      ok: false,
      error: { kind: 'unavailable', what: 'company' },
    });
    expect(await program.call('invoices.check', { id: newId(), draft: draftFor(office, '1') })).toMatchObject(
      { ok: false },
    );
  });
});

describe('the end of the program', () => {
  it('waits for a company that is still being opened, and leaves it closed', async () => {
    await issue(program, office, '10');
    await program.app.close();
    program = await startProgram(desk);
    const opening = program.call('companies.open', { id: office.company });
    await program.app.close();
    expect(await opening).toMatchObject({ ok: true });
    program = await startProgram(desk);
    expect(await program.call('companies.open', { id: office.company })).toMatchObject({ ok: true });
  });
});
