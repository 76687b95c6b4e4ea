/** A desktop that has joined fetches a long record: it can be looked at meanwhile, and goes on where it was cut (SY5). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../electron/sync/wire-client.ts';
import { eventually } from '../eventually.ts';
import {
  addCustomer,
  clearDesk,
  type Desk,
  foundOffice,
  newDesk,
  newId,
  type Office,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { ModelServer } from './model-server.ts';
import { connectOffice, quiet, SERVER } from './office-line.ts';

let desks: Desk[];
let programs: Program[];
let server: ModelServer;
/** Places behind which the newcomer asked; pages are short, and none is answered from `gate` on. */
let asked: number[];
let gate: number;
let opened: () => void;
let open: Promise<void>;

const slow: Transport = async (request, signal) => {
  const url = new URL(request.path, 'http://model');
  const after = url.searchParams.get('after');
  if (after === null) return server.transport(request, signal);
  // Whoever asks for the same again needs a longer page: a signature stands behind the commits that it vouches for.
  if (!asked.includes(Number(after))) url.searchParams.set('limit', '3');
  asked.push(Number(after));
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  if (Number(after) >= gate) await Promise.race([open, ended]);
  if (signal.aborted) return { answered: false, why: 'unreachable' };
  return server.transport({ ...request, path: `${url.pathname}${url.search}` }, signal);
};

async function start(transport: Transport, desk?: Desk): Promise<Program> {
  const at = desk ?? (await newDesk());
  const program = await startProgram(at, undefined, { transportTo: () => transport });
  if (!desk) desks.push(at);
  programs.push(program);
  return program;
}

beforeEach(() => {
  desks = [];
  programs = [];
  asked = [];
  server = new ModelServer(Date.now);
  open = new Promise((resolve) => {
    opened = resolve;
  });
});
afterEach(async () => {
  for (const program of programs) await program.app.close();
  for (const desk of desks) await clearDesk(desk);
});

const company = async (program: Program) => (await program.must('app.state', {})).company;

const customers = async (program: Program) => {
  const list = {
    search: '',
    archived: false,
    sort: 'name',
    direction: 'asc',
    cursor: null,
    limit: 20,
  } as const;
  return (await program.must('customers.list', list)).rows.map(({ name }) => name);
};

describe('the first sync of a long record', () => {
  let manager: Program;
  let clerk: Program;
  let office: Office;

  /** The newcomer has fetched up to the gate, and not all. */
  async function untilGate(program: Program): Promise<void> {
    await eventually(async () => {
      const done = asked.at(-1);
      expect(done).toBeGreaterThanOrEqual(gate);
      expect(await company(program)).toMatchObject({ state: 'open', arriving: { done } });
    });
  }

  beforeEach(async () => {
    manager = await start((...call) => server.transport(...call));
    office = await foundOffice(manager);
    await connectOffice(manager, server.codeForCompany());
    await quiet(manager);
    for (const name of ['Alder', 'Beech', 'Cedar', 'Dogwood']) {
      await addCustomer(manager, name);
      await quiet(manager);
    }
    gate = server.head - 3;
    clerk = await start(slow);
    const { pairing, text } = await manager.must('sync.invite', { role: 'clerk' });
    await clerk.must('sync.join', { address: text, pin: SERVER.pin, code: '' });
    const device = await eventually(async () => {
      const { claimant } = await manager.must('sync.invitation', { pairing });
      return (claimant as NonNullable<typeof claimant>).device;
    });
    await manager.must('sync.answer', { commandId: newId(), pairing, device, accept: true, user: 'Noor' });
    await untilGate(clerk);
  });

  async function arrives(program: Program): Promise<void> {
    opened();
    await eventually(async () =>
      expect(await company(program)).toMatchObject({ state: 'open', arriving: null }),
    );
    await quiet(manager, program);
    expect(await customers(program)).toEqual(await customers(manager));
    await addCustomer(program, 'Gorse');
    await quiet(manager, program);
    expect(await customers(manager)).toContain('Gorse');
  }

  it('SY5: shows what has come, says how far it is, and takes no command until it is all there', async () => {
    expect(await company(clerk)).toMatchObject({
      user: { role: 'auditor' },
      company: { id: office.company },
    });
    const there = await customers(clerk);
    expect(there).toContain('Alder');
    expect(there.length).toBeLessThan((await customers(manager)).length);
    expect(await clerk.must('sync.status', {})).toMatchObject({
      phase: 'fetching',
      progress: { done: asked.at(-1), total: server.head },
    });
    const { route } = clerk.app;
    const sender = { ownWindow: true, mainFrame: true, origin: clerk.app.services.origin };
    const refused = await route(sender, 'companies.rebuildBooks', {});
    expect(refused).toEqual({ ok: false, error: { kind: 'refused', reason: 'still-fetching' } });
    await arrives(clerk);
  });

  it('SY5: goes on where it was cut by the end of the program', async () => {
    await clerk.app.close();
    programs.splice(programs.indexOf(clerk), 1);
    asked = [];
    const again = await start(slow, desks[1] as Desk);
    void again.call('companies.open', { id: office.company });
    await untilGate(again);
    expect(asked[0]).toBeGreaterThanOrEqual(gate);
    expect(await customers(again)).toContain('Alder');
    await arrives(again);
  });

  it('SY5: waits for nobody who closes the company or opens another one', async () => {
    await clerk.must('companies.close', {});
    expect(await company(clerk)).toEqual({ state: 'none' });
    void clerk.call('companies.open', { id: office.company });
    await untilGate(clerk);
    await arrives(clerk);
  });
});
