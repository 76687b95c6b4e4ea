/**
 * The part of J10 that goes through the program: two whole main processes in plain Node and the real server between them.
 * The delay from one desktop's issue to the other's showing it.
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

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await delay(LOOK);
  }
}

/** Brings a desktop into the office, as the two screens do. */
async function join(manager: Program, joining: Program): Promise<void> {
  const { pairing, text } = await manager.must('sync.invite', { role: 'clerk' });
  await joining.must('sync.join', { address: text, pin: '', code: '' });
  const { device } = await until(
    async () => (await manager.must('sync.invitation', { pairing })).claimant ?? undefined,
  );
  await manager.must('sync.answer', { commandId: newId(), pairing, device, accept: true, user: 'Noor' });
  // A company that is still arriving is opened once more when it is whole.
  await until(async () => {
    const { company } = await joining.must('app.state', {});
    return company.state === 'open' && !company.arriving ? true : undefined;
  });
}

const isQuiet = async (program: Program): Promise<true | undefined> => {
  const { phase, unsent } = await program.must('sync.status', {});
  return phase === 'up-to-date' && unsent === 0 ? true : undefined;
};

/** Milliseconds from the issue on one desktop to its being in the list of the other, sorted. */
export async function measureDesktops(kind: 'embedded' | 'postgresql'): Promise<readonly number[]> {
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
    const { code } = await makePairing(server.running.context, {
      company: null,
      role: 'owner',
      confirm: false,
    });
    await manager.must('sync.connect', { address: 'http://localhost:4870', pin: '', code });
    await until(() => isQuiet(manager));
    await join(manager, clerk);
    await until(() => isQuiet(clerk));
    return await issueToSeen(manager, clerk, office);
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
