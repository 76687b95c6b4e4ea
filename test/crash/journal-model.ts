import type { Result } from '../../shared/errors/result.ts';
import type { StorageError } from '../../shared/errors/storage-error.ts';
import { FRAME_KIND, type Frame, type NewFrame } from '../../shared/journal/frame.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { openJournal } from '../../shared/journal/open-journal.ts';
import type { JournalPort } from '../../shared/journal/port.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import type { Random } from './random.ts';

/** What is tortured: the product's port calls and its decision. A mutant puts something broken in one of these places. */
export interface Subject {
  readonly wrap: (port: JournalPort) => JournalPort;
  readonly decide: typeof decideRecovery;
}

export const PRODUCT: Subject = { wrap: (port) => port, decide: decideRecovery };

/** A promise of the journal that was broken; the message says which. */
export class Broken extends Error {}

export const IDENTITY = { journalId: 'journal', incarnation: 'first', installId: 'install', app: '1.0.0' };

/** The frames that a client was told of, and those whose fate it was not told. */
export class Ledger {
  readonly acknowledged: Frame[] = [];
  /** Payloads of appends that ended in a crash or in `poisoned`, in order. */
  uncertain: NewFrame[] = [];

  /** Notes an append's answer; `crashed` says that the machine stopped during it. */
  note(
    frames: readonly NewFrame[],
    answer: Result<{ readonly frames: readonly Frame[] }, StorageError>,
    crashed: boolean,
  ): void {
    if (answer.ok) this.acknowledged.push(...answer.value.frames);
    else if (crashed || answer.error.reason === 'poisoned') this.uncertain.push(...frames);
  }

  get highest(): number {
    return this.acknowledged.at(-1)?.number ?? 0;
  }

  /**
   * Compares with what is on disk: every acknowledged frame as it was; behind them nothing but the journal's own frames
   * and a beginning of the uncertain ones. What is found counts as acknowledged from now on.
   */
  check(found: readonly Frame[]): void {
    for (const [index, frame] of this.acknowledged.entries()) {
      const same = found[index];
      if (same === undefined) throw new Broken(`acknowledged frame ${frame.number} is lost`);
      if (!sameFrame(same, frame)) throw new Broken(`acknowledged frame ${frame.number} differs`);
    }
    const more = found.slice(this.acknowledged.length);
    const ownKinds: readonly number[] = [FRAME_KIND.open, FRAME_KIND.recovered, FRAME_KIND.seal];
    const commits = more.filter((frame) => !ownKinds.includes(frame.kind));
    for (const [index, frame] of commits.entries()) {
      const asked = this.uncertain[index];
      if (asked === undefined || !sameBytes(asked.payload, frame.payload)) {
        throw new Broken(`frame ${frame.number} was refused and is there all the same`);
      }
    }
    this.acknowledged.push(...more);
    this.uncertain = [];
  }
}

/** Scan, decision and opening, as the program does it at its start. `applied` is what the books know. */
export function start(
  port: JournalPort,
  subject: Subject,
  applied: number | null,
  segmentBytes: number,
): Result<Journal, StorageError> {
  const scan = scanTail(port);
  if (!scan.ok) return scan;
  const decision = subject.decide(scan.value, { applied, acknowledged: null });
  return openJournal(port, { scan: scan.value, decision, identity: IDENTITY, segmentBytes });
}

/** All sound frames of the journal in order, and the report. */
export function readAll(port: JournalPort): { readonly frames: readonly Frame[]; readonly sound: boolean } {
  const frames: Frame[] = [];
  const report = verifyJournal(port, {
    inspect: ({ kind, number, payload, chain }) =>
      frames.push({ kind, number, payload: payload.slice(), chain: chain.slice() }),
  });
  if (!report.ok) throw new Broken(`verification failed: ${JSON.stringify(report.error)}`);
  return { frames, sound: report.value.fault === null };
}

/** One to six commits of up to 1,400 bytes, so that frames and appends straddle sectors. */
export function someFrames(random: Random): readonly NewFrame[] {
  const count = 1 + (random.oneIn(2) ? 0 : random.below(6));
  return Array.from({ length: count }, () => ({
    kind: random.oneIn(3) ? FRAME_KIND.foreignCommit : FRAME_KIND.ownCommit,
    payload: random.bytes(random.oneIn(4) ? random.below(1400) : random.below(120)),
  }));
}

export function sameFrame(one: Frame, other: Frame): boolean {
  return (
    one.kind === other.kind &&
    one.number === other.number &&
    sameBytes(one.payload, other.payload) &&
    sameBytes(one.chain, other.chain)
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
