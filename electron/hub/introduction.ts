/**
 * The claimant's half of an introduction (DV1): before a code is sent to a server with a certificate of its own, that server
 * must prove by the code that this is the certificate it shows. A wrong code and somebody in between look the same.
 */
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { err, ok, type Result } from '../../shared/errors/index.ts';
import { wireAnswer, wireRequest } from '../../shared/wire/call.ts';
import {
  introductionText,
  LOOKUP_LETTERS,
  STRETCH,
  STRETCHED_BYTES,
  stretchSalt,
} from '../../shared/wire/introduction.ts';
import { normalCode, zCode } from '../../shared/wire/pairing.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';
import type { ServerPlace } from '../sync/server-address.ts';
import type { SyncFailure } from '../sync/sync-failure.ts';
import { type Transport, WireClient } from '../sync/wire-client.ts';

const stretch = promisify<string, Uint8Array, number, typeof STRETCH, Buffer>(scrypt);

/** Milliseconds after which a server that says nothing is not there. */
const PATIENCE = 20_000;
const LARGEST_ANSWER = 64 * 1024;

interface Shown {
  readonly status: number;
  readonly body: Uint8Array;
  /** SHA-256 of the certificate that was shown on this very connection, hex. */
  readonly certificate: string;
}

/**
 * The server with its certificate pinned, where the system does not trust that by itself; unchanged where a pin is known,
 * the certificate is everybody's, or there is no TLS on this machine.
 */
export async function pinByCode(
  place: ServerPlace,
  typed: string,
  transportTo: (place: ServerPlace) => Transport,
): Promise<Result<ServerPlace, SyncFailure>> {
  if (place.pin !== '' || !place.address.startsWith('https:')) return ok(place);
  const client = new WireClient({ transport: transportTo(place), caller: null, now: Date.now });
  const hello = await client.server();
  client.close();
  if (hello.ok) return ok(place);
  if (hello.error.code !== 'certificate') return hello;
  const code = zCode.safeParse(normalCode(typed)).data;
  if (code === undefined) return err({ code: 'pairing', why: 'unknown' });
  return introduced(place, code);
}

async function introduced(place: ServerPlace, code: string): Promise<Result<ServerPlace, SyncFailure>> {
  const lookup = code.slice(0, LOOKUP_LETTERS);
  const nonce = randomBytes(16).toString('hex');
  const shown = await lookAt(place.address, { lookup, nonce });
  if (shown === null) return err({ code: 'unreachable' });
  const { status, body, certificate } = shown;
  const answer = wireAnswer('introduce', status, body);
  if (!answer.ok) return answer;
  const proven = await isProven(answer.value, { code, lookup, nonce, certificate });
  return proven ? ok({ ...place, pin: certificate }) : err({ code: 'unproven' });
}

async function isProven(
  { server, proof }: WireOutput<'introduce'>,
  said: {
    readonly code: string;
    readonly lookup: string;
    readonly nonce: string;
    readonly certificate: string;
  },
): Promise<boolean> {
  if (proof === null) return false;
  const secret = createHash('sha256').update(said.code.slice(LOOKUP_LETTERS)).digest('hex');
  const key = await stretch(secret, stretchSalt(said.lookup), STRETCHED_BYTES, STRETCH);
  const expected = createHmac('sha256', key)
    .update(introductionText({ server, ...said }))
    .digest();
  return timingSafeEqual(expected, Buffer.from(proof, 'hex'));
}

/** Asks over a connection of its own whose certificate nobody has checked yet: nothing secret goes over it. */
function lookAt(
  address: string,
  input: { readonly lookup: string; readonly nonce: string },
): Promise<Shown | null> {
  const { method, path, contentType, body } = wireRequest('introduce', {}, {}, input);
  return new Promise((resolve) => {
    const asked = request(address + path, {
      method,
      agent: false,
      rejectUnauthorized: false,
      timeout: PATIENCE,
      headers: { 'content-type': contentType ?? '', 'content-length': body.length },
    });
    const give = () => {
      asked.destroy();
      resolve(null);
    };
    asked.on('error', give);
    asked.on('timeout', give);
    asked.on('response', (response) => {
      const certificate = (response.socket as TLSSocket).getPeerCertificate().fingerprint256;
      const pieces: Buffer[] = [];
      let bytes = 0;
      response.on('error', give);
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > LARGEST_ANSWER) give();
        else pieces.push(piece);
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(pieces),
          certificate: certificate.replaceAll(':', '').toLowerCase(),
        }),
      );
    });
    asked.end(Buffer.from(body));
  });
}
