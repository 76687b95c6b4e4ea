/**
 * Checks a company's whole record on request (BO4, JO3, EV2, EV11): every frame, commit and signature of the journal, every
 * archived file, every row of the books, and the books against a fresh fold of the journal. What can be mended is mended
 * from the other half, and said.
 */
import { AUDITED_TABLES } from '../../shared/contract/books-port.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { getBlob, listBlobs } from '../journal/blobs.ts';
import type { BooksKeeper, SpawnBooks } from './books-keeper.ts';
import { FreshFold } from './fresh-fold.ts';
import type { JournalAccess } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';

export type RecordCheck = OutputOf<'companies.verify'>;
type Finding = RecordCheck['findings'][number];

export interface CheckedRecord {
  readonly folder: string;
  readonly access: JournalAccess;
  readonly journal: JournalHandle;
  readonly keeper: BooksKeeper;
  readonly spawnBooks: SpawnBooks;
  /** Runs work that no command may interleave with. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
}

export type CheckStep = 'verify' | 'verify-files' | 'verify-books';

/** Runs one step of the check as work that the page shows and can cancel. */
export type RunStep = <T>(
  step: CheckStep,
  work: (progress: {
    report(done: number, total: number | null): void;
    readonly cancelled: boolean;
  }) => Promise<T>,
) => Promise<T>;

type Answer<T> = Promise<Result<T, AppError>>;

const CANCELLED = err({ kind: 'cancelled' } as const);

/** Answers what was found; `cancelled` when the page stopped it. Commands go on meanwhile. */
export async function checkRecord(record: CheckedRecord, run: RunStep): Answer<RecordCheck> {
  const findings: Finding[] = [];
  const walked = await run('verify', (progress) => checkJournal(record, progress, findings));
  if (!walked.ok) return walked;
  const files = await run('verify-files', (progress) =>
    checkFiles(record.folder, walked.value.files, progress, findings),
  );
  if (!files.ok) return files;
  // A journal with a hole cannot be folded: what the books hold is all that there is.
  const canFold = walked.value.fault === null;
  const books = await run('verify-books', (progress) => checkBooks(record, canFold, progress, findings));
  if (!books.ok) return books;
  const { frames, commits, signatures } = walked.value;
  const [worst] = findings.filter(({ mended }) => !mended);
  const problem = worst ? `${worst.what}: ${worst.detail}` : null;
  return ok({ intact: !worst, frames, commits, signatures, files: files.value, problem, findings });
}

type Progress = Parameters<Parameters<RunStep>[1]>[0];

async function checkJournal(record: CheckedRecord, progress: Progress, findings: Finding[]) {
  const walk = () =>
    record.access.verify((bytes) => {
      progress.report(bytes, null);
      return progress.cancelled ? 'stop' : 'go-on';
    });
  let walked = await walk();
  if (walked.ok && walked.value.fault) {
    const { segment, offset, number, problem } = walked.value.fault;
    const detail = `${segment} @${offset} #${number}: ${problem}`;
    const mended = await mendJournal(record);
    findings.push({ what: 'frame', detail, mended: mended.ok });
    if (mended.ok) walked = await walk();
  }
  if (!walked.ok) return walked;
  for (const detail of walked.value.commitProblems) findings.push({ what: 'commit', detail, mended: false });
  return walked;
}

/** Fills the journal's holes from the log of the books (JO8); they take the frames that tell of it. */
function mendJournal({ access, keeper, exclusive }: CheckedRecord): Answer<unknown> {
  return exclusive(async () => {
    const mended = await access.mend((from) => keeper.frames(from));
    if (mended.ok && mended.value.frames.length > 0) await keeper.apply(mended.value.frames);
    return mended;
  });
}

/** The hash of every archived file, those that commits name and those that are there; answers how many. */
async function checkFiles(
  folder: string,
  named: readonly string[],
  progress: Progress,
  findings: Finding[],
): Answer<number> {
  const hashes = [...new Set([...named, ...(await listBlobs(folder))])];
  for (const [index, hash] of hashes.entries()) {
    if (progress.cancelled) return CANCELLED;
    const file = await getBlob(folder, hash);
    if (!file.ok) {
      const isMissing = file.error.reason === 'missing';
      findings.push({ what: isMissing ? 'file-missing' : 'file-damaged', detail: hash, mended: false });
    }
    progress.report(index + 1, hashes.length);
  }
  return ok(hashes.length);
}

async function checkBooks(
  record: CheckedRecord,
  canFold: boolean,
  progress: Progress,
  findings: Finding[],
): Answer<null> {
  const { keeper } = record;
  for (const table of AUDITED_TABLES) {
    if (progress.cancelled) return CANCELLED;
    const audit = await keeper.audit(table);
    if (!audit.ok) return audit;
    if (audit.value.agrees) continue;
    const rebuilt = await keeper.rebuildWrong(`an audit found other rows in ${table} than its sums say`);
    if (!rebuilt.ok) return rebuilt;
    findings.push({ what: 'books', detail: table, mended: true });
    break;
  }
  if (!canFold) return ok(null);
  const fresh = await FreshFold.begin(await record.spawnBooks(() => undefined, 'beside'), record.journal);
  if (!fresh.ok) return fresh;
  try {
    return await compareWithFold(record, fresh.value, progress, findings);
  } finally {
    await fresh.value.close();
  }
}

async function compareWithFold(
  { keeper, exclusive }: CheckedRecord,
  fresh: FreshFold,
  progress: Progress,
  findings: Finding[],
): Answer<null> {
  const compare = async (): Answer<boolean> => {
    const present = await exclusive(() => keeper.digest());
    if (!present.ok) return present;
    const folded = await fresh.digestAt(present.value.applied, progress);
    return folded.ok ? ok(folded.value.digest === present.value.digest) : folded;
  };
  const same = await compare();
  if (!same.ok) return same;
  if (!same.value) {
    const rebuilt = await keeper.rebuildWrong('the books differ from a fresh fold of the journal');
    if (!rebuilt.ok) return rebuilt;
    const mended = await compare();
    if (!mended.ok) return mended;
    findings.push({ what: 'fold', detail: '', mended: mended.value });
  }
  // The first one that differs, of all that stand in the journal: the fold has looked at every one.
  const differsAt = fresh.checkpoints.differsAt ?? keeper.standing.differsAt;
  if (differsAt !== null) findings.push({ what: 'checkpoint', detail: `#${differsAt}`, mended: false });
  return ok(null);
}
