/**
 * The first sync of a desktop that has joined (SY5): it follows the office's record until the commit that admits it has
 * come. Each page is in the journal before the next is asked for, so a fetch that was cut goes on where it stood. The books
 * fold the pages before meanwhile: fetching, proving and folding go on side by side.
 */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { RawStore } from '../company/company.ts';
import type { Log } from '../ports.ts';
import type { BodySealing } from './body-sealing.ts';
import { RecordAhead } from './record-ahead.ts';
import { problemOf } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { LoopSurroundings } from './sync-loop.ts';
import { type SessionView, SyncSession } from './sync-session.ts';
import type { WireClient } from './wire-client.ts';

export interface FirstFetch {
  readonly company: string;
  readonly caller: SyncHost['caller'];
  readonly client: WireClient;
  readonly sealing: BodySealing;
  /** Nobody is left to admit this desktop: it fetches everything and becomes a device by itself (DV3). */
  readonly alone: boolean;
  readonly around: LoopSurroundings;
  readonly log: Log;
  readonly onProgress: (done: number, total: number | null) => void;
  /** How the line stands has changed. */
  readonly onView: (view: SessionView) => void;
  readonly signal: AbortSignal;
}

/** Pages that wait for the books at most: the journal is the truth, and memory is not for the whole of it. */
const PAGES_AHEAD = 4;

/** Fetches until the record names this device; answers at once when it does already. */
export async function fetchFirst(
  { keeper, journal }: RawStore,
  fetch: FirstFetch,
): Promise<Result<void, AppError>> {
  const { company, caller, client, around, log, signal, sealing, alone } = fetch;
  const isAdmitted = async () => {
    const devices = await keeper.lookup('devices', {});
    return devices.ok && devices.value.some(({ id }) => id === caller.device);
  };
  if (await isAdmitted()) return ok(undefined);
  const record = await RecordAhead.read(journal);
  if (!record.ok) return record;
  const first = record.value;
  const folding: Promise<unknown>[] = [];
  let look = () => {};
  const session = new SyncSession({
    client,
    around,
    log,
    first,
    onChange: () => look(),
    host: {
      company,
      caller,
      journal,
      sealing,
      // Files are fetched once the company is open: nothing of the record waits for them.
      files: { get: async () => undefined, has: async () => true, put: async () => undefined },
      lookup: (name, input) => keeper.lookup(name, input),
      async receive(frames) {
        const appended = await journal.append(frames);
        if (!appended.ok) return appended;
        first.take(frames);
        folding.push(keeper.apply(appended.value));
        if (folding.length > PAGES_AHEAD) await folding.shift();
        return ok(undefined);
      },
      reauthor: async () => ok(undefined),
      disown: () => {},
    },
  });
  const ended = new Promise<Result<void, AppError>>((resolve) => {
    const stop = () => resolve(err({ kind: 'cancelled' }));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    look = () => {
      const { pull, progress } = session.view;
      fetch.onView(session.view);
      if (progress) fetch.onProgress(progress.place, progress.head);
      if (pull.state === 'stopped')
        resolve(err({ kind: 'sync', problem: problemOf(pull.failure), detail: '' }));
      else if (progress && progress.place >= progress.head)
        void isAdmitted().then((there) => (there || alone) && resolve(ok(undefined)));
    };
  });
  session.start();
  const result = await ended;
  await session.close();
  await Promise.all(folding);
  return result;
}
