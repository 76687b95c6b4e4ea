import { type Frame, frameBytes } from '../../shared/journal/frame.ts';
import { repairSegment } from '../../shared/journal/repair.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import type { TortureResult } from './crash-torture.ts';
import { FaultPort } from './fault-port.ts';
import {
  Broken,
  Ledger,
  PRODUCT,
  readAll,
  type Subject,
  sameFrame,
  someFrames,
  start,
} from './journal-model.ts';
import { seeded } from './random.ts';

const FLIPS_PER_JOURNAL = 50;

interface Written {
  readonly port: FaultPort;
  readonly frames: readonly Frame[];
  /** The number of the first frame of each append. */
  readonly appends: readonly number[];
}

/**
 * Bit rot: in `count` cases one bit of a finished journal is flipped. Verification must name the very frame; the start
 * must not cut what a later append or the books prove to have been whole; and a repair from the frames that the books
 * hold must bring back the journal as it was.
 */
export function tortureRot(count: number, seed: number, subject: Subject = PRODUCT): TortureResult {
  const seen: Record<string, number> = {};
  let cases = 0;
  for (let history = seed; cases < count; history += 1) {
    for (let flip = 0; flip < FLIPS_PER_JOURNAL && cases < count; flip += 1) {
      cases += 1;
      try {
        const what = rotCase(history, flip, subject);
        seen[what] = (seen[what] ?? 0) + 1;
      } catch (thrown) {
        if (!(thrown instanceof Broken)) throw thrown;
        return { cases, seen, failure: `seed ${history}, flip ${flip}: ${thrown.message}` };
      }
    }
  }
  return { cases, seen, failure: null };
}

function rotCase(history: number, flip: number, subject: Subject): string {
  const { port, frames, appends } = write(history, subject);
  const chance = seeded(history * 7919 + flip);
  const paths = port
    .paths()
    .filter((path) => port.bytesOf(path).length > 0)
    .sort();
  const path = paths[chance.below(paths.length)] as string;
  const bytes = port.bytesOf(path);
  const at = chance.below(bytes.length);
  bytes[at] = (bytes[at] as number) ^ (1 << chance.below(8));
  const hit = frameAt(frames, path, at);

  const wrapped = subject.wrap(port);
  const report = verifyJournal(wrapped);
  if (!report.ok) throw new Broken(`verification refused: ${report.error.reason}`);
  const { fault } = report.value;
  if (fault === null) throw new Broken(`a flipped bit in frame ${hit} was not found`);
  if (fault.number !== hit || path !== `journal/${fault.segment}`) {
    throw new Broken(`a flipped bit in frame ${hit} was named as frame ${fault.number}`);
  }

  const applied = chance.oneIn(3) ? null : chance.below(frames.length + 1);
  const isTail = path === paths.at(-1);
  const proven = (appends.at(-1) as number) > hit || (applied ?? 0) >= hit;
  const scan = scanTail(wrapped);
  if (!scan.ok) throw new Broken(`scan refused: ${scan.error.reason}`);
  const { action } = subject.decide(scan.value, { applied, acknowledged: null });
  if (isTail && action !== (proven ? 'corrupt' : 'cut'))
    throw new Broken(`rot in frame ${hit} was answered by ${action}`);

  const repaired = repairSegment(wrapped, fault, frames);
  if (!repaired.ok) throw new Broken(`repair refused: ${JSON.stringify(repaired.error)}`);
  const after = readAll(subject.wrap(port));
  const whole = after.sound && after.frames.length === frames.length;
  if (!whole || !after.frames.every((frame, index) => sameFrame(frame, frames[index] as Frame))) {
    throw new Broken('the repaired journal is not what it was');
  }
  return isTail ? action : 'in an earlier segment';
}

function write(history: number, subject: Subject): Written {
  const random = seeded(history);
  const port = new FaultPort(random);
  const journal = start(subject.wrap(port), subject, null, 3000 + random.below(3000));
  if (!journal.ok) throw new Broken(`start refused: ${journal.error.reason}`);
  const ledger = new Ledger();
  ledger.check(readAll(subject.wrap(port)).frames);
  const appends = [1];
  for (let count = 3 + random.below(12); count > 0; count -= 1) {
    const before = journal.value.head.number;
    const frames = someFrames(random);
    const answer = journal.value.append(frames);
    ledger.note(frames, answer, false);
    if (!answer.ok) throw new Broken(`append refused: ${answer.error.reason}`);
    // A seal in front of the frames was an append of its own.
    if (answer.value.frames.length > frames.length) appends.push(before + 1);
    appends.push(answer.value.last - frames.length + 1);
  }
  journal.value.close();
  return { port, frames: ledger.acknowledged, appends };
}

/** The number of the frame that the byte `at` of a segment belongs to. */
function frameAt(frames: readonly Frame[], path: string, at: number): number {
  let number = Number.parseInt(path.slice('journal/seg-'.length), 16);
  let end = 0;
  for (;;) {
    end += frameBytes((frames[number - 1] as Frame).payload.length);
    if (at < end) return number;
    number += 1;
  }
}
