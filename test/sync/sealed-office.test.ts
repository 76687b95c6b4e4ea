/**
 * A company whose bodies are sealed (DV5), with whole main processes and the real server: nothing readable lies at the server, and
 * everybody who belongs to the office reads everything.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePairing } from '../../server/handlers/pairing.ts';
import { eventually } from '../eventually.ts';
import {
  addCustomer,
  type Desk,
  foundOffice,
  issue,
  newId,
  type Office,
  type Program,
} from '../main/harness.ts';
import { liesIn } from '../server/lies-in.ts';
import { embeddedPlace, openOffice, type Office as ServerOffice, type StorePlace } from '../server/office.ts';
import { Desks } from './desks.ts';
import { connectOffice, joinOffice, quiet, SERVER } from './office-line.ts';
import { shownState } from './shown-state.ts';

let place: StorePlace;
let server: ServerOffice;
let desks: Desks;
let office: Office;

const start = () => desks.startOnLine(() => server.url);

const newCode = async (company: string | null): Promise<string> =>
  (await makePairing(server.running.context, { company, role: 'owner', confirm: false })).code;

/** Switches sealing on and answers the recovery code. */
async function sealed(program: Program): Promise<string> {
  const { code } = await program.must('sync.recoveryCode', {});
  await program.must('sync.seal', { commandId: newId(), code: code.toLowerCase().replaceAll('-', ' ') });
  expect(await program.must('sync.sealing', {})).toEqual({ on: true, hasKey: true });
  return code;
}

const lies = (text: string): boolean => liesIn(place.folder, text);

beforeEach(async () => {
  desks = new Desks();
  place = embeddedPlace();
  server = await openOffice(place, await place.open());
  office = await foundOffice(await start());
});
afterEach(async () => {
  await desks.clear();
  await server.close();
  place.remove();
});

const manager = () => desks.programs[0] as Program;

