/**
 * Factur-X: the XML of an invoice inside its PDF, which becomes PDF/A-3b. The paper's own bytes stay as they are and in
 * front; what is new is appended as an incremental update (ISO 32000-1, 7.5.6), as another edition of the same file. So any
 * template can carry an e-invoice, and its look is that of the archived paper to the last byte.
 */
import type { Day } from '../../../shared/domain/money.ts';
import { appendObjects, dictionary, readPlain, stream } from '../pdf-update.ts';
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

/** A text string: UTF-16 with its mark, as hexadecimal digits, so that nothing needs escaping. */
function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

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
  return appendObjects(plain, objects, next + 5, data);
}
