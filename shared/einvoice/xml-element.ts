/** XML as a tree of elements under the prefixes of this folder, and as text. Only what e-invoices need: no mixed content. */

export interface XmlElement {
  /** With this folder's own prefix, whatever the file calls it: `cbc:ID`, `ram:Name`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export const NAMESPACES = {
  ubl: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
  cn: 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2',
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
} as const;

export type Prefix = keyof typeof NAMESPACES;

/** Characters that XML 1.0 cannot carry at all, not even escaped: controls, lone surrogates and two non-characters. */
const FORBIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text inside an element. What XML cannot carry becomes U+FFFD, so that it is seen and the file stays well-formed. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);
}

function attributeText(value: string): string {
  return escapeXml(value).replace(/[\n\t]/g, (found) => (found === '\n' ? '&#10;' : '&#9;'));
}

function writeElement(element: XmlElement, indent: string, extra: string): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${attributeText(value)}"`)
    .join('');
  const start = `${indent}<${element.name}${extra}${attributes}`;
  if (element.children.length === 0) {
    return element.text === '' ? `${start}/>\n` : `${start}>${escapeXml(element.text)}</${element.name}>\n`;
  }
  const inner = element.children.map((child) => writeElement(child, `${indent}  `, '')).join('');
  return `${start}>\n${inner}${indent}</${element.name}>\n`;
}

/** The whole file, UTF-8; the root declares the `prefixes`. */
export function writeXml(root: XmlElement, prefixes: readonly Prefix[]): string {
  const declared = prefixes.map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix]}"`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '', declared)}`;
}
