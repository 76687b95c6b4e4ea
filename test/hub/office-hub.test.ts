/** An office without a server of its own: one desktop runs it as a real child process over real TLS, the others find it there. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinByCode } from '../../electron/hub/introduction.ts';
import type { ServerPlace } from '../../electron/sync/server-address.ts';
import { eventually } from '../eventually.ts';
import { freePort, heldPort, release } from '../free-port.ts';
import {
  clearDesk,
  type Desk,
  foundOffice,
  issue,
  newDesk,
  type Office,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { joinOffice, quiet } from '../sync/office-line.ts';
import { shownState } from '../sync/shown-state.ts';
import { Air, type ForkedServers, forkedServers } from './network.ts';
import { tlsLine } from './tls-line.ts';

let air: Air;
let desks: Desk[];
let programs: Program[];
let servers: ForkedServers;
let office: Office;

async function start(desk?: Desk): Promise<Program> {
  const at = desk ?? (await newDesk());
  if (!desk) desks.push(at);
  const program = await startProgram(at, undefined, { transportTo: tlsLine, hubPorts: servers.ports });
  programs.push(program);
  return program;
}

async function switchedOn(program: Program): Promise<number> {
  const port = await freePort();
  await program.must('hub.on', { port });
  expect(await program.must('hub.state', {})).toMatchObject({ state: 'on', port, keeps: true });
  return port;
}

const serves = (program: Program) =>
  eventually(async () => expect((await program.must('hub.state', {})).state).toBe('on'));

beforeEach(async () => {
  air = new Air();
  servers = forkedServers(air.network);
  desks = [];
  programs = [];
  const keeper = await start();
  office = await foundOffice(keeper);
});
afterEach(async () => {
  for (const program of programs) await program.app.close();
  for (const desk of desks) await clearDesk(desk);
});

const keeperOf = () => programs[0] as Program;

describe('a desktop that keeps the office together', () => {
  it('DV1: is found by its name, proves its certificate by the code alone, and both desktops show the same', async () => {
    const keeper = keeperOf();
    await switchedOn(keeper);
    await issue(keeper, office, '10');
    const other = await start();
    const [found] = await eventually(async () => {
      const hubs = await other.must('hub.found', {});
      expect(hubs).toHaveLength(1);
      return hubs;
    });
    const { pairing, code } = await keeper.must('sync.invite', { role: 'clerk' });
    await other.must('sync.join', { address: found?.address ?? '', pin: '', code });
    const asked = await eventually(async () => {
      const { claimant } = await keeper.must('sync.invitation', { pairing });
      if (!claimant) throw new Error(JSON.stringify(await other.must('sync.joining', {})));
      return claimant;
    });
    expect(await other.must('sync.joining', {})).toMatchObject({ state: 'waiting', digits: asked.digits });
    await keeper.must('sync.answer', {
      commandId: crypto.randomUUID(),
      pairing,
      device: asked.device,
      accept: true,
      user: 'Noor',
    });
    await eventually(async () => expect((await other.must('app.state', {})).company.state).toBe('open'));
    await quiet(keeper, other);
    expect(await shownState(other)).toEqual(await shownState(keeper));
  });

  it('the others go on working while it is off, and find it under another port when it is back', async () => {
    const keeper = keeperOf();
    await switchedOn(keeper);
    const other = await start();
    await joinOffice(keeper, other, 'Noor');
    await quiet(keeper, other);
    await keeper.app.close();
    await issue(other, office, '33');
    await eventually(async () => expect((await other.must('sync.status', {})).phase).toBe('waiting'));
    programs.shift();
    const again = await start(desks[0]);
    programs.reverse();
    await again.app.services.workspace.open({ id: office.company, name: '', demo: false, opened: 0 });
    await switchedOn(again);
    await other.must('sync.now', {});
    await quiet(again, other);
    expect(await shownState(other)).toEqual(await shownState(again));
  });

  it('SY7: is started again after a crash, and filled again by the desktops after its data was lost', async () => {
    const keeper = keeperOf();
    const port = await switchedOn(keeper);
    const other = await start();
    await joinOffice(keeper, other, 'Noor');
    await issue(other, office, '20');
    await quiet(keeper, other);
    servers.kill();
    await eventually(() => expect(servers.pids).toHaveLength(2));
    await serves(keeper);
    await issue(keeper, office, '40');
    for (const program of programs) await program.must('sync.now', {});
    await quiet(keeper, other);

    await keeper.must('hub.off', {});
    rmSync(join(desks[0]?.dataFolder ?? '', 'hub/store'), { recursive: true });
    await issue(other, office, '50');
    await keeper.must('hub.on', { port });
    for (const program of programs) await program.must('sync.now', {});
    await quiet(keeper, other);
    expect(await shownState(other)).toEqual(await shownState(keeper));
    expect((await keeper.must('sync.devices', {})).map(({ state }) => state)).toEqual(['active', 'active']);
  });

  it('SY7: is backed up and taken back under a new epoch; what came after it is brought by the desktops, and a folder that is no backup changes nothing', async () => {
    const chosen = await mkdtemp(join(tmpdir(), 'counterfoil-backups-'));
    await programs.shift()?.app.close();
    const desk = { ...(desks[0] as Desk), chosen };
    const keeper = await start(desk);
    await keeper.must('companies.open', { id: office.company });
    await switchedOn(keeper);
    await issue(keeper, office, '10');
    await quiet(keeper);
    const { folder } = await keeper.must('hub.backup', {});
    expect((await keeper.must('hub.state', {})).backup?.folder).toBe(folder);
    expect(keeper.pushes.filter((push) => push.type === 'progress').map(({ label }) => label)).toContain(
      'hub-backup',
    );
    // What comes after it: another desktop, and entries of both.
    const other = await start();
    await joinOffice(keeper, other, 'Noor');
    await issue(keeper, office, '20');
    await issue(other, office, '30');
    await quiet(keeper, other);
    const epochOf = async () => await keeper.app.services.sync.epoch();
    const before = await epochOf();

    const refused = await keeper.call('hub.restore', {});
    expect(refused).toMatchObject({ ok: false, error: { problem: 'no-backup' } });
    await quiet(keeper, other);
    expect(await epochOf()).toBe(before);

    renameSync(folder ?? '', join(chosen, 'moved'));
    for (const part of readdirSync(join(chosen, 'moved')))
      renameSync(join(chosen, 'moved', part), join(chosen, part));
    expect(await keeper.must('hub.restore', {})).toEqual({ restored: true });
    await issue(keeper, office, '40');
    for (const program of [keeper, other]) await program.must('sync.now', {});
    await quiet(keeper, other);
    expect(await epochOf()).not.toBe(before);
    expect(await shownState(other)).toEqual(await shownState(keeper));
    expect((await keeper.must('sync.devices', {})).map(({ state }) => state)).toEqual(['active', 'active']);
    // Nothing is deleted: the store that was there before, and what the refused folder left.
    const kept = readdirSync(join(desk.dataFolder, 'hub')).filter((name) => name.startsWith('store-'));
    expect(kept.map((name) => name.replace(/-\d.*/, '')).sort()).toEqual(['store-before', 'store-failed']);
    await rm(chosen, { recursive: true, force: true });
  });

  it('says that its port is taken and serves as soon as it is free; it ends with the program', async () => {
    const keeper = keeperOf();
    const { port, holder } = await heldPort();
    await keeper.must('hub.on', { port });
    expect(await keeper.must('hub.state', {})).toMatchObject({
      state: 'waiting',
      why: 'port-taken',
      keeps: false,
    });
    expect(await keeper.must('sync.status', {})).toMatchObject({ phase: 'off' });
    await release(holder);
    await serves(keeper);
    await keeper.app.close();
    programs.shift();
    for (const pid of servers.pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('costs nothing while it is off: no process, no file, nobody listens', async () => {
    await keeperOf().app.services.hub.begin();
    expect(servers.pids).toEqual([]);
    expect(existsSync(join(desks[0]?.dataFolder ?? '', 'hub'))).toBe(false);
    expect(await keeperOf().must('hub.state', {})).toMatchObject({
      state: 'off',
      keeps: false,
      addresses: [],
    });
  });

  it('DV1: a certificate that the code does not vouch for gets neither the code nor a connection', async () => {
    const keeper = keeperOf();
    const port = await switchedOn(keeper);
    const { code } = await keeper.must('sync.invite', { role: 'clerk' });
    const place: ServerPlace = { address: `https://127.0.0.1:${port}`, pin: '' };
    const pinned = await pinByCode(place, code, tlsLine);
    const key = readFileSync(join(desks[0]?.dataFolder ?? '', 'hub/key.pem'), 'utf8');
    expect(key).toContain('PRIVATE KEY');
    expect(pinned).toEqual({ ok: true, value: { ...place, pin: expect.stringMatching(/^[0-9a-f]{64}$/) } });

    // The right place, the wrong secret: as if somebody stood between who does not know it.
    const wrong = `${code.slice(0, 9)}${code.endsWith('0') ? '1' : '0'}`;
    expect(await pinByCode(place, wrong, tlsLine)).toEqual({ ok: false, error: { code: 'unproven' } });
    const unknown = `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;
    expect(await pinByCode(place, unknown, tlsLine)).toEqual({
      ok: false,
      error: { code: 'pairing', why: 'unknown' },
    });

    // Another certificate than the pinned one is not spoken to, even at the right address.
    const folder = join(desks[0]?.dataFolder ?? '', 'hub');
    await keeper.must('hub.off', {});
    rmSync(join(folder, 'certificate.pem'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'key.pem'), 'no key');
    await keeper.must('hub.on', { port }).catch(() => undefined);
    if (!pinned.ok) throw new Error('not pinned');
    const answer = await tlsLine(pinned.value)(
      { method: 'GET', path: '/v5/hello', headers: {}, body: new Uint8Array() },
      AbortSignal.timeout(30_000),
    );
    expect(answer).toEqual({ answered: false, why: 'certificate' });
  });
});
