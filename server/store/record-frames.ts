/**
 * Records as frames of the server's own journal (SV3) and back. A commit is a frame of its own, so that no frame grows
 * beyond what the journal takes; the frames of one transaction are numbered, and count only when all of them are there:
 * a power cut may leave the first few of an unfinished append (JO8).
 */
import { FRAME_KIND, type Frame, type NewFrame } from '../../shared/journal/frame.ts';
import type { HeldCommit, PlacedCommit, ServerRecord } from './records.ts';

type Of<Kind extends ServerRecord['kind']> = Extract<ServerRecord, { kind: Kind }>;
type PlacedHeader = Omit<PlacedCommit, 'envelope' | 'body'>;
type HeldHeader = Omit<HeldCommit, 'envelope' | 'body'>;

/** What a frame says before the bytes of a commit, if it brings one. */
interface FrameHeader {
  /** Place of the frame within its transaction, and how many it has. */
  readonly part: number;
  readonly of: number;
  /** The record, without its commits; the frames after it bring those. */
  readonly record?: ServerRecord;
  readonly commit?: PlacedHeader;
  readonly held?: HeldHeader;
  /** Length of the envelope in front of the body. */
  readonly envelope?: number;
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });
const LENGTH_BYTES = 4;

type Part = Omit<FrameHeader, 'part' | 'of'> & {
  readonly envelopeBytes?: Uint8Array;
  readonly body?: Uint8Array;
};

/** The frames of one transaction's records. */
export function framesOf(records: readonly ServerRecord[]): readonly NewFrame[] {
  const parts = records.flatMap(partsOf);
  return parts.map((part, index) => frameOf(part, index, parts.length));
}

function partsOf(record: ServerRecord): readonly Part[] {
  if (record.kind === 'commits') {
    const commits = record.commits.map(
      ({ envelope, body, ...commit }): Part => ({ commit, envelopeBytes: envelope, body }),
    );
    return [{ record: { ...record, commits: [] } }, ...commits];
  }
  if (record.kind === 'held') {
    const commits = record.commits.map(
      ({ envelope, body, ...held }): Part => ({ held, envelopeBytes: envelope, body }),
    );
    return [{ record: { ...record, commits: [] } }, ...commits];
  }
  return [{ record }];
}

function frameOf({ envelopeBytes, body, ...said }: Part, part: number, of: number): NewFrame {
  const envelope = envelopeBytes ?? new Uint8Array();
  const rest = body ?? new Uint8Array();
  const header = utf8.encode(JSON.stringify({ part, of, ...said, envelope: envelope.length }));
  const payload = new Uint8Array(LENGTH_BYTES + header.length + envelope.length + rest.length);
  new DataView(payload.buffer).setUint32(0, header.length, true);
  payload.set(header, LENGTH_BYTES);
  payload.set(envelope, LENGTH_BYTES + header.length);
  payload.set(rest, LENGTH_BYTES + header.length + envelope.length);
  return { kind: said.commit === undefined ? FRAME_KIND.ownCommit : FRAME_KIND.foreignCommit, payload };
}

/** Puts the records of whole transactions together again; feed it the journal's frames in order. */
export class RecordReader {
  #records: ServerRecord[] = [];
  #next = 0;

  /** The records of the transaction that this frame completes, else none. */
  take(frame: Frame): readonly ServerRecord[] {
    if (frame.kind !== FRAME_KIND.ownCommit && frame.kind !== FRAME_KIND.foreignCommit) return [];
    const { header, bytes } = readFrame(frame.payload);
    if (header.part === 0) {
      this.#records = [];
      this.#next = 0;
    }
    // The beginning of this transaction is gone: nobody was told that it happened.
    if (header.part !== this.#next) return [];
    this.#next += 1;
    this.#add(header, bytes);
    if (this.#next < header.of) return [];
    const records = this.#records;
    this.#records = [];
    this.#next = 0;
    return records;
  }

  #add({ record, commit, held, envelope = 0 }: FrameHeader, bytes: Uint8Array): void {
    if (record !== undefined) this.#records.push(record);
    const both = { envelope: bytes.subarray(0, envelope), body: bytes.subarray(envelope) };
    const last = this.#records.length - 1;
    if (commit !== undefined) {
      const into = this.#records[last] as Of<'commits'>;
      this.#records[last] = { ...into, commits: pushed(into.commits, { ...commit, ...both }) };
    }
    if (held !== undefined) {
      const into = this.#records[last] as Of<'held'>;
      this.#records[last] = { ...into, commits: pushed(into.commits, { ...held, ...both }) };
    }
  }
}

/** The list is this reader's own until the transaction is complete: it grows in place. */
function pushed<Row>(list: readonly Row[], row: Row): readonly Row[] {
  (list as Row[]).push(row);
  return list;
}

function readFrame(payload: Uint8Array): { readonly header: FrameHeader; readonly bytes: Uint8Array } {
  const length = new DataView(payload.buffer, payload.byteOffset, payload.length).getUint32(0, true);
  const text = fromUtf8.decode(payload.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
  return { header: JSON.parse(text) as FrameHeader, bytes: payload.subarray(LENGTH_BYTES + length) };
}
