/** The outbox through the whole program and a real mail server: sent once, tried again, stopped, asked about, cancelled. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import type { MailPort } from '../../electron/mail/mail-port.ts';
import { smtp } from '../../electron/mail/smtp.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import { err } from '../../shared/errors/index.ts';
import { eventually } from '../eventually.ts';
import {
  clearDesk,
  type Desk,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Office,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { answer, type MailServer, PASSWORD, startMailServer, USER } from './mail-server.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const NET = smtp({ patience: { connect: 120_000, answer: 120_000 } });

let desk: Desk;
let program: Program;
let office: Office;
let server: MailServer;
/** Timers that a test lets run out. */
let timers: (() => void)[];
const endWaiting = () => {
  for (const call of timers.splice(0)) call();
};

const start = (mailPort: MailPort = NET) =>
  startProgram(desk, NOON, {
    mailPort,
    timers: {
      random: () => 0.5,
      later: (_milliseconds, call) => {
        timers.push(call);
        return () => {
          timers = timers.filter((other) => other !== call);
        };
      },
    },
  });

beforeEach(async () => {
  timers = [];
  desk = await newDesk();
  program = await start();
  office = await foundOffice(program);
  server = await startMailServer();
});
afterEach(async () => {
  await program.app.close();
  await server.close();
  await clearDesk(desk);
});

const account = (more: Partial<InputOf<'mail.saveAccount'>> = {}): InputOf<'mail.saveAccount'> => ({
  server: '127.0.0.1',
  port: server.port,
  security: 'none',
  user: USER,
  password: PASSWORD,
  senderName: 'Ivy Bookbinders',
  senderAddress: USER,
  ...more,
});

async function issued(): Promise<string> {
  const id = newId();
  await issue(program, office, '100', id);
  return id;
}

const mailOf = (id: string, more: Partial<InputOf<'mail.send'>> = {}): InputOf<'mail.send'> => ({
  ...{ commandId: newId(), id, to: ['pay@alder.example'], cc: [], subject: 'Invoice', text: 'Dear all\n' },
  eInvoice: null,
  ...more,
});

/** Waits until the newest mail stands so; answers its row. */
const standsAt = (state: string) =>
  eventually(async () => {
    const { rows } = await program.must('mail.outbox', {});
    expect(rows[0]?.state).toBe(state);
    return rows[0];
  });

const line = (state: string) =>
  eventually(async () => expect((await program.must('mail.outbox', {})).line).toBe(state));

async function historyOf(id: string): Promise<string[]> {
  const { rows } = await program.must('history.list', { entity: id, cursor: null, limit: 50 });
  return rows.map(({ command }) => command);
}

