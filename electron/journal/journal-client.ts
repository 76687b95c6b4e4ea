import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../shared/errors/result.ts';
import type { FrameFault, StorageError } from '../../shared/errors/storage-error.ts';
import { CHAIN_BYTES, type Frame, MAX_PAYLOAD_BYTES, type NewFrame } from '../../shared/journal/frame.ts';
import type { Appended } from '../../shared/journal/journal.ts';
import type { OpenPayload } from '../../shared/journal/own-payload.ts';
import type { ReadLimits } from '../../shared/journal/reader.ts';
import type { KnownNumbers } from '../../shared/journal/recovery.ts';
import type { Repaired } from '../../shared/journal/repair.ts';
import type { JournalHead, TailScan } from '../../shared/journal/scan.ts';
import type {
  JournalEnd,
  JournalOperations,
  JournalProgress,
  JournalReply,
  Opened,
  Operation,
  Verified,
} from './journal-requests.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { packFrames, unpackFrames } from './packed-frames.ts';

type Reply<T> = Promise<Result<T, StorageError>>;

export interface JournalClientOptions {
  /** The company's folder. */
  readonly folder: string;
  /** The writer thread's file: bundled in the program, `writer-thread.ts` in tests. */
  readonly thread: string | URL;
}

interface Waiting {
  readonly frames: readonly NewFrame[];
  readonly answer: (result: Result<Appended, StorageError>) => void;
}

/** Appends that wait together are written together up to this many bytes; one alone may be larger. */
const JOINED_BYTES = 4 * 1024 * 1024;

/**
 * A company's journal as the main process sees it. `scan` takes the lock and changes nothing; `open` decides what to do
 * about the journal's end (JO8) and opens it for writing; appends that arrive while one is being flushed share the next
 * flush, and each is answered for itself, in order.
 */
export class JournalClient {
  readonly #options: JournalClientOptions;
  readonly #calls: ThreadCalls;
  #waiting: Waiting[] = [];
  #writing = false;
  #head: JournalHead | null = null;
  #lock: FolderLock | null = null;

  constructor(options: JournalClientOptions) {
    this.#options = options;
    this.#calls = new ThreadCalls(options);
  }

  /** The last frame that is safely on disk, as far as this side was told; null before `open`. */
  get head(): JournalHead | null {
    return this.#head;
  }

  /** Takes the company's lock here and now, without waiting for the thread, which is still starting. */
  lock(): Result<null, StorageError> {
    if (this.#lock !== null) return ok(null);
    const lock = lockFolder(this.#options.folder);
    if (!lock.ok) return lock;
    this.#lock = lock.value;
    void this.#calls.ask('trustLock', null);
    return ok(null);
  }

  /** Looks at the journal's end; takes the lock first where `lock` has not. */
  scan(): Reply<TailScan> {
    return this.#calls.ask('scan', null);
  }

  /** Opens what the last `scan` saw. `missing`: the frames after its head that the books hold (BO3). */
  async open(known: KnownNumbers, identity: OpenPayload, missing: readonly Frame[] = []): Reply<Opened> {
    const opened = await this.#calls.ask('open', { known, identity, missing: packFrames(missing) });
    if (opened.ok) this.#head = opened.value.head;
    return opened;
  }

  /** Appends the frames; the answer means that they are on disk (JO5). The errors are those of `Journal.append`. */
  append(frames: readonly NewFrame[]): Reply<Appended> {
    const large = frames.find((frame) => frame.payload.length > MAX_PAYLOAD_BYTES);
    if (large !== undefined) {
      const bytes = large.payload.length;
      return Promise.resolve(err({ kind: 'storage', reason: 'too-large', bytes, limit: MAX_PAYLOAD_BYTES }));
    }
    return new Promise((answer) => {
      this.#waiting.push({ frames, answer });
      void this.#writeWaiting();
    });
  }

  /** Writes back frames that continue the journal's chain (BO3). */
  async appendExisting(frames: readonly Frame[]): Reply<Appended> {
    const answer = await this.#calls.ask('appendExisting', packFrames(frames));
    if (!answer.ok) return answer;
    this.#head = answer.value.head;
    return ok(appended(unpackFrames(answer.value.frames), this.#head));
  }

  /** Frames from `number` on, at most `maxBytes` of payload but at least one when there is one. */
  async readFrom(
    number: number,
    maxBytes: number,
    maxFrames: number = Number.MAX_SAFE_INTEGER,
  ): Reply<readonly Frame[]> {
    const limits: ReadLimits = { bytes: maxBytes, frames: maxFrames };
    const packed = await this.#calls.ask('read', { number, limits });
    return packed.ok ? ok(unpackFrames(packed.value)) : packed;
  }

  /**
   * Verifies everything that is acknowledged, in a thread of its own, so that writing goes on meanwhile.
   * @param onProgress hears the bytes walked so far; when it answers `stop`, so does the check, with `closed`.
   */
  async verify(
    { commits }: { readonly commits: boolean },
    onProgress?: (bytes: number) => 'go-on' | 'stop',
  ): Reply<Verified> {
    const calls: ThreadCalls = new ThreadCalls(this.#options, (bytes) => {
      if (onProgress?.(bytes) === 'stop') calls.stop();
    });
    const upTo = this.#head?.number ?? Number.POSITIVE_INFINITY;
    const verified = await calls.ask('verify', { upTo, commits });
    await calls.end();
    return verified;
  }

  /**
   * Fills a hole from frames held elsewhere (JO8): between `scan` and `open`, and then to be scanned again; or in an earlier
   * segment of an open journal, which then tells of it in a frame.
   */
  async repair(
    fault: FrameFault,
    frames: readonly Frame[],
  ): Reply<{ readonly repaired: Repaired; readonly frames: readonly Frame[] }> {
    const done = await this.#calls.ask('repair', { fault, frames: packFrames(frames) });
    if (!done.ok) return done;
    const told = unpackFrames(done.value.frames);
    const last = told.at(-1);
    if (this.#head !== null && last !== undefined)
      this.#head = { ...this.#head, number: last.number, chain: last.chain.slice(0, CHAIN_BYTES) };
    return ok({ repaired: done.value.repaired, frames: told });
  }

  /** After `scan`: proves what stands before the first bad frame, which `readFrom` then reads (JO8). */
  async openReadOnly(): Reply<Verified> {
    const verified = await this.#calls.ask('openReadOnly', null);
    if (verified.ok) {
      const { head, segments, bytes } = verified.value.report;
      this.#head = { ...head, segments, bytes };
    }
    return verified;
  }

  /** Moves a journal that is beyond repair into quarantine (JO9); between `scan` and `open`. */
  setAside(): Reply<string> {
    return this.#calls.ask('setAside', null);
  }

  /** Begins to write a lost journal again (BO3); then `addToRebuild` in order, `finishRebuild`, and a new `scan`. */
  startRebuild(): Reply<null> {
    return this.#calls.ask('startRebuild', null);
  }

  addToRebuild(frames: readonly Frame[]): Reply<JournalHead> {
    return this.#calls.ask('addToRebuild', packFrames(frames));
  }

  finishRebuild(): Reply<JournalHead> {
    return this.#calls.ask('finishRebuild', null);
  }

  /** Closes the journal after what is being written, gives the lock back and ends the thread. */
  async close(): Promise<void> {
    await this.#calls.ask('close', null);
    await this.#calls.end();
    this.#lock?.release();
    this.#lock = null;
  }

  async #writeWaiting(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      const answer = await this.#calls.ask('append', packFrames(group.flatMap((each) => each.frames)));
      if (answer.ok) this.#answerEach(group, unpackFrames(answer.value.frames), answer.value.head);
      else for (const each of group) each.answer(answer);
    }
    this.#writing = false;
  }

  #takeGroup(): readonly Waiting[] {
    let bytes = 0;
    const count = this.#waiting.findIndex((each, index) => {
      bytes += each.frames.reduce((sum, frame) => sum + frame.payload.length, 0);
      return index > 0 && bytes > JOINED_BYTES;
    });
    return this.#waiting.splice(0, count === -1 ? this.#waiting.length : count);
  }

  /** Shares out the written frames; a seal written in front goes to the first. */
  #answerEach(group: readonly Waiting[], frames: readonly Frame[], head: JournalHead): void {
    this.#head = head;
    let end = frames.length - group.reduce((sum, each) => sum + each.frames.length, 0);
    let start = 0;
    for (const each of group) {
      end += each.frames.length;
      const own = frames.slice(start, end);
      each.answer(ok(appended(own, frames[end - 1] ?? head)));
      start = end;
    }
  }
}

