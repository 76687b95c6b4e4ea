/** The frames themselves, as the books keep them: whole documents are read from here, and a lost journal rebuilt (BO1, BO3). */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { type Commit, type CommitBytes, decodeCommit, unpackCommit } from '../../shared/events/commit.ts';
import { unpackForeign } from '../../shared/events/confirmation.ts';
import type { LogRow } from './rows.ts';
import type { BooksDatabase } from './schema.ts';

/** Kinds of frames that the books read (JO4); the others are only kept. */
export const FRAME = { ownCommit: 2, foreignCommit: 3, acknowledgement: 4 } as const;

const CHAIN_BYTES = 32;

/** Larger rows are moved out of the database into files of their own by Chromium, and cost more to read one document from. */
const ROW_BYTES = 60_000;
const ROW_FRAMES = 500;

/** Log rows for consecutive frames. */
export function toLogRows(frames: readonly BooksFrame[]): LogRow[] {
  const rows: LogRow[] = [];
  let begin = 0;
  while (begin < frames.length) {
    let end = begin;
    let bytes = 0;
    while (end < frames.length && end - begin < ROW_FRAMES) {
      const size = frames[end]?.payload.length ?? 0;
      if (end > begin && bytes + size > ROW_BYTES) break;
      bytes += size;
      end += 1;
    }
    rows.push(toLogRow(frames.slice(begin, end), bytes));
    begin = end;
  }
  return rows;
}

function toLogRow(frames: readonly BooksFrame[], size: number): LogRow {
  const row = {
    first: frames[0]?.number ?? 0,
    kinds: new Uint8Array(frames.length),
    ends: new Uint32Array(frames.length),
    bytes: new Uint8Array(size),
    chains: new Uint8Array(frames.length * CHAIN_BYTES),
  };
  let at = 0;
  for (const [index, frame] of frames.entries()) {
    row.kinds[index] = frame.kind;
    row.bytes.set(frame.payload, at);
    at += frame.payload.length;
    row.ends[index] = at;
    row.chains.set(frame.chain, index * CHAIN_BYTES);
  }
  return row;
}

function frameOf(row: LogRow, index: number): BooksFrame {
  const begin = index === 0 ? 0 : (row.ends[index - 1] ?? 0);
  return {
    kind: row.kinds[index] ?? 0,
    number: row.first + index,
    payload: row.bytes.slice(begin, row.ends[index]),
    chain: row.chains.slice(index * CHAIN_BYTES, (index + 1) * CHAIN_BYTES),
  };
}

/** At most `limit` frames from number `from` on. */
export async function readFrames(db: BooksDatabase, from: number, limit: number): Promise<BooksFrame[]> {
  const before = await db.log.where(':id').belowOrEqual(from).last();
  const frames: BooksFrame[] = [];
  let row = before ?? (await db.log.where(':id').above(from).first());
  while (row && frames.length < limit) {
    for (let index = 0; index < row.kinds.length && frames.length < limit; index++) {
      if (row.first + index >= from) frames.push(frameOf(row, index));
    }
    row = await db.log.where(':id').above(row.first).first();
  }
  return frames;
}

/** The frames of the last row that begins before number `before`, without those from there on; none at the beginning. */
export async function readFramesBefore(db: BooksDatabase, before: number): Promise<BooksFrame[]> {
  const row = await db.log.where(':id').below(before).last();
  if (!row) return [];
  const frames = Array.from(row.kinds, (_, index) => frameOf(row, index));
  return frames.filter(({ number }) => number < before);
}

/** The bytes of the commit in a frame of either kind; `undefined` when the frame is none. */
export function commitBytesIn({ kind, payload }: BooksFrame): CommitBytes | undefined {
  let packed: Uint8Array | undefined;
  if (kind === FRAME.ownCommit) packed = payload;
  else if (kind === FRAME.foreignCommit) packed = unpackForeign(payload)?.commit;
  return packed && unpackCommit(packed);
}

/** The commit in a frame; `undefined` when the frame is none or a newer program wrote it (EV7). */
export function commitIn(frame: BooksFrame): Commit | undefined {
  const bytes = commitBytesIn(frame);
  return bytes && decodeCommit(bytes);
}

/** The log row that holds frame `number`. */
async function rowWith(db: BooksDatabase, number: number): Promise<LogRow | undefined> {
  const row = await db.log.where(':id').belowOrEqual(number).last();
  return row && number < endOf(row) ? row : undefined;
}

const endOf = (row: LogRow): number => row.first + row.kinds.length;

/** The commit in frame `number`, when the books hold it and can read it. */
export async function readCommit(db: BooksDatabase, number: number): Promise<Commit | undefined> {
  const row = await rowWith(db, number);
  return row && commitIn(frameOf(row, number - row.first));
}

/** The commits in these frames, by number; each row of the log is read once. Without those that cannot be read. */
export async function readCommits(
  db: BooksDatabase,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Commit>> {
  const found = new Map<number, Commit>();
  let row: LogRow | undefined;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    if (!row || number >= endOf(row)) row = await rowWith(db, number);
    const commit = row && commitIn(frameOf(row, number - row.first));
    if (commit) found.set(number, commit);
  }
  return found;
}
