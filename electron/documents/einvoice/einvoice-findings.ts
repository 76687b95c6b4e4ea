/** What stands in the way of the e-invoice that the customer wants, asked before the document is issued (DO2). */
import type { IssuedDocument } from '../../../shared/domain/document.ts';
import type { Violation } from '../../../shared/einvoice/rules/rule.ts';
import type { Finding } from '../../../shared/errors/index.ts';
import { makeEInvoice } from './make-einvoice.ts';

/** Number that a draft does not have yet; any will do, since no rule asks more of it than to be there. */
const SOME_NUMBER = '1';

/** Fields of a line's form by the model's, for those that are called otherwise. */
const LINE_FIELDS: Readonly<Record<string, string>> = {
  price: 'unitPrice',
  name: 'description',
  vat: 'tax',
  net: 'quantity',
};

/** The field of the draft in which the cause lies; what lies in no field of it has the path `customer` or none. */
function draftPath({ path }: Violation): string {
  const [part = '', index = '', field = ''] = path.split('.');
  if (part === 'lines' && field !== '') return `lines.${index}.${LINE_FIELDS[field] ?? field}`;
  if (part === 'buyer' || part === 'buyerReference') return 'customer';
  if (part === 'delivery') return 'supplyDate';
  return part === 'dueDate' ? 'dueDate' : '';
}

/** Fatal rules only, each once; a document of a customer who wants none has none. */
export function eInvoiceFindings(document: IssuedDocument): Finding[] {
  const { eInvoice } = document;
  if (!eInvoice) return [];
  const numbered = document.number === '' ? { ...document, number: SOME_NUMBER } : document;
  const { violations } = makeEInvoice(numbered, eInvoice, eInvoice.format);
  const fatal = violations.filter(({ severity }) => severity === 'fatal');
  const once = fatal.filter(({ rule }, index) => fatal.findIndex((other) => other.rule === rule) === index);
  return once.map((violation) => {
    const { rule, fault, terms, found = '', expected = '' } = violation;
    return {
      code: `einvoice.${rule}`,
      severity: 'ask',
      path: draftPath(violation),
      params: { rule, fault, terms: terms.join(' '), found, expected },
    };
  });
}
