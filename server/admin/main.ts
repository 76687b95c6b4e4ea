/** `npm run server:admin`: runs a command on the server that runs, or else on its store. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, type Result } from '../../shared/errors/index.ts';
import { openStore } from '../open-store.ts';
import { chooseStore, type StoreChoice } from '../options.ts';
import { serverId } from '../server.ts';
import { filesInDatabase, filesInFolder } from '../store/file-store.ts';
import { programVersion } from '../version.ts';
import { makeWaiters } from '../waiters.ts';
import { ADMIN_USAGE, runAdmin } from './commands.ts';
import { askControl } from './control.ts';

/** Commands whose last argument is a path, which a running server must not read from its own working folder. */
const WITH_PATH = new Set(['backup', 'restore', 'export']);

const reply = await administer(process.argv.slice(2)).catch((fault: unknown) => err(String(fault)));
if (reply.ok) for (const line of reply.value) process.stdout.write(`${line}\n`);
else process.stderr.write(`${reply.error}\n`);
process.exitCode = reply.ok ? 0 : 1;

async function administer(argv: readonly string[]): Promise<Result<readonly string[], string>> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { data: { type: 'string' } },
  });
  const [name = ''] = positionals;
  const args = positionals.map((text, index) =>
    WITH_PATH.has(name) && index > 0 && index === positionals.length - 1 ? resolve(text) : text,
  );
  const store = chooseStore(values.data, process.env);
  if (store === null) return err(ADMIN_USAGE);
  const answered = store.kind === 'embedded' ? await askControl(store.folder, args) : null;
  return answered ?? onStore(store, args);
}

async function onStore(
  store: StoreChoice,
  args: readonly string[],
): Promise<Result<readonly string[], string>> {
  const version = programVersion();
  const database = await openStore(store, version, 1);
  const random = (count: number): Uint8Array => randomBytes(count);
  try {
    const context = {
      database,
      files: store.kind === 'embedded' ? filesInFolder(store.folder) : filesInDatabase(database, Date.now),
      waiters: makeWaiters(),
      server: await serverId(database, random),
      version,
      certificate: null,
      now: Date.now,
      random,
    };
    return await runAdmin(context, args);
  } finally {
    await database.close();
  }
}
