/** A line over real TLS in plain Node, held to the pin as Electron's is; without a pin only what the system trusts is taken. */
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { ServerPlace } from '../../electron/sync/server-address.ts';
import type { Transport, TransportAnswer } from '../../electron/sync/wire-client.ts';

const certificateOf = (socket: TLSSocket): string =>
  (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase();

export function tlsLine({ address, pin }: ServerPlace): Transport {
  return ({ method, path, headers, body }, signal) =>
    new Promise((resolve) => {
      let refused = false;
      const settle = (answer: TransportAnswer) => resolve(answer);
      const asked = request(address + path, {
        method,
        headers: { ...headers, 'content-length': body.length },
        signal,
        agent: false,
        rejectUnauthorized: false,
      });
      // The request goes out behind the check: a server that is not the pinned one reads nothing of it.
      asked.on('socket', (socket) =>
        socket.once('secureConnect', () => {
          const shown = socket as TLSSocket;
          refused = pin === '' ? !shown.authorized : certificateOf(shown) !== pin;
          if (refused) asked.destroy();
          else asked.end(Buffer.from(body));
        }),
      );
      asked.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', () => settle({ answered: false, why: 'unreachable' }));
        response.on('end', () =>
          settle({
            answered: true,
            status: response.statusCode ?? 0,
            retryAfter: null,
            body: Buffer.concat(pieces),
          }),
        );
      });
      asked.on('error', () => settle({ answered: false, why: refused ? 'certificate' : 'unreachable' }));
    });
}
