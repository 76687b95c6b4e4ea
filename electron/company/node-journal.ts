/** A company's journal through its writer thread (JO1): opens it by JO8 and BO3, with what the books hold at hand. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { FrameFault, StorageError } from '../../shared/errors/storage-error.ts';
import type { Frame } from '../../shared/journal/frame.ts';
import { corrupt } from '../../shared/journal/storage-fault.ts';
import { writeAtomic } from '../journal/atomic-file.ts';
import { warnAboutFolder } from '../journal/folder-warning.ts';
import { checkSpace } from '../journal/free-space.ts';
import { JournalClient } from '../journal/journal-client.ts';
import type { Verified } from '../journal/journal-requests.ts';
import type { JournalAccess, MendedJournal, OpenRequest, Supply, VerifiedJournal } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';
import type { JournalHeadSeen } from './plan-start.ts';

/** A segment holds fewer frames than this; a hole is filled from as many, segment by segment. */
const FRAMES_TO_FILL = 40_000;

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
    lock: () => client.lock(),
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
      let stopped = false;
      const verified = await client.verify({ commits: true }, (bytes) => {
        const answer = onProgress(bytes);
        stopped ||= answer === 'stop';
        return answer;
      });
      if (!verified.ok) return stopped ? err({ kind: 'cancelled' }) : verified;
      return ok(verifiedOf(verified.value));
    },
    async openReadOnly() {
      const scanned = await scan();
      if (!scanned.ok) return scanned;
      const verified = await client.openReadOnly();
      if (!verified.ok) return verified;
      return ok({ journal: handleOf(client), verified: verifiedOf(verified.value) });
    },
    mend: (supply) => mendOpen(client, supply),
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
  const identity = { journalId, incarnation, installId, app };
  let opened = await client.open(known, identity);
  let reached = -1;
  while (!opened.ok) {
    const { error } = opened;
    const at = error.reason === 'corrupt' ? error.fault.number : error.reason === 'behind' ? error.head : -1;
    // A repair that leaves the fault where it was will not do better the second time.
    if (at <= reached) return opened;
    reached = at;
    const mended = await mend(client, error, supply);
    if (!mended.ok) return mended;
    const scanned = await rescan();
    if (!scanned.ok) return scanned;
    opened = await client.open(known, identity, mended.value as readonly Frame[]);
  }
  return ok(handleOf(client));
}

/** Fills the holes of an open journal, one after the other, until all of it is proven. */
async function mendOpen(client: JournalClient, supply: Supply): Promise<Result<MendedJournal, AppError>> {
  const segments: string[] = [];
  const frames: BooksFrame[] = [];
  for (let reached = -1; ; ) {
    const verified = await client.verify({ commits: false });
    if (!verified.ok) return verified;
    const { fault } = verified.value.report;
    if (fault === null) return ok({ segments, frames });
    if (fault.number <= reached) return err(corrupt(fault, 'not-supplied'));
    reached = fault.number;
    const filled = await fill(client, fault, supply);
    if (!filled.ok) return filled;
    segments.push(filled.value.repaired.segment);
    frames.push(...filled.value.frames);
  }
}

/** Frames to write back for a journal that is behind; none after a hole was filled; the error when neither helps. */
async function mend(
  client: JournalClient,
  error: StorageError,
  supply: Supply,
): Promise<Result<readonly BooksFrame[], AppError>> {
  if (error.reason === 'behind') return collect(supply, error.head + 1, error.known);
  if (error.reason !== 'corrupt') return err(error);
  const filled = await fill(client, error.fault, supply);
  return filled.ok ? ok([]) : err(error);
}

async function fill(client: JournalClient, fault: FrameFault, supply: Supply) {
  const first = fault.problem === 'segment-missing' ? fault.number : firstNumberOf(fault);
  const frames = await collect(supply, first, first + FRAMES_TO_FILL);
  return frames.ok ? client.repair(fault, frames.value as readonly Frame[]) : frames;
}

const verifiedOf = ({ report, commits }: Verified): VerifiedJournal => ({
  frames: report.head.number,
  commits: commits.commits,
  signatures: commits.signatures,
  fault: report.fault,
  commitProblems: commits.problems,
  files: commits.blobs,
});

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