describe('many mails', () => {
  const planned = (documents: string[]) => program.must('mail.plan', { documents });
  const batch = (documents: string[], commandId = newId()) => ({
    ...{ commandId, documents, withEInvoices: true },
  });

  it('go to each customer’s address once, however often the command comes; who has none is named before', async () => {
    await program.must('mail.saveAccount', account());
    const documents = [await issued(), await issued(), await issued()];
    const [first = '', second = '', third = ''] = documents;
    await program.must('invoices.void', { commandId: newId(), id: third, reason: 'typed twice' });
    expect(await planned(documents)).toMatchObject({ ready: [], void: 1, hasEInvoices: false });
    const { without } = await planned(documents);
    expect(without.map(({ id }) => id)).toEqual([first, second]);
    const { revision, fields } = await program.must('customers.get', { id: office.customer });
    await program.must('customers.save', {
      ...{ commandId: newId(), id: office.customer, expectedRevision: revision },
      fields: { ...fields, email: 'pay@alder.example' },
    });
    expect(await planned(documents)).toEqual({
      ...{ without: [], void: 1, hasEInvoices: false },
      ready: [first, second].map((id) => ({ id, handedOut: false })),
    });
    const command = batch([first, second]);
    const done = { queued: 2, left: [], stopped: false };
    expect(await program.must('mail.sendMany', command)).toEqual(done);
    await eventually(() => expect(server.received).toHaveLength(2));
    await eventually(async () =>
      expect((await program.must('mail.outbox', {})).rows.map(({ state }) => state)).toEqual([
        'sent',
        'sent',
      ]),
    );
    expect(await program.must('mail.sendMany', command)).toEqual(done);
    expect((await program.must('mail.outbox', {})).rows).toHaveLength(2);
    expect(server.received.map(({ to }) => to)).toEqual([['pay@alder.example'], ['pay@alder.example']]);
    expect((await planned([first])).ready).toEqual([{ id: first, handedOut: true }]);
    const mixed = await program.must('mail.sendMany', batch([third, second]));
    expect(mixed).toMatchObject({ queued: 1, left: [{ id: third, why: 'void' }] });
  });

  it('need an account before the first is made', async () => {
    const refused = await program.call('mail.sendMany', batch([await issued()]));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'mail', problem: 'no-account' } });
    expect((await program.must('mail.outbox', {})).rows).toEqual([]);
  });

  it('are made no further once somebody stops it; those that were made go out', async () => {
    await program.must('mail.saveAccount', account());
    const documents = [await issued(), await issued(), await issued()];
    const { revision, fields } = await program.must('customers.get', { id: office.customer });
    await program.must('customers.save', {
      ...{ commandId: newId(), id: office.customer, expectedRevision: revision },
      fields: { ...fields, email: 'pay@alder.example' },
    });
    // Stopped as soon as it is told that it has begun, before any file is written.
    program.pushes.push = (push) => {
      if (push?.type === 'progress' && push.label === 'mail')
        void program.call('tasks.cancel', { task: push.task });
      return 0;
    };
    expect(await program.must('mail.sendMany', batch(documents))).toMatchObject({ stopped: true, left: [] });
    expect((await program.must('mail.outbox', {})).rows.length).toBeLessThan(3);
  });
});