function appended(
  frames: readonly Frame[],
  last: { readonly number: number; readonly chain: Uint8Array },
): Appended {
  return {
    first: frames[0]?.number ?? last.number + 1,
    last: last.number,
    chain: last.chain.slice(0, CHAIN_BYTES),
    frames,
  };
}

/** So long a thread may take to end by itself, in milliseconds. */
const PATIENCE = 2000;

/** Requests to one thread and their answers. A thread that ends by itself answers everything with `poisoned`. */
class ThreadCalls {
  readonly #thread: Worker;
  readonly #pending = new Map<number, (result: Result<unknown, StorageError>) => void>();
  readonly #gone: Promise<void>;
  #next = 1;
  #ended: StorageError | null = null;

  constructor({ folder, thread }: JournalClientOptions, onProgress?: (bytes: number) => void) {
    this.#thread = new Worker(thread, { workerData: folder });
    this.#thread.on('message', (message: JournalReply | JournalProgress) => {
      if ('progress' in message) {
        onProgress?.(message.progress);
        return;
      }
      this.#pending.get(message.id)?.(message.result);
      this.#pending.delete(message.id);
    });
    this.#thread.on('error', () => this.#fail('thread-failed'));
    this.#gone = new Promise((resolve) => {
      this.#thread.on('exit', () => {
        this.#fail('thread-ended');
        resolve();
      });
    });
  }

  ask<O extends Operation>(
    operation: O,
    input: JournalOperations[O]['input'],
  ): Reply<JournalOperations[O]['output']> {
    if (this.#ended !== null) return Promise.resolve(err(this.#ended));
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve as (result: Result<unknown, StorageError>) => void);
      this.#thread.postMessage({ id, operation, input });
    });
  }

  /** Lets the thread end by itself after what it was asked, which releases whatever it holds; it is torn down only if it does not. */
  async end(): Promise<void> {
    this.#ended ??= { kind: 'storage', reason: 'closed' };
    const ending: JournalEnd = 'end';
    this.#thread.postMessage(ending);
    const timer = setTimeout(() => void this.#thread.terminate(), PATIENCE);
    await this.#gone;
    clearTimeout(timer);
  }

  /** Ends the thread in the middle of what it does. */
  stop(): void {
    this.#ended ??= { kind: 'storage', reason: 'closed' };
    void this.#thread.terminate();
  }

  /** Whether frames on their way were written is not known (JO6). */
  #fail(code: string): void {
    this.#ended ??= { kind: 'storage', reason: 'poisoned', code };
    for (const answer of this.#pending.values()) answer(err(this.#ended));
    this.#pending.clear();
  }
}
