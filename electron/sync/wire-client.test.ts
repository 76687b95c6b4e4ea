import { describe, expect, it } from 'vitest';
import { readAuthorization } from '../../shared/wire/request-signature.ts';
import { wire } from '../../shared/wire/wire.ts';
import { COMPANY, id } from '../../test/books/record.ts';
import { type TransportAnswer, type TransportRequest, WireClient } from './wire-client.ts';

const NOW = Date.UTC(2026, 0, 10);
const MINUTE = 60_000;
const HELLO = { server: id('srv', 1), protocols: [1], version: '0', time: NOW, store: 'embedded' };
const LISTED = { devices: [] };

const json = (status: number, said: unknown, retryAfter: number | null = null): TransportAnswer => {
  return { answered: true, status, retryAfter, body: new TextEncoder().encode(JSON.stringify(said)) };
};
const refused = (refusal: object) => json(409, { refused: refusal });

/** A client whose server says hello and then answers with these, one after the other. */
function clientOf(answers: readonly TransportAnswer[], caller = true, ...servers: string[]) {
  const rest = [...answers];
  const requests: TransportRequest[] = [];
  const client = new WireClient({
    transport: async (request) => {
      if (request.path === wire.hello.path)
        return json(200, { ...HELLO, server: servers.shift() ?? HELLO.server });
      requests.push(request);
      return rest.shift() ?? { answered: false, why: 'unreachable' };
    },
    caller: caller ? { device: id('dev', 1), key: { sign: () => new Uint8Array(64) } } : null,
    now: () => NOW,
  });
  const devices = () => client.call('devices', { company: COMPANY }, {}, null);
  return { devices, requests };
}

const saidIn = ({ headers }: TransportRequest) => readAuthorization(headers.authorization ?? '');

describe('calls over the wire', () => {
  it('SY2: a clock that is off is put right by the server’s, once', async () => {
    const { devices, requests } = clientOf([
      refused({ code: 'clock', time: NOW + 9 * MINUTE }),
      json(200, LISTED),
    ]);
    expect(await devices()).toEqual({ ok: true, value: LISTED });
    expect(requests.map((request) => saidIn(request)?.time)).toEqual([NOW, NOW + 9 * MINUTE]);
  });

  it('SY2: a nonce that counts as used is replaced, once', async () => {
    const replayed = refused({ code: 'replayed' });
    const { devices, requests } = clientOf([replayed, replayed]);
    expect(await devices()).toEqual({ ok: false, error: { code: 'replayed' } });
    const nonces = requests.map((request) => saidIn(request)?.nonce);
    expect(new Set(nonces).size).toBe(2);
  });

  it('SY7: a server that has got a new id is asked under that one, once; the same id is not asked again', async () => {
    const answers = [refused({ code: 'bad-request' }), json(200, LISTED)];
    const renewed = clientOf(answers, true, id('srv', 1), id('srv', 2));
    expect(await renewed.devices()).toEqual({ ok: true, value: LISTED });
    const same = clientOf(answers, true, id('srv', 1), id('srv', 1));
    expect(await same.devices()).toEqual({ ok: false, error: { code: 'bad-request' } });
    expect(same.requests).toHaveLength(1);
  });

  it('SY2: what no new time or nonce puts right is not asked again', async () => {
    const { devices, requests } = clientOf([refused({ code: 'revoked', held: 0 })]);
    expect(await devices()).toEqual({ ok: false, error: { code: 'revoked', held: 0 } });
    expect(requests).toHaveLength(1);
  });

  it('SY4: a proxy’s Retry-After is obeyed, up to an hour', async () => {
    const page = (retryAfter: number | null) => json(503, 'we are being repaired', retryAfter);
    expect(await clientOf([page(5000)]).devices()).toEqual({
      ok: false,
      error: { code: 'unavailable', after: 5000 },
    });
    expect(await clientOf([page(90 * MINUTE)]).devices()).toMatchObject({ error: { after: 60 * MINUTE } });
    expect(await clientOf([page(null)]).devices()).toMatchObject({ error: { code: 'unavailable' } });
    const own = (after: number, retryAfter: number | null) =>
      json(503, { refused: { code: 'unavailable', after } }, retryAfter);
    expect(await clientOf([own(900, null)]).devices()).toMatchObject({ error: { after: 900 } });
    expect(await clientOf([own(900, 3000)]).devices()).toMatchObject({ error: { after: 3000 } });
  });

  it('SY4: a page in the server’s place is none of its answers, and whose it is can be told apart', async () => {
    const page = (status: number): TransportAnswer => ({
      answered: true,
      status,
      retryAfter: null,
      body: new TextEncoder().encode('<html>Welcome to the café</html>'),
    });
    const codeOf = async (status: number) => {
      const said = await clientOf([page(status)]).devices();
      return said.ok ? 'taken' : said.error.code;
    };
    for (const status of [200, 403, 511]) expect(await codeOf(status)).toBe('foreign');
    for (const status of [500, 502, 504]) expect(await codeOf(status)).toBe('unavailable');
    expect(await codeOf(407)).toBe('proxy-login');
  });

  it('DV1: who is no device yet asks nothing that needs one', async () => {
    const { devices, requests } = clientOf([], false);
    expect(await devices()).toEqual({ ok: false, error: { code: 'unknown-device' } });
    expect(requests).toEqual([]);
  });

  it('SY4: no line is said as such, and with the way it failed', async () => {
    expect(await clientOf([]).devices()).toEqual({ ok: false, error: { code: 'unreachable' } });
  });
});
