/** Reads from the record what a server does not have yet: the suffix of a device's own commits, oldest first (SY1). */
import { createHash } from 'node:crypto';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import {
  authorHash,
  type CommitBytes,
  type Envelope,
  readEnvelope,
  toHex,
  unpackCommit,
} from '../../shared/events/commit.ts';
import { unpackForeign } from '../../shared/events/confirmation.ts';
import { readWithheld } from '../../shared/events/withheld-body.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { type Signature, zSignature } from '../../shared/wire/commits.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { JournalHandle } from '../company/journal-handle.ts';
import type { BodySealing } from './body-sealing.ts';

/** Bytes read from the journal at once. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;

/** A commit on its way, with the frame in which it lies; in short where its body is not here. */
export interface Outgoing {
  readonly envelope: Pick<Envelope, 'id' | 'device' | 'sequence' | 'recorded'>;
  readonly bytes: CommitBytes;
  /** Author hash (EV2), hex. */
  readonly hash: string;
  readonly frame: number;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The commit in a frame, own or foreign; `undefined` for frames of other kinds. */
export function commitOf(
  frame: Pick<Frame, 'kind' | 'payload'>,
): { readonly envelope: Envelope; readonly bytes: CommitBytes } | undefined {
  const packed =
    frame.kind === FRAME_KIND.ownCommit
      ? frame.payload
      : frame.kind === FRAME_KIND.foreignCommit
        ? unpackForeign(frame.payload)?.commit
        : undefined;
  const bytes = packed && unpackCommit(packed);
  const envelope = bytes && readEnvelope(bytes);
  return bytes && envelope && { envelope, bytes };
}

export const hashOf = (bytes: CommitBytes): string => toHex(authorHash(bytes, sha256));

/** A commit of the record, with the frame in which it lies. */
interface Found {
  readonly envelope: Envelope;
  readonly bytes: CommitBytes;
  readonly frame: number;
}

/** All frames from a number on, so many bytes of them at a time. */
export async function* framesFrom(
  journal: Pick<JournalHandle, 'readFrom'>,
  from: number,
  bytes = BYTES_AT_ONCE,
): AsyncGenerator<Result<Frame, AppError>> {
  for (let next = from; ; ) {
    const read = await journal.readFrom(next, bytes);
    if (!read.ok) {
      yield read;
      return;
    }
    for (const frame of read.value) yield ok(frame);
    const last = read.value.at(-1);
    if (!last) return;
    next = last.number + 1;
  }
}

/**
 * The next run of a device's commits behind `after` that fits one push, read from frame `from` on; empty when there is
 * none. Commits of one device stand in the journal in their own order, so the first that does not follow ends the run.
 */
export async function nextRun(
  journal: Pick<JournalHandle, 'readFrom'>,
  device: string,
  after: number,
  from: number,
  most: number = LIMITS.pushCommits,
): Promise<Result<readonly Outgoing[], AppError>> {
  const run: Outgoing[] = [];
  let bytes = 0;
  for await (const read of framesFrom(journal, from, LIMITS.pushBytes)) {
    if (!read.ok) return read;
    const commit = commitOf(read.value);
    if (commit?.envelope.device !== device || commit.envelope.sequence <= after + run.length) continue;
    if (commit.envelope.sequence !== after + run.length + 1) {
      // A commit that this program cannot read stands in the way: not to be taken for an empty queue.
      if (run.length === 0) return err({ kind: 'unavailable', what: 'journal' });
      break;
    }
    bytes += commit.bytes.envelope.length + commit.bytes.body.length;
    if (run.length > 0 && (run.length === most || bytes > LIMITS.pushBytes)) break;
    run.push({ ...commit, hash: hashOf(commit.bytes), frame: read.value.number });
  }
  return ok(run);
}

/** Commits of the record by their ids, from wherever they lie in it; of those that lie there twice the first. */
export async function findCommits(
  journal: Pick<JournalHandle, 'readFrom'>,
  ids: ReadonlySet<string>,
): Promise<Result<ReadonlyMap<string, Found>, AppError>> {
  const found = new Map<string, Found>();
  if (ids.size === 0) return ok(found);
  for await (const read of framesFrom(journal, 1)) {
    if (!read.ok) return read;
    const commit = commitOf(read.value);
    if (!commit || !ids.has(commit.envelope.id) || found.has(commit.envelope.id)) continue;
    found.set(commit.envelope.id, { ...commit, frame: read.value.number });
    if (found.size === ids.size) break;
  }
  return ok(found);
}

/** A run as it goes out: sealed in a company whose bodies are (DV5); `undefined` while this desktop lacks the key. */
export function sealedRun(
  sealing: BodySealing,
  run: readonly Pick<Outgoing, 'bytes'>[],
): readonly CommitBytes[] | undefined {
  const sealed = run.map(({ bytes }) => (readWithheld(bytes.body) ? bytes : sealing.seal(bytes)));
  return sealed.every((bytes) => bytes !== undefined) ? sealed : undefined;
}

/** The signature in a signature frame; `undefined` for anything else. */
export function signatureIn(frame: Frame): Signature | undefined {
  if (frame.kind !== FRAME_KIND.signature) return undefined;
  try {
    return zSignature.safeParse(JSON.parse(new TextDecoder().decode(frame.payload))).data;
  } catch {
    return undefined;
  }
}
