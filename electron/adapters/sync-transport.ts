/**
 * The way to the office's server through Chromium's own network: the system's proxies count, cookies and caches do not,
 * and a pinned certificate is the only one that is taken (DV1).
 */
import { type ClientRequest, net, type Session, session } from 'electron';
import type { ProxyLogin } from '../sync/proxy-login.ts';
import type { ServerPlace } from '../sync/server-address.ts';
import type { Transport, TransportAnswer } from '../sync/wire-client.ts';

/** Chromium's answers of a certificate check: taken, refused, as the system thinks. */
const TAKEN = 0;
const REFUSED = -2;
const AS_USUAL = -3;

/** Milliseconds without an answer after which the line counts as gone; a pull is held open for 25 s at most. */
const PATIENCE = 60_000;

/** @param login name and password for the system's proxy; asked for only when that wants them. */
export function systemTransport(place: ServerPlace, login: () => Promise<ProxyLogin | null>): Transport {
  const line = sessionFor(place.pin);
  return ({ method, path, headers, body }, signal) =>
    new Promise((resolve) => {
      const request = net.request({
        method,
        url: place.address + path,
        session: line,
        redirect: 'error',
        useSessionCookies: false,
        cache: 'no-store',
      });
      const timer = setTimeout(() => request.abort(), PATIENCE);
      const settle = (answer: TransportAnswer) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', give);
        resolve(answer);
      };
      const give = () => {
        request.abort();
        settle({ answered: false, why: 'unreachable' });
      };
      signal.addEventListener('abort', give);
      for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
      let asks = 0;
      request.on('login', ({ isProxy }, answer) => {
        asks += isProxy ? 1 : 0;
        // What it did not take is not said again: accounts are locked that way.
        void (asks === 1 ? login() : Promise.resolve(null)).then((known) =>
          known ? answer(known.user, known.password) : answer(),
        );
      });
      request.on('error', ({ message }) =>
        settle({ answered: false, why: asks > 0 ? 'proxy-login' : causeOf(message) }),
      );
      request.on('abort', () => settle({ answered: false, why: 'unreachable' }));
      follow(request, settle);
      if (signal.aborted) give();
      else request.end(body.length > 0 ? Buffer.from(body) : undefined);
    });
}

type Cause = Extract<TransportAnswer, { answered: false }>['why'];

/** Chromium's names of what went wrong; a redirect is what a network's sign-in page does, and never the server. */
const CAUSES: readonly (readonly [RegExp, Cause])[] = [
  [/ERR_(PROXY|TUNNEL|HTTPS_PROXY|MANDATORY_PROXY|NO_SUPPORTED_PROXIES|SOCKS)/, 'proxy'],
  [/ERR_CERT|ERR_SSL/, 'certificate'],
  [/redirect/i, 'foreign'],
];

const causeOf = (message: string): Cause =>
  CAUSES.find(([pattern]) => pattern.test(message))?.[1] ?? 'unreachable';

function follow(request: ClientRequest, settle: (answer: TransportAnswer) => void): void {
  request.on('response', (response) => {
    const pieces: Buffer[] = [];
    response.on('data', (piece) => pieces.push(piece));
    response.on('error', () => settle({ answered: false, why: 'unreachable' }));
    response.on('aborted', () => settle({ answered: false, why: 'unreachable' }));
    response.on('end', () =>
      settle({
        answered: true,
        status: response.statusCode,
        retryAfter: milliseconds(response.headers['retry-after']),
        body: Buffer.concat(pieces),
      }),
    );
  });
}

/** `Retry-After` in seconds, as milliseconds; a date, which servers send too, is left to the backoff. */
function milliseconds(header: string | string[] | undefined): number | null {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const lines = new Map<string, Session>();

/** A session for servers with one certificate: in memory, with nothing of the pages' in it. */
function sessionFor(pin: string): Session {
  const known = lines.get(pin);
  if (known) return known;
  const line = session.fromPartition(`sync-${pin === '' ? 'public' : pin}`, { cache: false });
  line.setCertificateVerifyProc(({ certificate }, answer) => {
    if (pin === '') return answer(AS_USUAL);
    const hash = Buffer.from(certificate.fingerprint.replace('sha256/', ''), 'base64').toString('hex');
    answer(hash === pin ? TAKEN : REFUSED);
  });
  lines.set(pin, line);
  return line;
}
