import { crc32 } from '../../shared/journal/crc32.ts';
import {
  FRAME_KIND,
  type Frame,
  type FrameKind,
  HEADER_BYTES,
  type NewFrame,
} from '../../shared/journal/frame.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { openJournal } from '../../shared/journal/open-journal.ts';
import type { KnownNumbers } from '../../shared/journal/recovery.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { scanTail, type TailScan } from '../../shared/journal/scan.ts';
import { FaultPort } from './fault-port.ts';
import { IDENTITY, readAll } from './journal-model.ts';
import { seeded } from './random.ts';

export const NOTHING_KNOWN: KnownNumbers = { applied: null, acknowledged: null };
export const FIRST_SEGMENT = 'journal/seg-0000000000000001.cfj';

/** A file system in memory that does nothing wrong until it is told to. */
export function memoryPort(): FaultPort {
  return new FaultPort(seeded(1));
}

/** A frame with a payload of text. */
export function frame(text: string, kind: FrameKind = FRAME_KIND.ownCommit): NewFrame {
  return { kind, payload: new TextEncoder().encode(text) };
}

export function text(payload: Uint8Array): string {
  return new TextDecoder().decode(payload);
}

/** The value of an answer that must have worked. */
export function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`expected an answer, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Opens the journal as a start does: scan, decision, opening. */
export function openAt(port: FaultPort, known: KnownNumbers = NOTHING_KNOWN, segmentBytes?: number): Journal {
  const scan = value(scanTail(port));
  const options = { scan, decision: decideRecovery(scan, known), identity: IDENTITY };
  return value(openJournal(port, segmentBytes === undefined ? options : { ...options, segmentBytes }));
}

/** A closed journal with these appends, each an array of texts; frame 1 is the opening one. */
export function written(appends: readonly (readonly string[])[], segmentBytes?: number): FaultPort {
  const port = memoryPort();
  const journal = openAt(port, NOTHING_KNOWN, segmentBytes);
  for (const texts of appends) value(journal.append(texts.map((each) => frame(each))));
  journal.close();
  return port;
}

export function scanned(port: FaultPort): TailScan {
  return value(scanTail(port));
}

export function framesOf(port: FaultPort): readonly Frame[] {
  return readAll(port).frames;
}

/** Changes one bit of a byte, counted from the end when negative. */
export function flip(port: FaultPort, path: string, at: number): void {
  const bytes = port.bytesOf(path);
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] as number) ^ 1;
}

/** Cuts `count` bytes off the end of a file, as a crash before the flush may. */
export function chop(port: FaultPort, path: string, count: number): void {
  const file = port.open(path);
  file.truncate(port.bytesOf(path).length - count);
  file.flush();
}

/** Adds bytes to the end of a file. */
export function extend(port: FaultPort, path: string, bytes: Uint8Array): void {
  const file = port.open(path);
  file.write(bytes, port.bytesOf(path).length);
  file.flush();
}

/** Changes a frame's header and gives it a right check, as another program might have written it. */
export function rewriteHeader(bytes: Uint8Array, at: number, change: (view: DataView) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  change(view);
  view.setUint32(HEADER_BYTES - 4, crc32(bytes, at, at + HEADER_BYTES - 4), true);
}
