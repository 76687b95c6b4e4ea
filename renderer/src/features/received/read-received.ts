/** A file that came in, as an e-invoice with everything that is to be said about it. Nothing is kept. */

import { checkEInvoice } from '../../../../shared/einvoice/check-einvoice.ts';
import { compareTotals } from '../../../../shared/einvoice/compare-totals.ts';
import { type RuleSet, ruleSetOf } from '../../../../shared/einvoice/formats.ts';
import type { EInvoice } from '../../../../shared/einvoice/model.ts';
import { readEInvoice } from '../../../../shared/einvoice/read-einvoice.ts';
import { READ_LIMITS, type ReadProblem } from '../../../../shared/einvoice/read-xml.ts';
import { err, ok, type Result } from '../../../../shared/errors/index.ts';

export interface Received {
  readonly invoice: EInvoice;
  readonly rules: RuleSet;
  readonly violations: ReturnType<typeof checkEInvoice>;
  /** `null` when the amounts cannot be computed again. */
  readonly differences: readonly Difference[] | null;
}

export interface Difference {
  readonly path: string;
  readonly stated: string | null;
  readonly computed: string | null;
}

/** Files inside a PDF, by name. */
export type Attachments = (pdf: Uint8Array) => Promise<readonly { name: string; bytes: Uint8Array }[]>;

/** The names that the standards give to the XML, the usual one first; else any XML. */
const NAMES: readonly RegExp[] = [/^factur-x\.xml$/i, /^(zugferd-invoice|xrechnung)\.xml$/i, /\.xml$/i];

const isPdf = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-');

async function xmlInside(
  pdf: Uint8Array,
  attachments: Attachments,
): Promise<Result<Uint8Array, ReadProblem>> {
  try {
    const files = await attachments(pdf);
    for (const name of NAMES) {
      const found = files.find((file) => name.test(file.name));
      if (found) return ok(found.bytes);
    }
    return err('no-einvoice-inside');
  } catch {
    // Whatever the reader of PDFs stumbles over, the file is at fault: it is a stranger's.
    return err('not-well-formed');
  }
}

/** Reads XML, or the XML inside a PDF, computes its totals again, and holds it to the rules of what it says it is. */
export async function readReceived(
  bytes: Uint8Array,
  attachments: Attachments,
): Promise<Result<Received, ReadProblem>> {
  if (bytes.length > READ_LIMITS.bytes) return err('too-large');
  const xml = isPdf(bytes) ? await xmlInside(bytes, attachments) : ok(bytes);
  if (!xml.ok) return xml;
  const read = readEInvoice(xml.value);
  if (!read.ok) return read;
  const { invoice } = read.value;
  const rules = ruleSetOf(invoice.specification);
  const differences = compareTotals(invoice);
  return ok({
    invoice,
    rules,
    violations: checkEInvoice(invoice, rules),
    differences: differences.ok ? differences.value : null,
  });
}

/** As `readReceived`, of a file that was chosen: one that is larger than any e-invoice is refused unread. */
export async function readReceivedFile(
  file: Pick<File, 'size' | 'arrayBuffer'>,
  attachments: Attachments,
): Promise<Result<Received, ReadProblem>> {
  if (file.size > READ_LIMITS.bytes) return err('too-large');
  return readReceived(new Uint8Array(await file.arrayBuffer()), attachments);
}