describe('a mail', () => {
  it('goes out with the archived PDF, is named in the record with its bytes, and the document counts as mailed (DO1, EV11)', async () => {
    await program.must('mail.saveAccount', account());
    const id = await issued();
    const mail = mailOf(id, { cc: ['boss@alder.example'], subject: 'Rechnung für März' });
    await program.must('mail.send', mail);
    await standsAt('sent');
    const [got] = server.received;
    expect(got).toMatchObject({ from: USER, to: ['pay@alder.example', 'boss@alder.example'] });
    expect(got?.text).toContain(`Message-ID: <${mail.commandId}@ivy.example>`);
    expect(got?.text).toContain('Subject: =?UTF-8?Q?Rechnung_f=C3=BCr_M=C3=A4rz?=');
    const { bytes } = await program.must('documents.pdf', { id });
    expect(got?.text.replace(/\r\n/g, '')).toContain(Buffer.from(bytes).toString('base64'));
    await eventually(async () => expect(await historyOf(id)).toContain('mails.send'));
    expect((await program.must('documents.get', { id, today: '2026-03-02' })).released).toBe(true);
    const refused = await program.call('invoices.void', { commandId: newId(), id, reason: 'no' });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'left-the-office' } });
    // The blob of the mail is what the server got, and the record is whole with it.
    const sha256 = createHash('sha256')
      .update(got?.text ?? '')
      .digest('hex');
    const folder = join(desk.dataFolder, 'companies', office.company);
    expect(await readdir(join(folder, 'blobs'))).toContain(sha256);
    await program.must('companies.close', {});
    expect(await verifyFolder(folder)).toMatchObject({ outcome: 'sound' });
  });

  it('is sent once, however often the same command comes', async () => {
    await program.must('mail.saveAccount', account());
    const mail = mailOf(await issued());
    await Promise.all([program.must('mail.send', mail), program.must('mail.send', mail)]);
    await standsAt('sent');
    await program.must('mail.send', mail);
    await line('idle');
    expect(server.received).toHaveLength(1);
  });

  it('waits for the line, is tried again by itself, and needs no second asking', async () => {
    let isUp = false;
    const down = { ok: false, error: { problem: 'unreachable', scope: 'line', detail: '' } } as const;
    await program.app.close();
    program = await start({ connect: async (to) => (isUp ? NET.connect(to) : down) });
    await program.must('companies.open', { id: office.company });
    await program.must('mail.saveAccount', account());
    await program.must('mail.send', mailOf(await issued()));
    await line('waiting');
    expect(await standsAt('waiting')).toMatchObject({ problem: 'unreachable', tries: 0 });
    // Half of the first ceiling of one second: full jitter, as the timers' chance says.
    expect((await program.must('mail.outbox', {})).nextTry).toBe(NOON + 500);
    isUp = true;
    await eventually(async () => {
      endWaiting();
      expect((await program.must('mail.outbox', {})).rows[0]?.state).toBe('sent');
    });
    expect(server.received).toHaveLength(1);
  });

  it('says why it waits also while it is tried again', async () => {
    let lines = 0;
    let again: () => void = () => {};
    await program.app.close();
    program = await start({
      connect: () => {
        lines += 1;
        const timeout = err({ problem: 'timeout', scope: 'line', detail: '' } as const);
        return lines === 1
          ? Promise.resolve(timeout)
          : new Promise((resolve) => {
              again = () => resolve(timeout);
            });
      },
    });
    await program.must('companies.open', { id: office.company });
    await program.must('mail.saveAccount', account());
    await program.must('mail.send', mailOf(await issued()));
    await line('waiting');
    endWaiting();
    await eventually(() => expect(lines).toBe(2));
    expect(await program.must('mail.outbox', {})).toMatchObject({ line: 'sending', problem: 'timeout' });
    again();
    await line('waiting');
  });

  it('that is put off is tried again, and does not keep the others', async () => {
    let grey = 2;
    const strict = await startMailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('slow') && grey-- > 0 ? answer(451, 'greylisted') : null),
    });
    await program.must('mail.saveAccount', account({ port: strict.port }));
    await program.must('mail.send', mailOf(await issued(), { to: ['slow@alder.example'] }));
    await line('waiting');
    await program.must('mail.send', mailOf(await issued(), { to: ['quick@alder.example'] }));
    await eventually(() => expect(strict.received.map(({ to }) => to[0])).toEqual(['quick@alder.example']));
    await line('waiting');
    await eventually(async () => {
      endWaiting();
      const { rows } = await program.must('mail.outbox', {});
      expect(rows.map(({ state, tries }) => [state, tries])).toEqual(
        expect.arrayContaining([
          ['sent', 1],
          ['sent', 3],
        ]),
      );
    });
    await strict.close();
  });

  it('that the server never takes says why and can be sent again', async () => {
    let knows = false;
    const strict = await startMailServer({
      onRcptTo: (_address, _session, done) => done(knows ? null : answer(550, 'nobody of that name')),
    });
    await program.must('mail.saveAccount', account({ port: strict.port }));
    const { id } = await program.must('mail.send', mailOf(await issued()));
    const row = await standsAt('failed');
    expect(row).toMatchObject({ problem: 'recipient-refused' });
    expect(row?.detail).toContain('nobody of that name');
    knows = true;
    expect(await program.must('mail.decide', { id, decision: 'again' })).toEqual({ done: true });
    await standsAt('sent');
    await strict.close();
  });

  it('waits for the right password without asking the server again and again', async () => {
    await program.must('mail.saveAccount', account({ password: 'wrong' }));
    await program.must('mail.send', mailOf(await issued()));
    await line('stopped');
    expect(await program.must('mail.outbox', {})).toMatchObject({ problem: 'login' });
    await program.must('mail.send', mailOf(await issued()));
    expect(server.connections()).toBe(1);
    await program.must('mail.saveAccount', account());
    await eventually(() => expect(server.received).toHaveLength(2));
  });

  it('can be cancelled while it waits, and is then never sent', async () => {
    await program.must('mail.saveAccount', account({ password: 'wrong' }));
    const { id } = await program.must('mail.send', mailOf(await issued()));
    await line('stopped');
    expect(await program.must('mail.decide', { id, decision: 'arrived' })).toEqual({ done: false });
    expect(await program.must('mail.decide', { id, decision: 'cancel' })).toEqual({ done: true });
    await program.must('mail.saveAccount', account());
    await line('idle');
    expect(await standsAt('cancelled')).toMatchObject({ tries: 0 });
    expect(server.received).toEqual([]);
  });

  it('DO1: is not sent when its document was voided meanwhile', async () => {
    await program.must('mail.saveAccount', account({ password: 'wrong' }));
    const id = await issued();
    await program.must('mail.send', mailOf(id));
    await line('stopped');
    await program.must('invoices.void', { commandId: newId(), id, reason: 'wrong customer' });
    await program.must('mail.saveAccount', account());
    expect(await standsAt('failed')).toMatchObject({ problem: 'document-void' });
    expect(server.received).toEqual([]);
    const again = await program.call('mail.compose', { id });
    expect(again).toMatchObject({ ok: false, error: { reason: 'already-void' } });
  });
});

