/** An e-invoice that came in, as the model: UBL 2.1 or CII D16B, whichever the file is. */
import { err, ok, type Result } from '../errors/result.ts';
import { type Binding, readRoot } from './binding.ts';
import { CII_BINDING } from './cii.ts';
import { fromCiiShape } from './cii-shape.ts';
import type { EInvoice } from './model.ts';
import { decodeXml, type ReadProblem, readXml } from './read-xml.ts';
import { ublBinding } from './ubl.ts';
import { fromUblShape } from './ubl-shape.ts';
import type { XmlElement } from './xml-element.ts';

export interface ReadEInvoice {
  readonly invoice: EInvoice;
  readonly syntax: 'ubl' | 'cii';
}

const KINDS: Readonly<
  Record<string, { readonly kind: EInvoice['kind']; readonly binding: readonly Binding[] }>
> = {
  'ubl:Invoice': { kind: 'invoice', binding: ublBinding('invoice') },
  'cn:CreditNote': { kind: 'creditNote', binding: ublBinding('creditNote') },
};

/** Reads the bytes of an XML file. Elements that EN 16931 does not know are passed over. */
export function readEInvoice(bytes: Uint8Array): Result<ReadEInvoice, ReadProblem> {
  const text = decodeXml(bytes);
  if (!text.ok) return text;
  const root = readXml(text.value);
  return root.ok ? fromRoot(root.value) : root;
}

function fromRoot(root: XmlElement): Result<ReadEInvoice, ReadProblem> {
  if (root.name === 'rsm:CrossIndustryInvoice') {
    return ok({ invoice: fromCiiShape(readRoot(root, CII_BINDING)), syntax: 'cii' });
  }
  const known = Object.hasOwn(KINDS, root.name) ? KINDS[root.name] : undefined;
  if (!known) return err('not-an-einvoice');
  return ok({ invoice: fromUblShape(readRoot(root, known.binding), known.kind), syntax: 'ubl' });
}
