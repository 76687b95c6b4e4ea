/** Contact persons and call notes: sealed in the record, readable by their keys, gone with them (EV10, AU4). */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import {
  type Desk,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
  startProgram,
} from './harness.ts';

let desk: Desk;
let program: Program;
let office: Office;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
});
afterEach(() => leaveOffice(desk, program));

const WORDS = 'spoke of the blue leather';
const ANNA = { name: 'Anna Zwetschge', role: 'Purchasing', phone: '0113 496 0000', email: '', note: '' };

const folder = () => join(desk.dataFolder, 'companies', office.company);
const keyFiles = (): string[] => {
  try {
    return readdirSync(join(folder(), 'keys', 'personal'));
  } catch {
    return [];
  }
};

/** Files of the data folder whose bytes hold these words. */
function filesWith(words: string): string[] {
  return readdirSync(desk.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words));
}

const list = () => program.must('personal.list', { customer: office.customer });

async function saveContact(fields = ANNA, id = newId()): Promise<string> {
  await program.must('personal.saveContact', { commandId: newId(), customer: office.customer, id, fields });
  return id;
}

async function saveCall(
  text = WORDS,
  contact: string | null = null,
  day = '2026-03-02',
  id = newId(),
): Promise<string> {
  const fields = { day, who: 'Anna', contact, text };
  await program.must('personal.saveCall', { commandId: newId(), customer: office.customer, id, fields });
  return id;
}

const erase = (contact: string | null = null) =>
  program.must('personal.erase', { commandId: newId(), customer: office.customer, contact });

async function restart(): Promise<void> {
  await program.app.close();
  program = await startProgram(desk);
  await program.must('companies.open', { id: office.company });
}

describe('personal data', () => {
  it('EV10: is shown on the card, and no file of the company holds a word of it', async () => {
    const contact = await saveContact();
    await saveCall(WORDS, contact);
    await saveCall('somebody asked for a price', null, '2026-03-03');
    expect(await list()).toMatchObject({
      contacts: [{ id: contact, fields: ANNA }],
      calls: [{ fields: { text: 'somebody asked for a price' } }, { fields: { text: WORDS, contact } }],
      notHere: 0,
      erased: null,
      retention: { years: 6 },
    });
    expect(keyFiles()).toHaveLength(2);
    await program.app.close();
    expect([...filesWith(WORDS), ...filesWith(ANNA.name)]).toEqual([]);
  });

  it('EV10: is there again after a start and after the books were built anew', async () => {
    await saveContact();
    await saveCall();
    const before = await list();
    await restart();
    expect(await list()).toEqual(before);
    const { company } = program.app.services.workspace;
    expect((await company?.rebuildBooks())?.ok).toBe(true);
    expect(await list()).toEqual(before);
  });
});

describe('erasing', () => {
  it('AU4: destroys the keys; hashes and chains still verify, and the card says when', async () => {
    await saveContact();
    const call = await saveCall();
    await erase();
    expect(keyFiles()).toEqual([]);
    expect(await list()).toMatchObject({
      contacts: [],
      calls: [],
      notHere: 0,
      erased: { on: '2026-03-02', entries: 2 },
    });
    const late = await program.call('personal.saveCall', {
      ...{ commandId: newId(), customer: office.customer, id: call },
      fields: { day: '2026-03-02', who: '', contact: null, text: WORDS },
    });
    expect(late).toMatchObject({ error: { kind: 'refused', reason: 'personal-data-erased' } });
    await program.app.close();
    expect((await verifyFolder(folder())).outcome).toBe('sound');
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
    expect((await list()).erased).toEqual({ on: '2026-03-02', entries: 2 });
  });

  it('AU4: of one contact person takes the calls with that person along and leaves the others', async () => {
    const anna = await saveContact();
    const ben = await saveContact({ ...ANNA, name: 'Ben' });
    await saveCall('with Anna', anna);
    await saveCall('with Ben', ben);
    await saveCall('with nobody who is listed');
    await erase(anna);
    const left = await list();
    expect(left.contacts.map(({ id }) => id)).toEqual([ben]);
    expect(left.calls.map(({ fields }) => fields.text).sort()).toEqual([
      'with Ben',
      'with nobody who is listed',
    ]);
    expect(left.erased).toEqual({ on: '2026-03-02', entries: 2 });
    expect(keyFiles()).toHaveLength(2);
  });

  it('EV10: what is written after it is sealed under a key of the next generation', async () => {
    await saveCall('before');
    await erase();
    await saveCall('after');
    expect((await list()).calls.map(({ fields }) => fields.text)).toEqual(['after']);
    expect(keyFiles()).toEqual([expect.stringContaining(`${office.customer}.2.`)]);
    await erase();
    expect((await list()).calls).toEqual([]);
    expect(keyFiles()).toEqual([]);
  });

  it('AU4: a key that a crash or a copy of the folder left behind is destroyed at the next start', async () => {
    await saveCall();
    const [name = ''] = keyFiles();
    const path = join(folder(), 'keys', 'personal', name);
    const kept = readFileSync(path);
    await erase();
    await program.app.close();
    writeFileSync(path, kept);
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
    await program.app.services.workspace.company?.personal.settled;
    expect(keyFiles()).toEqual([]);
    expect((await list()).calls).toEqual([]);
  });

  it('of nothing makes no commit', async () => {
    await erase();
    expect((await list()).erased).toBeNull();
  });
});

