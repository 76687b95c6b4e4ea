/** Who may ask, and how the server says no: signatures of requests, replay, clocks, limits, pairing (DV1, SY2, SY4). */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wireAnswer, wireRequest } from '../../shared/wire/call.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { pairingDigits } from '../../shared/wire/pairing.ts';
import { authorization, readAuthorization, requestText } from '../../shared/wire/request-signature.ts';
import { ask, Desktop, must, send, sha256 } from './desktop.ts';
import { newPlace, type Office, openOffice, removePostgres, type StorePlace } from './office.ts';
import { adminCode } from './pairing-code.ts';

let place: StorePlace;
let office: Office;
/** Added to the server's clock, in milliseconds. */
let ahead = 0;

beforeAll(async () => {
  place = await newPlace('postgresql');
  office = await openOffice(place, await place.open(), { now: () => Date.now() + ahead });
});
afterAll(async () => {
  await office.close();
  place.remove();
  await removePostgres();
});

const NOTHING = new Uint8Array();
const get = (path: string, headers = {}) =>
  send(office.url, { method: 'GET', path, contentType: null, body: NOTHING }, headers);
const refusedBy = (answer: { readonly body: Uint8Array }) =>
  JSON.parse(Buffer.from(answer.body).toString()).refused;

describe('a signed request', () => {
  it('is answered once', async () => {
    const one = await office.founder();
    const request = wireRequest('status', { company: one.company }, {}, null);
    const headers = { authorization: one.proofOf(office.server, request) };
    expect((await send(office.url, request, headers)).status).toBe(200);
    const again = await send(office.url, request, headers);
    expect(wireAnswer('status', again.status, again.body)).toEqual({
      ok: false,
      error: { code: 'replayed' },
    });
  });

  it('is of no use for another path, body, method or server', async () => {
    const one = await office.founder();
    const { epoch } = must(await one.call(office, 'status', {}, {}, null));
    const query = { after: 0, epoch, limit: 1, wait: 0, own: 'full' } as const;
    const signed = wireRequest('pull', { company: one.company }, query, null);
    const tries = [
      { ...signed, path: signed.path.replace('limit=1', 'limit=2') },
      { ...signed, path: `/v5/companies/${one.company}/status` },
      { ...wireRequest('push', { company: one.company }, {}, one.pushOf(one.write(1))), path: signed.path },
    ];
    for (const other of tries) {
      const answer = await send(office.url, other, { authorization: one.proofOf(office.server, signed) });
      expect(refusedBy(answer)).toEqual({ code: 'bad-request' });
    }
    const elsewhere = await send(office.url, signed, {
      authorization: one.proofOf(new Desktop().device, signed),
    });
    expect(refusedBy(elsewhere)).toEqual({ code: 'bad-request' });
  });

  it("tells nothing without a device's signature", async () => {
    const one = await office.founder();
    for (const header of ['', 'Bearer x', `Counterfoil-1 ${one.device}`]) {
      const answer = await get(`/v5/companies/${one.company}/status`, header && { authorization: header });
      expect(answer.status).toBe(401);
      expect(refusedBy(answer)).toEqual({ code: 'unknown-device' });
    }
    const request = wireRequest('status', { company: one.company }, {}, null);
    const proof = readAuthorization(one.proofOf(office.server, request))!;
    const forged = authorization({ ...proof, signature: new Desktop().sign(randomBytes(8)) });
    expect(refusedBy(await send(office.url, request, { authorization: forged }))).toEqual({
      code: 'bad-request',
    });
  });

  it('whose time is off learns the time of the server, and works by that', async () => {
    const one = await office.founder();
    const tenYears = 10 * 365 * 24 * 3600_000;
    one.now = () => Date.now() - tenYears;
    const refused = await one.call(office, 'status', {}, {}, null);
    expect(refused).toMatchObject({ error: { code: 'clock' } });
    const { time } = must(await ask(office.url, 'hello', null));
    const offset = time - one.now();
    one.now = () => Date.now() - tenYears + offset;
    must(await one.call(office, 'status', {}, {}, null));
  });

  it('is refused again after its nonce is forgotten, because its time is past', async () => {
    const one = await office.founder();
    const request = wireRequest('status', { company: one.company }, {}, null);
    const headers = { authorization: one.proofOf(office.server, request) };
    expect((await send(office.url, request, headers)).status).toBe(200);
    for (const minutes of [4, 8, 16, 32]) {
      ahead = minutes * 60_000;
      expect(refusedBy(await send(office.url, request, headers)).code).toMatch(/^(replayed|clock)$/);
    }
    ahead = 0;
  });

  it('is signed over the bytes of its body', async () => {
    const one = await office.founder();
    const request = wireRequest('openPairing', { company: one.company }, {}, { role: 'clerk' });
    const headers = { authorization: one.proofOf(office.server, request) };
    const body = Buffer.from(JSON.stringify({ role: 'owner' }));
    expect(refusedBy(await send(office.url, { ...request, body }, headers))).toEqual({ code: 'bad-request' });
    expect(
      requestText({ ...request, server: '', device: '', time: 0, nonce: '', body }, sha256),
    ).toBeDefined();
  });
});

