import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import {
  addCustomer,
  draftFor,
  foundOffice,
  issue,
  newId,
  type Office,
  type Program,
  paymentOf,
} from '../main/harness.ts';
import { Desks, wayTo } from './desks.ts';
import { ModelServer } from './model-server.ts';
import { connectOffice, joinOffice, quiet } from './office-line.ts';

let desks: Desks;
let server: ModelServer;

const start = () => desks.start(wayTo(server));

beforeEach(() => {
  desks = new Desks();
  server = new ModelServer(Date.now);
});
afterEach(() => desks.clear());

const invoices = async (program: Program) => {
  const list = await program.must('documents.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    today: '2026-03-02',
    sort: 'number',
    direction: 'asc',
    cursor: null,
    limit: 50,
  });
  return list.rows.map(({ number, outstanding }) => `${number} ${outstanding}`);
};

describe('two desktops and a server', () => {
  let manager: Program;
  let clerk: Program;
  let office: Office;

  beforeEach(async () => {
    manager = await start();
    office = await foundOffice(manager);
    await connectOffice(manager, server.codeForCompany());
    clerk = await start();
    await joinOffice(manager, clerk, 'Noor');
  });

  it('DV1: the joining desktop gets a user, a role and a series of its own by an event', async () => {
    const state = await clerk.must('app.state', {});
    expect(state.company).toMatchObject({ state: 'open', user: { name: 'Noor', role: 'clerk' } });
    expect((await issue(clerk, office, '25')).number).toBe('INV-B-0001');
    expect((await issue(manager, office, '10')).number).toBe('INV-0001');
  });

  it('SY1, SY3: what each does arrives at the other, and both show the same', async () => {
    await issue(manager, office, '10');
    const second = await issue(clerk, office, '20');
    await quiet(manager, clerk);
    await manager.must('payments.post', paymentOf(office, 10_00, [{ target: second.id, amount: 10_00 }]));
    await addCustomer(clerk, 'Birch & Co');
    await quiet(manager, clerk);
    expect(await invoices(clerk)).toEqual(await invoices(manager));
    expect(await invoices(clerk)).toEqual(['INV-0001 1200', 'INV-B-0001 1400']);
    const customers = await manager.must('customers.list', {
      search: '',
      archived: false,
      sort: 'name',
      direction: 'asc',
      cursor: null,
      limit: 20,
    });
    expect(customers.rows.map(({ name }) => name)).toContain('Birch & Co');
  });

  it('SY6: while it is paused, the page hears of each entry that waits more', async () => {
    await quiet(manager, clerk);
    await clerk.must('sync.pause', { paused: true });
    const newest = () => clerk.pushes.findLast((push) => push.type === 'sync')?.status;
    await eventually(() => expect(newest()).toMatchObject({ phase: 'paused', unsent: 0 }));
    await addCustomer(clerk, 'Birch');
    await eventually(() => expect(newest()).toMatchObject({ phase: 'paused', unsent: 1 }));
    await addCustomer(clerk, 'Cedar');
    await eventually(() => expect(newest()).toMatchObject({ phase: 'paused', unsent: 2 }));
  });

  it('SY6: what waits and what came is told entry by entry, with what each is about', async () => {
    await clerk.must('sync.pause', { paused: true });
    const { id } = await issue(manager, office, '100');
    const posted = paymentOf(office, 120_00, [{ target: id, amount: 120_00 }]);
    await manager.must('payments.post', posted);
    await quiet(manager);
    await addCustomer(clerk, 'Birch');
    await issue(clerk, office, '30');
    const told = async (program: Program, asked: { waiting: number; came: number }) => {
      const { waiting, came } = await program.must('sync.recent', asked);
      // Papers are named by commits of their own, at any moment after the issue.
      const words = (rows: typeof came) =>
        rows
          .filter(({ command }) => command !== 'documents.archive')
          .map(({ command, about, amount, device }) => [command, about, amount?.minor ?? 0, device !== '']);
      return { waiting: words(waiting), came: words(came) };
    };
    expect(await told(clerk, { waiting: 20, came: 0 })).toEqual({
      waiting: [
        ['invoices.issue', 'INV-B-0001 Alder & Sons', 36_00, false],
        ['customers.save', 'Birch', 0, false],
      ],
      came: [],
    });
    await clerk.must('sync.pause', { paused: false });
    await quiet(manager, clerk);
    const { waiting, came } = await told(clerk, { waiting: 20, came: 50 });
    expect(waiting).toEqual([]);
    expect(came).toContainEqual(['payments.post', 'Alder & Sons', 120_00, true]);
    expect(came).toContainEqual(['invoices.issue', 'INV-0001 Alder & Sons', 120_00, true]);
  });

  it('EV1: one invoice that leaves the office on two desktops without a line makes two commits, not one id twice', async () => {
    const { id } = await issue(manager, office, '10');
    await quiet(manager, clerk);
    for (const program of [manager, clerk]) await program.must('sync.pause', { paused: true });
    for (const program of [manager, clerk])
      await program.must('documents.openPdf', { commandId: newId(), id });
    for (const program of [manager, clerk]) await program.must('sync.pause', { paused: false });
    await quiet(manager, clerk);
    const { rows } = await clerk.must('history.list', { entity: id, cursor: null, limit: 20 });
    expect(rows.filter(({ events }) => events.includes('document.released'))).toHaveLength(2);
  });

  it('SY4: pauses on a line that is paid by volume when asked to, and only then', async () => {
    await manager.app.close();
    let metered = true;
    const line = { tellsMetered: true, isMetered: async () => metered };
    const again = await desks.startAgain(0, { ...wayTo(server), line });
    await again.must('companies.open', { id: office.company });
    await quiet(again);
    const phase = async () => {
      const { phase: now, pausedByHand, tellsMetered } = await again.must('sync.status', {});
      return { now, pausedByHand, tellsMetered };
    };
    await again.must('sync.pause', { pauseOnMetered: true });
    await eventually(async () =>
      expect(await phase()).toEqual({ now: 'paused', pausedByHand: false, tellsMetered: true }),
    );
    metered = false;
    // Asked again at once, since somebody changed what is wished.
    await again.must('sync.pause', { pauseOnMetered: true });
    await quiet(again);
    metered = true;
    await again.must('sync.pause', { pauseOnMetered: false });
    await quiet(again);
  });

  it('NU5: where the server has another day it is asked, also after a restart without a line', async () => {
    const codes = async (program: Program) => {
      const checked = await program.must('invoices.check', { id: newId(), draft: draftFor(office, '10') });
      return checked.findings.map(({ severity, code }) => `${severity} ${code}`);
    };
    const differs = 'ask clock-differs-from-server';
    expect(await codes(manager)).toContain(differs);
    const refused = await manager.call('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '10'),
      overrides: [],
    });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'findings' } });
    const desk = desks.desk(0);
    await eventually(async () => {
      const kept = await readFile(join(desk.dataFolder, 'sync', `${office.company}.json`), 'utf8');
      expect(JSON.parse(kept)).toHaveProperty('clock');
    });
    await manager.app.close();
    const again = await desks.startAgain(0, {});
    await again.must('companies.open', { id: office.company });
    expect(await codes(again)).toContain(differs);
    await again.app.close();
    // The clock is put right: at the next contact there is nothing to ask any more.
    const right = await desks.startAgain(0, wayTo(server), Date.now());
    await right.must('companies.open', { id: office.company });
    await eventually(async () => expect(await codes(right)).not.toContain(differs));
  });

  it('EV11: the archived paper of one desktop is on the other, byte for byte', async () => {
    const { id } = await issue(manager, office, '10');
    const made = await manager.must('documents.pdf', { id });
    await quiet(manager, clerk);
    const folder = clerk.app.services.list.folderOf(office.company);
    const { archived } = await clerk.must('documents.get', { id, today: '2026-03-02' });
    const file = join(folder, 'blobs', archived?.sha256 ?? 'none');
    await eventually(async () => expect([...(await readFile(file))]).toEqual([...made.bytes]));
  });
});
