/**
 * Reads XML of strangers into a tree. Nothing in it can make the reader fetch, expand or grow: a document type is refused
 * before anything that it declares could be used, so there are no entities but the five of XML itself, and size, depth and
 * number of elements are bounded.
 */
import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../errors/result.ts';
import { NAMESPACES, type Prefix, type XmlElement } from './xml-element.ts';

/** Why a file cannot be read; each is a translation key. */
export type ReadProblem =
  | 'too-large'
  | 'bad-encoding'
  | 'document-type'
  | 'not-well-formed'
  | 'too-deep'
  | 'too-many-elements'
  | 'not-an-einvoice'
  | 'no-einvoice-inside';

export const READ_LIMITS = {
  /** Bytes of the file; the largest that networks for e-invoices carry is 15 MB. */
  bytes: 20_000_000,
  depth: 40,
  elements: 500_000,
  /** Attributes of one element; the most that any binding reads is four. */
  attributes: 50,
} as const;

class Refused extends Error {
  readonly problem: ReadProblem;
  constructor(problem: ReadProblem) {
    super(problem);
    this.problem = problem;
  }
}

const PREFIXES: ReadonlyMap<string, Prefix> = new Map(
  Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix as Prefix]),
);

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** The text of a file by its byte order mark, the width of its first sign or its XML declaration; else UTF-8. */
export function decodeXml(bytes: Uint8Array): Result<string, ReadProblem> {
  if (bytes.length > READ_LIMITS.bytes) return err('too-large');
  try {
    return ok(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes));
  } catch {
    return err('bad-encoding');
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding=["']([\w-]{1,40})["']/.exec(start)?.[1] ?? 'utf-8';
}

/** The document's root element, every name under this folder's own prefix; names of other namespaces have none. */
export function readXml(source: string): Result<XmlElement, ReadProblem> {
  const parser = new SaxesParser({ xmlns: true });
  const stack: Open[] = [{ name: '', attributes: {}, children: [], text: '' }];
  let count = 0;
  parser.on('doctype', () => {
    throw new Refused('document-type');
  });
  parser.on('error', () => {
    throw new Refused('not-well-formed');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    count += 1;
    if (stack.length > READ_LIMITS.depth) throw new Refused('too-deep');
    if (count > READ_LIMITS.elements) throw new Refused('too-many-elements');
    const entries = Object.values(attributes);
    if (entries.length > READ_LIMITS.attributes) throw new Refused('too-many-elements');
    const prefix = PREFIXES.get(uri);
    stack.push({
      name: prefix === undefined ? local : `${prefix}:${local}`,
      attributes: Object.fromEntries(
        entries.filter(({ prefix: of }) => of === '').map(({ name, value }) => [name, value]),
      ),
      children: [],
      text: '',
    });
  });
  const addText = (text: string) => {
    const open = stack.at(-1);
    if (open) open.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = stack.pop();
    if (closed) stack.at(-1)?.children.push(closed);
  });
  try {
    parser.write(source).close();
  } catch (thrown) {
    if (thrown instanceof Refused) return err(thrown.problem);
    throw thrown;
  }
  const root = stack[0]?.children[0];
  return root ? ok(root) : err('not-well-formed');
}