describe('a request of another shape', () => {
  it.each([
    ['a path of another protocol', '/v2/hello', 'protocol', 426],
    ['no path of this one', '/v5/nothing', 'not-found', 404],
    ['an id that is none', '/v5/companies/1/status', 'malformed', 400],
  ])('%s', async (_what, path, code, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(refusedBy(answer)).toMatchObject({ code });
  });

  it.each([
    ['epoch=e&after=-1&limit=1&wait=0&own=full'],
    ['epoch=e&after=1e3&limit=1&wait=0&own=full'],
    ['epoch=e&after=0&limit=1001&wait=0&own=full'],
    ['epoch=e&after=0&limit=1&wait=99999999&own=full'],
    ['epoch=e&after=0&limit=1&wait=0&own=all'],
    ['epoch=e&after=0&after=1&limit=1&wait=0&own=full'],
    ['epoch=e&after=0&limit=1&wait=0&own=full&more=1'],
    ['after=0'],
  ])('a pull that asks for %s', async (query) => {
    const one = await office.founder();
    const path = `/v5/companies/${one.company}/commits?${query}`;
    const request = { method: 'GET', path, contentType: null, body: NOTHING };
    const answer = await send(office.url, request, { authorization: one.proofOf(office.server, request) });
    expect(refusedBy(answer)).toMatchObject({ code: 'malformed' });
  });

  it('SY1: a push beyond the bounds of the wire', async () => {
    const one = await office.founder();
    const tooMany = one.pushOf(one.write(LIMITS.pushCommits + 1));
    expect(await one.push(office, tooMany)).toMatchObject({ error: { code: 'malformed' } });
    const body = Buffer.alloc(4 * 1024 * 1024);
    const request = { ...wireRequest('push', { company: one.company }, {}, tooMany), body };
    const answer = await send(office.url, request, { authorization: one.proofOf(office.server, request) });
    expect(refusedBy(answer)).toMatchObject({ code: 'too-large', bytes: body.length });
  });
});

describe('limits', () => {
  it('SY4: slow down who asks too often, and say for how long', async () => {
    const database = await place.open();
    const rates = { device: { perSecond: 1, atOnce: 3 }, address: { perSecond: 1000, atOnce: 1000 } };
    const slow = await openOffice(place, database, { rates, now: () => 1_800_000_000_000 });
    const one = await slow.founder();
    one.now = () => 1_800_000_000_000;
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push(await one.call(slow, 'status', {}, {}, null));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    expect(answers[3]).toEqual({ ok: false, error: { code: 'slow-down', after: 1000 } });
    const request = wireRequest('status', { company: one.company }, {}, null);
    const answer = await send(slow.url, request, { authorization: one.proofOf(slow.server, request) });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('1');
    await slow.close();
  });
});

