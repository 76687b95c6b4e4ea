/**
 * Factur-X: the XML of an invoice inside its PDF, which becomes PDF/A-3b. The paper's own bytes stay as they are and in
 * front; what is new is appended as an incremental update (ISO 32000-1, 7.5.6), as another edition of the same file. So any
 * template can carry an e-invoice, and its look is that of the archived paper to the last byte.
 */
import { createHash } from 'node:crypto';
import type { Day } from '../../../shared/domain/money.ts';
import { srgbProfile } from './srgb-profile.ts';
import { xmpPacket } from './xmp-packet.ts';

/** The name that Factur-X and ZUGFeRD 2 give to the file inside. */
const FILE_NAME = 'factur-x.xml';
const CREATOR = 'Counterfoil';

export interface EmbedFacts {
  readonly title: string;
  readonly author: string;
  readonly day: Day;
}

/** What an update must know of the file that it updates. */
interface PlainPdf {
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

/** The file as our own pen writes it: one classic cross-reference table, no update yet. Anything else is a fault. */
function readPlain(pdf: Uint8Array): PlainPdf {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const tail = /trailer\s*<<([\s\S]*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-2000));
  const [, trailer = '', startxref = ''] = tail ?? [];
  const number = (pattern: RegExp) => Number(pattern.exec(trailer)?.[1] ?? Number.NaN);
  const root = number(/\/Root (\d+) 0 R/);
  const info = number(/\/Info (\d+) 0 R/);
  const size = number(/\/Size (\d+)/);
  const id = /\/ID \[ <([0-9A-F]{32})>/.exec(trailer)?.[1] ?? '';
  const offset = Number(text.slice(Number(startxref)).split('\n')[2 + root]?.slice(0, 10) ?? Number.NaN);
  const catalog = /^\d+ 0 obj\s*<<([\s\S]*?)>>\s*endobj/.exec(text.slice(offset))?.[1];
  if (![root, info, size].every(Number.isInteger) || id === '' || !catalog?.includes('/Type /Catalog')) {
    throw new Error('not a PDF of this program');
  }
  return { text, size, root, info, id, startxref: Number(startxref), catalog };
}

/** A text string: UTF-16 with its mark, as hexadecimal digits, so that nothing needs escaping. */
function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

const stream = (entries: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream', 'latin1'),
  ]);

/**
 * The PDF with the XML embedded, always the same bytes for the same input.
 * @throws Error when the PDF is not one that this program wrote.
 */
export function embedInvoice(pdf: Uint8Array, xml: string, { title, author, day }: EmbedFacts): Uint8Array {
  const plain = readPlain(pdf);
  const moment = `D:${day.replaceAll('-', '')}000000+00'00'`;
  const data = Buffer.from(xml, 'utf8');
  const packet = xmpPacket({
    title,
    author,
    creator: CREATOR,
    producer: CREATOR,
    created: `${day}T00:00:00+00:00`,
    fileName: FILE_NAME,
  });
  const next = plain.size;
  const [profile, intent, file, filespec, metadata] = [next, next + 1, next + 2, next + 3, next + 4];
  const dictionary = (inside: string) => Buffer.from(`<< ${inside} >>`, 'latin1');
  const catalog = [
    plain.catalog.trim(),
    '/Version /1.7',
    `/Metadata ${metadata} 0 R`,
    `/OutputIntents [${intent} 0 R]`,
    `/AF [${filespec} 0 R]`,
    `/Names << /EmbeddedFiles << /Names [(${FILE_NAME}) ${filespec} 0 R] >> >>`,
  ].join('\n');
  const information = [
    `/Title ${textString(title)}`,
    `/Author ${textString(author)}`,
    `/Creator (${CREATOR})`,
    `/Producer (${CREATOR})`,
    `/CreationDate (${moment})`,
  ].join('\n');
  const objects: readonly (readonly [number, Buffer])[] = [
    [plain.info, dictionary(information)],
    [plain.root, dictionary(catalog)],
    [profile, stream('/N 3', srgbProfile())],
    [
      intent,
      dictionary(
        `/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile ${profile} 0 R`,
      ),
    ],
    [
      file,
      stream(
        `/Type /EmbeddedFile /Subtype /text#2Fxml /Params << /ModDate (${moment}) /Size ${data.length} >>`,
        data,
      ),
    ],
    [
      filespec,
      dictionary(
        `/Type /Filespec /F (${FILE_NAME}) /UF (${FILE_NAME}) /AFRelationship /Alternative /Desc (Factur-X) /EF << /F ${file} 0 R /UF ${file} 0 R >>`,
      ),
    ],
    [metadata, stream('/Type /Metadata /Subtype /XML', Buffer.from(packet, 'utf8'))],
  ];
  const trailer = (second: string) =>
    `trailer\n<<\n/Size ${next + 5}\n/Root ${plain.root} 0 R\n/Info ${plain.info} 0 R\n/ID [ <${plain.id}> <${second}> ]\n/Prev ${plain.startxref}\n>>`;
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
  const second = createHash('sha256').update(before).update(data).digest('hex').slice(0, 32).toUpperCase();
  parts.push(
    Buffer.from(`xref\n${sections.join('')}${trailer(second)}\nstartxref\n${length}\n%%EOF\n`, 'latin1'),
  );
  return new Uint8Array(Buffer.concat(parts));
}