describe('a program that ends', () => {
  /** Lets the server take the mail and never hears of it, as a crash between the two does. */
  const deaf = (heard: () => void): MailPort => ({
    async connect(to) {
      const opened = await NET.connect(to);
      if (!opened.ok) return opened;
      return {
        ok: true,
        value: {
          close: () => opened.value.close(),
          send: async (...mail) => {
            await opened.value.send(...mail);
            heard();
            return new Promise(() => {});
          },
        },
      };
    },
  });

  it('while a mail is on its way asks a person, and never sends it again by itself', async () => {
    await program.app.close();
    let hear = () => {};
    const taken = new Promise<void>((resolve) => {
      hear = resolve;
    });
    program = await start(deaf(() => hear()));
    await program.must('companies.open', { id: office.company });
    await program.must('mail.saveAccount', account());
    const id = await issued();
    await program.must('mail.send', mailOf(id));
    await taken;
    // The program gives the server a while to answer; other parts of it wait for something too.
    let isClosed = false;
    const closing = program.app.close().then(() => {
      isClosed = true;
    });
    await eventually(() => {
      endWaiting();
      expect(isClosed).toBe(true);
    });
    await closing;
    program = await start();
    await program.must('companies.open', { id: office.company });
    expect(await standsAt('uncertain')).toMatchObject({ problem: 'interrupted', tries: 1 });
    await line('idle');
    expect(server.received).toHaveLength(1);
    expect(await historyOf(id)).not.toContain('mails.send');
    // A person may send it again: the same mail under the same Message-ID.
    const { rows } = await program.must('mail.outbox', {});
    await program.must('mail.decide', { id: rows[0]?.id ?? '', decision: 'again' });
    await standsAt('sent');
    expect(server.received).toHaveLength(2);
    expect(server.received[1]?.text).toBe(server.received[0]?.text);
  });

  it('takes up what waited, asks about what was on its way, and notes what a person says', async () => {
    await program.must('mail.saveAccount', account({ password: 'wrong' }));
    const id = await issued();
    const { id: mail } = await program.must('mail.send', mailOf(id));
    await line('stopped');
    await program.app.close();
    const file = join(desk.dataFolder, 'outbox', office.company, `${mail}.json`);
    const entry = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...entry, state: 'sending' }));
    program = await start();
    await program.must('companies.open', { id: office.company });
    expect(await standsAt('uncertain')).toMatchObject({ problem: 'interrupted' });
    await program.must('mail.saveAccount', account());
    await line('idle');
    expect(server.received).toEqual([]);
    expect(await program.must('mail.decide', { id: mail, decision: 'arrived' })).toEqual({ done: true });
    await eventually(async () => expect(await historyOf(id)).toContain('mails.send'));
    expect(await standsAt('sent')).toMatchObject({ problem: null });
    expect(server.received).toEqual([]);
  });
});

