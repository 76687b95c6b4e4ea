/**
 * The first sync of J10 as it is in an office: a large company, made by the program itself, is sent to the real server, and a second
 * real application joins. Server, database and both applications share this machine.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { freshFolder, launch, type Program, removeFolder } from '../journey/harness.ts';
import { thePostgres } from '../server/office.ts';
import { admin, codeIn, type Store, start } from '../server/server-process.ts';
import { seed } from './program.ts';

export interface FirstSync {
  readonly commits: number;
  /** Milliseconds to send the company to the server. */
  readonly sent: number;
  /** Milliseconds from the manager's consent until the company could be looked at, and until it was whole (SY5). */
  readonly readable: number;
  readonly whole: number;
}

/** How often is looked whether something has come, milliseconds. */
const LOOK = 20;

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await delay(LOOK);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const isQuiet = async (program: Program): Promise<true | undefined> => {
  const { phase, unsent } = await program.ask('sync.status', {});
  return phase === 'up-to-date' && unsent === 0 ? true : undefined;
};

/** Brings the newcomer into the office up to the manager's consent. */
async function admit(manager: Program, newcomer: Program): Promise<void> {
  const { pairing, text } = await manager.ask('sync.invite', { role: 'clerk' });
  await newcomer.ask('sync.join', { address: text, pin: '', code: '' });
  const { device } = await until(
    async () => (await manager.ask('sync.invitation', { pairing })).claimant ?? undefined,
  );
  await manager.ask('sync.answer', { commandId: randomUUID(), pairing, device, accept: true, user: 'Noor' });
}

/** @param invoices of the company; each is about two commits. */
export async function measureFirstSync(
  kind: 'embedded' | 'postgresql',
  invoices: number,
): Promise<FirstSync> {
  const folders = [freshFolder(), freshFolder()] as const;
  const store: Store =
    kind === 'postgresql' ? { url: await (await thePostgres()).freshDatabase() } : { data: folders[1] };
  const server = await start(store);
  const { commits } = await seed(folders[0], invoices);
  const [manager, newcomer] = await Promise.all([launch({ data: folders[0] }), launch()]);
  try {
    await until(async () => {
      const { company } = await manager.ask('app.state', {});
      return company.state === 'open' ? true : undefined;
    });
    const code = codeIn((await admin(store, 'invite')).text);
    const sent = await timed(async () => {
      await manager.ask('sync.connect', { address: server.url, pin: '', code });
      await until(() => isQuiet(manager));
    });
    await admit(manager, newcomer);
    const isOpen = async (isWhole: boolean): Promise<true | undefined> => {
      const { company } = await newcomer.ask('app.state', {});
      return company.state === 'open' && !(isWhole && company.arriving) ? true : undefined;
    };
    const readable = await timed(() => until(() => isOpen(false)));
    const whole = readable + (await timed(() => until(() => isOpen(true))));
    (globalThis as never as { wholeAt: number }).wholeAt = Date.now();
    return { commits, sent, readable, whole };
  } finally {
    for (const program of [manager, newcomer]) {
      program.forgive();
      await program.close();
    }
    await server.end('SIGTERM');
    for (const folder of folders) removeFolder(folder);
  }
}
