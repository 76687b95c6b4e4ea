/** An invoice of EN 16931 as a file in UBL 2.1 or CII D16B. */
import { writeRoot } from './binding.ts';
import { CII_BINDING } from './cii.ts';
import { toCiiShape } from './cii-shape.ts';
import { ruleSetOf } from './formats.ts';
import type { EInvoice } from './model.ts';
import { ublBinding } from './ubl.ts';
import { toUblShape } from './ubl-shape.ts';
import { writeXml } from './xml-element.ts';

/** The file's text, which is to be stored as UTF-8. The same document gives the same text. */
export function writeEInvoice(invoice: EInvoice, syntax: 'ubl' | 'cii'): string {
  const currency = invoice.currency ?? '';
  if (syntax === 'cii') {
    const root = writeRoot('rsm:CrossIndustryInvoice', CII_BINDING, toCiiShape(invoice), currency);
    return writeXml(root, ['rsm', 'ram', 'qdt', 'udt']);
  }
  const { kind, specification } = invoice;
  const credit = kind === 'creditNote';
  const name = credit ? 'cn:CreditNote' : 'ubl:Invoice';
  const taxScheme = ruleSetOf(specification) === 'peppol' ? 'TAX' : 'FC';
  const root = writeRoot(name, ublBinding(kind, taxScheme), toUblShape(invoice), currency);
  return writeXml(root, [credit ? 'cn' : 'ubl', 'cac', 'cbc']);
}
