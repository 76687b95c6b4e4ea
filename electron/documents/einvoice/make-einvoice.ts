/** An issued document as an e-invoice: mapped, checked, and written only when nothing fatal was found. */
import type { IssuedDocument } from '../../../shared/domain/document.ts';
import type { EInvoiceFormat } from '../../../shared/domain/einvoice-request.ts';
import { checkEInvoice } from '../../../shared/einvoice/check-einvoice.ts';
import { documentProblems } from '../../../shared/einvoice/document-problems.ts';
import { FORMATS } from '../../../shared/einvoice/formats.ts';
import { type EInvoiceFacts, eInvoiceFrom } from '../../../shared/einvoice/from-document.ts';
import type { Violation } from '../../../shared/einvoice/rules/rule.ts';
import { writeEInvoice } from '../../../shared/einvoice/write-einvoice.ts';

export interface MadeEInvoice {
  readonly violations: readonly Violation[];
  /** `null` when a fatal violation stands in the way. */
  readonly xml: string | null;
}

/** What cannot be said at all is named alone: mapping such a document would only add faults that follow from it. */
export function makeEInvoice(
  document: IssuedDocument,
  facts: EInvoiceFacts,
  format: EInvoiceFormat,
): MadeEInvoice {
  const problems = documentProblems(document);
  if (problems.length > 0) return { violations: problems, xml: null };
  const { rules, syntax } = FORMATS[format];
  const invoice = eInvoiceFrom(document, facts, format);
  const violations = checkEInvoice(invoice, rules);
  const isFatal = violations.some(({ severity }) => severity === 'fatal');
  return { violations, xml: isFatal ? null : writeEInvoice(invoice, syntax) };
}
