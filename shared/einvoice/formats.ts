/** The kinds of e-invoice that can be written: a syntax, and the specification that the file says it follows (BT-24). */
import type { EInvoiceFormat } from '../domain/einvoice-request.ts';

/** Whose rules a document of the format must keep besides EN 16931. */
export type RuleSet = 'en16931' | 'peppol' | 'xrechnung';

interface FormatFacts {
  readonly syntax: 'ubl' | 'cii';
  /** BT-24 */
  readonly specification: string;
  /** BT-23, where the format asks for one. */
  readonly process?: string;
  readonly rules: RuleSet;
}

const EN16931 = 'urn:cen.eu:en16931:2017';
const XRECHNUNG = `${EN16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;
const BILLING = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

export const FORMATS: Readonly<Record<EInvoiceFormat, FormatFacts>> = {
  ubl: { syntax: 'ubl', specification: EN16931, rules: 'en16931' },
  cii: { syntax: 'cii', specification: EN16931, rules: 'en16931' },
  'xrechnung-ubl': { syntax: 'ubl', specification: XRECHNUNG, process: BILLING, rules: 'xrechnung' },
  'xrechnung-cii': { syntax: 'cii', specification: XRECHNUNG, process: BILLING, rules: 'xrechnung' },
  peppol: {
    syntax: 'ubl',
    specification: `${EN16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`,
    process: BILLING,
    rules: 'peppol',
  },
  'factur-x': { syntax: 'cii', specification: EN16931, rules: 'en16931' },
};

/** The rules that a file which came in must keep, by what it says of itself (BT-24). */
export function ruleSetOf(specification: string | undefined): RuleSet {
  if (specification?.includes('xrechnung')) return 'xrechnung';
  return specification?.includes('peppol') ? 'peppol' : 'en16931';
}
