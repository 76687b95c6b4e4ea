import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameProblem } from '../../shared/errors/storage-error.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { JOURNAL_FOLDER, QUARANTINE_FOLDER } from '../../shared/journal/segments.ts';
import { type VerifyReport, verifyJournal } from '../../shared/journal/verify.ts';
import { getBlob, listBlobs } from './blobs.ts';
import { CommitChecks } from './commit-checks.ts';
import { lockHolder } from './lock.ts';
import { nodePort } from './node-port.ts';

/** What `npm run verify` says about a company's folder; `unreadable`: there is no journal, or it cannot be read. */
export interface FolderReport {
  readonly outcome: 'sound' | 'damaged' | 'unreadable';
  readonly lines: readonly string[];
}

const PROBLEMS: Readonly<Record<FrameProblem, string>> = {
  'cut-short': 'the file ends in the middle of the frame',
  header: 'the header is damaged',
  number: 'the number is not the one expected',
  padding: 'bytes after the payload are damaged',
  chain: 'payload or chain are damaged',
  'after-seal': 'bytes stand behind the seal that ends the segment',
  'seal-missing': 'the seal that ends the segment is missing',
  'segment-missing': 'a segment is missing',
  'open-missing': 'the journal does not begin with its opening frame',
  'newer-format': 'written by a newer version of the program',
};

/** What a fold of the whole journal says of its checkpoints, in words: lines for a sound one, problems for one that differs. */
export interface FoldReport {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Folds a sound journal and compares every checkpoint with it (BO4): the books' own code does that, which this layer does
 * not know.
 */
export type FoldJournal = (head: VerifyReport['head']) => Promise<FoldReport>;

/**
 * Checks a company's folder as far as it can be checked without keys: every frame, header, number and chain of the
 * journal (JO3), every commit's place in its author's chain and every signature (EV2), every blob that is there or
 * that a commit names (EV11); with `fold`, every checkpoint as well, in a journal that is sound and not sealed. Only reads.
 */
export async function verifyFolder(folder: string, fold?: FoldJournal): Promise<FolderReport> {
  const lines = [`Counterfoil journal check of ${folder}`];
  const holder = lockHolder(folder);
  if (holder !== null)
    lines.push(`Note: process ${holder} has this company open; the last frames may be in flight.`);
  const port = nodePort(folder);
  const checks = new CommitChecks(port.sha256);
  const report = verifyJournal(port, { inspect: (frame) => checks.inspect(frame) });
  if (!report.ok)
    return {
      outcome: 'unreadable',
      lines: [...lines, `The journal cannot be read (${report.error.reason}).`],
    };
  if (report.value.segments === 0)
    return { outcome: 'unreadable', lines: [...lines, 'There is no journal here.'] };
  const folded = fold ? await foldIn(report.value, checks, fold) : { lines: [], problems: [] };
  const found = [
    ...describe(report.value),
    ...checks.lines,
    ...folded.lines,
    ...(await quarantineLines(folder)),
  ];
  const problems = [
    ...faultLines(report.value),
    ...checks.problems,
    ...folded.problems,
    ...(await blobProblems(folder, checks.blobs)),
  ];
  const closing =
    problems.length === 0 ? 'Sound: everything checked is as it was written.' : 'DAMAGED: see above.';
  return {
    outcome: problems.length === 0 ? 'sound' : 'damaged',
    lines: [...lines, ...found, ...problems, closing],
  };
}

async function foldIn(report: VerifyReport, checks: CommitChecks, fold: FoldJournal): Promise<FoldReport> {
  if (report.fault !== null)
    return { lines: ['Checkpoints were not compared: behind a bad frame nothing is proven.'], problems: [] };
  if (checks.sealed > 0) {
    const line = `Checkpoints were not compared: ${checks.sealed} commits are sealed, and no key is here.`;
    return { lines: [line], problems: [] };
  }
  return fold(report.head);
}

function describe({ head, segments, bytes, kinds }: VerifyReport): readonly string[] {
  const names = Object.entries(FRAME_KIND).flatMap(([name, kind]) => {
    const count = kinds.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return [
    `Journal ${head.journalId}, incarnation ${head.incarnation}`,
    `${head.number} sound frames (${names.join(', ')}) in ${segments} segments, ${bytes} bytes`,
    `Chain after frame ${head.number}: ${Buffer.from(head.chain).toString('hex')}`,
  ];
}

function faultLines({ fault }: VerifyReport): readonly string[] {
  if (fault === null) return [];
  const { segment, offset, number, problem } = fault;
  return [
    `First bad frame: number ${number}, ${JOURNAL_FOLDER}/${segment}, byte ${offset}: ${PROBLEMS[problem]}`,
  ];
}

async function blobProblems(folder: string, named: ReadonlySet<string>): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const hash of new Set([...named, ...(await listBlobs(folder))])) {
    const blob = await getBlob(folder, hash);
    if (!blob.ok) problems.push(`Bad blob: blobs/${hash} (${blob.error.reason})`);
  }
  return problems;
}

async function quarantineLines(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(join(folder, QUARANTINE_FOLDER));
    return names.length === 0
      ? []
      : [`${names.length} set aside in ${QUARANTINE_FOLDER}/: ${names.join(', ')}`];
  } catch {
    return [];
  }
}
