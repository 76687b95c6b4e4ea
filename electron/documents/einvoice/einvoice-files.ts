/** E-invoices of issued documents as files: checked, made, kept under their hash and named in the record (EV11). */
import type { IssuedDocument } from '../../../shared/domain/document.ts';
import type { EInvoiceFormat } from '../../../shared/domain/einvoice-request.ts';
import type { Violation } from '../../../shared/einvoice/rules/rule.ts';
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';
import { recordEInvoice } from '../../commands/document-facts.ts';
import type { Company } from '../../company/company.ts';
import { putBlob } from '../../journal/blobs.ts';
import type { DocumentFiles } from '../document-files.ts';
import { paperWords } from '../paper-words.ts';
import { eInvoiceFacts, mergedFacts, withContact } from './einvoice-facts.ts';
import { embedInvoice } from './embed-invoice.ts';
import { makeEInvoice } from './make-einvoice.ts';

/** What a customer gets who never said which: the PDF that everybody can read, with the XML inside. */
const DEFAULT_FORMAT: EInvoiceFormat = 'factur-x';

export interface CheckedEInvoice {
  readonly format: EInvoiceFormat;
  readonly document: IssuedDocument;
  readonly violations: readonly Violation[];
  readonly xml: string | null;
}

export interface EInvoiceFile {
  readonly bytes: Uint8Array;
  readonly number: string;
  readonly extension: 'pdf' | 'xml';
}

/**
 * The document in the format asked for, else in the one that it was issued for, else in the customer's. What the document
 * carries itself goes before what the records say today (DO3).
 */
export async function checkDocument(
  company: Company,
  id: string,
  asked: EInvoiceFormat | null,
): Promise<Result<CheckedEInvoice, AppError>> {
  const found = await company.keeper.query('documents.get', { id, today: company.today });
  if (!found.ok) return found;
  const document = withContact(found.value.document, company.company);
  const customer = await company.keeper.query('customers.get', { id: document.customerId });
  // A customer whose record is gone has no wishes left; the document itself says who was billed.
  const fields = customer.ok ? customer.value.fields : null;
  const facts = mergedFacts(document.eInvoice, eInvoiceFacts(company.company, fields));
  const format = asked ?? document.eInvoice?.format ?? fields?.eInvoice?.format ?? DEFAULT_FORMAT;
  return ok({ format, document, ...makeEInvoice(document, facts, format) });
}

/** The file that leaves: the same document gives the same bytes. Refused while a fatal rule is broken. */
export async function eInvoiceFile(
  documents: DocumentFiles,
  company: Company,
  id: string,
  format: EInvoiceFormat,
): Promise<Result<EInvoiceFile, AppError>> {
  const checked = await checkDocument(company, id, format);
  if (!checked.ok) return checked;
  const { document, xml } = checked.value;
  if (xml === null) return err({ kind: 'refused', reason: 'einvoice-faulty' });
  const { number } = document;
  if (format !== 'factur-x') return ok({ bytes: new TextEncoder().encode(xml), number, extension: 'xml' });
  const paper = await documents.file(company, id);
  if (!paper.ok) return paper;
  const words = paperWords(document.profile, document.language);
  const bytes = embedInvoice(paper.value.bytes, xml, {
    title: `${words.title[document.kind]} ${number}`,
    author: document.seller.name,
    day: document.issueDate,
  });
  return ok({ bytes, number, extension: 'pdf' });
}

/** Keeps the file for good and names it in the record, once for the same bytes. */
export async function keepEInvoice(
  company: Company,
  id: string,
  format: EInvoiceFormat,
  bytes: Uint8Array,
): Promise<Result<unknown, AppError>> {
  const stored = await putBlob(company.folder, bytes);
  if (!stored.ok) return stored;
  const sha256 = stored.value;
  return company.execute('documents.einvoice', recordEInvoice, {
    commandId: company.commandFor(id, `einvoice/${sha256}`),
    id,
    format,
    sha256,
    bytes: bytes.length,
  });
}
