/** `npm run server`: reads the command line, opens the store, listens, and stops gracefully. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { err } from '../shared/errors/index.ts';
import type { NotStarted } from '../shared/wire/server-child.ts';
import { runAdmin } from './admin/commands.ts';
import { startControl } from './admin/control.ts';
import type { Told } from './admin/lines.ts';
import { restore } from './admin/restore.ts';
import { makeLog } from './log.ts';
import { openStore } from './open-store.ts';
import { readServerOptions, SERVER_USAGE, type ServerCommandLine } from './options.ts';
import { findParent } from './parent.ts';
import { startServer } from './server.ts';
import { JournalRefused } from './store/embedded.ts';
import { programVersion } from './version.ts';

const log = makeLog((line) => process.stdout.write(line), Date.now);
const LOOPBACK = /^(127\.|::1$|localhost$)/;
/** The longest that the end waits for answers that are on their way, in milliseconds. */
const GRACE = 10_000;

const parent = findParent(process);

/** What kept the server from starting, as its desktop can tell a person. */
function whyNot(error: unknown): NotStarted {
  if (error instanceof NotRestored) return 'not-restored';
  if (error instanceof JournalRefused) return error.error.reason === 'in-use' ? 'folder-in-use' : 'fault';
  const { code } = error as { readonly code?: unknown };
  return code === 'EADDRINUSE' || code === 'EACCES' ? 'port-taken' : 'fault';
}

const told: Told = (done, total) => parent?.say({ kind: 'progress', done, total });

/** The backup is none, or damaged, or there is something in the store already. */
class NotRestored extends Error {}

const read = readServerOptions(process.argv.slice(2), process.env);
if (read.ok) {
  await serve(read.value).catch((error: unknown) => {
    const fault = error instanceof JournalRefused ? JSON.stringify(error.error) : String(error);
    log('error', 'not-started', { fault });
    parent?.say({ kind: 'not-started', why: whyNot(error), detail: fault });
    process.exitCode = 1;
  });
} else {
  process.stderr.write(`${read.error}\n${SERVER_USAGE}\n`);
  process.exitCode = 2;
}

async function serve(options: ServerCommandLine): Promise<void> {
  const version = programVersion();
  const { store, host, port, behindProxy, openMetrics } = options;
  const tls = options.tls && {
    cert: readFileSync(options.tls.cert, 'utf8'),
    key: readFileSync(options.tls.key, 'utf8'),
  };
  if (tls === null && !behindProxy && !LOOPBACK.test(host))
    log('warn', 'no-tls', { advice: 'requests are signed but can be read on their way' });
  const database = await openStore(store, version, options.connections);
  const folder = store.kind === 'embedded' ? store.folder : null;
  const starting = startServer({
    database,
    folder,
    version,
    host,
    port,
    log,
    behindProxy,
    openMetrics,
    ...(tls === null ? {} : { tls }),
    prepare: async (context) => {
      if (options.restore === null) return;
      const restored = await restore(context, options.restore, told);
      if (!restored.ok) throw new NotRestored(restored.error);
    },
  });
  const server = await starting.catch(async (fault: unknown) => {
    // An open store would keep a process alive that serves nobody.
    await database.close();
    throw fault;
  });
  const control = folder === null ? null : await startControl(server.context, folder);
  log('info', 'listening', { port: server.port, store: store.kind, tls: tls !== null, version });
  if (store.kind === 'embedded')
    log('info', 'embedded-store', {
      advice: 'one machine, up to about five desktops; more with DATABASE_URL',
    });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log('info', 'stopping');
    const answered = Promise.all([control?.close(), server.close()]).then(() => true);
    // What is asked is cut off in the end; what is stored is not.
    if (!(await Promise.race([answered, delay(GRACE, false)]))) log('warn', 'answers-cut-off');
    await database.close();
    log('info', 'stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // As a child of the desktop the server ends with it.
  parent?.onGone(() => void stop());
  parent?.onMessage((message) => {
    if (message.kind === 'stop') return void stop();
    const { id, args } = message;
    runAdmin(server.context, args, told).then(
      (reply) => parent.say({ kind: 'answer', id, reply }),
      (fault: unknown) => parent.say({ kind: 'answer', id, reply: err(String(fault)) }),
    );
  });
  parent?.say({ kind: 'listening', port: server.port });
}
