/**
 * The part of J10 that goes through the program: two whole main processes in plain Node and the real server between them.
 * The delay from one desktop's issue to the other's showing it, and the first sync of a company by a desktop that joins.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { makePairing } from '../../server/handlers/pairing.ts';
import {
  clearDesk,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Program,
  startProgram,
} from '../main/harness.ts';
import { newPlace, openOffice } from '../server/office.ts';
import { lineTo } from '../sync/node-transport.ts';

const ROUNDS = 60;
const TODAY = new Date().toISOString().slice(0, 10);
/** How often is looked whether something has come, milliseconds. */
const LOOK = 2;

export interface DesktopFigures {
  /** Milliseconds from the issue on one desktop to its being in the list of the other, sorted. */
  readonly delays: readonly number[];
  readonly commits: number;
  /** Milliseconds to send all commits, and from the manager's consent to the open company on the new desktop. */
  readonly sent: number;
  readonly joined: number;
  /** Milliseconds from that consent until the company could be looked at (SY5). */
  readonly readable: number;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await delay(LOOK);
  }
}

/** Brings a desktop into the office, as the two screens do; answers how long the first sync took. */
async function join(
  manager: Program,
  joining: Program,
): Promise<Pick<DesktopFigures, 'joined' | 'readable'>> {
  const { pairing, text } = await manager.must('sync.invite', { role: 'clerk' });
  await joining.must('sync.join', { address: text, pin: '', code: '' });
  const { device } = await until(
    async () => (await manager.must('sync.invitation', { pairing })).claimant ?? undefined,
  );
  const started = performance.now();
  await manager.must('sync.answer', { commandId: newId(), pairing, device, accept: true, user: 'Noor' });
  const isOpen = async (isWhole: boolean) => {
    const { company } = await joining.must('app.state', {});
    return company.state === 'open' && !(isWhole && company.arriving) ? true : undefined;
  };
  await until(() => isOpen(false));
  const readable = performance.now() - started;
  await until(() => isOpen(true));
  return { readable, joined: performance.now() - started };
}

const isQuiet = async (program: Program): Promise<true | undefined> => {
  const { phase, unsent } = await program.must('sync.status', {});
  return phase === 'up-to-date' && unsent === 0 ? true : undefined;
};

/** @param invoices of the company that the second desktop joins; each is about two commits. */
export async function measureDesktops(
  kind: 'embedded' | 'postgresql',
  invoices: number,
): Promise<DesktopFigures> {
  const place = await newPlace(kind);
  const server = await openOffice(place, await place.open());
  const desks = [await newDesk(), await newDesk()] as const;
  const { transport } = lineTo(() => server.url);
  const [manager, clerk] = await Promise.all(
    desks.map((desk) => startProgram(desk, Date.now(), { transportTo: () => transport })),
  );
  if (!manager || !clerk) throw new Error('no desktops');
  try {
    const office = await foundOffice(manager);
    if (invoices > 0) {
      const made = { commandId: newId(), profile: 'GB', name: 'Large & Sons', invoices } as const;
      await manager.must('companies.createDemo', made);
    }
    const { code } = await makePairing(server.running.context, {
      company: null,
      role: 'owner',
      confirm: false,
    });
    const sending = performance.now();
    await manager.must('sync.connect', { address: 'http://localhost:4870', pin: '', code });
    await until(() => isQuiet(manager));
    const sent = performance.now() - sending;
    const { joined, readable } = await join(manager, clerk);
    const { commits } = await clerk.must('companies.verify', {});
    await until(() => isQuiet(clerk));
    const delays = invoices > 0 ? [] : await issueToSeen(manager, clerk, office);
    return { delays, commits, sent, joined, readable };
  } finally {
    await manager.app.close();
    await clerk.app.close();
    await server.close();
    place.remove();
    for (const desk of desks) await clearDesk(desk);
  }
}

async function issueToSeen(
  one: Program,
  other: Program,
  office: Awaited<ReturnType<typeof foundOffice>>,
): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const { id } = await issue(one, office, `${10 + round}`);
    await until(async () =>
      (await other.call('documents.get', { id, today: TODAY })).ok ? true : undefined,
    );
    took.push(performance.now() - started);
  }
  return took.sort((a, b) => a - b);
}
