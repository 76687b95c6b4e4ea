/** Small files that are there and cannot be read: they are never taken for missing, never written over, and named (EV12). */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HubFiles } from '../../electron/hub/hub-files.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import {
  type Desk,
  draftFor,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
  startProgram,
} from './harness.ts';

/** Paths that hold this text cannot be read. */
const disk = vi.hoisted(() => ({ fails: '' }));

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof import('node:fs/promises')>();
  const judge = (path: unknown): void => {
    if (disk.fails !== '' && String(path).replaceAll('\\', '/').includes(disk.fails))
      throw Object.assign(new Error('a bad moment of the disk'), { code: 'EACCES' });
  };
  const readFile = async (...args: Parameters<typeof files.readFile>) => {
    judge(args[0]);
    return files.readFile(...args);
  };
  const readdir = async (path: string) => {
    judge(path);
    return files.readdir(path);
  };
  return { ...files, readFile, readdir };
});

let desk: Desk;
let program: Program;
let office: Office;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
});
afterEach(async () => {
  disk.fails = '';
  await leaveOffice(desk, program);
});

const path = (name: string): string => join(desk.dataFolder, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');
const troubles = async () => (await program.must('app.state', {})).troubles;
const open = () => program.call('companies.open', { id: office.company });
const REFUSED = { ok: false, error: { kind: 'storage' } };

function put(name: string, content: unknown): void {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content));
}

async function restart(between: () => void): Promise<void> {
  await program.app.close();
  between();
  program = await startProgram(desk);
}

describe('drafts', () => {
  const id = newId();
  const file = () => `companies/${office.company}/drafts/${id}.json`;
  const keep = (price: string) =>
    program.call('drafts.keep', { id, draft: draftFor(office, price), base: null, focus: '' });

  it('EV12: what was typed and cannot be read is not opened as if it were missing, and not written over', async () => {
    await keep('10');
    const before = text(file());
    disk.fails = file();
    expect(await program.call('drafts.get', { id })).toMatchObject(REFUSED);
    expect(await keep('99')).toMatchObject(REFUSED);
    expect(text(file())).toBe(before);
    expect(await troubles()).toEqual([{ file: 'drafts', state: 'unreadable', paths: [file()] }]);
    disk.fails = '';
    expect(await program.must('drafts.get', { id })).toMatchObject({
      draft: { lines: [{ unitPrice: '10' }] },
    });
    expect(await troubles()).toEqual([]);
    expect(await keep('99')).toMatchObject({ ok: true });
  });

  it('a damaged one is kept aside and named in the window at once; the others are listed', async () => {
    const other = newId();
    await keep('10');
    await program.must('drafts.keep', { id: other, draft: draftFor(office, '20'), base: null, focus: '' });
    put(file(), '{"draft":');
    expect((await program.must('drafts.list', {})).map((row) => row.id)).toEqual([other]);
    const named = [{ file: 'drafts', state: 'damaged', paths: [`${file()}.damaged-1`] }];
    expect(await troubles()).toEqual(named);
    expect(program.pushes).toContainEqual({ type: 'troubles', troubles: named });
    expect(text(`${file()}.damaged-1`)).toBe('{"draft":');
  });

  it('a folder of drafts that cannot be read is named; an empty list is no proof that there are none', async () => {
    await keep('10');
    disk.fails = `${office.company}/drafts`;
    expect(await program.must('drafts.list', {})).toEqual([]);
    expect(await troubles()).toMatchObject([{ file: 'drafts', state: 'unreadable' }]);
  });
});

describe('the mail account', () => {
  const account: InputOf<'mail.saveAccount'> = {
    ...{ server: '127.0.0.1', port: 25, security: 'none', user: 'ivy', password: 'one' },
    ...{ senderName: 'Ivy', senderAddress: 'ivy@ivy.example' },
  };

  it.each(['mail/', 'keys/mail-'])(
    'DV2: under %s what cannot be read is not replaced by what is typed',
    async (folder) => {
      await program.must('mail.saveAccount', account);
      const name = `${folder}${office.company}.json`;
      const before = text(name);
      disk.fails = name;
      expect(await program.call('mail.account', {})).toMatchObject(REFUSED);
      const typed = { ...account, server: 'localhost', password: 'two' };
      expect(await program.call('mail.saveAccount', typed)).toMatchObject(REFUSED);
      expect(text(name)).toBe(before);
      expect(await troubles()).toEqual([{ file: 'mail', state: 'unreadable', paths: [name] }]);
    },
  );

  it('nothing is sent without the password that cannot be read', async () => {
    await program.must('mail.saveAccount', account);
    disk.fails = `keys/mail-${office.company}.json`;
    const { accounts } = program.app.services;
    expect(await accounts.ready(office.company)).toMatchObject({
      ok: false,
      error: { problem: 'account-unreadable' },
    });
  });
});

