/**
 * A company whose journal is damaged beyond what the books can fill, opened for reading only (JO8): the frames before the
 * first bad one are proven by their chain, and books beside the company's own are folded from them. Nothing is written.
 */
import type { CompanyState } from '../../shared/contract/app.ts';
import { dayIn } from '../../shared/domain/day-in.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { FrameFault } from '../../shared/errors/storage-error.ts';
import { type Commit, decodeCommit, unpackCommit } from '../../shared/events/commit.ts';
import { unpackForeign } from '../../shared/events/confirmation.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { salvage } from '../../shared/journal/salvage.ts';
import { nodePort } from '../journal/node-port.ts';
import { BooksKeeper } from './books-keeper.ts';
import type { CompanySurroundings } from './company.ts';
import type { JournalHandle } from './journal-handle.ts';

type DamagedState = Extract<CompanyState, { state: 'damaged' }>;

const BYTES_AT_ONCE = 4 * 1024 * 1024;

export class Recovery {
  readonly id: string;
  readonly folder: string;
  readonly keeper: BooksKeeper;
  readonly state: DamagedState;
  private readonly around: CompanySurroundings;
  private readonly journal: JournalHandle;
  private readonly fault: FrameFault;

  private constructor(
    around: CompanySurroundings,
    journal: JournalHandle,
    keeper: BooksKeeper,
    state: DamagedState,
    fault: FrameFault,
  ) {
    this.fault = fault;
    this.id = around.id;
    this.folder = around.folder;
    this.around = around;
    this.journal = journal;
    this.keeper = keeper;
    this.state = state;
  }

  /** Opens what can be read; an error when that is nothing. The lock is held until `close`. */
  static async open(around: CompanySurroundings, name: string): Promise<Result<Recovery, AppError>> {
    const opened = await around.access.openReadOnly();
    if (!opened.ok) return opened;
    const { journal, verified } = opened.value;
    const { fault, frames, commits } = verified;
    if (!fault || commits === 0) return err({ kind: 'unavailable', what: 'journal' });
    const keeper = new BooksKeeper({
      spawn: (onDeath) => around.spawnBooks(onDeath, 'beside'),
      journal: () => journal,
      prove: async () => ok(null),
      log: around.log,
      now: () => around.clock.now(),
      onProgress: (step, done, total) => around.onProgress(step, done, total),
      onRestarted: () => undefined,
    });
    await keeper.spawn();
    const folded = await keeper.rebuild();
    const company = folded.ok ? await keeper.lookup('company', {}) : folded;
    if (!company.ok) {
      await keeper.close();
      return company;
    }
    const fields = company.value?.fields;
    const last = await lastRecorded(journal, frames);
    const { segment, offset, number, problem } = fault;
    return ok(
      new Recovery(
        around,
        journal,
        keeper,
        {
          state: 'damaged',
          company: { id: around.id, name: fields?.name ?? name },
          fault: { segment, offset, number, problem },
          proven: { frames, commits, until: last },
          today: dayIn(fields?.timeZone ?? 'UTC', around.clock.now()),
        },
        fault,
      ),
    );
  }

  /** The proven commits in the order of the journal, a block at a time. */
  async *commits(): AsyncIterable<readonly Commit[]> {
    const { number } = this.journal.position();
    for (let next = 1; next <= number; ) {
      const read = await this.journal.readFrom(next, BYTES_AT_ONCE);
      const last = read.ok ? read.value.at(-1) : undefined;
      if (!read.ok || !last) return;
      next = last.number + 1;
      yield read.value.flatMap((frame) => commitIn(frame) ?? []);
    }
  }

  /**
   * Sound commits behind the damage, a segment at a time (JO8): each stands as it was written, but what lies between them
   * and the proven ones is not known. They are for a person to look at; nothing is computed from them.
   */
  *commitsBehind(): Iterable<readonly Commit[]> {
    for (const frames of salvage(nodePort(this.folder), this.fault))
      yield frames.flatMap((frame) => commitIn(frame) ?? []);
  }

  async close(): Promise<void> {
    await this.keeper.close();
    await this.around.access.close();
  }
}

function commitIn({ kind, payload }: Frame): Commit | undefined {
  const packed = kind === FRAME_KIND.foreignCommit ? unpackForeign(payload)?.commit : payload;
  if (kind !== FRAME_KIND.ownCommit && kind !== FRAME_KIND.foreignCommit) return undefined;
  const bytes = packed && unpackCommit(packed);
  return bytes && decodeCommit(bytes);
}

/** Instant of the last proven commit, UTC milliseconds: until then everything is known. */
async function lastRecorded(journal: JournalHandle, head: number): Promise<number | null> {
  for (let number = head; number > 0; number -= 1) {
    const read = await journal.readFrom(number, 1);
    const [frame] = read.ok ? read.value : [];
    const commit = frame && commitIn(frame);
    if (commit) return commit.envelope.recorded;
  }
  return null;
}
