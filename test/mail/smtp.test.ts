/** The line to a mail server, against a real one: what it takes, and every stage at which it may refuse, hang, lie or break off. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MailAccount } from '../../electron/mail/mail-port.ts';
import { smtp } from '../../electron/mail/smtp.ts';
import { makeCertificate } from '../certificate.ts';
import { answer, type MailServer, PASSWORD, startMailServer, USER } from './mail-server.ts';

const TEXT = new TextEncoder().encode('Subject: Hello\r\n\r\n.A line that begins with a dot\r\n');
const ENVELOPE = { from: USER, to: ['a@customer.example', 'b@customer.example'] };
const PATIENT = { connect: 5_000, answer: 5_000 };

let folder: string;
let authority: { key: string; cert: string };
let open: { close(): Promise<void> }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-mail-'));
  authority = makeCertificate(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

async function serve(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  open.push(server);
  return server;
}

/** A server that says what it is told, line by line, and is none. */
async function serveRaw(talk: (socket: Socket) => void): Promise<{ port: number }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    talk(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push({
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
  return { port: (server.address() as { port: number }).port };
}

const account = (port: number, more: Partial<MailAccount> = {}): MailAccount => ({
  server: 'localhost',
  port,
  security: 'none',
  user: USER,
  password: PASSWORD,
  ...more,
});

const port = (patience = PATIENT) => smtp({ patience, authorities: [authority.cert] });

/** Connects and sends one mail; what the first failing stage says. */
async function attempt(to: MailAccount, patience = PATIENT) {
  const line = await port(patience).connect(to);
  if (!line.ok) return line;
  const sent = await line.value.send(ENVELOPE, TEXT);
  line.value.close();
  return sent;
}

describe('a mail server', () => {
  it('takes a mail as it is, with the right password', async () => {
    const server = await serve();
    expect(await attempt(account(server.port))).toEqual({ ok: true, value: { refused: [] } });
    expect(server.received).toEqual([
      { from: USER, to: ENVELOPE.to, user: USER, secure: false, text: new TextDecoder().decode(TEXT) },
    ]);
  });

  it.each([
    ['tls', { secure: true }],
    ['starttls', {}],
  ] as const)('is spoken to over %s with a certificate that is trusted', async (security, more) => {
    const server = await serve({ ...authority, ...more, allowInsecureAuth: false });
    expect(await attempt(account(server.port, { security }))).toMatchObject({ ok: true });
    expect(server.received).toMatchObject([{ secure: true, user: USER }]);
  });

  it('wants no login, and gets none', async () => {
    const server = await serve({ authOptional: true });
    expect(await attempt(account(server.port, { user: '', password: '' }))).toMatchObject({ ok: true });
    expect(server.received).toMatchObject([{ user: '' }]);
  });

  it('takes some recipients and names those it does not', async () => {
    const server = await serve({
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith('b') ? answer(550, 'nobody of that name') : null),
    });
    expect(await attempt(account(server.port))).toEqual({
      ok: true,
      value: { refused: ['b@customer.example'] },
    });
  });
});

describe('a mail server that refuses', () => {
  it.each([
    ['the connection', { onConnect: (_s, done) => done(answer(554, 'no')) }, 'refused', 'account'],
    ['for now', { onConnect: (_s, done) => done(answer(421, 'later')) }, 'busy', 'line'],
    ['the password', { onAuth: (_a, _s, done) => done(answer(535, 'wrong')) }, 'login', 'account'],
    ['to check the password now', { onAuth: (_a, _s, done) => done(answer(454, 'later')) }, 'busy', 'line'],
    [
      'the sender',
      { onMailFrom: (_a, _s, done) => done(answer(553, 'not yours')) },
      'sender-refused',
      'mail',
    ],
    [
      'every recipient',
      { onRcptTo: (_a, _s, done) => done(answer(550, 'none')) },
      'recipient-refused',
      'mail',
    ],
    ['recipients for now', { onRcptTo: (_a, _s, done) => done(answer(451, 'grey')) }, 'busy', 'line'],
    ['mails of this size', { size: 10 }, 'too-large', 'mail'],
  ] satisfies [string, Parameters<typeof startMailServer>[0], string, string][])(
    '%s: nothing was sent, and whom it concerns',
    async (_what, options, problem, scope) => {
      const server = await serve(options);
      expect(await attempt(account(server.port))).toMatchObject({ ok: false, error: { problem, scope } });
      expect(server.received).toEqual([]);
    },
  );

  it.each([
    [552, 'too-large', 'mail'],
    [554, 'refused', 'mail'],
    [452, 'busy', 'line'],
  ])('the text with %i: it was not taken', async (code, problem, scope) => {
    const server = await serve({
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => callback(answer(code, 'no')));
      },
    });
    const error = { problem, scope };
    expect(await attempt(account(server.port))).toMatchObject({ ok: false, error });
  });
});

