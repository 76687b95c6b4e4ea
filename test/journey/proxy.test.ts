/**
 * A real application whose system sends everything through a proxy, and the real server behind it under a name that only the proxy
 * knows. Whatever the way does, the clerk reads what it is, goes on working, and nothing is lost.
 */
import { X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinOf } from '../../electron/hub/certificate.ts';
import { makePairing } from '../../server/handlers/pairing.ts';
import { foundOffice, issueInput, type Office } from '../app/office.ts';
import { makeCertificate } from '../certificate.ts';
import { embeddedPlace, openOffice, type Office as ServerOffice, type StorePlace } from '../server/office.ts';
import { Clerk } from './clerk.ts';
import { ConnectProxy } from './connect-proxy.ts';
import { freshFolder, launch, type Program, removeFolder, until } from './harness.ts';
import { findings } from './look.ts';

const ADDRESS = 'https://office.counterfoil.example:8471';
const PERSON = { user: 'noor', password: 'shelf & ladder' };

let place: StorePlace;
let server: ServerOffice;
let own: ReturnType<typeof makeCertificate>;
let proxy: ConnectProxy;
/** What a network shows that wants a sign-in: a page, under the server's own certificate as a proxy before it has that. */
let portal: Server;
let folder: string;
let program: Program;
let clerk: Clerk;
let office: Office;

beforeAll(async () => {
  folder = freshFolder();
  own = makeCertificate(folder);
  place = embeddedPlace();
  server = await openOffice(place, await place.open(), { tls: own });
  portal = createServer(own, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to the station</html>');
  });
  await new Promise<void>((resolve) => {
    portal.listen(0, '127.0.0.1', resolve);
  });
  proxy = new ConnectProxy();
  proxy.leadsTo = server.running.port;
  await proxy.start();
  program = await launch({
    arguments: ['--lang=en-GB'],
    size: [1024, 700],
    environment: { https_proxy: proxy.address, HTTPS_PROXY: proxy.address, no_proxy: '', NO_PROXY: '' },
  });
});

afterAll(async () => {
  // What the browser reports of lines that were refused.
  program.forgive();
  await program.close();
  await proxy.stop();
  await new Promise((resolve) => portal.close(resolve));
  await server.close();
  place.remove();
  removeFolder(folder);
});

let pounds = 100;

const status = () => program.ask('sync.status', {});

/** The way has changed: what went over the old one ends, and it is tried at once. */
async function changed(): Promise<void> {
  proxy.drop();
  await program.ask('sync.now', {});
}

async function quiet(): Promise<void> {
  await until('all to be sent', async () => {
    const { phase, unsent } = await status();
    if (phase === 'waiting') await program.ask('sync.now', {});
    return phase === 'up-to-date' && unsent === 0 ? true : null;
  });
}

/** Commits at the server, counted in its own tables. */
async function there(): Promise<number> {
  const rows = await server.database.read((sql) =>
    sql.query<{ count: number }>('SELECT CAST(COUNT(*) AS INTEGER) AS count FROM commits', []),
  );
  return rows[0]?.count ?? 0;
}

/** The screen says so, work goes on, and it waits here. */
async function says(words: string, shot: string): Promise<void> {
  const { page } = program;
  await page.getByText(words).first().waitFor();
  await program.shot(shot);
  const before = (await status()).unsent;
  // Each of another amount: two alike are asked about.
  pounds += 7;
  await program.ask('invoices.issue', issueInput(office, pounds));
  await until('it to wait here', async () => ((await status()).unsent > before ? true : null));
}

describe('a line over a proxy', () => {
  it('SY4: the system’s proxy is used; one that wants a name and a password gets them from the clerk', async () => {
    office = await foundOffice(program);
    clerk = await Clerk.at(program.page);
    await clerk.sees('Dashboard');
    const { page } = program;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Desktops', exact: true }).click();
    await page.getByRole('button', { name: 'Connect to a server' }).click();
    const { code } = await makePairing(server.running.context, {
      company: null,
      role: 'owner',
      confirm: false,
    });
    proxy.mood = { lets: 'known', ...PERSON };
    await page.getByLabel('Server address or invitation').fill(ADDRESS);
    await page.getByLabel('Code').fill(code);
    await page.getByLabel('Fingerprint of the certificate').fill(pinOf(new X509Certificate(own.cert)));
    await page.getByRole('button', { name: 'Connect to a server' }).click();
    await page.getByText("The network's proxy wants a name and a password.").waitFor();
    await program.shot('proxy-login');
    expect(await findings(program)).toEqual([]);
    await page.getByLabel('Name at the proxy').fill(PERSON.user);
    await page.getByLabel('Password at the proxy').fill('a wrong one');
    await page.getByRole('button', { name: 'Use this name and password' }).click();
    await page.getByLabel('Password at the proxy').fill(PERSON.password);
    await page.getByLabel('Password at the proxy').press('Enter');
    await clerk.reads('Everything is sent and everything has come.');
    await quiet();
    expect(new Set(proxy.asked)).toEqual(new Set([new URL(ADDRESS).host]));
  });

  it('SY4, SY6: a proxy that is down, refuses, or forgets its people is told apart, and nothing is lost', async () => {
    await proxy.stop();
    await program.ask('sync.now', {});
    await says("The network's proxy does not answer", 'proxy-down');
    await proxy.start();
    await program.ask('sync.now', {});
    await quiet();
    proxy.mood = { lets: 'nobody' };
    await changed();
    await says("The network's proxy does not answer", 'proxy-refuses');
    proxy.mood = { lets: 'known', user: PERSON.user, password: 'a new one' };
    await changed();
    await says("The network's proxy wants a name and a password.", 'proxy-login-again');
    // It is not tried by itself, since accounts are locked that way.
    expect(await status()).toMatchObject({ phase: 'stopped', problem: 'proxy-login', nextTry: null });
    await program.page.getByLabel('Name at the proxy').fill(PERSON.user);
    await program.page.getByLabel('Password at the proxy').fill('a new one');
    await program.page.getByRole('button', { name: 'Use this name and password' }).click();
    await quiet();
  });

  it('SY4, SY6: a page in the server’s place is never taken for it', async () => {
    const before = await there();
    proxy.mood = { lets: 'everybody' };
    proxy.leadsTo = (portal.address() as { port: number }).port;
    await changed();
    await says("Somebody else answered in the server's place", 'proxy-portal');
    expect(await there()).toBe(before);
    const { unsent } = await status();
    proxy.leadsTo = server.running.port;
    await changed();
    await quiet();
    // The paper of the last invoice may be named a moment later; then that is sent as well.
    expect(await there()).toBeGreaterThanOrEqual(before + unsent);
    expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true });
  });
});
