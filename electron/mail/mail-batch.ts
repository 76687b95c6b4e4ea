/** Many documents by mail, each to its customer in the customer's language: planned before anything is made, then one by one. */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Company } from '../company/company.ts';
import type { DocumentFiles } from '../documents/document-files.ts';
import type { TaskProgress } from '../ipc/tasks.ts';
import { derivedId } from '../time-id.ts';
import type { CompanyMail } from './company-mail.ts';
import { mailAttachments, proposeMail } from './propose-mail.ts';

type Plan = OutputOf<'mail.plan'>;
type Sent = OutputOf<'mail.sendMany'>;
type Left = Sent['left'][number];

/** What goes out and what does not. Only addresses of today count: nobody looks at each of them before it is used. */
export async function planMails(company: Company, ids: readonly string[]): Promise<Result<Plan, AppError>> {
  const found = await company.keeper.lookup('documents', { ids });
  if (!found.ok) return found;
  const documents = new Map(found.value.map((row) => [row.id, row]));
  const rows = ids.flatMap((id) => documents.get(id) ?? []);
  const customers = await company.keeper.lookup('customers', {
    ids: [...new Set(rows.map(({ customer }) => customer))],
  });
  if (!customers.ok) return customers;
  const known = new Map(customers.value.map(({ id, fields }) => [id, fields]));
  const standing = rows.filter((row) => !row.void);
  const hasAddress = ({ customer }: (typeof rows)[number]) => (known.get(customer)?.email ?? '') !== '';
  return ok({
    ready: standing.filter(hasAddress).map(({ id, handedOut }) => ({ id, handedOut })),
    without: standing
      .filter((row) => !hasAddress(row))
      .map(({ id, number, customer }) => ({ id, number, customer: known.get(customer)?.name ?? '' })),
    void: rows.length - standing.length,
    hasEInvoices: standing.some(({ customer }) => (known.get(customer)?.eInvoice?.format ?? null) !== null),
  });
}

export interface MailBatch {
  /** The command: each mail's id follows from it, so that none is sent twice. */
  readonly id: string;
  readonly documents: readonly string[];
  readonly withEInvoices: boolean;
}

/** Puts the mails into the outbox one by one. What cannot be made is left out and named; a full disk ends it. */
export async function sendMails(
  { mail, files }: { readonly mail: CompanyMail; readonly files: DocumentFiles },
  company: Company,
  batch: MailBatch,
  sender: { readonly name: string; readonly address: string },
  progress: TaskProgress,
): Promise<Result<Sent, AppError>> {
  const found = await company.keeper.lookup('documents', { ids: batch.documents });
  if (!found.ok) return found;
  const numbers = new Map(found.value.map(({ id, number }) => [id, number]));
  const left: Left[] = [];
  let queued = 0;
  for (const [index, document] of batch.documents.entries()) {
    progress.report(index, batch.documents.length);
    if (progress.cancelled) return ok({ queued, left, stopped: true });
    const made = await one(mail, files, company, batch, document, sender);
    if (!made.ok && made.error.kind === 'storage' && made.error.reason !== 'damaged') return made;
    if (made.ok) queued += 1;
    else left.push({ id: document, number: numbers.get(document) ?? '', why: whyOf(made.error) });
  }
  return ok({ queued, left, stopped: false });
}

async function one(
  mail: CompanyMail,
  files: DocumentFiles,
  company: Company,
  batch: MailBatch,
  document: string,
  sender: { readonly name: string; readonly address: string },
): Promise<Result<unknown, AppError>> {
  const proposed = await proposeMail(company, document, sender);
  if (!proposed.ok) return proposed;
  const { to, subject, text, eInvoice } = proposed.value;
  if (to.length === 0) return err({ kind: 'invalid', fields: [{ path: 'to', problem: 'required' }] });
  const made = await mailAttachments(files, company, document, batch.withEInvoices ? eInvoice : null);
  if (!made.ok) return made;
  const { number, files: attachments } = made.value;
  const id = derivedId(batch.id, `mail/${document}`);
  return mail.send({ id, document, number, to, cc: [], subject, text, attachments });
}

function whyOf(error: AppError): Left['why'] {
  if (error.kind === 'refused') return error.reason === 'einvoice-faulty' ? 'einvoice' : 'void';
  if (error.kind === 'invalid') return 'address';
  return error.kind === 'mail' && error.problem === 'too-large' ? 'too-large' : 'file';
}
