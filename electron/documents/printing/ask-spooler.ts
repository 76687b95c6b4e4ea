/** Sends one IPP request to the CUPS of this machine, over its socket or its port. */
import { request } from 'node:http';
import { decodeAnswer, type IppAnswer } from './ipp-message.ts';

/** `null` when nobody answers, or something that is not a spooler. */
export type AskSpooler = (server: string, path: string, body: Buffer) => Promise<IppAnswer | null>;

const TIMEOUT = 10_000;

/** `server` as `lpstat -H` names it: the path of a socket, or `host:port`. */
function addressOf(server: string): { socketPath: string } | { host: string; port: number } {
  if (server.startsWith('/')) return { socketPath: server };
  const at = server.lastIndexOf(':');
  const port = Number(server.slice(at + 1));
  return at > 0 && Number.isInteger(port) ? { host: server.slice(0, at), port } : { host: server, port: 631 };
}

/** Asks the real spooler. */
export const askSpooler: AskSpooler = (server, path, body) =>
  new Promise((resolve) => {
    const headers = { 'Content-Type': 'application/ipp', 'Content-Length': body.length, Host: 'localhost' };
    const call = request(
      { ...addressOf(server), path, method: 'POST', headers, timeout: TIMEOUT, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve(response.statusCode === 200 ? decodeAnswer(Buffer.concat(parts)) : null),
        );
        response.on('error', () => resolve(null));
      },
    );
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(null));
    call.end(body);
  });
