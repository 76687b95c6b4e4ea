/**
 * jsPDF reads a face anew for each document and puts its subset together in arrays of numbers, which is most of the time
 * that a document takes. The faces of the paper are two: each is read once for each thread, its tables are copied as
 * bytes, and every document gets a copy of what a document changes. The bytes of the PDF are the same
 * (`test/documents/paper-hashes.json`).
 */
import { jsPDF } from 'jspdf';

interface FaceTable {
  raw(): ArrayLike<number>;
}

/** The part of jsPDF's own font object that is touched here. */
interface ParsedFace {
  readonly directory: {
    readonly scalarType: number;
    encode(tables: Readonly<Record<string, ArrayLike<number>>>): ArrayLike<number>;
  };
  readonly cmap: FaceTable;
  readonly hmtx: FaceTable;
  readonly hhea: FaceTable;
  readonly maxp: FaceTable;
  readonly post: FaceTable;
  readonly name: FaceTable;
  readonly os2: FaceTable;
}

interface FaceReader {
  open(file: Uint8Array): ParsedFace;
}

const HEADER = 12;
const ENTRY = 16;
const WHOLE = 0xb1b0afba;

/** Sum of a table's 32-bit words, the last one filled with zeros (OpenType, "Calculating checksums"). */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    sum +=
      (bytes[at] ?? 0) * 0x1000000 +
      ((bytes[at + 1] ?? 0) << 16) +
      ((bytes[at + 2] ?? 0) << 8) +
      (bytes[at + 3] ?? 0);
  }
  return sum & 0xffffffff;
}

/** A font file of these tables, byte by byte as jsPDF puts it together. */
export function fontFile(
  scalarType: number,
  tables: Readonly<Record<string, ArrayLike<number>>>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tables).map(([tag, table]) => [tag, Uint8Array.from(table)] as const);
  const start = HEADER + entries.length * ENTRY;
  const length = entries.reduce((sum, [, { length }]) => sum + Math.ceil(length / 4) * 4, start);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  const searchRange = Math.floor(Math.log2(entries.length)) * 16;
  view.setUint32(0, scalarType);
  view.setUint16(4, entries.length);
  view.setUint16(6, searchRange);
  view.setUint16(8, Math.floor(searchRange / Math.LN2));
  view.setUint16(10, entries.length * 16 - searchRange);
  let offset = start;
  let head = 0;
  entries.forEach(([tag, table], index) => {
    const entry = HEADER + index * ENTRY;
    for (let at = 0; at < 4; at += 1) file[entry + at] = tag.charCodeAt(at);
    view.setUint32(entry + 4, checksum(table));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, table.length);
    file.set(table, offset);
    if (tag === 'head') head = offset;
    offset += Math.ceil(table.length / 4) * 4;
  });
  view.setUint32(head + 8, WHOLE - checksum(file));
  return file;
}

/** Tables that go into every subset as they are. */
const UNCHANGED = ['cmap', 'hmtx', 'hhea', 'maxp', 'post', 'name', 'os2'] as const;

function prepare(face: ParsedFace): ParsedFace {
  for (const name of UNCHANGED) {
    const bytes = Uint8Array.from(face[name].raw());
    face[name].raw = () => bytes;
  }
  face.directory.encode = (tables) => fontFile(face.directory.scalarType, tables);
  return face;
}

const reader = (jsPDF.API as unknown as { readonly TTFFont: FaceReader }).TTFFont;
const openAnew = reader.open;
const known: { readonly file: Uint8Array; readonly face: ParsedFace }[] = [];

/** Makes jsPDF read every face once in this thread. */
export function readFacesOnce(): void {
  reader.open = (file) => {
    let found = known.find((each) => Buffer.compare(each.file, file) === 0);
    if (!found) {
      found = { file, face: prepare(openAnew(file)) };
      known.push(found);
    }
    const { face } = found;
    // What a document notes in it (its glyphs and their widths) is its own; the tables are everybody's.
    return Object.assign(Object.create(Object.getPrototypeOf(face)), face, { toUnicode: {} });
  };
}
