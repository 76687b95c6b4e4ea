/** Issues a draft: by a clerk's word, or on the day that it was scheduled for. */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import { issueInvoice } from '../commands/issue-invoice.ts';
import type { Company } from '../company/company.ts';
import { archiveSoon } from './archive-soon.ts';
import type { MainServices } from './main-services.ts';

export async function issueDraft(
  services: MainServices,
  company: Company,
  input: ParsedInputOf<'invoices.issue'>,
): Promise<Result<OutputOf<'invoices.issue'>, AppError>> {
  const issued = await company.drafts.inTurn(input.id, () =>
    company.execute('invoices.issue', issueInvoice, input),
  );
  if (issued.ok) {
    // An issued draft is shown nowhere, so nobody need wait until its file is gone.
    company.drafts
      .remove(input.id)
      .catch((fault: unknown) =>
        services.log.error('the file of an issued draft could not be removed', fault),
      );
    archiveSoon(services, company, input.id);
  }
  return issued;
}
