/** A ZIP that is written while it is made: what is added comes out at once as bytes. */
// The build for Node declares a `require` of its own, which the bundle has already; what is used here is the same in both.
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate/browser';

/** Beyond this a ZIP needs the 64-bit form, which not every program reads. */
export const MOST_BYTES = 4_000_000_000;

/** Level of deflate: a third of the time of the usual one, for a few percent of the size. */
const LEVEL = 3;

export class ZipStream {
  private readonly parts: Uint8Array[] = [];
  private readonly zip: Zip;
  /** Bytes that have come out so far. */
  written = 0;

  constructor() {
    this.zip = new Zip((fault, part) => {
      if (fault) throw fault;
      this.parts.push(part);
      this.written += part.length;
    });
  }

  /** A file whose bytes come in pieces; the next one begins when it has ended. */
  file(name: string): { push(bytes: Uint8Array): void; end(): void } {
    const file = new ZipDeflate(name, { level: LEVEL });
    this.zip.add(file);
    return {
      push: (bytes) => file.push(bytes),
      end: () => file.push(new Uint8Array(), true),
    };
  }

  /** A whole file that is packed already, as PDFs are. */
  stored(name: string, bytes: Uint8Array): void {
    const file = new ZipPassThrough(name);
    this.zip.add(file);
    file.push(bytes, true);
  }

  /** Says that no file follows. */
  end(): void {
    this.zip.end();
  }

  /** The bytes since the last call. */
  take(): Uint8Array {
    const all = Buffer.concat(this.parts.splice(0));
    return new Uint8Array(all.buffer, all.byteOffset, all.length);
  }
}
