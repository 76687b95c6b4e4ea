/**
 * Incremental updates of PDFs that this program wrote (ISO 32000-1, 7.5.6): the bytes of the file stay as they are and in
 * front, objects are added or written anew behind them. E-invoices and the stamps of copies are such updates.
 */
import { createHash } from 'node:crypto';

/** What an update must know of the file that it updates. */
export interface PlainPdf {
  readonly text: string;
  /** Number of objects, with the free one. */
  readonly size: number;
  readonly root: number;
  readonly info: number;
  readonly id: string;
  readonly startxref: number;
  /** Inside of the catalog's dictionary. */
  readonly catalog: string;
}

/** The inside of an object's dictionary, as the file has it. */
export function dictionaryOf(
  { text, startxref }: Pick<PlainPdf, 'text' | 'startxref'>,
  object: number,
): string {
  const offset = Number(text.slice(startxref).split('\n')[2 + object]?.slice(0, 10) ?? Number.NaN);
  const inside = /^\d+ 0 obj\s*<<([\s\S]*?)>>\s*endobj/.exec(text.slice(offset, offset + 20_000))?.[1];
  if (inside === undefined) throw new Error('not a PDF of this program');
  return inside;
}

/** The file as our own pen writes it: one classic cross-reference table, no update yet. Anything else is a fault. */
export function readPlain(pdf: Uint8Array): PlainPdf {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const tail = /trailer\s*<<([\s\S]*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-2000));
  const [, trailer = '', startxref = ''] = tail ?? [];
  const number = (pattern: RegExp) => Number(pattern.exec(trailer)?.[1] ?? Number.NaN);
  const root = number(/\/Root (\d+) 0 R/);
  const info = number(/\/Info (\d+) 0 R/);
  const size = number(/\/Size (\d+)/);
  const id = /\/ID \[ <([0-9A-F]{32})>/.exec(trailer)?.[1] ?? '';
  const catalog = Number.isInteger(root) ? dictionaryOf({ text, startxref: Number(startxref) }, root) : '';
  if (![root, info, size].every(Number.isInteger) || id === '' || !catalog.includes('/Type /Catalog')) {
    throw new Error('not a PDF of this program');
  }
  return { text, size, root, info, id, startxref: Number(startxref), catalog };
}

export const stream = (entries: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream', 'latin1'),
  ]);

export const dictionary = (inside: string): Buffer => Buffer.from(`<< ${inside} >>`, 'latin1');

/** The file with these objects behind it; `size` is the number of objects then, `seed` tells this edition from others. */
export function appendObjects(
  plain: PlainPdf,
  objects: readonly (readonly [number, Buffer])[],
  size: number,
  seed: Buffer,
): Uint8Array {
  const trailer = (second: string) =>
    `trailer\n<<\n/Size ${size}\n/Root ${plain.root} 0 R\n/Info ${plain.info} 0 R\n/ID [ <${plain.id}> <${second}> ]\n/Prev ${plain.startxref}\n>>`;
  const before = Buffer.from(plain.text.endsWith('\n') ? plain.text : `${plain.text}\n`, 'latin1');
  const parts: Buffer[] = [before];
  const offsets: [number, number][] = [];
  let length = before.length;
  for (const [object, body] of objects) {
    offsets.push([object, length]);
    const written = Buffer.concat([
      Buffer.from(`${object} 0 obj\n`, 'latin1'),
      body,
      Buffer.from('\nendobj\n', 'latin1'),
    ]);
    parts.push(written);
    length += written.length;
  }
  const sections = offsets.map(
    ([object, offset]) => `${object} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  );
  const second = createHash('sha256').update(before).update(seed).digest('hex').slice(0, 32).toUpperCase();
  parts.push(
    Buffer.from(`xref\n${sections.join('')}${trailer(second)}\nstartxref\n${length}\n%%EOF\n`, 'latin1'),
  );
  return new Uint8Array(Buffer.concat(parts));
}
