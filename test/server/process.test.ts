/** The server as an administrator runs it: a process of its own, killed, stopped, asked, backed up and restored. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/errors/index.ts';
import { PROTOCOL } from '../../shared/wire/limits.ts';
import { wire } from '../../shared/wire/wire.ts';
import { makeCertificate } from '../certificate.ts';
import { Desktop, must, type ServerAddress } from './desktop.ts';
import { removePostgres, thePostgres } from './office.ts';
import { startRealPostgres } from './real-postgres.ts';
import { admin, codeIn, listen, type Store, start } from './server-process.ts';

afterAll(removePostgres);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-process-'));
  folders.push(folder);
  return folder;
}

async function found(store: Store, server: ServerAddress): Promise<Desktop> {
  const desktop = new Desktop();
  const { text } = await admin(store, 'invite');
  must(await desktop.claim(server, codeIn(text), desktop.company));
  return desktop;
}

async function joinAs(store: Store, server: ServerAddress, company: string, role: Role): Promise<Desktop> {
  const desktop = new Desktop(company);
  const { text } = await admin(store, 'pair', company, role);
  must(await desktop.claim(server, codeIn(text), null));
  return desktop;
}

const hashesOf = async (one: Desktop, server: ServerAddress) => {
  const { epoch } = must(await one.call(server, 'status', {}, {}, null));
  return must(await one.pull(server, { epoch })).commits.map(({ hash }) => hash);
};

describe.each(['embedded', 'postgresql'] as const)('the process on %s', (kind) => {
  const newStore = async (): Promise<Store> =>
    kind === 'embedded' ? { data: newFolder() } : { url: await (await thePostgres()).freshDatabase() };

  it('loses nothing that it answered when it is killed in the middle of pushes', async () => {
    const store = await newStore();
    let server = await start(store);
    const one = await found(store, server);
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 2; kill += 1) {
      const { end } = server;
      let killed: Promise<unknown> | null = null;
      for (let pushes = 0; killed === null; pushes += 1) {
        const batch = one.write(5);
        const answering = one.push(server, one.pushOf(batch)).catch(() => null);
        if (pushes === 4 + kill * 3) killed = end('SIGKILL');
        const answer = await answering;
        if (answer?.ok) acknowledged.push(...batch.map(({ hash }) => hash));
      }
      await killed;
      server = await start(store);
      const there = await hashesOf(one, server);
      expect(there.slice(0, acknowledged.length)).toEqual(acknowledged);
      const lacking = one.commits.slice(there.length);
      if (lacking.length > 0) must(await one.push(server, one.pushOf(lacking)));
      acknowledged.splice(0, acknowledged.length, ...one.commits.map(({ hash }) => hash));
      expect(await hashesOf(one, server)).toEqual(acknowledged);
    }
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('answers what waits, stops, and is asked by its administrator while it runs or not', async () => {
    const store = await newStore();
    const server = await start(store);
    const one = await found(store, server);
    const two = await joinAs(store, server, one.company, 'clerk');
    must(await two.push(server, two.pushOf(two.write(2))));
    const { epoch } = must(await one.call(server, 'status', {}, {}, null));
    const waiting = one.pull(server, { epoch, after: 2, wait: 25_000 });
    expect((await admin(store, 'companies')).text).toContain(`${one.company}  2 commits  2 devices`);
    if ('data' in store) expect(statSync(join(store.data, 'admin.json')).mode & 0o077).toBe(0);
    const ended = server.end('SIGTERM');
    expect(must(await waiting).commits).toEqual([]);
    expect(await ended).toBe(0);
    expect((await admin(store, 'devices', one.company)).text).toContain(`${two.device}  clerk  active  2`);
    expect((await admin(store, 'revoke', one.company, two.device)).text).toContain('after its commit 2');
    expect(await admin(store, 'pair', new Desktop().company)).toMatchObject({ code: 1 });
    expect(await admin(store, 'nothing')).toMatchObject({ code: 1 });
    expect(server.lines.map((line) => JSON.parse(line).event)).toEqual(
      expect.arrayContaining(['listening', 'stopping', 'stopped']),
    );
    for (const secret of [one.company, two.device, '"Desk"'])
      expect(server.lines.join('')).not.toContain(secret);
  });

  it('SY7: restored from an older backup it begins an epoch, and its clients bring what it lacks', async () => {
    const store = await newStore();
    let server = await start(store);
    const one = await found(store, server);
    const two = await joinAs(store, server, one.company, 'clerk');
    must(await one.push(server, one.pushOf(one.write(3))));
    const backup = join(newFolder(), 'backup');
    expect((await admin(store, 'backup', backup)).text).toContain('1 companies');
    expect((await admin(store, 'backup', backup)).code).toBe(1);
    must(await two.push(server, two.pushOf(two.write(2))));
    const { epoch } = must(await one.call(server, 'status', {}, {}, null));
    const before = must(await one.pull(server, { epoch }));
    expect((await admin(store, 'restore', backup)).text).toContain('not empty');
    const exported = join(newFolder(), 'company.jsonl');
    expect((await admin(store, 'export', one.company, exported)).text).toContain('5 commits');
    expect(readFileSync(exported, 'utf8').match(/"envelope"/g)?.length).toBe(5);
    await server.end('SIGTERM');

    const other = await newStore();
    expect((await admin(other, 'restore', backup)).text).toContain('a new epoch after commit 3');
    server = await start(other);
    const refused = await two.pull(server, { epoch, after: 5 });
    expect(refused).toMatchObject({
      error: { code: 'wrong-epoch', epochs: [{ epoch, after: 0 }, { after: 3 }] },
    });
    const status = must(await two.call(server, 'status', {}, {}, null));
    expect(status.authors.find(({ device }) => device === two.device)).toMatchObject({ sequence: 0 });
    must(await two.push(server, two.pushOf(two.commits, status.epoch)));
    const after = must(await two.pull(server, { epoch: status.epoch }));
    expect(after.commits.map(({ hash }) => hash)).toEqual(before.commits.map(({ hash }) => hash));
    expect(after.commits.slice(0, 3)).toEqual(before.commits.slice(0, 3));
    expect(after.commits.slice(3).map((commit) => commit.epoch)).toEqual([status.epoch, status.epoch]);
    await server.end('SIGTERM');
  });
});

/** What an https server answers to a client that trusts this certificate alone, or why that client hangs up. */
function askOverTls(port: number, ca: string, path: string): Promise<string> {
  return new Promise((resolve) => {
    const asked = request({ host: 'localhost', port, path, ca, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}

describe('TLS by files', () => {
  it('serves under the certificate that it was given, and nothing in the clear', async () => {
    const [own, strange] = [makeCertificate(newFolder()), makeCertificate(newFolder())];
    const files = ['--tls-cert', own.certFile, '--tls-key', own.keyFile];
    const server = await listen({ data: newFolder() }, ...files);
    expect(server.lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: 'listening', tls: true }),
    );
    expect(JSON.parse(await askOverTls(server.port, own.cert, wire.hello.path))).toMatchObject({
      protocols: [PROTOCOL],
    });
    expect(await askOverTls(server.port, strange.cert, wire.hello.path)).toMatch(
      /SELF_SIGNED|UNABLE_TO_VERIFY/,
    );
    await expect(fetch(`http://127.0.0.1:${server.port}${wire.hello.path}`)).rejects.toThrow();
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('does not start with a key that is not the certificate’s, or files that are not there', async () => {
    const [own, strange] = [makeCertificate(newFolder()), makeCertificate(newFolder())];
    const data = newFolder();
    for (const key of [strange.keyFile, join(data, 'missing.pem')])
      await expect(listen({ data }, '--tls-cert', own.certFile, '--tls-key', key)).rejects.toThrow(
        /ended with [1-9]/,
      );
  });
});

describe('PostgreSQL that would lose what was answered', () => {
  it.each([
    ['fsync', 'off'],
    ['full_page_writes', 'off'],
    ['synchronous_commit', 'off'],
  ])('SV4: with %s = %s the server does not start', async (setting, value) => {
    const postgres = await startRealPostgres({ [setting]: value });
    try {
      await expect(start({ url: postgres.url })).rejects.toThrow(`${setting} = ${value}`);
    } finally {
      await postgres.remove();
    }
  });

  it('loses nothing when it is the database that crashes', async () => {
    const postgres = await startRealPostgres();
    try {
      const store = { url: await postgres.freshDatabase() };
      const server = await start(store);
      const one = await found(store, server);
      must(await one.push(server, one.pushOf(one.write(3))));
      await postgres.crash();
      must(await one.push(server, one.pushOf(one.write(2))));
      expect(await hashesOf(one, server)).toEqual(one.commits.map(({ hash }) => hash));
      await server.end('SIGTERM');
    } finally {
      await postgres.remove();
    }
  });
});