describe('a sealed company', () => {
  it('DV5: sealed before it meets a server, leaves nothing to read there, of bodies, commands or files', async () => {
    await issue(manager(), office, '1234.56');
    await sealed(manager());
    await connectOffice(manager(), await newCode(null));
    const other = await start();
    await joinOffice(manager(), other, 'Noor');
    const name = 'Quillon Marrowby & Daughters';
    await addCustomer(other, name);
    await issue(other, office, '77.77');
    await quiet(manager(), other);
    expect(await shownState(other)).toEqual(await shownState(manager()));
    // Papers of both are there for both.
    const papers = (desk: Desk | undefined) =>
      readdirSync(join(desk?.dataFolder ?? '', 'companies', office.company, 'blobs')).sort();
    await eventually(() => {
      expect(papers(desks.desk(1))).toEqual(papers(desks.desk(0)));
    });
    expect(papers(desks.desk(0)).length).toBeGreaterThan(0);

    const secrets = [
      ...['Ivy Bookbinders', 'Alder & Sons', name, 'stands for the paper'],
      ...['document.issued', 'customer.set', 'invoices.issue', 'customers.save'],
    ];
    for (const text of secrets) expect({ text, lies: lies(text) }).toEqual({ text, lies: false });
    // The search finds what is there: who takes part may be known.
    expect(lies(office.company)).toBe(true);
    expect(lies('CFSEAL1')).toBe(true);
  });

  it('EV10, DV5: keys of personal data lie sealed at the server, and an erasure takes them away there', async () => {
    const note = async (program: Program, text: string) =>
      program.must('personal.saveCall', {
        ...{ commandId: newId(), customer: office.customer, id: newId() },
        fields: { day: '2026-03-02', who: '', contact: null, text },
      });
    const read = async (program: Program) =>
      (await program.must('personal.list', { customer: office.customer })).calls.map(
        ({ fields }) => fields.text,
      );
    const keysThere = () => readdirSync(join(place.folder, 'files', office.company, 'key', 'blobs'));
    await connectOffice(manager(), await newCode(null));
    const other = await start();
    await joinOffice(manager(), other, 'Noor');
    await note(manager(), 'wants blue leather');
    await eventually(async () => expect(await read(other)).toEqual(['wants blue leather']));
    const kept = join(desks.desk(0).dataFolder, 'companies', office.company, 'keys', 'personal');
    const [name = ''] = readdirSync(kept);
    const { secret } = JSON.parse(readFileSync(join(kept, name), 'utf8')) as { secret: string };
    // Before the company is sealed its server could read along.
    expect(keysThere()).toHaveLength(1);
    expect(lies(secret)).toBe(true);
    await sealed(manager());
    await quiet(manager(), other);
    await manager().must('sync.now', {});
    await eventually(() => expect(lies(secret)).toBe(false));
    expect(keysThere()).toHaveLength(1);
    const third = await start();
    await joinOffice(manager(), third, 'Wren');
    await eventually(async () => {
      await third.must('sync.now', {});
      expect(await read(third)).toEqual(['wants blue leather']);
    });
    await manager().must('personal.erase', {
      ...{ commandId: newId(), customer: office.customer, contact: null },
    });
    await eventually(async () => {
      expect(keysThere()).toEqual([]);
      expect([await read(other), await read(third)]).toEqual([[], []]);
    });
  });

  it('DV5: switched on later, everybody goes on without a reset, and what comes from then on is sealed', async () => {
    await connectOffice(manager(), await newCode(null));
    const other = await start();
    await joinOffice(manager(), other, 'Noor');
    await quiet(manager(), other);
    await sealed(manager());
    await addCustomer(manager(), 'Zephyrine Oakenfold');
    await quiet(manager(), other);
    await addCustomer(other, 'Barnaby Thistlewick');
    await quiet(manager(), other);
    expect(await other.must('sync.sealing', {})).toEqual({ on: true, hasKey: true });
    expect(await shownState(other)).toEqual(await shownState(manager()));
    expect(lies('Alder & Sons')).toBe(true);
    expect(lies('Zephyrine Oakenfold')).toBe(false);
    expect(lies('Barnaby Thistlewick')).toBe(false);
  });

  it('DV5: two that switch it on at once without a line understand each other, and either code opens everything', async () => {
    await connectOffice(manager(), await newCode(null));
    const other = await start();
    const { pairing, text } = await manager().must('sync.invite', { role: 'manager' });
    await other.must('sync.join', { address: text, pin: '', code: '' });
    const claimant = await eventually(async () => {
      const asked = (await manager().must('sync.invitation', { pairing })).claimant;
      if (!asked) throw new Error('nobody has asked yet');
      return asked;
    });
    const { device } = claimant;
    await manager().must('sync.answer', {
      commandId: newId(),
      pairing,
      device,
      accept: true,
      user: 'Noor',
    });
    await eventually(async () => expect((await other.must('app.state', {})).company.state).toBe('open'));
    await quiet(manager(), other);
    for (const line of desks.lines) line.cut = true;
    const codes = [await sealed(manager()), await sealed(other)];
    await addCustomer(manager(), 'Perpetua Vane');
    await addCustomer(other, 'Ignatius Crowe');
    for (const line of desks.lines) line.cut = false;
    for (const program of desks.programs) await program.must('sync.now', {});
    await quiet(manager(), other);
    expect(await shownState(other)).toEqual(await shownState(manager()));
    for (const secret of ['Perpetua Vane', 'Ignatius Crowe']) expect(lies(secret)).toBe(false);

    for (const program of desks.programs) await program.app.close();
    for (const recovery of codes) {
      const late = await start();
      await late.must('sync.join', { ...SERVER, code: await newCode(office.company), recovery });
      await eventually(async () => {
        const joining = await late.must('sync.joining', {});
        if (joining.state !== 'none') throw new Error(JSON.stringify(joining));
        expect((await late.must('app.state', {})).company.state).toBe('open');
      });
    }
  });

  it('DV4: a desktop that is shut out cannot read what comes later, not even with the server’s help', async () => {
    await sealed(manager());
    await connectOffice(manager(), await newCode(null));
    const other = await start();
    await joinOffice(manager(), other, 'Noor');
    await quiet(manager(), other);
    const { device } = (await manager().must('sync.devices', {})).find(({ self }) => !self) ?? {
      device: '',
    };
    await manager().must('sync.revoke', { commandId: newId(), device, reason: 'left' });
    await addCustomer(manager(), 'Leopoldina Strake');
    await quiet(manager());
    // The server turns against the office and lets it in again.
    await server.database.write(async (transaction) => {
      await transaction.query("UPDATE device SET state = 'active' WHERE device = $1", [device]);
    });
    await other.must('sync.now', {});
    await eventually(async () => expect((await other.must('sync.status', {})).problem).toBe('no-key'));
    expect(JSON.stringify(await shownState(other))).not.toContain('Leopoldina');
  });

  it('DV5: what a server changes in a seal is found, and nothing of it is taken over', async () => {
    await sealed(manager());
    await connectOffice(manager(), await newCode(null));
    const other = await start();
    await joinOffice(manager(), other, 'Noor');
    await quiet(manager(), other);
    for (const line of desks.lines) line.cut = true;
    await addCustomer(manager(), 'Cuthbert Blackwater');
    const [mine] = desks.lines;
    if (mine) mine.cut = false;
    await manager().must('sync.now', {});
    await quiet(manager());
    await server.database.write(async (transaction) => {
      const [newest] = await transaction.query<{ sequence: number; body: Uint8Array }>(
        'SELECT sequence, body FROM commits ORDER BY sequence DESC LIMIT 1',
      );
      const body = Uint8Array.from(newest?.body ?? []);
      // One bit of the ciphertext: the hash that the signature vouches for stands before it.
      body[body.length - 20] = (body[body.length - 20] ?? 0) ^ 1;
      await transaction.query('UPDATE commits SET body = $1 WHERE sequence = $2', [
        body,
        newest?.sequence ?? 0,
      ]);
    });
    for (const line of desks.lines) line.cut = false;
    await other.must('sync.now', {});
    await eventually(async () =>
      expect(await other.must('sync.status', {})).toMatchObject({
        phase: 'up-to-date',
        setAside: [{ why: 'damaged', count: 1 }],
      }),
    );
    expect(JSON.stringify(await shownState(other))).not.toContain('Cuthbert');
  });

  it('refuses to begin before the recovery code was typed again', async () => {
    const { code } = await manager().must('sync.recoveryCode', {});
    const wrong = code.replace(/.$/, code.endsWith('0') ? '1' : '0');
    for (const typed of ['', 'no code', wrong])
      expect(await manager().call('sync.seal', { commandId: newId(), code: typed })).toMatchObject({
        ok: false,
        error: { kind: 'sync', problem: 'recovery-code' },
      });
    expect(await manager().must('sync.sealing', {})).toMatchObject({ on: false });
  });
});
