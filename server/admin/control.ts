/**
 * The door by which the administrator's command line reaches a server that runs on the embedded store, whose folder only
 * one process may open. It listens on this machine alone and wants a secret that lies in the folder, for its owner to read.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeAtomic } from '../../electron/journal/atomic-file.ts';
import { err, type Result } from '../../shared/errors/index.ts';
import type { Context } from '../context.ts';
import { runAdmin } from './commands.ts';

const NAME = 'admin.json';
const OWNER_ONLY = 0o600;
const LARGEST_REQUEST = 64 * 1024;

type Reply = Result<readonly string[], string>;

export interface Control {
  close(): Promise<void>;
}

export async function startControl(context: Context, folder: string): Promise<Control> {
  const secret = randomBytes(32).toString('hex');
  const server = createServer((request, response) => {
    const reply = isAllowed(request, secret) ? carryOut(context, request) : Promise.resolve(null);
    reply.then(
      (said) => response.writeHead(said === null ? 403 : 200).end(JSON.stringify(said)),
      (fault: unknown) => response.writeHead(200).end(JSON.stringify(err(String(fault)))),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const path = join(folder, NAME);
  const { port } = server.address() as AddressInfo;
  await writeAtomic(path, JSON.stringify({ port, secret }));
  await chmod(path, OWNER_ONLY);
  return {
    async close() {
      await rm(path, { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function isAllowed(request: IncomingMessage, secret: string): boolean {
  const said = Buffer.from(String(request.headers.authorization ?? ''));
  const wanted = Buffer.from(secret);
  return said.length === wanted.length && timingSafeEqual(said, wanted);
}

async function carryOut(context: Context, request: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_REQUEST) return err('too much at once');
    chunks.push(chunk);
  }
  const args: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return runAdmin(context, Array.isArray(args) ? args.map(String) : []);
}

/** Asks the server that runs on this folder; `null` when none does. */
export async function askControl(folder: string, args: readonly string[]): Promise<Reply | null> {
  try {
    const { port, secret } = JSON.parse(await readFile(join(folder, NAME), 'utf8')) as {
      port: number;
      secret: string;
    };
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { authorization: secret },
      body: JSON.stringify(args),
    });
    return response.ok ? ((await response.json()) as Reply) : null;
  } catch {
    return null;
  }
}
