/** Talks to the CUPS of this machine over its socket or its port: an IPP request, or a text that it keeps. */
import { request } from 'node:http';
import { decodeAnswer, type IppAnswer } from './ipp-message.ts';

/** `null` when nobody answers, or something that is not a spooler. */
export type AskSpooler = (server: string, path: string, body: Buffer) => Promise<IppAnswer | null>;

/** A text of the spooler; `null` when it has none under this path. */
export type ReadSpooler = (server: string, path: string) => Promise<string | null>;

const TIMEOUT = 10_000;

/** `server` as `lpstat -H` names it: the path of a socket, or `host:port`. */
function addressOf(server: string): { socketPath: string } | { host: string; port: number } {
  if (server.startsWith('/')) return { socketPath: server };
  const at = server.lastIndexOf(':');
  const port = Number(server.slice(at + 1));
  return at > 0 && Number.isInteger(port) ? { host: server.slice(0, at), port } : { host: server, port: 631 };
}

/** The bytes of the answer; `null` when nobody answers, or not with success. */
function exchange(server: string, path: string, body: Buffer | null): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const headers = body
      ? { 'Content-Type': 'application/ipp', 'Content-Length': body.length, Host: 'localhost' }
      : { Host: 'localhost' };
    const method = body ? 'POST' : 'GET';
    const call = request(
      { ...addressOf(server), path, method, headers, timeout: TIMEOUT, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(parts) : null));
        response.on('error', () => resolve(null));
      },
    );
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(null));
    call.end(body ?? undefined);
  });
}

/** Asks the real spooler. */
export const askSpooler: AskSpooler = async (server, path, body) => {
  const answer = await exchange(server, path, body);
  return answer && decodeAnswer(answer);
};

/** Reads from the real spooler. */
export const readSpooler: ReadSpooler = async (server, path) =>
  (await exchange(server, path, null))?.toString('utf8') ?? null;