describe('a line that fails', () => {
  it('to nobody is tried again later', async () => {
    const { port: nobody } = await serveRaw(() => {});
    await open.pop()?.close();
    const error = { problem: 'unreachable', scope: 'line' };
    expect(await attempt(account(nobody))).toMatchObject({ ok: false, error });
  });

  it('with a server that never greets is given up after a while', async () => {
    const { port: silent } = await serveRaw(() => {});
    const error = { problem: 'timeout', scope: 'line' };
    expect(await attempt(account(silent), { connect: 60, answer: 60 })).toMatchObject({ ok: false, error });
  });

  it('with something that is no mail server says so', async () => {
    const { port: web } = await serveRaw((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = { problem: 'not-mail', scope: 'account' };
    expect(await attempt(account(web))).toMatchObject({ ok: false, error });
  });

  it.each([
    [
      'in the text',
      (socket: Socket, line: string) => line.startsWith('DATA') && socket.write('354 go on\r\n'),
    ],
  ])('%s leaves it open whether the mail arrived', async (_where, more) => {
    const { port: lost } = await serveRaw((socket) => {
      socket.write('220 here\r\n');
      let inText = false;
      socket.on('data', (bytes) => {
        if (inText) return socket.destroy();
        for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
          inText ||= line.startsWith('DATA');
          if (!more(socket, line)) socket.write('250 yes\r\n');
        }
        return undefined;
      });
    });
    const error = { problem: 'lost', scope: 'unsure' };
    expect(await attempt(account(lost, { user: '' }))).toMatchObject({ ok: false, error });
  });

  it('by silence after the text leaves it open, too', async () => {
    const server = await serve({ onData: (stream) => void stream.resume() });
    const error = { problem: 'lost', scope: 'unsure' };
    expect(await attempt(account(server.port), { connect: 2_000, answer: 150 })).toMatchObject({
      ok: false,
      error,
    });
  });
});

describe('a server that lies about its encryption', () => {
  it('by a certificate that nobody vouches for is not given the password', async () => {
    const asked: string[] = [];
    const server = await serve({
      secure: true,
      onAuth: ({ username }, _session, callback) => {
        asked.push(String(username));
        callback(null, { user: username });
      },
    });
    const error = { problem: 'certificate', scope: 'account' };
    expect(await attempt(account(server.port, { security: 'tls' }))).toMatchObject({ ok: false, error });
    expect(asked).toEqual([]);
  });

  it('by a certificate for another name is not given the password', async () => {
    const server = await serve({ ...authority, secure: true });
    const error = { problem: 'certificate', scope: 'account' };
    const other = account(server.port, { security: 'tls', server: '127.0.0.1' });
    expect(await attempt(other)).toMatchObject({ ok: false, error });
  });

  it('by not offering STARTTLS is not given the password in the open', async () => {
    const server = await serve({ disabledCommands: ['STARTTLS'] });
    const error = { problem: 'no-encryption', scope: 'account' };
    expect(await attempt(account(server.port, { security: 'starttls' }))).toMatchObject({ ok: false, error });
    expect(server.received).toEqual([]);
  });

  it('by speaking in the open on a TLS port is found out', async () => {
    const server = await serve();
    const error = { problem: 'no-encryption', scope: 'account' };
    expect(await attempt(account(server.port, { security: 'tls' }))).toMatchObject({ ok: false, error });
  });
});
