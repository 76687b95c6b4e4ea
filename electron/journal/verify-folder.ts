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

/**
 * Checks a company's folder as far as it can be checked without keys: every frame, header, number and chain of the
 * journal (JO3), every commit's place in its author's chain and every signature (EV2), every blob that is there or
 * that a commit names (EV11). Only reads.
 */
export async function verifyFolder(folder: string): Promise<FolderReport> {
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
  const found = [...describe(report.value), ...checks.lines, ...(await quarantineLines(folder))];
  const problems = [
    ...faultLines(report.value),
    ...checks.problems,
    ...(await blobProblems(folder, checks.blobs)),
  ];
  const closing =
    problems.length === 0 ? 'Sound: everything checked is as it was written.' : 'DAMAGED: see above.';
  return {
    outcome: problems.length === 0 ? 'sound' : 'damaged',
    lines: [...lines, ...found, ...problems, closing],
  };
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