describe('keys', () => {
  it('EV10: lie on the medium before the commit: one whose commit was never made is used by the next note', async () => {
    // The program ended between the two: the key is there, and nothing in the record names it.
    const made = await program.app.services.workspace.company?.personal.keys.of(office.customer, 1);
    expect(made?.ok).toBe(true);
    await restart();
    expect(await list()).toMatchObject({ calls: [], notHere: 0 });
    await saveCall();
    expect((await list()).calls).toHaveLength(1);
    expect(keyFiles()).toHaveLength(1);
  });

  it('EV10: without its key an entry is not here, and nothing else suffers', async () => {
    const contact = await saveContact();
    await saveCall(WORDS, contact);
    await saveCall('of nobody');
    await program.app.close();
    const [gone = ''] = keyFiles().filter((name) => name.startsWith(contact));
    rmSync(join(folder(), 'keys', 'personal', gone));
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
    expect(await list()).toMatchObject({
      contacts: [],
      calls: [{ fields: { text: 'of nobody' } }],
      notHere: 2,
      erased: null,
    });
  });

  it('a call note that was taken off the card is not there any more', async () => {
    const id = await saveCall();
    await program.must('personal.removeCall', { commandId: newId(), customer: office.customer, id });
    expect((await list()).calls).toEqual([]);
  });

  it('are said to whoever asks what is kept: as a file, where the office wants it', async () => {
    const contact = await saveContact({ ...ANNA, note: '=in the mornings' });
    await saveCall(WORDS, contact);
    expect(await program.must('personal.export', { customer: office.customer })).toEqual({ saved: false });
    await program.app.close();
    program = await startProgram({ ...desk, chosen: desk.dataFolder });
    await program.must('companies.open', { id: office.company });
    expect(await program.must('personal.export', { customer: office.customer })).toEqual({ saved: true });
    const saved = readFileSync(join(desk.dataFolder, 'Contacts-Alder-Sons.csv'), 'utf8');
    expect(saved.split('\r\n')).toEqual([
      '\uFEFFKind,Name,Role,Phone,E-mail,Day,Text',
      `Contact person,${ANNA.name},Purchasing,0113 496 0000,,,'=in the mornings`,
      `Call note,Anna,,,,2026-03-02,${WORDS}`,
      '',
    ]);
  });

  it('AL1: a card number is refused in words', async () => {
    const refused = await program.call('personal.saveCall', {
      ...{ commandId: newId(), customer: office.customer, id: newId() },
      fields: { day: '2026-03-02', who: '', contact: null, text: 'pays with 4111 1111 1111 1111' },
    });
    expect(refused).toMatchObject({ error: { fields: [{ path: 'text', problem: 'card-number' }] } });
    expect(keyFiles()).toEqual([]);
  });
});