describe('the outbox', () => {
  it('a mail that cannot be read is not sent, not asked about and not written over', async () => {
    const mail = newId();
    const name = `outbox/${office.company}/${mail}.json`;
    await restart(() => {
      put(name, '{}');
      disk.fails = name;
    });
    await open();
    expect((await program.must('mail.outbox', {})).rows).toEqual([]);
    expect(await troubles()).toEqual([{ file: 'outbox', state: 'unreadable', paths: [name] }]);
    const { outbox } = program.app.services.mail;
    const added = await outbox?.add({
      ...{ id: mail, document: newId(), number: 'A-1', from: 'a@b.example', to: [], cc: [], subject: '' },
      ...{ messageId: '', sha256: '0'.repeat(64), bytes: 0, state: 'waiting', problem: null, detail: '' },
      ...{ queued: 0, changed: 0, tries: 0, refused: [], recorded: false },
    });
    expect(added).toMatchObject(REFUSED);
    expect(text(name)).toBe('{}');
  });
});

describe('the device’s key', () => {
  it('DV2: while it cannot be read the company is not opened, and this desktop becomes no new device', async () => {
    const { device } = JSON.parse(text('marks.json')).companies[office.company];
    await restart(() => {
      disk.fails = `keys/${device}.json`;
    });
    expect(await open()).toMatchObject(REFUSED);
    expect(await troubles()).toMatchObject([{ file: 'secrets', state: 'unreadable' }]);
    disk.fails = '';
    expect(await open()).toMatchObject({ ok: true });
    expect((await program.must('app.state', {})).company).toMatchObject({ state: 'open', device });
  });
});

describe('a print run', () => {
  it.each(['json', 'log'])(
    'whose %s cannot be read is not begun anew, and its sheets stay noted',
    async (end) => {
      const [head, log] = [`prints/${office.company}.json`, `prints/${office.company}.log`];
      await restart(() => {
        put(head, { id: newId(), started: 0, choices: {}, rows: [] });
        put(log, 'a line of what came out');
        disk.fails = `prints/${office.company}.${end}`;
      });
      await open();
      const begun = await program.app.services.prints.begin(newId(), [], []);
      expect(begun).toMatchObject(REFUSED);
      expect(text(log)).toBe('a line of what came out');
      expect(await troubles()).toMatchObject([{ file: 'prints', state: 'unreadable' }]);
    },
  );
});

describe('the office hub', () => {
  it('its settings are not written over while they cannot be read', async () => {
    await restart(() => {
      put('hub/hub.json', { on: false, port: 9000 });
      disk.fails = 'hub/hub.json';
    });
    expect(await program.app.services.hub.switchOn(null)).toMatchObject(REFUSED);
    expect(JSON.parse(text('hub/hub.json'))).toEqual({ on: false, port: 9000 });
    disk.fails = '';
    expect(await program.app.services.hub.port).toBe(9000);
  });

  it('DV1: a certificate that cannot be read is not replaced: other desktops hold the hub to it', async () => {
    const files = new HubFiles(desk.dataFolder);
    const made = await files.certificate();
    const before = [text('hub/certificate.pem'), text('hub/key.pem')];
    disk.fails = 'hub/key.pem';
    expect(await files.certificate()).toMatchObject(REFUSED);
    expect([text('hub/certificate.pem'), text('hub/key.pem')]).toEqual(before);
    disk.fails = '';
    expect(await files.certificate()).toEqual(made);
  });

  it('a key that is damaged is set aside before another takes its place', async () => {
    const files = new HubFiles(desk.dataFolder);
    await files.certificate();
    put('hub/key.pem', 'no key');
    expect(await files.certificate()).toMatchObject({ ok: true });
    expect(text('hub/key.pem.damaged-1')).toBe('no key');
    expect(readdirSync(path('hub'))).toContain('certificate.pem.damaged-1');
  });
});

describe('keys of personal data', () => {
  it('AU4: an erasure is not said to be done while the folder of the keys cannot be read', async () => {
    const personal = join(desk.dataFolder, 'companies', office.company, 'keys', 'personal');
    mkdirSync(personal, { recursive: true });
    const { SubjectKeys } = await import('../../electron/company/subject-keys.ts');
    const keys = new SubjectKeys(join(desk.dataFolder, 'companies', office.company));
    disk.fails = 'keys/personal';
    expect(await keys.destroy(newId(), 1)).toMatchObject(REFUSED);
  });
});

describe('the line to the server', () => {
  it('what connects a company is not written over while it cannot be read', async () => {
    const name = `sync/${office.company}.json`;
    await restart(() => {
      put(name, 'the office’s line');
      disk.fails = name;
    });
    await open();
    const place = { address: 'https://127.0.0.1:1', pin: '' };
    expect(await program.app.services.sync.linkNew(office.company, place, newId())).toBe(false);
    expect(text(name)).toBe('the office’s line');
    expect(await troubles()).toEqual([{ file: 'sync', state: 'unreadable', paths: [name] }]);
  });
});
