import type { FrameFault } from '../../shared/errors/storage-error.ts';
import type { Frame } from '../../shared/journal/frame.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { openJournal } from '../../shared/journal/open-journal.ts';
import { type Repaired, repairSegment } from '../../shared/journal/repair.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import type { TortureResult } from './crash-torture.ts';
import { FaultPort } from './fault-port.ts';
import {
  Broken,
  IDENTITY,
  PRODUCT,
  readAll,
  type Subject,
  sameFrame,
  someFrames,
  start,
} from './journal-model.ts';
import { type Random, seeded } from './random.ts';

/**
 * Crashes at every call of a repair (JO8): segments of a finished journal are damaged or taken away, and filled from the
 * frames that the books hold, with the machine stopping at call 1, 2, 3 …; then the repair is begun again. Whatever
 * happened, no frame is lost and, in the end, the journal is what it was and tells of the repair.
 */
export function tortureRepairs(count: number, seed: number, subject: Subject = PRODUCT): TortureResult {
  const seen: Record<string, number> = {};
  let cases = 0;
  for (let history = seed; cases < count; history += 1) {
    let calls = 1;
    for (let crashAt = 1; crashAt <= calls && cases < count; crashAt += 1) {
      cases += 1;
      try {
        calls = repairCase(history, crashAt, subject, seen);
      } catch (thrown) {
        if (!(thrown instanceof Broken)) throw thrown;
        return {
          cases,
          seen,
          failure: `seed ${history}, crash at call ${crashAt} of the repair: ${thrown.message}`,
        };
      }
    }
  }
  return { cases, seen, failure: null };
}

/** Answers how many calls the whole repair makes. */
function repairCase(
  history: number,
  crashAt: number,
  subject: Subject,
  seen: Record<string, number>,
): number {
  const random = seeded(history);
  const port = new FaultPort(seeded(history * 7919 + crashAt));
  const frames = write(port, random);
  const what = damage(port, random);
  const wrapped = subject.wrap(port);
  port.plan([[crashAt, 'crash']]);
  const calls = attempt(() => repairAll(wrapped, frames)) === null ? crashAt + 1 : port.calls;
  if (port.crashed) {
    seen.crashes = (seen.crashes ?? 0) + 1;
    port.restart();
  }
  port.plan([]);
  const repaired = attempt(() => repairAll(wrapped, frames));
  if (repaired === null) throw new Broken('the second repair stopped');
  tell(wrapped, repaired);
  port.restart();
  const after = readAll(wrapped);
  if (!after.sound) throw new Broken('the repaired journal does not verify');
  for (const [index, frame] of frames.entries()) {
    const found = after.frames[index];
    if (!found || !sameFrame(found, frame)) throw new Broken(`frame ${frame.number} is lost or differs`);
  }
  const told = after.frames.slice(frames.length).filter(({ kind }) => kind === FRAME_KIND.recovered).length;
  if (told !== repaired.length) throw new Broken(`${repaired.length} repairs, ${told} told of`);
  seen[what] = (seen[what] ?? 0) + 1;
  return calls;
}

/** Null when the machine stopped in it. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'CRASH') return null;
    throw thrown;
  }
}

/** As the program does: what the start's scan names first, then what a whole walk finds. */
function repairAll(port: ReturnType<Subject['wrap']>, supplied: readonly Frame[]): readonly Repaired[] {
  const repaired: Repaired[] = [];
  for (let reached = -1; ; ) {
    const fault = faultIn(port);
    if (fault === null) return repaired;
    if (fault.number <= reached) throw new Broken(`the repair of frame ${fault.number} changed nothing`);
    reached = fault.number;
    const answer = repairSegment(port, fault, supplied);
    if (!answer.ok && stopped(answer.error)) throw Object.assign(new Error('stopped'), { code: 'CRASH' });
    if (!answer.ok) throw new Broken(`repair refused: ${JSON.stringify(answer.error)}`);
    repaired.push(answer.value);
  }
}

const stopped = (error: { readonly reason: string; readonly code?: string }): boolean =>
  error.reason === 'io' && error.code === 'CRASH';

function faultIn(port: ReturnType<Subject['wrap']>): FrameFault | null {
  const scan = scanTail(port);
  if (scan.ok && scan.value.broken) return scan.value.broken;
  const report = verifyJournal(port);
  for (const answer of [scan, report]) {
    if (!answer.ok && stopped(answer.error)) throw Object.assign(new Error('stopped'), { code: 'CRASH' });
    if (!answer.ok) throw new Broken(`reading refused: ${answer.error.reason}`);
  }
  return report.ok ? report.value.fault : null;
}

function tell(port: ReturnType<Subject['wrap']>, repaired: readonly Repaired[]): void {
  const scan = scanTail(port);
  if (!scan.ok) throw new Broken(`scan refused: ${scan.error.reason}`);
  const opened = openJournal(port, {
    scan: scan.value,
    decision: { action: 'clean' },
    identity: IDENTITY,
    repaired,
  });
  if (!opened.ok) throw new Broken(`start refused: ${opened.error.reason}`);
  opened.value.close();
}

function write(port: FaultPort, random: Random): readonly Frame[] {
  const journal = start(port, PRODUCT, null, 1500 + random.below(2500));
  if (!journal.ok) throw new Broken(`start refused: ${journal.error.reason}`);
  while (journal.value.head.segments < 4) {
    const answer = journal.value.append(someFrames(random));
    if (!answer.ok) throw new Broken(`append refused: ${answer.error.reason}`);
  }
  journal.value.close();
  return readAll(port).frames;
}

/** Damages or takes away one or two segments, the first or middle ones. */
function damage(port: FaultPort, random: Random): string {
  const paths = port
    .paths()
    .filter((path) => path.startsWith('journal/'))
    .sort();
  const first = random.below(paths.length - 1);
  const path = paths[first] as string;
  const way = random.below(4);
  if (way === 0) {
    const bytes = port.bytesOf(path);
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
    return 'a flipped bit';
  }
  if (way === 1) {
    const file = port.open(path);
    file.truncate(random.below(port.bytesOf(path).length));
    file.flush();
    return 'a segment cut short';
  }
  const gone = way === 2 ? [path] : paths.slice(first, Math.min(first + 2, paths.length - 1));
  for (const each of gone) port.rename(each, `lost-${each.split('/')[1]}`);
  port.syncFolder('');
  port.syncFolder('journal');
  return gone.length === 1 ? 'a lost segment' : 'two lost segments';
}
