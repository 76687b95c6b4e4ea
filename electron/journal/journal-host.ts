import { err, ok, type Result } from '../../shared/errors/result.ts';
import type { FrameFault, StorageError } from '../../shared/errors/storage-error.ts';
import type { Frame } from '../../shared/journal/frame.ts';
import type { Appended, Journal } from '../../shared/journal/journal.ts';
import { openJournal } from '../../shared/journal/open-journal.ts';
import type { JournalPort } from '../../shared/journal/port.ts';
import { FrameReader, type ReadLimits } from '../../shared/journal/reader.ts';
import { type JournalRebuild, setAsideJournal, startRebuild } from '../../shared/journal/rebuild.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { type Repaired, recoveredFrame, repairSegment } from '../../shared/journal/repair.ts';
import { scanTail, type TailScan } from '../../shared/journal/scan.ts';
import { JOURNAL_FOLDER, listSegments } from '../../shared/journal/segments.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import { CommitChecks } from './commit-checks.ts';
import type { JournalOperations, Opened, OpenInput, Operation, PackedAppended } from './journal-requests.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { packFrames, unpackFrames } from './packed-frames.ts';

type Answer<O extends Operation> = Result<JournalOperations[O]['output'], StorageError>;
type Handlers = { readonly [O in Operation]: (input: JournalOperations[O]['input']) => Answer<O> };

const CLOSED: StorageError = { kind: 'storage', reason: 'closed' };

/**
 * What the writer thread does, without the thread: one company's journal, its lock, and the requests (JO1). `scan` takes
 * the lock, unless the thread's owner has it; everything that writes needs it. `verify` does not, so that a second thread can do it meanwhile.
 */
