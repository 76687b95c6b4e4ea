/** The mail for an issued document: who gets it, what it says in the customer's language, and the files that go along. */
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { EInvoiceFormat } from '../../shared/domain/einvoice-request.ts';
import { fillTemplate, type PlaceholderValues, templateFor } from '../../shared/domain/mail-template.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Company } from '../company/company.ts';
import type { DocumentFiles } from '../documents/document-files.ts';
import { documentFormat } from '../documents/document-format.ts';
import { eInvoiceFile, keepEInvoice } from '../documents/einvoice/einvoice-files.ts';
import { paperWords } from '../documents/paper-words.ts';
import { fileName } from '../ipc/save-chosen.ts';
import type { Attachment } from './compose-message.ts';

type Proposal = OutputOf<'mail.compose'>;

/** @param sender whose name and address the mail will bear; `null` while there is no account. */
export async function proposeMail(
  company: Company,
  id: string,
  sender: Proposal['sender'],
): Promise<Result<Proposal, AppError>> {
  const found = await company.keeper.query('documents.get', { id, today: company.today });
  if (!found.ok) return found;
  const { document } = found.value;
  if (found.value.status === 'void') return err({ kind: 'refused', reason: 'already-void' });
  const customer = await company.keeper.query('customers.get', { id: document.customerId });
  // The address of today goes before the one that the document shows: people move, papers do not change.
  const address = (customer.ok ? customer.value.fields.email : '') || document.buyer.email;
  const template = templateFor(company.company.mailTemplates ?? {}, document.kind, document.language);
  const values = valuesOf(document, sender?.name ?? '');
  const eInvoice = document.eInvoice?.format ?? null;
  return ok({
    to: address === '' ? [] : [address],
    subject: fillTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
    text: fillTemplate(template.text, values),
    sender,
    eInvoice,
    attachments: attachmentNames(document.number, eInvoice),
  });
}

function valuesOf(document: IssuedDocument, sender: string): PlaceholderValues {
  const format = documentFormat(document);
  const { instalments } = document.terms;
  return {
    document: paperWords(document.profile, document.language).title[document.kind],
    number: document.number,
    date: format.day(document.issueDate),
    due: instalments
      ? instalments
          .map(({ due, amount }) => `${format.day(due)} (${format.money(amount, document.currency)})`)
          .join(', ')
      : format.day(document.dueDate),
    total: format.money(document.totals.due, document.currency),
    order: document.orderNumber,
    customer: document.buyer.name,
    contact: document.buyer.contact || document.buyer.name,
    company: document.seller.name,
    sender: sender || document.seller.contact || document.seller.name,
  };
}

const attachmentNames = (number: string, format: EInvoiceFormat | null): string[] => [
  fileName(number, 'pdf'),
  ...(format === null || format === 'factur-x' ? [] : [fileName(number, 'xml')]),
];

/**
 * The files of a mail: the archived PDF (stamped as a copy where the original was handed out before, DO7), with the e-invoice inside for Factur-X, else beside it. Refused while a fatal rule
 * of the e-invoice is broken, and for what was voided; the e-invoice is kept and named in the record before it leaves (EV11).
 */
export async function mailAttachments(
  documents: DocumentFiles,
  company: Company,
  id: string,
  format: EInvoiceFormat | null,
): Promise<Result<{ readonly number: string; readonly files: readonly Attachment[] }, AppError>> {
  const rows = await company.keeper.lookup('documents', { ids: [id] });
  if (!rows.ok) return rows;
  if (rows.value[0]?.void) return err({ kind: 'refused', reason: 'already-void' });
  const paper = await documents.outgoing(company, id);
  if (!paper.ok) return paper;
  const { number, bytes } = paper.value;
  const pdf = { name: fileName(number, 'pdf'), type: 'application/pdf', bytes } as const;
  if (format === null) return ok({ number, files: [pdf] });
  const made = await eInvoiceFile(documents, company, id, format);
  if (!made.ok) return made;
  const kept = await keepEInvoice(company, id, format, made.value.bytes);
  if (!kept.ok) return kept;
  if (format === 'factur-x') return ok({ number, files: [{ ...pdf, bytes: made.value.bytes }] });
  const xml = { name: fileName(number, 'xml'), type: 'application/xml', bytes: made.value.bytes } as const;
  return ok({ number, files: [pdf, xml] });
}
