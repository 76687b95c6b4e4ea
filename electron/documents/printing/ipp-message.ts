/** The little of the Internet Printing Protocol (RFC 8010) that asking for attributes needs: one request, one flat answer. */

export const GET_JOB_ATTRIBUTES = 0x0009;
export const GET_PRINTER_ATTRIBUTES = 0x000b;

const OPERATION_GROUP = 0x01;
const END = 0x03;
const FIRST_VALUE_TAG = 0x10;
const INTEGER = 0x21;
const ENUM = 0x23;
const CHARSET = 0x47;
const LANGUAGE = 0x48;
const URI = 0x45;
const KEYWORD = 0x44;

export type IppValue = string | number;

export interface IppAnswer {
  /** Below 0x0100 the request was done; 0x0406 is "not found". */
  readonly status: number;
  readonly attributes: ReadonlyMap<string, readonly IppValue[]>;
}

function attribute(tag: number, name: string, value: string): Buffer {
  const nameBytes = Buffer.from(name);
  const valueBytes = Buffer.from(value);
  const head = Buffer.alloc(3);
  head.writeUInt8(tag);
  head.writeUInt16BE(nameBytes.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(valueBytes.length);
  return Buffer.concat([head, nameBytes, length, valueBytes]);
}

/** A request for attributes of the job or printer at `uri`, which goes in the attribute `target`. */
export function encodeRequest(
  operation: number,
  target: 'job-uri' | 'printer-uri',
  uri: string,
  wanted: readonly string[],
): Buffer {
  const head = Buffer.from([0x01, 0x01, operation >> 8, operation & 0xff, 0, 0, 0, 1, OPERATION_GROUP]);
  return Buffer.concat([
    head,
    attribute(CHARSET, 'attributes-charset', 'utf-8'),
    attribute(LANGUAGE, 'attributes-natural-language', 'en'),
    attribute(URI, target, uri),
    ...wanted.map((name, index) => attribute(KEYWORD, index === 0 ? 'requested-attributes' : '', name)),
    Buffer.from([END]),
  ]);
}

/** Reads an answer; `null` when the bytes end early or are something else. Values are numbers or text, others are text too. */
export function decodeAnswer(bytes: Buffer): IppAnswer | null {
  if (bytes.length < 9) return null;
  const attributes = new Map<string, IppValue[]>();
  let at = 8;
  let values: IppValue[] = [];
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === END) return { status: bytes.readUInt16BE(2), attributes };
    if (tag < FIRST_VALUE_TAG) continue;
    if (at + 2 > bytes.length) return null;
    const nameEnd = at + 2 + bytes.readUInt16BE(at);
    if (nameEnd + 2 > bytes.length) return null;
    const end = nameEnd + 2 + bytes.readUInt16BE(nameEnd);
    if (end > bytes.length) return null;
    const name = bytes.toString('utf8', at + 2, nameEnd);
    // A value without a name is one more of the attribute before it.
    if (name !== '') {
      values = [];
      attributes.set(name, values);
    }
    const isNumber = (tag === INTEGER || tag === ENUM) && end - nameEnd === 6;
    values.push(isNumber ? bytes.readInt32BE(nameEnd + 2) : bytes.toString('utf8', nameEnd + 2, end));
    at = end;
  }
  return null;
}