export class JournalHost {
  readonly #folder: string;
  readonly #port: JournalPort;
  readonly #onProgress: (bytes: number) => void;
  #lock: FolderLock | null = null;
  #scan: TailScan | null = null;
  #journal: Journal | null = null;
  #rebuild: JournalRebuild | null = null;
  /** Reads the proven part of a journal that is not open for writing. */
  #readable: ((number: number, limits: ReadLimits) => Result<readonly Frame[], StorageError>) | null = null;
  /** Repairs that the journal does not tell of yet. */
  #repaired: Repaired[] = [];
  readonly #handlers: Handlers = {
    trustLock: () => {
      this.#lock ??= { release: () => undefined };
      return ok(null);
    },
    scan: () => this.#scanLocked(),
    open: (input) => this.#open(input),
    append: (packed) => this.#packed(this.#journal?.append(unpackFrames(packed))),
    appendExisting: (packed) => this.#packed(this.#journal?.appendExisting(unpackFrames(packed))),
    read: ({ number, limits }) => {
      const frames =
        this.#journal?.readFrom(number, limits) ?? this.#readable?.(number, limits) ?? err(CLOSED);
      return frames.ok ? ok(packFrames(frames.value)) : frames;
    },
    openReadOnly: () => this.#openReadOnly(),
    verify: ({ upTo, commits }) => this.#verify(upTo, commits),
    repair: ({ fault, frames }) => this.#repair(fault, unpackFrames(frames)),
    setAside: () => this.#whileNotOpen(() => setAsideJournal(this.#port)),
    startRebuild: () =>
      this.#whileNotOpen(() => {
        const rebuild = startRebuild(this.#port);
        if (!rebuild.ok) return rebuild;
        this.#rebuild = rebuild.value;
        return ok(null);
      }),
    addToRebuild: (packed) => this.#rebuild?.add(unpackFrames(packed)) ?? err(CLOSED),
    finishRebuild: () => {
      const finished = this.#rebuild?.finish() ?? err(CLOSED);
      this.#rebuild = null;
      return finished;
    },
    close: () => this.#close(),
  };

  constructor(folder: string, port: JournalPort, onProgress: (bytes: number) => void) {
    this.#folder = folder;
    this.#port = port;
    this.#onProgress = onProgress;
  }

  handle<O extends Operation>(operation: O, input: JournalOperations[O]['input']): Answer<O> {
    return this.#handlers[operation](input);
  }

  #scanLocked(): Answer<'scan'> {
    if (this.#lock === null) {
      const lock = lockFolder(this.#folder);
      if (!lock.ok) return lock;
      this.#lock = lock.value;
    }
    const scan = scanTail(this.#port);
    this.#scan = scan.ok ? scan.value : null;
    return scan;
  }

  #open({ known, identity, missing }: OpenInput): Result<Opened, StorageError> {
    const scan = this.#scan;
    if (scan === null || this.#journal !== null) return err(CLOSED);
    // What was seen may be acted upon once: afterwards the journal looks different.
    this.#scan = null;
    const decision = decideRecovery(scan, known);
    const journal = openJournal(this.#port, {
      scan,
      decision,
      identity,
      missing: unpackFrames(missing),
      repaired: this.#repaired,
    });
    if (!journal.ok) return journal;
    this.#repaired = [];
    this.#journal = journal.value;
    return ok({ head: journal.value.head, decision });
  }

  #packed(appended: Result<Appended, StorageError> | undefined): Result<PackedAppended, StorageError> {
    if (appended === undefined || this.#journal === null) return err(CLOSED);
    return appended.ok
      ? ok({ frames: packFrames(appended.value.frames), head: this.#journal.head })
      : appended;
  }

  #verify(upTo: number, commits: boolean): Answer<'verify'> {
    const checks = new CommitChecks(this.#port.sha256);
    const inspect = (frame: Frame) => (commits ? checks.inspect(frame) : undefined);
    const report = verifyJournal(this.#port, { upTo, inspect, onProgress: this.#onProgress });
    return report.ok ? ok({ report: report.value, commits: checks.findings }) : report;
  }

  /** Proves what stands before the first bad frame, and lets that be read (JO8). */
  #openReadOnly(): Answer<'openReadOnly'> {
    const verified = this.#verify(Number.POSITIVE_INFINITY, true);
    if (!verified.ok) return verified;
    const head = verified.value.report.head.number;
    const segments = listSegments(this.#port, JOURNAL_FOLDER).filter(({ first }) => first <= head);
    const reader = new FrameReader(this.#port, JOURNAL_FOLDER);
    // The end of the last segment is of no matter: nothing is read beyond the head.
    const range = { segments, length: Number.MAX_SAFE_INTEGER, head };
    this.#readable = (number, limits) => reader.read(range, number, limits);
    return verified;
  }

  /**
   * Fills a hole (JO8). While the journal is open only an earlier segment may be replaced, since nobody writes there; the
   * last one waits for the next start.
   */
  #repair(fault: FrameFault, supplied: readonly Frame[]): Answer<'repair'> {
    const journal = this.#journal;
    const repair = () => repairSegment(this.#port, fault, supplied);
    if (journal === null) {
      const repaired = this.#whileNotOpen(repair);
      if (!repaired.ok) return repaired;
      this.#repaired.push(repaired.value);
      return ok({ repaired: repaired.value, frames: packFrames([]) });
    }
    if (journal.lastSegment === fault.segment && fault.problem !== 'segment-missing') return err(CLOSED);
    journal.releaseReader();
    const repaired = repair();
    if (!repaired.ok) return repaired;
    const told = journal.append([recoveredFrame(repaired.value)]);
    return told.ok ? ok({ repaired: repaired.value, frames: packFrames(told.value.frames) }) : told;
  }

  /** Repairs replace files, so they need the lock, and a journal that nobody writes; they outdate the scan. */
  #whileNotOpen<T>(act: () => Result<T, StorageError>): Result<T, StorageError> {
    if (this.#lock === null || this.#journal !== null) return err(CLOSED);
    this.#scan = null;
    return act();
  }

  #close(): Answer<'close'> {
    this.#journal?.close();
    this.#lock?.release();
    this.#journal = null;
    this.#lock = null;
    this.#scan = null;
    this.#readable = null;
    return ok(null);
  }
}
