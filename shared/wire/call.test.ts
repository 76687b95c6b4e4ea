import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { snapshotText } from './blobs.ts';
import { wireAnswer, wireRequest } from './call.ts';
import { fromWireCommit, pushLength, toWireCommit } from './commits.ts';
import { LIMITS } from './limits.ts';
import { claimText, normalCode, pairingDigits } from './pairing.ts';
import { REFUSALS, zRefusal } from './refusal.ts';

const utf8 = new TextEncoder();
const json = (value: unknown) => utf8.encode(JSON.stringify(value));
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const company = '01890000-0000-7000-8000-000000000001';

describe('a call', () => {
  it('becomes a request with its names and its query', () => {
    const query = { after: 7, epoch: 'e-1', limit: 10, wait: 0, own: 'brief' } as const;
    expect(wireRequest('pull', { company }, query, null)).toEqual({
      method: 'GET',
      path: `/v5/companies/${company}/commits?after=7&epoch=e-1&limit=10&wait=0&own=brief`,
      contentType: null,
      body: new Uint8Array(),
    });
  });

  it('carries a file as it is', () => {
    const body = new Uint8Array([1, 2, 3]);
    const request = wireRequest('putFile', { company, kind: 'blob', sha256: 'ab'.repeat(32) }, {}, body);
    expect(request).toMatchObject({ method: 'PUT', contentType: 'application/octet-stream', body });
    expect(wireAnswer('getFile', 200, body)).toEqual({ ok: true, value: body });
  });

  it('carries JSON otherwise', () => {
    const request = wireRequest('openPairing', { company }, {}, { role: 'clerk' });
    expect(request.contentType).toBe('application/json');
    expect(JSON.parse(new TextDecoder().decode(request.body))).toEqual({ role: 'clerk' });
  });

  it('is answered by data, or by a refusal as data', () => {
    const hello = { server: company, protocols: [1], version: '1', time: 5, store: 'embedded' };
    expect(wireAnswer('hello', 200, json(hello))).toEqual({ ok: true, value: hello });
    const refused = { code: 'gap', expected: 4 };
    expect(wireAnswer('push', 409, json({ refused }))).toEqual({ ok: false, error: refused });
  });

  it.each([
    ['the login page of a proxy', 200, utf8.encode('<html>Welcome</html>')],
    ['an answer of another shape', 200, json({ server: 1 })],
    ["a gateway's error", 502, utf8.encode('Bad gateway')],
    ['half an answer', 200, utf8.encode('{"server":')],
    ['bytes that are no text', 500, new Uint8Array([0xff, 0xfe])],
    ['a refusal that nobody knows', 418, json({ refused: { code: 'teapot' } })],
  ])('SY4: never takes %s for the server’s', (_what, status, body) => {
    expect(wireAnswer('hello', status, body)).toEqual({ ok: false, error: { code: 'foreign' } });
  });
});

describe('a proxy on the way', () => {
  it('SY4: that finds a request too large will find so again', () => {
    const page = utf8.encode('<html>413 Request Entity Too Large</html>');
    const error = { code: 'too-large', bytes: 0, limit: 0 };
    expect(wireAnswer('push', 413, page)).toEqual({ ok: false, error });
    const own = { code: 'too-large', bytes: 9, limit: 8 };
    expect(wireAnswer('push', 413, json({ refused: own }))).toEqual({ ok: false, error: own });
  });
});

describe('refusals', () => {
  it('SY2: have a status and a next step each', () => {
    const codes = zRefusal.options.map((option) => option.shape.code.value);
    expect(new Set(Object.keys(REFUSALS))).toEqual(new Set(codes));
    expect(Object.values(REFUSALS).every(({ status }) => status >= 400)).toBe(true);
  });
});

describe('a push', () => {
  const bytes = (size: number) => ({ envelope: new Uint8Array(10), body: new Uint8Array(size - 10) });

  it('SY1: brings at least one commit, however large', () => {
    expect(pushLength([bytes(LIMITS.pushBytes + 1), bytes(20)])).toBe(1);
    expect(pushLength([])).toBe(0);
  });

  it('SY1: ends before the bound of bytes and of commits', () => {
    expect(pushLength([bytes(LIMITS.pushBytes / 2), bytes(LIMITS.pushBytes / 2), bytes(20)])).toBe(2);
    expect(pushLength(Array.from({ length: LIMITS.pushCommits + 1 }, () => bytes(20)))).toBe(
      LIMITS.pushCommits,
    );
  });

  it('carries the bytes of a commit as they are', () => {
    const commit = { envelope: utf8.encode('{"ä":1}'), body: new Uint8Array([0, 255, 128]) };
    expect(fromWireCommit(toWireCommit(commit))).toEqual(commit);
    expect(fromWireCommit({ envelope: 'x', body: '' })).toBeUndefined();
    expect(fromWireCommit({ envelope: '', body: '=' })).toBeUndefined();
  });
});

describe('pairing', () => {
  const keys = { device: company, publicKey: 'p', exchangeKey: null };

  it('DV1: reads a code as people type it', () => {
    expect(normalCode(' oil2u-abcd9 ')).toBe('0112UABCD9');
    expect(normalCode('7k9m 2xq4 hz')).toBe('7K9M2XQ4HZ');
  });

  it('DV1: shows six digits that hang on server, pairing and keys', () => {
    const about = { server: 's', pairing: 'q', ...keys };
    const digits = pairingDigits(about, sha256);
    expect(digits).toMatch(/^\d{6}$/);
    for (const other of [
      { ...about, server: 't' },
      { ...about, pairing: 'r' },
      { ...about, publicKey: 'x' },
      { ...about, exchangeKey: 'x' },
    ]) {
      expect(pairingDigits(other, sha256)).not.toBe(digits);
    }
  });

  it('signs the whole claim for one server', () => {
    const claim = { code: '7K9M2XQ4HZ', company: null, name: 'Desk', ...keys };
    expect(claimText('s', claim)).not.toEqual(claimText('t', claim));
    expect(claimText('s', claim)).not.toEqual(claimText('s', { ...claim, company }));
    expect(claimText('s', claim)).not.toEqual(claimText('s', { ...claim, exchangeKey: 'x' }));
  });
});

describe('a snapshot', () => {
  it('SY5: is signed as a whole', () => {
    const snapshot = { sequence: 9, chain: 'ab'.repeat(32), digest: 'd', projector: 1, bytes: 3 };
    const made = { ...snapshot, chunks: ['cd'.repeat(32)], device: company };
    const text = new TextDecoder().decode(snapshotText(made));
    for (const [name, value] of Object.entries(made)) {
      expect(text).toContain(`"${name}":${JSON.stringify(value)}`);
    }
  });
});
