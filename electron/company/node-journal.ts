/** A company's journal through its writer thread (JO1): opens it by JO8 and BO3, with what the books hold at hand. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { FrameFault, StorageError } from '../../shared/errors/storage-error.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { writeAtomic } from '../journal/atomic-file.ts';
import { warnAboutFolder } from '../journal/folder-warning.ts';
import { checkSpace } from '../journal/free-space.ts';
import { JournalClient } from '../journal/journal-client.ts';
import type { JournalAccess, OpenRequest, Supply, VerifiedJournal } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';
import type { JournalHeadSeen } from './plan-start.ts';

/** A segment holds fewer frames than this; a hole is filled from as many. */
const FRAMES_TO_FILL = 40_000;
/** Damage in more segments than this is not mended at a start. */
const REPAIRS_AT_MOST = 8;

export interface NodeJournalOptions {
  readonly folder: string;
  /** The writer thread's file. */
  readonly thread: string | URL;
  readonly version: string;
  readonly platform: NodeJS.Platform;
}

export function nodeJournal(options: NodeJournalOptions): JournalAccess {
  const client = new JournalClient(options);
  let asides = 0;

  const scan = async (): Promise<Result<JournalHeadSeen, AppError>> => {
    const scanned = await client.scan();
    return scanned.ok ? ok(scanned.value.head) : scanned;
  };

  return {
    scan,
    open: (request) => openMended(client, request, options.version, scan),
    async rebuildFrom(supply) {
      const started = await client.startRebuild();
      // A damaged journal is not a missing one: `open` fills its holes instead.
      if (!started.ok) return started.error.reason === 'exists' ? ok(undefined) : started;
      for (let from = 1; ; ) {
        const frames = await supply(from);
        if (!frames.ok) return frames;
        const last = frames.value.at(-1);
        if (!last) break;
        const added = await client.addToRebuild(frames.value as readonly Frame[]);
        if (!added.ok) return added;
        from = last.number + 1;
      }
      const finished = await client.finishRebuild();
      if (!finished.ok) return finished;
      const again = await scan();
      return again.ok ? ok(undefined) : again;
    },
    async keepAside(frames) {
      const folder = join(options.folder, 'quarantine');
      await mkdir(folder, { recursive: true });
      const lines = frames.map(({ kind, number, payload, chain }) =>
        JSON.stringify({
          kind,
          number,
          payload: Buffer.from(payload).toString('base64'),
          chain: Buffer.from(chain).toString('hex'),
        }),
      );
      asides += 1;
      await writeAtomic(join(folder, `fork-${process.pid}-${asides}.jsonl`), `${lines.join('\n')}\n`);
    },
    async verify(onProgress) {
      const report = await client.verify(onProgress);
      if (!report.ok) return report;
      const { fault, head, kinds } = report.value;
      const commits = (kinds.get(FRAME_KIND.ownCommit) ?? 0) + (kinds.get(FRAME_KIND.foreignCommit) ?? 0);
      const verified: VerifiedJournal = {
        intact: fault === null,
        frames: head.number,
        commits,
        problem: fault && `${fault.segment} @${fault.offset} #${fault.number}: ${fault.problem}`,
      };
      return ok(verified);
    },
    async room() {
      const { level } = await checkSpace(options.folder);
      const warnings: ('low-disk' | 'cloud-folder')[] = [];
      if (level !== 'enough') warnings.push('low-disk');
      if (warnAboutFolder(options.folder, options.platform)) warnings.push('cloud-folder');
      return { warnings, full: level === 'refuse' };
    },
    close: () => client.close(),
  };
}

/** Opens the journal; what is missing at its end or damaged within it comes from the books, else the error stands. */
async function openMended(
  client: JournalClient,
  request: OpenRequest,
  app: string,
  rescan: () => Promise<Result<JournalHeadSeen, AppError>>,
): Promise<Result<JournalHandle, AppError>> {
  const { journalId, incarnation, installId, known, supply } = request;
  let opened = await client.open(known, { journalId, incarnation, installId, app });
  for (let repairs = 0; !opened.ok && repairs < REPAIRS_AT_MOST; repairs++) {
    const mended = await mend(client, opened.error, supply);
    if (!mended.ok) return mended;
    const scanned = await rescan();
    if (!scanned.ok) return scanned;
    opened = await client.open(
      known,
      { journalId, incarnation, installId, app },
      mended.value as readonly Frame[],
    );
  }
  return opened.ok ? ok(handleOf(client)) : opened;
}

/** Frames to write back for a journal that is behind; none after a hole was filled; the error when neither helps. */
async function mend(
  client: JournalClient,
  error: StorageError,
  supply: Supply,
): Promise<Result<readonly BooksFrame[], AppError>> {
  if (error.reason === 'behind') return collect(supply, error.head + 1, error.known);
  if (error.reason !== 'corrupt') return err(error);
  const frames = await collect(
    supply,
    firstNumberOf(error.fault),
    firstNumberOf(error.fault) + FRAMES_TO_FILL,
  );
  if (!frames.ok) return frames;
  const repaired = await client.repair(error.fault, frames.value as readonly Frame[]);
  return repaired.ok ? ok([]) : err(error);
}

/** The number of a segment's first frame, which its name carries (JO2). */
const firstNumberOf = (fault: FrameFault): number => {
  const named = /seg-([0-9a-f]{16})/.exec(fault.segment);
  return named?.[1] ? Number.parseInt(named[1], 16) : fault.number;
};

async function collect(
  supply: Supply,
  from: number,
  to: number,
): Promise<Result<readonly BooksFrame[], AppError>> {
  const frames: BooksFrame[] = [];
  for (let next = from; next <= to; ) {
    const some = await supply(next);
    if (!some.ok) return some;
    const last = some.value.at(-1);
    if (!last) break;
    frames.push(...some.value);
    next = last.number + 1;
  }
  return ok(frames);
}

function handleOf(client: JournalClient): JournalHandle {
  return {
    position() {
      const { head } = client;
      if (!head) throw new Error('the journal is not open');
      return head;
    },
    async append(frames) {
      const appended = await client.append(frames);
      return appended.ok ? ok(appended.value.frames) : appended;
    },
    readFrom: (number, maxBytes) => client.readFrom(number, maxBytes),
  };
}