describe('a mail account', () => {
  it('keeps its password to itself, in a file of this user alone', async () => {
    await program.must('mail.saveAccount', account());
    const { password: _, ...known } = account();
    expect(await program.must('mail.account', {})).toEqual({
      account: { ...known, hasPassword: true },
      protection: 'file',
    });
    const kept = join(desk.dataFolder, 'keys', `mail-${office.company}.json`);
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
    await program.must('mail.saveAccount', account({ password: null, port: 25 }));
    await program.must('mail.test', account({ password: null }));
    expect(server.received).toMatchObject([{ to: [USER], user: USER }]);
    await program.must('mail.removeAccount', {});
    expect(await program.must('mail.account', {})).toMatchObject({ account: null });
    await expect(stat(kept)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is tested with what was typed, and says what happened', async () => {
    expect(await program.call('mail.test', account({ password: 'wrong' }))).toMatchObject({
      error: { kind: 'mail', problem: 'login' },
    });
    expect(await program.must('mail.account', {})).toMatchObject({ account: null });
  });

  it.each([
    [{ security: 'none', server: 'mail.example' }, 'security', 'not-encrypted'],
    [{ server: 'mail.example/path' }, 'server', 'not-an-address'],
    [{ senderAddress: 'ivy@ivy.example\r\nBcc: all@x.example' }, 'senderAddress', 'control-characters'],
    [{ senderName: 'Ivy\nBcc: all@x.example' }, 'senderName', 'control-characters'],
  ] as const)('refuses %j', async (more, path, problem) => {
    const reply = await program.call('mail.saveAccount', account(more));
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid', fields: [{ path, problem }] } });
  });

  it('is needed before a mail is taken in', async () => {
    const reply = await program.call('mail.send', mailOf(await issued()));
    expect(reply).toMatchObject({ error: { kind: 'mail', problem: 'no-account' } });
  });
});

describe('what is typed into a mail', () => {
  it.each([
    [{ to: ['a@b.example\r\nBcc: c@d.example'] }, 'to.0'],
    [{ to: ['a@b.example, c@d.example'] }, 'to.0'],
    [{ to: [] }, 'to'],
    [{ cc: ['<a@b.example>'] }, 'cc.0'],
    [{ subject: 'Invoice\r\nBcc: c@d.example' }, 'subject'],
    [{ subject: ' ' }, 'subject'],
  ])('is refused where it could say more than it seems to: %j', async (more, path) => {
    await program.must('mail.saveAccount', account());
    const reply = await program.call('mail.send', mailOf(await issued(), more));
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid', fields: [{ path }] } });
  });

  it('is proposed in the customer’s language from the template of the office', async () => {
    const id = await issued();
    expect(await program.must('mail.compose', { id })).toMatchObject({
      to: [],
      subject: 'Invoice INV-0001 from Ivy Bookbinders',
      attachments: ['INV-0001.pdf'],
    });
    const { revision } = await program.must('company.get', {});
    const mailTemplates = { 'invoice.en': { subject: '{total}, {order}', text: 'Due {due}, {customer}' } };
    await program.must('company.save', {
      commandId: newId(),
      expectedRevision: revision,
      fields: { mailTemplates },
    });
    const { subject, text } = await program.must('mail.compose', { id });
    expect(subject).toBe('£120.00,');
    expect(text).toMatch(/^Due \d+ \w+ 2026, Alder & Sons$/);
  });
});