describe('pairing', () => {
  it('DV1: a code, six digits on both screens, a yes, and the device is one of the company', async () => {
    const one = await office.founder();
    const { pairing, code } = must(await one.call(office, 'openPairing', {}, {}, { role: 'clerk' }));
    const state = async () => must(await one.call(office, 'pairing', { pairing }, {}, null));
    expect(await state()).toMatchObject({ state: 'open', claimant: null, role: 'clerk' });
    const two = new Desktop(one.company);
    const waiting = must(await two.claim(office, code, null));
    expect(waiting).toMatchObject({ state: 'waiting', company: one.company, pairing });
    expect(await two.call(office, 'status', {}, {}, null)).toMatchObject({
      error: { code: 'unknown-device' },
    });
    const { claimant } = await state();
    const { server } = office;
    const { device, publicKey } = two;
    const there = pairingDigits({ server, pairing, device, publicKey, exchangeKey: null }, sha256);
    expect(pairingDigits({ server, pairing, ...claimant! }, sha256)).toBe(there);
    const yes = { device, accept: true, sealed: 'c2VhbGVk' };
    must(await one.call(office, 'confirmPairing', { pairing }, {}, yes));
    must(await one.call(office, 'confirmPairing', { pairing }, {}, yes));
    expect(must(await two.claim(office, code, null))).toMatchObject({ state: 'active', sealed: 'c2VhbGVk' });
    must(await two.push(office, two.pushOf(two.write(1))));
    const { devices } = must(await one.call(office, 'devices', {}, {}, null));
    expect(devices.find((each) => each.device === device)).toMatchObject({
      role: 'clerk',
      state: 'active',
      sequence: 1,
    });
  });

  it('DV1: a no is a no', async () => {
    const one = await office.founder();
    const { pairing, code } = must(await one.call(office, 'openPairing', {}, {}, { role: 'clerk' }));
    const two = new Desktop(one.company);
    must(await two.claim(office, code, null));
    must(
      await one.call(
        office,
        'confirmPairing',
        { pairing },
        {},
        { device: two.device, accept: false, sealed: null },
      ),
    );
    expect(await two.claim(office, code, null)).toMatchObject({ error: { code: 'pairing', why: 'refused' } });
    const late = { device: two.device, accept: true, sealed: null };
    expect(await one.call(office, 'confirmPairing', { pairing }, {}, late)).toMatchObject({
      error: { why: 'refused' },
    });
  });

  it('DV1: a code is used once', async () => {
    const one = await office.founder();
    const { code } = must(await one.call(office, 'openPairing', {}, {}, { role: 'clerk' }));
    must(await new Desktop().claim(office, code, null));
    expect(await new Desktop().claim(office, code, null)).toMatchObject({ error: { why: 'used' } });
  });

  it('DV1: five wrong tries end it, the right one among them or not', async () => {
    const one = await office.founder();
    const { code } = must(await one.call(office, 'openPairing', {}, {}, { role: 'clerk' }));
    const wrong = code.slice(0, 9) + (code.endsWith('0') ? '1' : '0');
    for (let count = 0; count < LIMITS.pairingTries; count += 1)
      expect(await new Desktop().claim(office, wrong, null)).toMatchObject({ error: { why: 'unknown' } });
    expect(await new Desktop().claim(office, code, null)).toMatchObject({ error: { why: 'tries' } });
  });

  it('DV1: ten minutes end it', async () => {
    const one = await office.founder();
    const { pairing, code } = must(await one.call(office, 'openPairing', {}, {}, { role: 'clerk' }));
    ahead = LIMITS.pairingLife + 1;
    one.now = () => Date.now() + ahead;
    expect(await new Desktop().claim(office, code, null)).toMatchObject({ error: { why: 'expired' } });
    expect(must(await one.call(office, 'pairing', { pairing }, {}, null))).toMatchObject({
      state: 'expired',
    });
    ahead = 0;
  });

  it('a claim is signed by the key that it names, for this server', async () => {
    const one = await office.founder();
    const { code } = must(await one.call(office, 'openPairing', {}, {}, { role: 'clerk' }));
    const elsewhere = { ...office, server: new Desktop().device };
    expect(await new Desktop().claim(elsewhere, code, null)).toMatchObject({
      error: { code: 'bad-request' },
    });
  });

  it('a known id under another key is refused', async () => {
    const one = await office.founder();
    const impostor = Object.defineProperty(new Desktop(), 'device', { value: one.device });
    const code = await adminCode(office, one.company);
    expect(await impostor.claim(office, code, null)).toMatchObject({ error: { code: 'device-taken' } });
  });

  it('a company comes to a server once', async () => {
    const one = await office.founder();
    const code = await adminCode(office, null);
    expect(await new Desktop().claim(office, code, one.company)).toMatchObject({ error: { why: 'company' } });
    expect(await new Desktop().claim(office, code, null)).toMatchObject({ error: { why: 'company' } });
    const other = new Desktop();
    expect(must(await other.claim(office, code, other.company))).toMatchObject({
      state: 'active',
      role: 'owner',
    });
  });
});

describe('the log', () => {
  it('names faults, and nobody', async () => {
    const database = await place.open();
    const broken = { ...database, kind: database.kind, write: () => Promise.reject(new Error('a fault')) };
    const faulty = await openOffice(place, database);
    const one = await faulty.founder();
    Object.assign(faulty.running.context, {
      database: { ...broken, read: database.read, close: database.close },
    });
    const answer = await one.push(faulty, one.pushOf(one.write(1)));
    expect(answer).toMatchObject({ error: { code: 'internal' } });
    const [line] = faulty.logged.filter((each) => each.includes('"fault"'));
    expect(JSON.parse(line!)).toMatchObject({
      level: 'error',
      call: 'push',
      ...(answer.ok ? {} : { reference: (answer.error as { reference: string }).reference }),
    });
    for (const secret of [one.company, one.device, one.publicKey, '127.0.0.1'])
      expect(faulty.logged.join('')).not.toContain(secret);
    await faulty.close();
  });
});
